"""Search over the entries that a juror may open: text asks the engine, everything else is what the database says by that rule."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.typed import whole_number
from judging.enums import ScorecardState
from judging.models import Candidacy
from judging.reading import name_of
from search import engines
from search.entries import EntryExcerpt, EntryMatches, EntryQuery
from search.enums import EntryReader, Sort
from search.presenting import found_only_some
from search.query import PAGE_SIZE, FacetCounts, FacetValue, Query

SHOWN = (
    "code",
    "round__name",
    "round__blind",
    "round__opens_at",
    "round__edition__name",
    "round__edition__year",
    "round_category__category__key",
    "round_category__category__name",
    "nomination__organisation__name",
    "submission__title",
)
NO_EXCERPT = EntryExcerpt(SafeString(), SafeString(), SafeString())


class EntryFacet(models.TextChoices):
    ROUND = "round", _("Round")
    CATEGORY = "category", _("Category")
    CARD = "card", _("Your card")


class EntrySort(models.TextChoices):
    RELEVANCE = Sort.RELEVANCE.value, _("Best match")
    NAME = "name", _("Name or code")


@dataclass(frozen=True)
class Asked:
    """Any value is accepted; what cannot be meant is left out."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = EntrySort.RELEVANCE.value
    page: int = 1

    @classmethod
    def from_params(cls, params):
        sort = params.get("sort", "")
        return cls(
            text=Query(params.get("q", "")).text,
            filters={facet.value: tuple(dict.fromkeys(params.getlist(facet.value))) for facet in EntryFacet},
            sort=sort if sort in EntrySort.values else EntrySort.RELEVANCE.value,
            page=whole_number(params.get("page", "")) or 1,
        )

    def params(self, *, page=1):
        """The address of what is asked, as pairs to encode."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        if self.sort != EntrySort.RELEVANCE:
            pairs.append(("sort", self.sort))
        return [*pairs, ("page", str(page))] if page > 1 else pairs

    def with_text(self, text):
        return replace(self, text=text)

    def without(self, name, value):
        left = tuple(each for each in self.filters.get(name, ()) if each != value)
        return replace(self, filters={**self.filters, name: left}, page=1)

    def without_filters(self):
        return replace(self, filters={}, page=1)


@dataclass(frozen=True)
class EntryHit:
    candidacy: Candidacy
    excerpt: EntryExcerpt = NO_EXCERPT

    @property
    def blind(self):
        return self.candidacy.round.blind

    @property
    def name(self):
        return name_of(self.candidacy)

    @property
    def name_html(self):
        """In a blind round the code, whatever the entry calls itself."""
        return self.name if self.blind else self.excerpt.title_html or self.name

    @property
    def title_html(self):
        """What an entry of a blind round calls itself, where its jurors read that."""
        return self.excerpt.title_html if self.blind else ""

    @property
    def company_html(self):
        if self.blind:
            return ""
        return self.excerpt.company_html or str(self.candidacy.nomination.organisation)

    @property
    def text_html(self):
        return self.excerpt.text_html

    @property
    def card_state(self):
        return card_state(self.candidacy)

    @property
    def url(self):
        return reverse("judging:entry", args=[self.candidacy.pk])


@dataclass(frozen=True)
class Found:
    asked: Asked
    # How many entries this juror may open at all.
    readable: int
    total: int
    hits: list
    facets: list
    matches: EntryMatches | None = None
    pages: int = 1

    @property
    def did_you_mean(self):
        return self.matches.did_you_mean if self.matches else ""

    @property
    def corrected(self):
        return bool(self.matches and self.matches.corrected)

    @property
    def only_some_words(self):
        return bool(self.matches) and found_only_some(self.matches.stage, corrected=self.corrected)


def find(juror, asked):
    readable = entries_of(juror)
    asked = replace(asked, filters=known_filters(readable, asked.filters))
    matches = engines.current().find_entries(query_of(asked.text, readable)) if asked.text else None
    matched = readable if matches is None else [entry for entry in readable if str(entry.pk) in matches.scores]
    narrowed = in_order(narrow(matched, asked.filters), asked, matches)
    pages = max(1, -(-len(narrowed) // PAGE_SIZE))
    asked = replace(asked, page=min(asked.page, pages))
    shown = narrowed[(asked.page - 1) * PAGE_SIZE : asked.page * PAGE_SIZE]
    return Found(
        asked=asked,
        readable=len(readable),
        total=len(narrowed),
        hits=hits_of(shown, matches),
        facets=[counts for facet in EntryFacet if (counts := count(readable, matched, facet, asked.filters))],
        matches=matches,
        pages=pages,
    )


def suggest(juror, text):
    readable = {str(entry.pk): entry for entry in entries_of(juror)}
    keys = engines.current().suggest_entries(query_of(text, readable.values()))
    return [EntryHit(readable[key]) for key in keys if key in readable]


def entries_of(juror):
    """Those whose page opens to this juror, the newest round first."""
    return list(
        Candidacy.objects.opening_to(juror)
        .with_card_of(juror)
        .select_related("round__edition", "round_category__category", "nomination__organisation", "submission")
        .only(*SHOWN)
        .order_by("-round__opens_at", "round", "round_category__category__position", "code")
    )


def query_of(text, entries):
    return EntryQuery(text, EntryReader.JURY, frozenset(str(entry.pk) for entry in entries))


def card_state(candidacy):
    """Of the juror's own card; None for who leads and does not judge it."""
    return ScorecardState(candidacy.card_state) if candidacy.card_state else None


