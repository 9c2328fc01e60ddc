"""Writing to companies, and what these answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.models import Person
from accounts.rules import demand, is_signed_in
from accounts.text import readable
from accounts.transitions import Transitions
from audit.record import record_event
from network.enums import ENQUIRY_TRANSITIONS, MOST_RECIPIENTS, EnquiryState
from network.keepers import keepers_by_company
from network.models import AbuseReport, CapabilityProfile, Enquiry, EnquiryRecipient
from network.querysets.enquiries import reachable
from network.rules.enquiries import keeps, keeps_profile, may_report, may_write, why_not_write
from network.rules.enquiry_limits import too_much
from network.rules.enquiry_words import contact_in, refuse_words
from notices.outbox import write_notice

transitions = Transitions(EnquiryState, ENQUIRY_TRANSITIONS)
# What is mailed here is the business of two sides. It belongs to no office's outbox.
SCOPE = "network.enquiries"
MOST_LETTERS = 3000


@transaction.atomic
def send_enquiry(*, need, profiles, by):
    """`need`: what an Enquiry tells, by the names of its fields. One of it, for each of these companies to read."""
    demand(is_signed_in(by), _("Sign in to write to companies."))
    # One after the other, so that two tabs do not pass the limits together.
    person = Person.objects.select_for_update().get(pk=by.pk)
    demand(may_write(person), why_not_write(person))
    refuse_words(need)
    profiles = _written_to(profiles, person)
    _refuse_again(need, profiles, person)
    if refusals := too_much(person, profiles):
        raise ValidationError(refusals)
    enquiry = Enquiry.objects.create(person=person, **need)
    EnquiryRecipient.objects.bulk_create(
        EnquiryRecipient(enquiry=enquiry, profile=profile, position=position)
        for position, profile in enumerate(profiles, start=1)
    )
    _tell_companies(enquiry)
    record_event(
        "enquiry.sent", target=enquiry, by=by, details={"companies": len(profiles)}, subjects=[by], scope=SCOPE
    )
    return enquiry


@transaction.atomic
def answer_enquiry(*, recipient, answer, by):
    """From here on both sides read each other's name and address."""
    recipient = locked(recipient)
    demand(keeps(by, recipient), _("Only who speaks for the company answers."))
    transitions.check(recipient.state, EnquiryState.ANSWERED)
    if recipient.enquiry.person.erased_at:
        raise ValidationError(_("Whoever asked has left this site, and nobody would read the answer."))
    answer = checked_text(answer, "answer", _("Write what you can do, or decline."))
    _close(recipient, EnquiryState.ANSWERED, answer, by)
    company = recipient.profile.organisation.name
    write_notice(
        "network.enquiry_answered",
        to=recipient.enquiry.person,
        context={
            "company": company,
            "subject": recipient.enquiry.subject,
            "name": by.get_full_name(),
            "address": by.email,
            "link": link_of(recipient.enquiry),
        },
        about=recipient,
        scope=SCOPE,
    )
    subjects = [by, recipient.enquiry.person]
    record_event("enquiry.answered", target=recipient, by=by, subjects=subjects, scope=SCOPE)
    return recipient


@transaction.atomic
def decline_enquiry(*, recipient, reason, by):
    """Nobody's name or address is told."""
    recipient = locked(recipient)
    demand(keeps(by, recipient), _("Only who speaks for the company declines."))
    transitions.check(recipient.state, EnquiryState.DECLINED)
    reason = checked_text(reason, "reason")
    if contact_in(reason):
        raise ValidationError({"reason": _("A refusal gives no address away. Answer instead, if you want to talk.")})
    _close(recipient, EnquiryState.DECLINED, reason, by)
    write_notice(
        "network.enquiry_declined",
        to=recipient.enquiry.person,
        context={
            "company": recipient.profile.organisation.name,
            "subject": recipient.enquiry.subject,
            "link": link_of(recipient.enquiry),
        },
        about=recipient,
        scope=SCOPE,
    )
    subjects = [by, recipient.enquiry.person]
    record_event("enquiry.declined", target=recipient, by=by, subjects=subjects, scope=SCOPE)
    return recipient


@transaction.atomic
def report_enquiry(*, recipient, reason, by):
    """From here on the prize office may read it."""
    recipient = locked(recipient)
    demand(keeps(by, recipient), _("Only who speaks for the company reports what it received."))
    if not may_report(by, recipient):
        raise ValidationError(_("This has been reported already, or was stopped."))
    reason = checked_text(reason, "reason", _("Say what is wrong with it."), most=1000)
    report = AbuseReport.objects.create(recipient=recipient, reason=reason, reported_by=by)
    subjects = [by, recipient.enquiry.person]
    record_event("enquiry.reported", target=report, by=by, subjects=subjects, scope=SCOPE)
    return report


def locked(recipient):
    rows = EnquiryRecipient.objects.select_for_update(of=("self",))
    return rows.select_related("enquiry__person", "profile__organisation").get(pk=recipient.pk)


def link_of(enquiry):
    return absolute(reverse("enquiries:enquiry", args=[enquiry.pk]))


def link_for_company(recipient):
    return absolute(reverse("enquiries:received", args=[recipient.pk]))


def checked_text(text, field, missing="", most=MOST_LETTERS):
    """`missing` is the refusal of an empty text; without it, none need be written."""
    text = readable(text)
    if missing and not text:
        raise ValidationError({field: missing})
    if len(text) > most:
        raise ValidationError({field: _("This is too long.")})
    return text


def _written_to(profiles, person):
    """These companies once more, in the same order, each public and with somebody who reads."""
    wanted = list(dict.fromkeys(profile.pk for profile in profiles))
    if not wanted:
        raise ValidationError({"companies": _("Choose at least one company.")})
    if len(wanted) > MOST_RECIPIENTS:
        raise ValidationError({"companies": _("Choose at most %(most)s companies.") % {"most": MOST_RECIPIENTS}})
    there = reachable(CapabilityProfile.objects.public()).select_related("organisation").in_bulk(wanted)
    for profile in profiles:
        if profile.pk not in there:
            raise ValidationError({"companies": _("%(company)s takes no enquiries now.") % {"company": profile}})
        if keeps_profile(person, profile):
            raise ValidationError({"companies": _("%(company)s is your own company.") % {"company": profile}})
    return [there[pk] for pk in wanted]


def _refuse_again(need, profiles, person):
    """A second click on the button, or the same text a second time."""
    same = EnquiryRecipient.objects.written_by(person).filter(profile__in=profiles, enquiry__text=need["text"])
    if known := same.select_related("profile__organisation").first():
        raise ValidationError(_("You have sent this text to %(company)s already.") % {"company": known.profile})


def _tell_companies(enquiry):
    recipients = list(enquiry.recipients.select_related("profile"))
    keepers = keepers_by_company([recipient.profile.organisation_id for recipient in recipients])
    for recipient in recipients:
        write_notice(
            "network.enquiry_received",
            to=keepers[recipient.profile.organisation_id],
            context={
                "asker": enquiry.company_name,
                "subject": enquiry.subject,
                "link": link_for_company(recipient),
            },
            about=recipient,
            scope=SCOPE,
        )


def _close(recipient, state, text, by):
    recipient.state, recipient.answer = state, text
    recipient.answered_by, recipient.answered_at = by, timezone.now()
    recipient.save(update_fields=["state", "answer", "answered_by", "answered_at"])
