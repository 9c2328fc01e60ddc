"""What judging keeps about a person, and what goes of it when they are erased."""

from judging.models import (
    Bid,
    Declaration,
    Expertise,
    Pledge,
    Presence,
    RemarkRevision,
    Scorecard,
    Seat,
    Vote,
)


def judging_of(person):
    """For the export that they may ask for."""
    expertise = Expertise.objects.filter(juror=person).select_related("term")
    remarks = RemarkRevision.objects.filter(remark__scorecard__juror=person).order_by("remark", "-revision")
    return {
        "seats": [_seat(row) for row in Seat.objects.filter(juror=person).select_related("panel__round")],
        "pledges": [_pledge(row) for row in Pledge.objects.signed_by(person).select_related("round")],
        "fields": [str(row.term) for row in expertise],
        "bids": [_bid(row) for row in Bid.objects.filter(juror=person).order_by("placed_at", "pk")],
        "declarations": [
            _declaration(row) for row in Declaration.objects.filter(juror=person).select_related("organisation")
        ],
        "scorecards": [_scorecard(row) for row in Scorecard.objects.for_juror(person)],
        "meetings": [_presence(row) for row in Presence.objects.filter(juror=person).select_related("meeting__round")],
        "votes": [_vote(row) for row in Vote.objects.filter(juror=person).select_related("ballot")],
        "remarks": list(remarks.values_list("text", flat=True)),
    }


def forget_notes(person):
    """The marks stay, under a pseudonym; what a juror wrote about their own ties goes, what they named and wished for."""
    Declaration.objects.filter(juror=person).update(note="")
    Expertise.objects.filter(juror=person).delete()
    Bid.objects.filter(juror=person).delete()


def _seat(seat):
    return {"panel": str(seat.panel), "round": str(seat.panel.round), "speaks_for": seat.seat_type}


def _pledge(pledge):
    return {"round": str(pledge.round), "version": pledge.version, "signed_at": pledge.signed_at.isoformat()}


def _bid(bid):
    return {"entry": str(bid.candidacy_id), "choice": bid.choice, "placed_at": bid.placed_at.isoformat()}


def _declaration(declaration):
    return {"company": declaration.organisation.name, "kind": declaration.kind, "note": declaration.note}


def _scorecard(card):
    total = None if card.total is None else str(card.total)
    return {"entry": str(card.candidacy_id), "state": card.state, "total": total}


def _presence(presence):
    return {"round": str(presence.meeting.round), "what": presence.kind, "at": presence.at.isoformat()}


def _vote(vote):
    ballot = vote.ballot
    return {"entry": str(ballot.candidacy_id), "outcome": vote.outcome, "at": ballot.taken_at.isoformat()}
