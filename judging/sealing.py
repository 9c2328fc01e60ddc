"""What a seal holds: everything the figures were computed from, as canonical text, and the figures themselves."""

import json
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter

from audit.canonical import canonical_json, sha256_hex
from judging.enums import SealKind
from judging.models import Candidacy, Mark, Scorecard, TieRuling

METHOD = "fair-score/1"


@dataclass(frozen=True)
class Prepared:
    """The input of the figures as text, and what was computed from it."""

    input: str
    result: str


def figures_input(round, at=None):
    """The input of the figures as canonical JSON: the same marks give the same bytes, whatever the database's order.

    `at` is the moment of a seal: an entry that was withdrawn since was part of what was sealed.
    """
    entries = Candidacy.objects.current_at(at).filter(round=round)
    return canonical_json(
        {
            "method": METHOD,
            "round": str(round.pk),
            "categories": [_category_input(row) for row in _round_categories(round)],
            "candidacies": sorted(
                [str(candidacy.pk), str(candidacy.round_category_id), candidacy.submission.digest]
                for candidacy in entries.select_related("submission")
            ),
            "scorecards": sorted(_card_inputs(entries), key=itemgetter("id")),
            "rulings": sorted(
                [str(ruling.above_id), str(ruling.below_id)] for ruling in TieRuling.objects.filter(above__round=round)
            ),
        }
    )


def is_unmoved(seal):
    """Whether the database still says what was sealed."""
    text = (
        figures_input(seal.round, at=seal.sealed_at) if seal.kind == SealKind.FIGURES else decisions_input(seal.round)
    )
    return sha256_hex(text) == seal.input_hash


def figures_result(text, progress=None):
    """The figures that belong to an input, by the full model, as canonical JSON: the same input gives the same bytes."""
    from judging.computing import SEALED, compute, seed_of

    figures = compute(json.loads(text), model=SEALED, seed=seed_of(sha256_hex(text)), progress=progress)
    return canonical_json(figures)


def decisions_input(round):
    """Every decision as canonical JSON, bound to the figures by their hash."""
    figures = round.standing_seal(SealKind.FIGURES)
    rows = Candidacy.objects.filter(round=round, withdrawn_at=None).select_related("decision")
    decisions = sorted([str(row.pk), row.decision.outcome, row.decision.revision, row.decision.reason] for row in rows)
    return canonical_json({"round": str(round.pk), "figures": figures.input_hash, "decisions": decisions})


def _round_categories(round):
    return round.round_categories.select_related("rubric").prefetch_related("rubric__criteria", "bar_levels")


def _category_input(round_category):
    return {
        "id": str(round_category.pk),
        "jurors_per_entry": round_category.jurors_per_entry,
        "places": round_category.places,
        "least_total": _text(round_category.least_total),
        "bar": sorted([level.criterion_id, _text(level.least)] for level in round_category.bar_levels.all()),
        "criteria": [
            [row.pk, row.key, row.weight, _text(row.lowest), _text(row.highest), row.mandatory]
            for row in round_category.rubric.criteria.all()
        ],
    }


def _card_inputs(entries):
    """A returned or recused entry leaves a card behind that is no input of the figures."""
    cards = Scorecard.objects.with_standing_assignment().filter(candidacy__in=entries).order_by()
    marks = defaultdict(list)
    given = Mark.objects.filter(scorecard__in=cards).values_list("scorecard", "criterion", "value", "cannot_judge")
    for card, criterion, value, cannot_judge in given:
        marks[card].append([criterion, _text(value), cannot_judge])
    return [
        {
            "id": str(card),
            "candidacy": str(candidacy),
            "juror": str(juror),
            "state": state,
            "marks": sorted(marks[card], key=itemgetter(0)),
        }
        for card, candidacy, juror, state in cards.values_list("pk", "candidacy", "juror", "state")
    ]


def _text(number):
    """A decimal as text without trailing zeros, so that 4 and 4.00 are the same input on every database."""
    return None if number is None else f"{number.normalize():f}"
