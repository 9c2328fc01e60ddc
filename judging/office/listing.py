"""Rounds in the office's list of nominations: who is in which, how well it is covered, and, for whom may know, the scores."""

from decimal import ROUND_HALF_UP, Decimal

import django_filters
from django import forms
from django.db import transaction
from django.db.models import DecimalField, F, OuterRef, Subquery
from django.db.models.functions import Cast, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import NumberRangeWidget

from accounts.backoffice.columns import TextColumn
from audit.record import record_event
from judging import rules
from judging.enums import CoverageBand, ScoreBand
from judging.models import Candidacy, Round
from judging.querysets.rounds import office_prizes
from judging.results import TOTAL_PLACES, plain_score
from judging.scoreboard import POINTS, readable_candidacies
from judging.views.leading import note_export
from nominations.office.filters import GONE
from nominations.office.parts import ListPart

# The share of its category that lies above an entry of the band; nothing has more than all of it above.
BANDS = {ScoreBand.UPPER: (0, 1 / 3), ScoreBand.MIDDLE: (1 / 3, 2 / 3), ScoreBand.LOWER: (2 / 3, 2)}


class RoundChoiceField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, round):
        return f"{round.name}, {round.edition.year}"


class RoundFilter(django_filters.ModelChoiceFilter):
    field_class = RoundChoiceField

    def filter(self, nominations, round):
        return nominations.filter(juror_count__isnull=False) if round else nominations


class CoverageFilter(django_filters.ChoiceFilter):
    conditions = {
        CoverageBand.NONE: {"juror_count": 0},
        CoverageBand.SHORT: {"juror_count__lt": F("wanted_count")},
        CoverageBand.ENOUGH: {"juror_count__gte": F("wanted_count")},
        CoverageBand.DONE: {"handed_in_count__gte": Greatest("juror_count", "wanted_count")},
    }

    def filter(self, nominations, band):
        return nominations.filter(**self.conditions[band]) if band else nominations


class ScoreBandFilter(django_filters.ChoiceFilter):
    def filter(self, nominations, band):
        if band == ScoreBand.NONE:
            return nominations.filter(score_count=0)
        if band not in BANDS:
            return nominations
        readable = readable_candidacies(self.parent.request.user, self.parent.form.cleaned_data["round"])
        return nominations.filter(pk__in=readable.in_score_band(*BANDS[band]).values("nomination"))


class ScoreFilter(django_filters.RangeFilter):
    """Asked of the exact score, as a bar is. Multiplied out: a division would round what lies on the edge."""

    def filter(self, nominations, wanted):
        if wanted is None:
            return nominations
        if wanted.start is not None:
            nominations = nominations.filter(score_sum__gte=sum_for(wanted.start - TOTAL_PLACES))
        if wanted.stop is not None:
            nominations = nominations.filter(score_sum__lte=sum_for(wanted.stop + TOTAL_PLACES))
        return nominations


def sum_for(score):
    count = Cast("score_count", DecimalField(max_digits=12, decimal_places=9))
    return count * score


def rounds_of_office(request):
    rounds = Round.objects.filter(edition__prize__in=office_prizes(request.user)).select_related("edition__prize")
    return rounds.prefetch_related("seals").order_by("-edition__year", "position", "pk")


def score_bound():
    return forms.DecimalField(min_value=0, max_value=100, max_digits=5, decimal_places=2)


