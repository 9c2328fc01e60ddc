"""How a person comes to work on a nomination: asked by one of its collaborators, or because somebody named the company."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from nominations import rules
from nominations.actions.collaborators import PURPOSE, add_collaborator
from nominations.actions.common import locked
from nominations.actions.nominating import (
    BY_CLOCK,
    BY_NOMINATOR,
    move_ends_of_links,
    refuse_closed,
    take_up_nomination,
)
from nominations.actions.nominating import PURPOSE as NOMINEE
from nominations.actions.start import decline
from nominations.models import Nomination
from nominations.windows import moment_text
from prizes.registries import register_deadline_listener


def nomination_of(invitation):
    """Read once for each invitation: its words, its end and its mail all ask for it."""
    if invitation.at_hand is None:
        rows = Nomination.objects.select_related(
            "edition__prize", "organisation", "nominator", "nominating_organisation"
        )
        invitation.at_hand = rows.get(pk=invitation.target)
    return invitation.at_hand


def describe(invitation):
    nomination = nomination_of(invitation)
    named = {"nomination": nomination, "company": nomination.organisation, "edition": nomination.edition}
    return _("work on the nomination “%(nomination)s” of %(company)s for the %(edition)s") % named


def join(invitation, person):
    add_collaborator(nomination=nomination_of(invitation), person=person, by=person)


def may_revoke(person, invitation):
    return rules.is_collaborator(person, nomination_of(invitation))


def where_next(invitation):
    return reverse("nominations:detail", args=[invitation.target])


register_purpose(
    Purpose(
        key=PURPOSE,
        label=gettext_lazy("Collaborator"),
        describe=describe,
        on_accept=join,
        may_revoke=may_revoke,
        where_next=where_next,
    )
)


def describe_nominee(invitation):
    nomination = nomination_of(invitation)
    named = {"company": nomination.organisation, "edition": nomination.edition}
    return _("enter %(company)s for the %(edition)s") % named


def take_up(invitation, person):
    take_up_nomination(nomination=nomination_of(invitation), by=person)


def turn_down(invitation, person):
    decline(locked(nomination_of(invitation)), by=person, remark=invitation.terms.get("remark", ""))


def until_the_close(invitation):
    """Sent again after nominations have closed, it would ask for what cannot be done any more."""
    edition = nomination_of(invitation).edition
    refuse_closed(edition)
    return edition.closes_at


def letter(invitation):
    nomination = nomination_of(invitation)
    is_reminder = BY_NOMINATOR in invitation.terms or BY_CLOCK in invitation.terms
    return {
        "company": nomination.organisation.name,
        "edition": nomination.edition.name,
        "nominator": nominator_of(nomination),
        "closes": moment_text(nomination.edition.closes_at, nomination.edition),
        "because": nomination.nominated_because,
        "reminder": _("We have not heard from you yet, so here is a fresh link.") if is_reminder else "",
    }


def nominator_of(nomination):
    """With the organisation in whose name they nominate, where they said one."""
    return ", ".join(str(each) for each in (nomination.nominator, nomination.nominating_organisation) if each)


def to_the_conditions(invitation):
    """Whether the company may enter comes first: nobody writes an entry that cannot take part."""
    nomination = nomination_of(invitation)
    has_conditions = nomination.edition.eligibility_rules.for_screening().exists()
    return reverse("nominations:conditions" if has_conditions else "nominations:draft", args=[nomination.pk])


register_purpose(
    Purpose(
        key=NOMINEE,
        label=gettext_lazy("Nominated company"),
        describe=describe_nominee,
        on_accept=take_up,
        on_decline=turn_down,
        may_revoke=lambda person, invitation: rules.is_prize_office(person, nomination_of(invitation)),
        where_next=to_the_conditions,
        template="nominations.nominated",
        page="nominate:answer",
        ends_at=until_the_close,
        mail_facts=letter,
    )
)
register_deadline_listener(move_ends_of_links)