def value_of(candidacy, facet):
    """Its value of a facet, as pair of slug and label, or None. Nothing of these tells in a blind round whose it is."""
    if facet == EntryFacet.ROUND:
        return str(candidacy.round_id), f"{candidacy.round.name}, {candidacy.round.edition.name}"
    if facet == EntryFacet.CATEGORY:
        category = candidacy.round_category.category
        return category.key, category.name
    state = card_state(candidacy)
    return (state.value, state.label) if state else None


def known_filters(readable, filters):
    """Only values that these entries have: another one would say that there is such a round."""
    known = {facet.value: {value[0] for entry in readable if (value := value_of(entry, facet))} for facet in EntryFacet}
    kept = {name: tuple(value for value in values if value in known[name]) for name, values in filters.items()}
    return {name: values for name, values in kept.items() if values}


def narrow(entries, filters):
    for name, values in filters.items():
        entries = [entry for entry in entries if (value_of(entry, name) or ("",))[0] in values]
    return entries


def count(readable, matched, facet, filters):
    """The values of one facet, each counted without regard to what is chosen of it; None where all share one."""
    labels = dict(filter(None, (value_of(entry, facet) for entry in readable)))
    if len(labels) < 2:
        return None
    others = narrow(matched, {name: values for name, values in filters.items() if name != facet})
    counts = Counter(value_of(entry, facet) for entry in others)
    slugs = [state.value for state in ScorecardState if state.value in labels] if facet == EntryFacet.CARD else labels
    chosen = filters.get(facet, ())
    values = [FacetValue(slug, labels[slug], counts[slug, labels[slug]], slug in chosen) for slug in slugs]
    shown = [value for value in values if value.count or value.selected]
    return FacetCounts(facet.value, facet.label, shown) if shown else None


def in_order(entries, asked, matches):
    if matches and asked.sort == EntrySort.RELEVANCE:
        return sorted(entries, key=lambda entry: -matches.scores[str(entry.pk)])
    if asked.sort == EntrySort.NAME:
        return sorted(entries, key=lambda entry: name_of(entry).lower())
    return entries


def hits_of(shown, matches):
    if matches is None:
        return [EntryHit(entry) for entry in shown]
    excerpts = engines.current().excerpts(matches, [str(entry.pk) for entry in shown])
    return [EntryHit(entry, excerpts.get(str(entry.pk), NO_EXCERPT)) for entry in shown]
