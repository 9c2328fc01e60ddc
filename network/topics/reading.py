"""What the public index holds on topics. Nothing is shown here that a search of anybody would not find."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.enums import TOPIC_VOCABULARIES
from network.models import TopicLesson
from network.topics.tree import Tree
from prizes.enums import Vocabulary
from prizes.models import Term
from search.models import PublicDocument, PublicFacet
from search.query import VALUES_LIMIT

# Kinds of documents, in the order in which they are shown, each with what is said above them.
HELP = "support_service"
SECTIONS = {
    "story": _("How others did it"),
    "winner": _("Honored by the jury"),
    "company": _("Companies that do this work"),
    HELP: _("Where to find help"),
    "problem": _("What industry looks for"),
}
# What the vocabularies are called where their terms are listed.
PLURALS = {
    Vocabulary.SUB_INDUSTRY: _("Sub-industries"),
    Vocabulary.TECHNOLOGY: _("Technologies"),
    Vocabulary.PRACTICE: _("Practices"),
}
SHOWN = 6
TOGETHER = 8
# Of how many documents two terms must both be, so that it is more than a coincidence.
TOGETHER_ON = 2


@dataclass(frozen=True)
class Section:
    kind: str
    title: str
    documents: list
    total: int
    url: str

    @property
    def has_more(self):
        return self.total > len(self.documents)


@dataclass(frozen=True)
class Topic:
    term: Term
    vocabulary: str
    above: list
    # Narrower terms that something stands on; it is shown here too.
    narrower: list
    beside: list
    together: list
    sections: list
    lesson: TopicLesson | None

    @property
    def is_empty(self):
        return not self.sections and self.lesson is None

    @property
    def names_help(self):
        return any(section.kind == HELP for section in self.sections)


@dataclass(frozen=True)
class Listed:
    """A term in the list of topics, with those beneath it."""

    term: Term
    count: int
    narrower: list = field(default_factory=list)


@dataclass(frozen=True)
class ListedVocabulary:
    key: str
    label: str
    terms: list


def vocabulary_of(address):
    """Of the part of an address that names it, with hyphens; None for anything else."""
    return next((each for each in TOPIC_VOCABULARIES if each.replace("_", "-") == address), None)


def find_term(vocabulary, slug):
    """By the slug that it has or had. The one of now comes first."""
    found = Term.objects.known_as(vocabulary, [slug])
    return next(iter(sorted(found, key=lambda term: term.slug != slug)), None)


def read_topic(term):
    """As many queries for fifty documents as for one."""
    tree = Tree(term.vocabulary)
    on = terms_with_documents(term.vocabulary)
    family = [term, *tree.beneath(term)]
    slugs = [each.slug for each in family]

    def holding(terms):
        return [each for each in terms if each.slug in on or any(below.slug in on for below in tree.beneath(each))]

    return Topic(
        term=term,
        vocabulary=Vocabulary(term.vocabulary).label,
        above=tree.above(term),
        narrower=holding(tree.narrower(term)),
        beside=holding(tree.beside(term)),
        together=terms_together(term.vocabulary, slugs),
        sections=sections_of(term.vocabulary, slugs, on),
        lesson=TopicLesson.objects.filter(term=term).first(),
    )


def terms_with_documents(vocabulary):
    """{slug: how many}."""
    facets = PublicFacet.objects.filter(name=vocabulary, document__kind__in=SECTIONS).order_by()
    return dict(facets.values_list("slug").annotate(Count("document")))


def documents_on(vocabulary, slugs):
    named = PublicFacet.objects.filter(name=vocabulary, slug__in=slugs).order_by().values("document")
    return PublicDocument.objects.filter(pk__in=named, kind__in=SECTIONS)


def sections_of(vocabulary, slugs, on):
    """The newest of each kind, and how many there are."""
    of_kind = {"partition_by": F("kind")}
    newest_first = [F("published_at").desc(nulls_last=True), F("boost").desc(), F("title").asc(), F("pk").asc()]
    documents = documents_on(vocabulary, slugs).annotate(
        place_in_kind=Window(RowNumber(), order_by=newest_first, **of_kind),
        of_its_kind=Window(Count("pk"), **of_kind),
    )
    by_kind = defaultdict(list)
    for document in (
        documents.filter(place_in_kind__lte=SHOWN).order_by("kind", "place_in_kind").defer("body", "keywords")
    ):
        by_kind[document.kind].append(document)
    asked = [(vocabulary, slug) for slug in slugs if slug in on][:VALUES_LIMIT]
    return [
        Section(kind, title, by_kind[kind], by_kind[kind][0].of_its_kind, search_address([*asked, ("kind", kind)]))
        for kind, title in SECTIONS.items()
        if by_kind[kind]
    ]


def search_address(pairs):
    return f"{reverse('search:results')}?{urlencode(pairs)}"


def terms_together(vocabulary, slugs):
    """Terms of other documents' topics that most often stand beside these, the most frequent first."""
    beside = PublicFacet.objects.filter(name__in=TOPIC_VOCABULARIES, document__in=documents_on(vocabulary, slugs))
    counted = (
        beside.exclude(name=vocabulary, slug__in=slugs)
        .order_by()
        .values("name", "slug", "label")
        .annotate(times=Count("document"))
        .filter(times__gte=TOGETHER_ON)
        .order_by("-times", "label")
    )
    return [Term(vocabulary=row["name"], slug=row["slug"], name=row["label"]) for row in counted[:TOGETHER]]


def read_index():
    """Every topic that something stands on, by vocabulary."""
    documents = documents_by_term()
    taught = set(TopicLesson.objects.values_list("term", flat=True))
    read = [(each, _listed(Tree(each), None, documents[each], taught)) for each in TOPIC_VOCABULARIES]
    return [ListedVocabulary(each.replace("_", "-"), PLURALS[each], terms) for each, terms in read if terms]


def documents_by_term():
    """{vocabulary: {slug: documents}}."""
    found = {vocabulary: defaultdict(set) for vocabulary in TOPIC_VOCABULARIES}
    facets = PublicFacet.objects.filter(name__in=found, document__kind__in=SECTIONS).order_by()
    for vocabulary, slug, document in facets.values_list("name", "slug", "document"):
        found[vocabulary][slug].add(document)
    return found


def _listed(tree, term, documents, taught):
    """The terms beneath this one, or at the top, on which something stands."""
    found = []
    for each in tree.narrower(term) if term else tree.top():
        family = [each, *tree.beneath(each)]
        count = len(set().union(*(documents[below.slug] for below in family)))
        if count or any(below.pk in taught for below in family):
            found.append(Listed(each, count, _listed(tree, each, documents, taught)))
    return found


def topics_to_list():
    """The terms of the list, whatever stands above them."""
    waiting = [listed for vocabulary in read_index() for listed in vocabulary.terms]
    found = []
    while waiting:
        listed = waiting.pop(0)
        found.append(listed.term)
        waiting += listed.narrower
    return found
