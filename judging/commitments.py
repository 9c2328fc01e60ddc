"""Commit and reveal: what a juror hands in is fixed by a digest in the record before anybody else sees it."""

from audit.canonical import canonical_json, new_salt, sha256_hex


def canonical_scorecard(scorecard):
    """One spelling of everything that a juror gave an entry. Their private note stays theirs."""
    marks = scorecard.marks.select_related("criterion").order_by("criterion__key")
    remarks = scorecard.remarks.exclude(kind="private").order_by("kind")
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
                for mark in marks
            },
            "remarks": {remark.kind: remark.text for remark in remarks if remark.text},
        }
    )


def commit(scorecard):
    """Salt and digest, for the details of the event that tells of the hand-in."""
    salt = new_salt()
    return {"salt": salt, "digest": digest(scorecard, salt)}


def digest(scorecard, salt):
    return sha256_hex(salt + canonical_scorecard(scorecard))


def is_unmoved(scorecard, commitment):
    """Whether the card still says what was committed to."""
    return digest(scorecard, commitment["salt"]) == commitment["digest"]
