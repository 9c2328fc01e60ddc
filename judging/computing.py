"""From the input of the figures to the figures, and from nothing else: no database, no clock, no settings.

Whoever holds the input of a seal can compute its result again, byte by byte. What cannot be computed is refused with a
named reason; the plain score stands in any case. Source: JUDGING sections 2 to 6.
"""

from collections import defaultdict
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

import numpy as np
import scipy

from judging.enums import COUNTING_STATES
from judging.science.additive import fit_additive
from judging.science.fit import Fit
from judging.science.full import fit_full
from judging.science.graph import contrast_factor
from judging.science.honesty import honesty_check
from judging.science.intervals import (
    Contest,
    chance_above,
    chance_of,
    expected_overlap,
    leave_one_out,
    ranks,
    tie_groups,
)
from judging.science.marks import CannotComputeError, Marks
from judging.science.plain import CANNOT_JUDGE, Scale, plain_total
from judging.science.ranking import Place, Standing, rank_standings
from judging.science.reliability import alpha, as_marked, corrected, jurors_needed, kendall_w, table_of

LIVE, SEALED = "additive", "full"
# How often the honesty check is repeated: enough for a figure that keeps, little enough for a page that waits.
HONESTY_REPEATS = {LIVE: 3, SEALED: 10}
# The reliabilities that a round is held against: usual, and that of a decision about one entry alone.
TARGETS = (0.8, 0.9)
# Fair scores that agree to a hundredth of a point are a tie: no interval tells them apart.
TIE = Decimal("0.01")
# Places after the point that are kept of points and of chances; far more than any page shows.
POINTS, CHANCE = 4, 4


def compute(given, *, model=LIVE, seed, progress=None):
    """The figures of a round as plain data, ready for `canonical_json`. `given` is the parsed input of the figures."""
    book = _Book(given)
    groups = [_Group(book, keys, seed) for keys in book.groups()]
    for group in groups:
        group.run(model, progress)
        group.check(model)
    figures = {
        "model": model,
        "seed": seed,
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
        "scorecards": len(book.cards),
        "groups": [group.figures() for group in groups],
        "categories": [],
    }
    group_of = {key: number for number, group in enumerate(groups) for key in group.categories}
    for key in book.categories:
        number = group_of[key]
        figures["categories"].append(_category(book, key, number, groups[number]))
    return figures


def fitted_groups(given, *, seed):
    """The groups of a round with the additive model run: `marks`, `entries` and `jurors` by index, and `fit` or None."""
    book = _Book(given)
    groups = [_Group(book, keys, seed) for keys in book.groups()]
    for group in groups:
        group.run(LIVE)
    return groups


def seed_of(input_hash):
    """The seed that belongs to an input: named by it, so that nobody chooses one."""
    return int(input_hash[:8], 16)


class _Book:
    """The input, read: totals, means and plain places of every entry."""

    def __init__(self, given):
        self.categories = {row["id"]: row for row in given["categories"]}
        self.entries = defaultdict(list)
        self.category_of = {}
        for candidacy, category, _ in given["candidacies"]:
            self.entries[category].append(candidacy)
            self.category_of[candidacy] = category
        self.scales = {key: _scales(row) for key, row in self.categories.items()}
        self.rulings = [tuple(pair) for pair in given["rulings"]]
        self.cards = sorted(filter(None, map(self._card, given["scorecards"])))
        self.of_entry = defaultdict(list)
        for candidacy, juror, total, levels in self.cards:
            self.of_entry[candidacy].append((juror, total, levels))

    def _card(self, row):
        """(candidacy, juror, total, levels by criterion) of a card that counts; None of any other."""
        if row["state"] not in COUNTING_STATES:
            return None
        levels = {str(pk): CANNOT_JUDGE if cannot else _decimal(value) for pk, value, cannot in row["marks"]}
        total = plain_total(self.scales[self.category_of[row["candidacy"]]], levels).value
        return None if total is None else (row["candidacy"], row["juror"], total, levels)

    def groups(self):
        """Categories that share a juror belong together: their marks say something of the same leniency."""
        judged = defaultdict(set)
        for candidacy, juror, _, _ in self.cards:
            judged[self.category_of[candidacy]].add(juror)
        groups = []
        for key in self.categories:
            touching = [group for group in groups if any(judged[key] & judged[other] for other in group)]
            merged = [key, *(other for group in touching for other in group)]
            groups = [group for group in groups if group not in touching] + [merged]
        return [[key for key in self.categories if key in group] for group in groups]

    def standing(self, candidacy, score=None):
        """What the entry is ranked by; by its plain score where no other is given."""
        cards = self.of_entry[candidacy]
        if not cards:
            return Standing(candidacy, None)
        plain = sum(total for _, total, _ in cards) / len(cards)
        return Standing(candidacy, plain if score is None else score, self._chain(candidacy))

    def _chain(self, candidacy):
        scales = sorted(self.scales[self.category_of[candidacy]], key=lambda scale: -scale.weight)
        return tuple(self.share(candidacy, scale) for scale in scales)

    def share(self, candidacy, scale):
        """The mean mark on a criterion, on 0 to 1; None where nobody marked it."""
        mean, _ = self.mean(candidacy, scale)
        return None if mean is None else (mean - scale.lowest) / (scale.highest - scale.lowest)

    def mean(self, candidacy, scale):
        marks = [levels.get(scale.key) for _, _, levels in self.of_entry[candidacy]]
        marks = [mark for mark in marks if isinstance(mark, Decimal)]
        return (sum(marks) / len(marks), len(marks)) if marks else (None, 0)


