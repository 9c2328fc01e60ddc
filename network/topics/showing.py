"""What the entrants teach, in sentences and as bars."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nominations.enums import Measure
from nominations.fields import number_text

ROOM = Decimal("1.25")
PERCENT = "%"
MONEY = ("USD", "$")


@dataclass(frozen=True)
class Range:
    """One row: its sentence, its numbers in words, and where they lie on a scale, in percent of its length."""

    name: str
    about: str
    sentence: str
    low: str
    middle: str
    high: str
    companies: int
    years: str
    start: str
    end: str
    at_low: Decimal
    at_middle: Decimal
    width: Decimal
    at_zero: Decimal | None = None


@dataclass(frozen=True)
class Lesson:
    companies: int
    # Years of the prize.
    years: str
    # Pairs of a title and its ranges; none is empty.
    groups: list

    @property
    def ranges(self):
        return [each for _, ranges in self.groups for each in ranges]


def lesson_in_words(lesson):
    if lesson is None:
        return None
    order = {kind: number for number, kind in enumerate(KINDS)}
    measures = {key: number for number, key in enumerate(Measure.values)}
    rows = sorted(lesson.content["rows"], key=lambda row: (order[row["kind"]], measures.get(row["key"], 0)))
    years = sorted({year for row in rows if row["kind"] == "level" for year in row["years"]})
    groups = {_("Their figures"): ("latest", "change"), _("What the jury found"): ("level",)}
    shown = [(title, [KINDS[row["kind"]](row) for row in rows if row["kind"] in of]) for title, of in groups.items()]
    return Lesson(lesson.companies, span(years), [(title, ranges) for title, ranges in shown if ranges])


def latest(row):
    name = Measure(row["key"]).label
    low, middle, high = numbers(row)
    words = words_of(row, lambda number: with_unit(number, row["unit"]))
    most = Decimal(100) if row["unit"] == PERCENT and high <= 100 else ceiling(high * ROOM)
    scale = min(Decimal(), low), most
    told = {"name": name, **words | {"low": bare(low, row["unit"]), "middle": bare(middle, row["unit"])}}
    return make_range(
        row,
        scale,
        name=name,
        about=", ".join(filter(None, [row["period"], span(row["years"])])),
        sentence=_("%(name)s: half of the companies lie between %(low)s and %(high)s, the middle at %(middle)s.")
        % told,
        words=words,
        ends=[with_unit(end, row["unit"]) for end in scale],
    )


def change(row):
    name = Measure(row["key"]).label
    low, middle, high = numbers(row)
    words = words_of(row, lambda number: signed(number, row["unit"]))
    room = (max(high, Decimal()) - min(low, Decimal())) / 10
    scale = (low - room if low < 0 else Decimal(), high + room if high > 0 else Decimal())
    told = {"name": name, "first": row["years"][0], "last": row["years"][1], **words}
    return make_range(
        row,
        scale,
        name=_("%(name)s, change") % {"name": name},
        about=span(row["years"]),
        sentence=_(
            "%(name)s from %(first)s to %(last)s: half of the companies changed by %(low)s to %(high)s, the middle by "
            "%(middle)s."
        )
        % told,
        words=words,
        ends=["", ""],
    )


def level(row):
    words = words_of(row, number_text)
    scale = Decimal(row["lowest"]), Decimal(row["highest"])
    told = {"name": row["key"], "lowest": row["lowest"], "highest": row["highest"], **words}
    return make_range(
        row,
        scale,
        name=row["key"],
        about=_("the jury's level, %(lowest)s to %(highest)s") % told,
        sentence=_(
            "%(name)s: half of the companies reached %(low)s to %(high)s on a scale from %(lowest)s to %(highest)s, the "
            "middle %(middle)s."
        )
        % told,
        words=words,
        ends=[row["lowest"], row["highest"]],
    )


KINDS = {"latest": latest, "change": change, "level": level}


def make_range(row, scale, *, name, about, sentence, words, ends):
    low, middle, high = numbers(row)
    at_low, at_middle, at_high = (place(number, scale) for number in (low, middle, high))
    return Range(
        name=name,
        about=about,
        sentence=sentence,
        companies=row["companies"],
        years=span(row["years"]),
        start=ends[0],
        end=ends[1],
        at_low=at_low,
        at_middle=at_middle,
        width=at_high - at_low,
        at_zero=place(Decimal(), scale) if row["kind"] == "change" else None,
        **words,
    )


def numbers(row):
    return [Decimal(row[name]) for name in ("low", "middle", "high")]


def words_of(row, say):
    return {name: say(Decimal(row[name])) for name in ("low", "middle", "high")}


def place(number, scale):
    """On the scale, in percent of its length, to one place."""
    start, end = scale
    return (100 * (number - start) / (end - start)).quantize(Decimal("0.1"))


def ceiling(number):
    """The next number up that has two digits."""
    if not number:
        return Decimal(1)
    return number.quantize(Decimal(1).scaleb(number.adjusted() - 1), rounding=ROUND_CEILING)


def with_unit(number, unit):
    if unit in MONEY:
        return f"${number_text(number)}"
    return " ".join(filter(None, [number_text(number), unit]))


def bare(number, unit):
    """Where the unit follows once, at the end; money carries its sign each time."""
    return with_unit(number, unit if unit in MONEY else "")


def signed(number, unit):
    """A share changes by points, anything else by percent of what it was."""
    sign = "+" if number > 0 else "\u2212" if number < 0 else ""
    told = {"number": f"{sign}{number_text(abs(number))}"}
    if unit != PERCENT:
        return _("%(number)s %%") % told
    return ngettext("%(number)s point", "%(number)s points", 1 if abs(number) == 1 else 2) % told


def span(years):
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}\u2013{years[-1]}"