class JudgedPart(ListPart):
    filters = {
        "round": RoundFilter(
            queryset=rounds_of_office, label=gettext_lazy("Round"), error_messages={"invalid_choice": GONE}
        ),
        "coverage": CoverageFilter(
            choices=CoverageBand.choices,
            widget=forms.RadioSelect,
            empty_label=gettext_lazy("All"),
            label=gettext_lazy("Jurors and marks"),
            help_text=gettext_lazy("In the chosen round, or else in the newest round that an entry is in."),
        ),
        "scores": ScoreBandFilter(
            choices=ScoreBand.choices,
            widget=forms.RadioSelect,
            empty_label=gettext_lazy("Not shown"),
            label=gettext_lazy("Scores"),
            help_text=gettext_lazy(
                "The plain score of the chosen round. Each look at scores is an event in the record."
            ),
        ),
        "score": ScoreFilter(
            fields=(score_bound(), score_bound()),
            widget=NumberRangeWidget,
            label=gettext_lazy("Score between"),
            help_text=gettext_lazy("0 to 100. The plain score of the chosen round."),
        ),
    }

    def refusals(self, person, chosen):
        asked = [name for name in ("scores", "score") if chosen.get(name)]
        why = why_no_scores(person, chosen.get("round")) if asked else ""
        return dict.fromkeys(asked, why) if why else {}

    def annotated(self, nominations, person, chosen, *, is_export):
        if is_export or is_about_rounds(chosen):
            nominations = with_coverage(nominations, chosen.get("round"))
        if shows_scores(chosen):
            nominations = with_scores(nominations, readable_candidacies(person, chosen["round"]))
        return nominations

    def columns(self, chosen):
        newest_of_each = [] if chosen.get("round") else [TextColumn("round", label=_("Round"), accessor="round_name")]
        columns = [
            *newest_of_each,
            TextColumn("jurors", label=_("Jurors"), accessor=jurors_told, sort_key="juror_count"),
            TextColumn("handed_in", label=_("Handed in"), accessor=handed_in_told, sort_key="handed_in_count"),
        ]
        scores = [TextColumn("score", label=_("Score"), accessor=score_told, sort_key="score_mean")]
        return (columns if is_about_rounds(chosen) else []) + (scores if shows_scores(chosen) else [])

    def export_columns(self, chosen):
        columns = {
            "round_name": (_("Round"), lambda nomination: nomination.round_name or ""),
            "juror_count": (_("Jurors assigned"), lambda nomination: nomination.juror_count),
            "wanted_count": (_("Jurors wanted"), lambda nomination: nomination.wanted_count),
            "handed_in_count": (_("Marks handed in"), lambda nomination: nomination.handed_in_count),
        }
        scores = {"plain_score": (_("Plain score"), score_of)}
        return columns | (scores if shows_scores(chosen) else {})

    def note_look(self, person, chosen, *, is_export):
        if not shows_scores(chosen):
            return
        if is_export:
            note_export(chosen["round"], by=person, kind="nominations")
        else:
            note_look(chosen["round"], by=person)


@transaction.atomic
def note_look(round, *, by):
    record_event("round.results_viewed", target=round, by=by, details={"page": "nominations"})


def is_about_rounds(chosen):
    return any(chosen.get(name) for name in JudgedPart.filters)


def shows_scores(chosen):
    return bool(chosen.get("scores") or chosen.get("score"))


def why_no_scores(person, round):
    """What the page of live results would say; empty for whom it shows them to."""
    if round is None:
        return _("Choose the round whose scores you mean.")
    if rules.may_see_results(person, round):
        return ""
    if rules.is_round_auditor(person, round):
        return _("The auditor sees the scores of this round when the chair has sealed the figures.")
    return _("Hand in your own scorecards first: who still judges sees nothing of what others gave.")


def with_coverage(nominations, round):
    """Of the candidacy in this round, or of the newest: without one, nothing."""
    rows = Candidacy.objects.current().filter(nomination=OuterRef("pk"))
    rows = rows.filter(round=round) if round else rows.order_by("-round__opens_at", "-pk")
    covered = rows.with_coverage()
    names = ("juror_count", "wanted_count", "handed_in_count")
    return nominations.annotate(
        round_name=Subquery(rows.values("round__name")[:1]),
        **{name: Subquery(covered.values(name)[:1]) for name in names},
    )


def with_scores(nominations, readable):
    """Of those entries alone whose figures this person may read; of the others nothing, which sorts last."""
    scored = readable.filter(nomination=OuterRef("pk")).with_plain_score()
    nominations = nominations.annotate(
        score_sum=Subquery(scored.values("score_sum")[:1]), score_count=Subquery(scored.values("score_count")[:1])
    )
    return nominations.annotate(score_mean=F("score_sum") / F("score_count"))


def jurors_told(nomination):
    if nomination.juror_count is None:
        return "–"
    return _("%(count)s of %(wanted)s") % {"count": nomination.juror_count, "wanted": nomination.wanted_count}


def handed_in_told(nomination):
    if nomination.juror_count is None:
        return "–"
    return _("%(count)s of %(jurors)s") % {"count": nomination.handed_in_count, "jurors": nomination.juror_count}


def score_of(nomination):
    """As the page of results shows it."""
    if not nomination.score_count:
        return None
    exact = plain_score(Decimal(nomination.score_sum), nomination.score_count)
    return exact.quantize(POINTS, rounding=ROUND_HALF_UP)


def score_told(nomination):
    if nomination.score_count is None:
        return _("Withheld")
    return score_of(nomination) if nomination.score_count else _("No mark")