class _Group:
    """The categories that one model answers for, with its answer or the reason why it has none."""

    def __init__(self, book, categories, seed):
        self.book, self.categories, self.seed = book, categories, seed
        self.entries = [entry for key in categories for entry in book.entries[key] if book.of_entry[entry]]
        self.index = {entry: number for number, entry in enumerate(self.entries)}
        self.cards = cards = [card for card in book.cards if card[0] in self.index]
        self.jurors = sorted({juror for _, juror, _, _ in cards})
        number = {juror: row for row, juror in enumerate(self.jurors)}
        self.marks = Marks.of(
            [self.index[candidacy] for candidacy, _, _, _ in cards],
            [number[juror] for _, juror, _, _ in cards],
            [float(total) for _, _, total, _ in cards],
            [categories.index(book.category_of[entry]) for entry in self.entries],
            jurors=len(self.jurors),
        )
        self.marks = _without_empty_tracks(self.marks)
        self.fit: Fit | None = None
        self.honesty = self.refusal = None

    def run(self, model, progress=None):
        """Fit the model; where it refuses, keep why."""
        fit = partial(fit_full, progress=progress) if model == SEALED else fit_additive
        try:
            self.fit = fit(self.marks, self.seed)
        except CannotComputeError as refusal:
            self.refusal = refusal

    def check(self, model):
        """What the answer is worth: the honesty check, and who would be first without each juror."""
        if self.fit is None:
            return
        with suppress(CannotComputeError):
            self.honesty = honesty_check(self.marks, self.seed, repeats=HONESTY_REPEATS[model])
        contests = [Contest(self.competing(key), self.places(key)) for key in self.categories]
        self.changed = dict(zip(self.categories, leave_one_out(self.marks, contests), strict=True))

    def criterion_merit(self, key, seed):
        """({entry: column}, draws) of one criterion alone, in its own scale; None where leniency cannot be removed."""
        marked = [(entry, juror, levels.get(key)) for entry, juror, _, levels in self.cards]
        marked = [mark for mark in marked if isinstance(mark[2], Decimal)]
        column = {entry: number for number, entry in enumerate(dict.fromkeys(entry for entry, _, _ in marked))}
        marks = Marks.of(
            [column[entry] for entry, _, _ in marked],
            [self.jurors.index(juror) for _, juror, _ in marked],
            [float(level) for _, _, level in marked],
            jurors=len(self.jurors),
        )
        try:
            return column, fit_additive(marks, seed).merit
        except CannotComputeError:
            return None

    @property
    def ranks_on_fair(self):
        """The fair score ranks, unless there is none, or it is measurably worse on marks that it has not seen."""
        return self.fit is not None and not (self.honesty and self.honesty.fair_harms)

    def places(self, key):
        return self.book.categories[key]["places"]

    def competing(self, key):
        """Indices of the marked entries of a category, in the order of the input."""
        return np.array([self.index[entry] for entry in self.book.entries[key] if entry in self.index], dtype=np.int64)

    def figures(self):
        told = {"categories": self.categories, "refusal": self._told(self.refusal), "jurors": self._jurors()}
        told["honesty"] = None
        if self.honesty:
            told["honesty"] = {
                "plain": round(self.honesty.plain, CHANCE),
                "fair": round(self.honesty.fair, CHANCE),
                "pairs": self.honesty.pairs,
                "error": round(self.honesty.error, CHANCE),
            }
        told["variances"] = told["reliability"] = None
        told["agreement"] = self._agreement()
        if self.fit:
            parts = self.fit.variances
            told["variances"] = {
                "su2": round(parts.su2, POINTS),
                "sv2": round(parts.sv2, POINTS),
                "se2": round(parts.se2, POINTS),
            }
            told["reliability"] = self._reliability()
        return told

    def _reliability(self):
        """G for the usual number of marks on an entry, and how many jurors .80 and .90 take; None where endless."""
        parts, k = self.fit.variances, float(self.marks.per_entry.mean())
        needed = {
            name: [_finite(jurors_needed(parts, target, leniency_removed=removed)) for target in TARGETS]
            for name, removed in (("as_marked", False), ("corrected", True))
        }
        return {
            "per_entry": round(k, 2),
            "as_marked": round(as_marked(parts, k), CHANCE),
            "corrected": round(corrected(parts, k), CHANCE),
            "needed": needed,
            "contrast_factor": _finite(
                contrast_factor(self.marks.entry, self.marks.juror, self.marks.entries, self.marks.jurors)
            ),
        }

    def _agreement(self):
        """The second opinions: alpha of any design, W of a complete one, each with the reason where there is none."""
        return {
            "alpha": _or_reason(lambda: alpha(self.marks)),
            "w": _or_reason(lambda: kendall_w(table_of(self.marks)).w),
        }

    def _told(self, refusal):
        """The reason with whom it is about: jurors by id, or the entries part by part."""
        if refusal is None:
            return None
        told = {"reason": refusal.reason.value}
        if refusal.reason == "several_parts":
            parts = defaultdict(list)
            for entry, part in zip(self.entries, refusal.indices, strict=True):
                parts[part].append(entry)
            told["parts"] = [parts[part] for part in sorted(parts)]
        elif refusal.reason == "few_entries_per_juror":
            told["jurors"] = [self.jurors[index] for index in refusal.indices]
        return told

    def _jurors(self):
        counts = self.marks.per_juror
        if self.fit is None:
            return [{"juror": juror, "marks": int(counts[row])} for row, juror in enumerate(self.jurors)]
        fit = self.fit
        return [
            {
                "juror": juror,
                "marks": int(counts[row]),
                "leniency": round(float(fit.leniency[row]), POINTS),
                "low": round(float(fit.leniency_low[row]), POINTS),
                "high": round(float(fit.leniency_high[row]), POINTS),
                "slope": round(float(fit.slope[row]), POINTS),
                "spread": round(float(fit.spread[row]), POINTS),
            }
            for row, juror in enumerate(self.jurors)
        ]


