"""What the prize page says of an edition, read from the records that run it."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from judging.enums import RoundKind
from judging.jury import jury_by_seat
from judging.models import Criterion, Round

MEASURE_COLUMNS = (
    "rubric",
    "rubric__name",
    "pk",
    "name",
    "weight",
    "description",
    "levels__value",
    "levels__label",
    "levels__description",
)


@dataclass(frozen=True)
class Date:
    """A point of the year's line, as components/timeline.html draws it."""

    label: str
    opens_at: datetime
    # Stays the same when the date moves or gets another name: a calendar knows it by this.
    key: str = ""
    note: str = ""
    state: str = "future"
    # What happens on this site; where the others take place is known to their note only.
    is_online: bool = False


@dataclass(frozen=True)
class JudgingStep:
    title: str
    text: str


@dataclass(frozen=True)
class MeasureLevel:
    value: Decimal
    label: str
    description: str


@dataclass(frozen=True)
class Measure:
    """A criterion, with what each of its levels means."""

    name: str
    weight: int
    description: str
    levels: list


@dataclass(frozen=True)
class Glance:
    categories: list
    dates: list
    # Pairs of a rubric's name and its measures.
    rubrics: list
    seats: list
    rules: list
    judging: list


def edition_at_a_glance(edition):
    rounds = list(Round.objects.filter(edition=edition).prefetch_related("round_categories"))
    scoring = [row for round in rounds if round.kind == RoundKind.SCORING for row in round.round_categories.all()]
    return Glance(
        categories=list(edition.categories.all()),
        dates=_dates(edition, rounds),
        rubrics=_rubrics(scoring),
        seats=jury_by_seat(edition),
        rules=list(edition.eligibility_rules.all()),
        judging=_judging(scoring),
    )


def _dates(edition, rounds):
    return _with_states(sorted(dates_of(edition, rounds), key=lambda date: date.opens_at))


def dates_of(edition, rounds):
    """All that the public is told of its year."""
    return [
        Date(_("Nominations open"), edition.opens_at, "opens", is_online=True),
        Date(_("Nominations close"), edition.closes_at, "closes", is_online=True),
        *(Date(f"{row.name} begins", row.opens_at, f"round-{row.pk}") for row in rounds),
        *(Date(row.name, row.at, f"date-{row.pk}", row.note) for row in edition.dates.all()),
    ]


def _with_states(dates):
    """The last that has come is where the year stands, as long as something follows."""
    past = sum(date.opens_at <= timezone.now() for date in dates)
    states = ["past"] * past + ["future"] * (len(dates) - past)
    if 0 < past < len(dates):
        states[past - 1] = "current"
    return [replace(date, state=state) for date, state in zip(dates, states, strict=True)]


def _rubrics(scoring):
    """The rubrics of the scoring rounds, in their order: what entrants are measured by. One query for all of it."""
    in_order = list(dict.fromkeys(row.rubric_id for row in scoring))
    criteria = Criterion.objects.filter(rubric__in=in_order).order_by("position", "pk", "levels__value")
    rows = sorted(criteria.values(*MEASURE_COLUMNS), key=lambda row: in_order.index(row["rubric"]))
    rubrics = groupby(rows, key=itemgetter("rubric", "rubric__name"))
    return [(name, _measures(of)) for (_pk, name), of in rubrics]


def _measures(rows):
    """Of one rubric; there is a row for each level, and one for a criterion that has none."""
    criteria = groupby(rows, key=itemgetter("pk", "name", "weight", "description"))
    return [Measure(name, weight, text, _levels(of)) for (_pk, name, weight, text), of in criteria]


def _levels(rows):
    columns = itemgetter("levels__value", "levels__label", "levels__description")
    return [MeasureLevel(*columns(row)) for row in rows if row["levels__value"] is not None]


def _judging(rows):
    """How judging works, in five steps, from the scoring rounds that are set up. What is not settled is not promised."""
    if not rows:
        return []
    return [
        JudgingStep(
            _("A pledge, and every tie on the table"),
            _(
                "Before a juror reads a word, he or she signs a pledge of confidentiality and declares every tie to every "
                "company. Who has a tie that excludes does not see that entry, at any time."
            ),
        ),
        JudgingStep(_read_by(rows), _alone(rows)),
        JudgingStep(
            _("The same measure for everybody"),
            _(
                "Each criterion has described levels, and they stand on this page. A juror who cannot judge one says so, "
                "and does not guess."
            ),
        ),
        JudgingStep(
            _("Two keys"),
            _(
                "The chair seals the figures, then the decisions and their reasons. An auditor who took no part in either "
                "releases them. Every step is in a record that nobody can change unnoticed."
            ),
        ),
        JudgingStep(
            _("You hear first, and you hear why"),
            _("Entrants learn the outcome before the public does, with what the jurors wrote for them."),
        ),
    ]


def _read_by(rows):
    counts = sorted({row.jurors_per_entry for row in rows})
    if len(counts) == 1:
        return ngettext("%(count)d juror reads each entry", "%(count)d jurors read each entry", counts[0]) % {
            "count": counts[0]
        }
    return _("%(least)d to %(most)d jurors read each entry") % {"least": counts[0], "most": counts[-1]}


def _alone(rows):
    alone = _("Each reads and marks alone. Nobody sees another's marks before the round has closed.")
    if all(row.round.blind for row in rows):
        return alone + " " + _("They do not know whose entry it is.")
    return alone
