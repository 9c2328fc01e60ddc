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
from judging.models import Candidacy, Decision, Seal, Seat
from judging.personal_data import forget_notes, judging_of
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
