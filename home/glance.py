"""What the prize page says of an edition, read from the records that run it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from judging.enums import RoundKind
from judging.jury import jury_by_seat
from judging.models import Round, RoundCategory, Rubric


@dataclass(frozen=True)
class Date:
    """A point of the year's line, as components/timeline.html draws it."""

    label: str
    opens_at: datetime
    note: str = ""
    state: str = "future"


@dataclass(frozen=True)
class Glance:
    categories: list
    dates: list
    rubrics: list
    seats: list
    rules: list


def edition_at_a_glance(edition):
    return Glance(
        categories=list(edition.categories.all()),
        dates=_dates(edition),
        rubrics=_rubrics(edition),
        seats=jury_by_seat(edition),
        rules=list(edition.eligibility_rules.all()),
    )


def _dates(edition):
    rounds = Round.objects.filter(edition=edition)
    dates = [Date("Nominations open", edition.opens_at), Date("Nominations close", edition.closes_at)]
    dates += [Date(f"{row.name} begins", row.opens_at) for row in rounds]
    dates += [Date(row.name, row.at, row.note) for row in edition.dates.all()]
    return _with_states(sorted(dates, key=lambda date: date.opens_at))


def _with_states(dates):
    """The last that has come is where the year stands, as long as something follows."""
    past = sum(date.opens_at <= timezone.now() for date in dates)
    states = ["past"] * past + ["future"] * (len(dates) - past)
    if 0 < past < len(dates):
        states[past - 1] = "current"
    return [replace(date, state=state) for date, state in zip(dates, states, strict=True)]


def _rubrics(edition):
    """The rubric of the scoring rounds: what entrants are measured by."""
    used = RoundCategory.objects.filter(round__edition=edition, round__kind=RoundKind.SCORING).values("rubric")
    return list(Rubric.objects.filter(pk__in=used).prefetch_related("criteria__levels"))
