"""Commit and reveal: what a juror hands in is fixed by a digest in the record before anybody else sees it."""

from audit.canonical import canonical_json, new_salt, sha256_hex
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


def is_unmoved(scorecard, commitment):
    """Whether the card still says what was committed to."""
    (now,) = read([scorecard])
    return salted(now, commitment["salt"]) == commitment
