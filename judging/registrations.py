"""What this app tells the ones below it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link, register_door
from accounts.registries import register_eraser, register_exporter, register_merger, register_second_factor_need
from accounts.rules import is_auditor_of_any_prize
from judging import rules
from judging.actions import tell_newer_submission, withdraw_candidacies
from judging.actions.declaring import move_declarations
from judging.enums import SealKind
from judging.models import (
    Bid,
    Candidacy,
    Decision,
    Declaration,
    Expertise,
    Pledge,
    Presence,
    RemarkRevision,
    Scorecard,
    Seal,
    Seat,
    Vote,
)
from judging.reading import is_visible
from nominations.registries import (
    register_attachment_reader,
    register_decided_check,
    register_jury_check,
    register_submission_listener,
    register_withdrawal_listener,
)


def leads_a_panel(person):
    """Chairs and their deputies see what others gave: they use a second factor."""
    return Seat.objects.leading().filter(juror=person.pk).exists()


def reads_it_as_a_juror(person, attachment):
    """A juror may open what the submission in front of them holds. In a blind round only under its neutral name."""
    pinned = (
        Candidacy.objects.current()
        .assigned_to(person)
        .filter(round__blind=False, submission__attachments__attachment=attachment)
    )
    return any(
        rules.may_open_entry(person, candidacy) and is_shown(candidacy, attachment.question_key)
        for candidacy in pinned.for_reading()
    )


def is_shown(candidacy, question_key):
    question = candidacy.submission.form.questions.filter(key=question_key).first()
    return question is not None and is_visible(candidacy, question)


def is_decided(nomination):
    """Once the decisions of a round are sealed, it is too late to withdraw."""
    return Decision.objects.filter(
        candidacy__nomination=nomination,
        candidacy__round__seals__in=Seal.objects.standing().filter(kind=SealKind.DECISIONS),
    ).exists()


def has_a_jury(nomination):
    return Candidacy.objects.current().filter(nomination=nomination).exists()


def judging_of(person):
    """What judging keeps about a person, for the export that they may ask for."""
    return {
        "seats": [
            {"panel": str(seat.panel), "round": str(seat.panel.round), "speaks_for": seat.seat_type}
            for seat in Seat.objects.filter(juror=person).select_related("panel__round")
        ],
        "pledges": [
            {"round": str(pledge.round), "version": pledge.version, "signed_at": pledge.signed_at.isoformat()}
            for pledge in Pledge.objects.signed_by(person).select_related("round")
        ],
        "fields": [str(row.term) for row in Expertise.objects.filter(juror=person).select_related("term")],
        "bids": [
            {"entry": str(bid.candidacy_id), "choice": bid.choice, "placed_at": bid.placed_at.isoformat()}
            for bid in Bid.objects.filter(juror=person).order_by("placed_at", "pk")
        ],
        "declarations": [
            {"company": declaration.organisation.name, "kind": declaration.kind, "note": declaration.note}
            for declaration in Declaration.objects.filter(juror=person).select_related("organisation")
        ],
        "scorecards": [
            {
                "entry": str(card.candidacy_id),
                "state": card.state,
                "total": None if card.total is None else str(card.total),
            }
            for card in Scorecard.objects.for_juror(person)
        ],
        "meetings": [
            {"round": str(row.meeting.round), "what": row.kind, "at": row.at.isoformat()}
            for row in Presence.objects.filter(juror=person).select_related("meeting__round")
        ],
        "votes": [
            {"entry": str(vote.ballot.candidacy_id), "outcome": vote.outcome, "at": vote.ballot.taken_at.isoformat()}
            for vote in Vote.objects.filter(juror=person).select_related("ballot")
        ],
        "remarks": list(
            RemarkRevision.objects.filter(remark__scorecard__juror=person)
            .order_by("remark", "-revision")
            .values_list("text", flat=True)
        ),
    }


def forget_notes(person):
    """The marks stay, under a pseudonym; what a juror wrote about their own ties goes, and with it the fields
    that they named and the bids that they placed."""
    Declaration.objects.filter(juror=person).update(note="")
    Expertise.objects.filter(juror=person).delete()
    Bid.objects.filter(juror=person).delete()


def judging_door(request):
    return Link(_("Judging"), reverse("judging:queue")) if rules.seats_held(request.user) else None


def releases_door(request):
    return Link(_("Releases"), reverse("judging:releases")) if is_auditor_of_any_prize(request.user) else None


register_door(judging_door, order=30)
register_door(releases_door, order=35)
register_second_factor_need(leads_a_panel)
register_exporter(judging_of)
register_eraser(forget_notes)
register_merger(move_declarations)
register_attachment_reader(reads_it_as_a_juror)
register_decided_check(is_decided)
register_jury_check(has_a_jury)
register_submission_listener(tell_newer_submission)
register_withdrawal_listener(withdraw_candidacies)
