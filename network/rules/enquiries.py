"""Who may write to companies, and who answers. How much of it, and in what words, stand beside this."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from rules import predicate

from accounts.rules import is_secretariat_of_any_prize, is_signed_in
from network.enums import ENQUIRY_TRANSITIONS, EnquiryState, ReportState
from network.models import CapabilityProfile, EnquiryBlock
from network.querysets.enquiries import reachable
from network.rules.profiles import speaks_for


@predicate
def has_verified_address(person):
    return EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists()


@predicate
def is_blocked(person):
    return EnquiryBlock.objects.in_force().filter(person=person).exists()


may_write = is_signed_in & has_verified_address & ~is_blocked


def why_not_write(person):
    """What keeps this person from writing to any company, in a sentence for them; nothing when they may."""
    if not is_signed_in(person):
        return _("Sign in to write to companies.")
    if not has_verified_address(person):
        return _("Confirm your e-mail address first: a company that answers gets it.")
    if is_blocked(person):
        return _("The prize office has stopped your enquiries, and wrote to you why.")
    return ""


@predicate
def is_reachable(person, profile):
    """Whoever asks: somebody reads what is written to this company."""
    return reachable(CapabilityProfile.objects.public()).filter(pk=profile.pk).exists()


@predicate
def keeps_profile(person, profile):
    return speaks_for(person, profile.organisation)


@predicate
def keeps(person, recipient):
    return keeps_profile(person, recipient.profile)


@predicate
def is_asker_still_here(person, recipient):
    return recipient.enquiry.person.erased_at is None


@predicate
def waits_for_its_answer(person, recipient):
    return EnquiryState.ANSWERED in ENQUIRY_TRANSITIONS[recipient.state]


@predicate
def was_reported(person, recipient):
    return getattr(recipient, "report", None) is not None


@predicate
def was_stopped(person, recipient):
    return recipient.state == EnquiryState.STOPPED


may_decline = keeps & waits_for_its_answer
may_answer = may_decline & is_asker_still_here
may_report = keeps & ~was_reported & ~was_stopped


def shows_addresses(recipient):
    """Once the company has answered, and unless the office has stopped it since, each side reads who the other is."""
    return recipient.state == EnquiryState.ANSWERED


@predicate
def is_apart_from(person, report):
    """Nobody of the office judges what they wrote themselves, or what they reported."""
    return person.pk not in (report.recipient.enquiry.person_id, report.reported_by_id)


@predicate
def wrote_what_was_reported(person, report):
    return person.pk == report.recipient.enquiry.person_id


@predicate
def is_of_the_office(person, row):
    return is_secretariat_of_any_prize(person)


@predicate
def is_open(person, report):
    return report.state == ReportState.OPEN


# Whoever wrote it does not learn who reported it, of the office or not: see AbuseReport.objects.visible_to.
may_read_report = is_of_the_office & ~wrote_what_was_reported
may_decide_report = is_of_the_office & is_apart_from


@predicate
def is_of_somebody_else(person, block):
    return person.pk != block.person_id


may_lift_block = is_of_the_office & is_of_somebody_else
