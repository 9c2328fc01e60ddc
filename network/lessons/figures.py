"""Figures of many companies from which none of them can be read. Pure: plain values in, plain data out.

What protects a company that is one of those counted:

- A figure is told of `LEAST_COMPANIES` different companies or not at all. Each figure counts for itself: ten companies of
  a topic, seven of which gave their scrap rate, tell no scrap rate. A company counts once, with its newest entry.
- No figure is anybody's own. The middle and the ends of the middle half are each the mean of the three or four companies
  that stand around that place; the highest and the lowest never enter. What comes out is rounded to two digits.
- Where the middle half is one value, it is not told: it would say what every one of them has.
- How many companies there are is told in steps of five, so that one who joins or leaves is not seen to.
- A narrower term tells a figure only where what it leaves of each broader term that tells it is nobody, or enough
  companies again; the same holds for all narrower terms together. Otherwise the two, one taken from the other, would tell
  of the few that lie between. The broader term keeps its figure, because it speaks for more. A company of both counts
  as one that lies between where an entry that names only the other term has given it another figure there.
- What one year's results add to a figure is told once it comes from enough companies, alone or with the years after it.
  Otherwise a page kept from the year before, taken from the one of today, would tell of the few who are new.
- A figure is not told where one company makes it: where the others around its place stand so near to zero, or to an end
  of the jury's scale, that they together come to less than a tenth of how far it stands from there.

Two topics that do not lie one within the other may share most of their companies too. Nobody outside knows which, and
means around a place cannot be taken apart as sums can. Totals, shares and averages of all are therefore never told.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from network.enums import LEAST_COMPANIES

STEP = 5
# How far from its place in the order a company may stand and still be part of the figure.
REACH = Decimal("1.5")
SHARES = LOWER, MIDDLE, UPPER = Decimal("0.25"), Decimal("0.5"), Decimal("0.75")
# What the others around a place must come to, of what the greatest of them does.
LEAST_OF_OTHERS = Decimal("0.1")
DIGITS = 2


class Subject(NamedTuple):
    """What is told: a measure in its latest year, its change over the years asked for, or a level of the jury."""

    kind: str
    # A key of Measure, or of a criterion.
    key: str
    unit: str = ""
    period: str = ""
    # The ends of a criterion's scale.
    lowest: str = ""
    highest: str = ""

    @property
    def ends(self):
        """What a number is measured from."""
        return [Decimal(self.lowest), Decimal(self.highest)] if self.highest else [Decimal()]


class Value(NamedTuple):
    number: Decimal
    years: tuple[int, ...]


@dataclass(frozen=True)
class Entrant:
    """One entry of one company. The one with the greatest `age` is its newest."""

    company: int
    age: tuple
    # Ids of the terms that it names.
    terms: frozenset
    values: dict = field(default_factory=dict)
    # Entries of one number became known together, and after those of any lower one.
    since: int = 0


def lessons_of(entrants, broader):
    """{term id: {"companies": …, "rows": […]}}. `broader` gives of each term id the id above it, or None."""
    values = _values(entrants, broader)
    lessons = {}
    for term, companies in _told(values, broader).items():
        rows = [row for subject, values_of in companies.items() if (row := row_of(subject, values_of))]
        if rows:
            lessons[term] = {"companies": max(row["companies"] for row in rows), "rows": rows}
    return lessons


def row_of(subject, values):
    """`values` by company; None where nothing may be told of them."""
    if len(values) < LEAST_COMPANIES:
        return None
    numbers = sorted(value.number for value in values.values())
    low, middle, high = (rounded(around(numbers, share)) for share in SHARES)
    if low == high or any(tells_of_one(near(numbers, share), subject.ends) for share in SHARES):
        return None
    years = sorted({year for value in values.values() for year in value.years})
    return subject._asdict() | {
        "companies": told_number(len(values)),
        "years": [years[0], years[-1]] if years else [],
        "low": text_of(low),
        "middle": text_of(middle),
        "high": text_of(high),
    }


def around(numbers, share):
    """The mean of those that stand near this share of the way."""
    there = near(numbers, share)
    return sum(there, Decimal()) / len(there)


def near(numbers, share):
    """Those that stand within reach of this share of the way from the lowest to the highest."""
    place = share * (len(numbers) - 1)
    return [value for number, value in enumerate(numbers) if abs(number - place) <= REACH]


def tells_of_one(numbers, ends):
    """Whether one of these makes their mean, as far as it stands from one of the ends."""
    for end in ends:
        *others, greatest = sorted(abs(number - end) for number in numbers)
        if sum(others) < LEAST_OF_OTHERS * greatest:
            return True
    return False


def rounded(number):
    if not number:
        return Decimal()
    return number.quantize(Decimal(1).scaleb(number.adjusted() - DIGITS + 1), rounding=ROUND_HALF_EVEN)


def text_of(number):
    return f"{number.normalize():f}"


def told_number(companies):
    """At least so many."""
    return max(LEAST_COMPANIES, companies - companies % STEP)


def line_of(term, broader):
    """The term and every one above it, from itself up."""
    line = []
    while term is not None and term not in line:
        line.append(term)
        term = broader.get(term)
    return line


def _values(entrants, broader):
    """{term: {subject: {company: value}}}, of each figure as it stood when it last changed for enough companies."""
    found = defaultdict(lambda: defaultdict(dict))
    for since in sorted({entrant.since for entrant in entrants}):
        known = _known([entrant for entrant in entrants if entrant.since <= since], broader)
        for term, subjects in known.items():
            for subject in {*found[term], *subjects}:
                if len(_apart(found[term][subject].items(), subjects[subject].items())) >= LEAST_COMPANIES:
                    found[term][subject] = subjects[subject]
    return found


def _known(entrants, broader):
    """The same of these entrants, narrower terms included, of each company its newest entry that names it."""
    newest = defaultdict(dict)
    for entrant in sorted(entrants, key=lambda each: each.age):
        for term in {above for named in entrant.terms for above in line_of(named, broader)}:
            newest[term][entrant.company] = entrant
    found = {}
    for term, entries in newest.items():
        found[term] = defaultdict(dict)
        for company, entrant in entries.items():
            for subject, value in entrant.values.items():
                found[term][subject][company] = value
    return found


def _told(values, broader):
    """The same without what, taken from a broader term, would tell of too few. From the top down, the larger first."""
    told = {}
    # Of each term and subject, what some narrower term tells of: several figures of a company, where entries differ.
    beneath = defaultdict(set)
    order = sorted(values, key=lambda term: (len(line_of(term, broader)), -_size(values[term]), term))
    for term in order:
        told[term] = {}
        for subject, of_term in values[term].items():
            if row_of(subject, of_term) is None:
                continue
            above = [each for each in line_of(term, broader)[1:] if subject in told.get(each, {})]
            if all(_leaves_enough(told[each][subject], of_term, beneath[each, subject]) for each in above):
                told[term][subject] = of_term
                for each in above:
                    beneath[each, subject] |= set(of_term.items())
    return told


def _leaves_enough(of_broader, of_term, beneath):
    for taken in (of_term.items(), of_term.items() | beneath):
        left = _apart(of_broader.items(), taken)
        if left and len(left) < LEAST_COMPANIES:
            return False
    return True


def _apart(some, others):
    """The companies that are in one of them alone, or have another figure in each."""
    return {company for company, _ in some ^ others}


def _size(subjects):
    return max((len(companies) for companies in subjects.values()), default=0)