def _finite(number):
    return round(number, CHANCE) if np.isfinite(number) else None


def _or_reason(figure):
    try:
        return {"value": round(figure(), CHANCE), "reason": None}
    except CannotComputeError as refusal:
        return {"value": None, "reason": refusal.reason.value}


def _without_empty_tracks(marks):
    """A category without a marked entry is no track of the model."""
    _, track = np.unique(marks.track, return_inverse=True)
    return Marks(marks.entry, marks.juror, marks.score, track.astype(np.int64), marks.jurors)


def _category(book, key, number, group):
    row = book.categories[key]
    plain = rank_standings([book.standing(entry) for entry in book.entries[key]], book.rulings)
    fair = _Fair(book, key, group) if group.fit is not None and len(group.competing(key)) else None
    places = fair.places() if fair and group.ranks_on_fair else plain
    plain_place = {place.entry: place for place in plain}
    entries = [_entry(book, key, place, plain_place[place.entry], fair) for place in places]
    figures = {
        "category": key,
        "group": number,
        "ranked_on": "fair" if fair and group.ranks_on_fair else "plain",
        "places": row["places"],
        "entries": entries,
        "expected_overlap": None,
        "without_juror": None,
    }
    if fair:
        figures["expected_overlap"] = round(fair.expected_overlap([place.entry for place in places]), CHANCE)
        figures["without_juror"] = fair.without_juror()
    return figures


