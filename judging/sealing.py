"""What a seal holds: everything the figures were computed from, as canonical text, and the figures themselves."""

from audit.canonical import canonical_json, sha256_hex
from judging.enums import SealKind
from judging.models import Candidacy, Scorecard, TieRuling
from judging.results import live_results

METHOD = "plain-score/1"


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
            "scorecards": sorted((_card_input(card) for card in _cards(entries)), key=lambda card: card["id"]),
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


def figures_result(round):
    return canonical_json([_category_result(results) for results in live_results(round)])


def decisions_input(round):
    """Every decision as canonical JSON, bound to the figures by their hash."""
    figures = round.seals.filter(kind=SealKind.FIGURES).latest("number")
    rows = Candidacy.objects.filter(round=round, withdrawn_at=None).select_related("decision")
    decisions = sorted([str(row.pk), row.decision.outcome, row.decision.revision, row.decision.reason] for row in rows)
    return canonical_json({"round": str(round.pk), "figures": figures.input_hash, "decisions": decisions})


def _round_categories(round):
    return round.round_categories.select_related("rubric").prefetch_related("rubric__criteria", "bar_levels")


def _category_input(round_category):
    return {
        "id": str(round_category.pk),
        "jurors_per_entry": round_category.jurors_per_entry,
        "least_total": _text(round_category.least_total),
        "bar": sorted([level.criterion_id, _text(level.least)] for level in round_category.bar_levels.all()),
        "criteria": [
            [row.pk, row.key, row.weight, _text(row.lowest), _text(row.highest), row.mandatory]
            for row in round_category.rubric.criteria.all()
        ],
    }


def _cards(entries):
    """A returned or recused entry leaves a card behind that is no input of the figures."""
    cards = Scorecard.objects.with_standing_assignment().filter(candidacy__in=entries)
    return cards.prefetch_related("marks")


def _card_input(card):
    marks = sorted([mark.criterion_id, _text(mark.value), mark.cannot_judge] for mark in card.marks.all())
    return {
        "id": str(card.pk),
        "candidacy": str(card.candidacy_id),
        "juror": str(card.juror_id),
        "state": card.state,
        "marks": marks,
    }


def _category_result(results):
    return {
        "category": str(results.round_category.pk),
        "entries": [
            {
                "candidacy": str(entry.candidacy.pk),
                "score": _text(entry.score),
                "rank": entry.rank,
                "tied": entry.place.tied,
                "scorecards": entry.count,
                "expected": entry.expected,
                "bar": entry.bar.reached,
                "criteria": [[mean.criterion.pk, _text(mean.mean), mean.count] for mean in entry.criteria],
            }
            for entry in results.entries
        ],
    }


def _text(number):
    """A decimal as text without trailing zeros, so that 4 and 4.00 are the same input on every database."""
    return None if number is None else f"{number.normalize():f}"
