"""The minutes of a round: who judged by what, what tied them, which figures were sealed, what was decided and why."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from audit.models import Event
from judging.enums import DeclarationKind
from judging.models import (
    Announcement,
    Ballot,
    DecisionRevision,
    Declaration,
    DiscussionNote,
    Meeting,
    Presence,
    Reopening,
    Seat,
    TieRuling,
)
from judging.scoreboard import boards_for
from judging.standings import standings_of


@dataclass(frozen=True)
class Minutes:
    """All that the page and the document say. What the reader is tied to is left out, and counted."""

    round: object
    boards: list
    seats: list
    declarations: list
    seals: list
    standings: object
    rulings: list
    reopenings: list
    meetings: list
    talked: list
    revisions: list
    announcements: list
    release: object
    head: Event | None


def minutes_of(round, person):
    """A fixed number of queries, whatever the size of the round."""
    boards = boards_for(person, round)
    shown = {row.candidacy.pk: row for board in boards for row in board.rows}
    return Minutes(
        round=round,
        boards=boards,
        seats=list(_seats(round)),
        declarations=list(_declarations(round, shown)),
        seals=list(round.seals.select_related("sealed_by", "lift__lifted_by").order_by("sealed_at", "pk")),
        standings=standings_of(round),
        rulings=[(shown[ruling.above_id], shown[ruling.below_id], ruling) for ruling in _rulings(round, shown)],
        reopenings=[(shown[row.scorecard.candidacy_id], row) for row in _reopenings(round, shown)],
        meetings=list(_meetings(round, shown)),
        talked=list(_talked(shown)),
        revisions=[(shown[row.decision.candidacy_id], row) for row in _revisions(shown)],
        announcements=list(Announcement.objects.filter(round=round)),
        release=getattr(round, "release", None),
        head=Event.objects.head(),
    )


def _seats(round):
    """By panel, who leads first; who left stays in the minutes."""
    seats = Seat.objects.filter(panel__round=round).select_related("juror", "panel")
    return seats.order_by("panel__name", "-is_chair", "-is_deputy", "juror__name")


def _declarations(round, shown):
    """Ties of the round's jurors to companies of entries that the reader may see, with what was waived."""
    companies = {row.candidacy.nomination.organisation_id for row in shown.values()}
    jurors = Seat.objects.filter(panel__round=round).values("juror")
    tied = Declaration.objects.filter(edition=round.edition, juror__in=jurors, organisation__in=companies)
    rows = tied.exclude(kind=DeclarationKind.NONE).select_related("juror", "organisation", "waiver__given_by")
    return rows.prefetch_related("ties").order_by("organisation__name", "juror__name")


def _rulings(round, shown):
    rulings = TieRuling.objects.filter(above__round=round).select_related("ruled_by")
    return [ruling for ruling in rulings if {ruling.above_id, ruling.below_id} <= shown.keys()]


def _reopenings(round, shown):
    rows = Reopening.objects.filter(scorecard__candidacy__in=shown.keys())
    return rows.select_related("scorecard__juror", "reopened_by").order_by("reopened_at")


def _meetings(round, shown):
    """Each sitting with who came, left, stepped out and came back, as far as the reader may see the entry."""
    presences = Presence.objects.select_related("juror").filter(Q(candidacy=None) | Q(candidacy__in=shown.keys()))
    meetings = Meeting.objects.filter(round=round).select_related("opened_by")
    for meeting in meetings.prefetch_related(Prefetch("presences", presences)):
        yield meeting, [(presence, shown.get(presence.candidacy_id)) for presence in meeting.presences.all()]


def _talked(shown):
    """Entry by entry what was said and how the jury voted, where anything was."""
    notes = dict(DiscussionNote.objects.filter(candidacy__in=shown.keys()).values_list("candidacy", "text"))
    ballots = defaultdict(list)
    taken = Ballot.objects.filter(candidacy__in=shown.keys()).prefetch_related("votes__juror")
    for ballot in taken.order_by("number"):
        ballots[ballot.candidacy_id].append(ballot)
    for pk, row in shown.items():
        if notes.get(pk) or ballots[pk]:
            yield row, notes.get(pk, ""), ballots[pk]


def _revisions(shown):
    """What decisions said before they were changed."""
    rows = DecisionRevision.objects.filter(decision__candidacy__in=shown.keys())
    return rows.select_related("decision", "decided_by").order_by("decided_at")
