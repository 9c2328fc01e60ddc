"""Commit and reveal: what a juror hands in is fixed by a digest in the record before anybody else sees it."""

import json
from dataclasses import dataclass

from audit.canonical import canonical_json, new_salt, sha256_hex
from audit.models import Event
from judging.enums import RemarkKind
from judging.models import Scorecard


def canonical_scorecard(scorecard):
    """One spelling of everything that a juror gave an entry. Their private note stays theirs. Ask it of a `read` card."""
    return canonical_json(
        {
            "scorecard": str(scorecard.pk),
            "candidacy": str(scorecard.candidacy_id),
            "juror": str(scorecard.juror_id),
            "marks": {
                mark.criterion.key: {
                    "value": None if mark.value is None else f"{mark.value.normalize():f}",
                    "cannot_judge": mark.cannot_judge,
                    "revision": mark.revision,
                }
                for mark in scorecard.marks.all()
            },
            "remarks": {remark.kind: remark.text for remark in scorecard.remarks.all() if is_told(remark)},
        }
    )


def is_told(remark):
    return remark.text and remark.kind != RemarkKind.PRIVATE


def read(scorecards):
    """These cards as they stand in the database now, with all that was given."""
    rows = Scorecard.objects.filter(pk__in=[scorecard.pk for scorecard in scorecards])
    return rows.prefetch_related("marks__criterion", "remarks").order_by("pk")


def commit(scorecards):
    """Salt and digest of each, by its id, for the details of the event that tells of the hand-in."""
    return {str(scorecard.pk): salted(scorecard, new_salt()) for scorecard in read(scorecards)}


def salted(scorecard, salt):
    return {"salt": salt, "digest": sha256_hex(salt + canonical_scorecard(scorecard))}


@dataclass(frozen=True)
class Check:
    """One card that was handed in: the digest that the record holds of it, and whether the card still gives it."""

    scorecard: Scorecard
    position: int
    digest: str
    holds: bool


def checks_of(round, juror=None):
    """Every card handed in in this round, or one juror's, held against the newest commitment in the record."""
    found = _committed(round)
    cards = Scorecard.objects.filter(pk__in=found)
    if juror is not None:
        cards = cards.for_juror(juror)
    cards = cards.select_related("juror", "candidacy__nomination__organisation")
    cards = cards.prefetch_related("marks__criterion", "remarks").order_by("candidacy__code", "pk")
    return [_check(card, *found[str(card.pk)]) for card in cards]


def _check(card, position, commitment):
    return Check(card, position, commitment["digest"], holds=salted(card, commitment["salt"]) == commitment)


def _committed(round):
    """By card id: position of the newest event that holds it, and what it committed to; erased details hold nothing."""
    told = Event.objects.about(round).filter(verb__in=["scorecards.handed_in", "round.carried_over"])
    events = told.select_related("detail").order_by("position")
    found = {}
    for event in events:
        if event.detail.payload is not None:
            cards = json.loads(event.detail.payload)["cards"]
            found |= {card: (event.position, commitment) for card, commitment in cards.items()}
    return found


def is_unmoved(scorecard, commitment):
    """Whether the card still says what was committed to."""
    (now,) = read([scorecard])
    return salted(now, commitment["salt"]) == commitment