class _Fair:
    """What the draws of a group's model say of the entries of one category."""

    def __init__(self, book, key, group):
        self.book, self.key, self.group = book, key, group
        self.at = group.competing(key)
        self.names = [group.entries[index] for index in self.at]
        self.row = {entry: row for row, entry in enumerate(self.names)}
        self.merit = group.fit.merit[:, self.at]
        self.k = group.places(key)
        self.ranks = ranks(self.merit, self.k)
        order = np.argsort(-group.fit.fair[self.at], kind="stable")
        self.group_of = tie_groups(self.merit, order)
        self.bar = self._bar(group.seed)

    def places(self):
        marked = [self.book.standing(entry, self._score(entry)) for entry in self.names]
        unmarked = [Standing(entry, None) for entry in self.book.entries[self.key] if entry not in self.row]
        return rank_standings([*marked, *unmarked], self.book.rulings, self._chance)

    def _score(self, entry):
        fair = float(self.group.fit.fair[self.at[self.row[entry]]])
        return Decimal(repr(fair)).quantize(TIE, rounding=ROUND_HALF_UP)

    def _chance(self, above, below):
        return chance_above(self.merit, self.row[above], self.row[below])

    def _bar(self, seed):
        """P(above the bar), of its parts the least likely one: an entry must reach all of them. None without a bar."""
        bar = self.book.categories[self.key]
        parts = [self._criterion_chance(str(pk), least, seed) for pk, least in bar["bar"]]
        if bar["least_total"] is not None:
            parts.append(chance_of(self.merit, float(bar["least_total"])))
        if not parts or any(part is None for part in parts):
            return None
        return np.minimum.reduce(parts)

    def _criterion_chance(self, key, least, seed):
        found = self.group.criterion_merit(key, seed)
        if found is None or any(entry not in found[0] for entry in self.names):
            return None
        column, merit = found
        return chance_of(merit, float(least))[[column[entry] for entry in self.names]]

    def expected_overlap(self, ranking):
        named = [self.row[entry] for entry in ranking if entry in self.row][: self.k]
        return expected_overlap(self.ranks.in_top, np.array(named, dtype=np.int64))

    def without_juror(self):
        """Jurors without whom somebody else would be among the best k, and how many."""
        changed = self.group.changed[self.key]
        return {self.group.jurors[row]: int(changed[row]) for row in np.flatnonzero(changed > 0)}

    def of(self, entry):
        """The fair figures of one entry; None where it has no mark."""
        row = self.row.get(entry)
        if row is None:
            return None
        fit, at = self.group.fit, self.at[row]
        jurors = self.group.marks.juror[self.group.marks.entry == at]
        corrected = self.group.marks.score[self.group.marks.entry == at] - fit.leniency[jurors]
        return {
            "fair": round(float(fit.fair[at]), POINTS),
            "low": round(float(fit.low[at]), POINTS),
            "high": round(float(fit.high[at]), POINTS),
            "rank_low": int(self.ranks.low[row]),
            "rank_high": int(self.ranks.high[row]),
            "in_top": round(float(self.ranks.in_top[row]), CHANCE),
            "above_bar": None if self.bar is None else round(float(self.bar[row]), CHANCE),
            "tie_group": int(self.group_of[row]),
            "spread": round(float(np.ptp(corrected)), POINTS),
            "mark_low": int((fit.leniency_high[jurors] < 0).sum()),
            "mark_high": int((fit.leniency_low[jurors] > 0).sum()),
            "leniency": round(float(fit.leniency[jurors].mean()), POINTS),
            "residuals": {
                self.group.jurors[juror]: round(float(left), 2)
                for juror, left in zip(jurors, fit.residual[self.group.marks.entry == at], strict=True)
            },
        }


def _entry(book, key, place: Place, plain: Place, fair):
    cards = book.of_entry[place.entry]
    score = book.standing(place.entry).score
    return {
        "candidacy": place.entry,
        "scorecards": len(cards),
        "score": _text(score),
        "plain_rank": plain.rank,
        "rank": place.rank,
        "tied": place.tied,
        "parted_by": place.parted_by,
        "criteria": [
            [int(scale.key), *_mean_text(book.mean(place.entry, scale))]
            for scale in sorted(book.scales[key], key=lambda scale: int(scale.key))
        ],
        "fair": fair.of(place.entry) if fair else None,
    }


def _mean_text(mean):
    value, count = mean
    return _text(value), count


def _scales(row):
    return [
        Scale(str(pk), weight, _decimal(lowest), _decimal(highest), mandatory)
        for pk, _, weight, lowest, highest, mandatory in row["criteria"]
    ]


def _decimal(text):
    return None if text is None else Decimal(text)


def _text(number):
    return None if number is None else f"{number.normalize():f}"
