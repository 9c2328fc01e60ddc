"""A profile is shown while its company says once a year that it is right. The clock asks, three times at most."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import accept_invitation, invite, revoke_invitation
from accounts.models import Invitation, Person
from accounts.rules import demand
from audit.record import record_event
from network.actions.profiles import locked
from network.enums import ASKED_BEFORE, CONFIRMED_FOR, SHOWN_WHILE_OLD, ProfileState
from network.keepers import keepers_of
from network.models import CapabilityProfile
from network.rules.profiles import keeps, speaks_for


@dataclass(frozen=True)
class Stage:
    """How long after the last confirmation, and by which link its company is asked then."""

    purpose: str
    age: timedelta


DUE = Stage("network.confirm_due", CONFIRMED_FOR - ASKED_BEFORE)
OLD = Stage("network.confirm_old", CONFIRMED_FOR)
LAPSED = Stage("network.confirm_lapsed", CONFIRMED_FOR + SHOWN_WHILE_OLD)
# The latest first: after a pause of the clock only the newest question is put.
STAGES = (LAPSED, OLD, DUE)
PURPOSES = tuple(stage.purpose for stage in STAGES)


def ask_for_confirmations(*, now=None):
    """For the clock. Returns how many profiles were asked about."""
    now = now or timezone.now()
    waiting = {pk for stage in STAGES for pk in _waiting_at(stage, now)}
    return sum(
        ask_for_confirmation(profile=profile, now=now)
        for profile in CapabilityProfile.objects.in_bulk(waiting).values()
    )


@transaction.atomic
def ask_for_confirmation(*, profile, now=None):
    """Mail a link to everybody who keeps the profile, once at each stage. The save brings in step what shows its age."""
    now = now or timezone.now()
    profile = locked(profile)
    stage = next((each for each in STAGES if profile.pk in _waiting_at(each, now, pk=profile.pk)), None)
    if stage is None:
        return False
    profile.asked_at = now
    profile.save(update_fields=["asked_at"])
    for keeper in keepers_of(profile.organisation):
        _send_link(profile, stage, keeper)
    return True


@transaction.atomic
def confirm_profile(*, profile, by):
    """By somebody who is signed in and speaks for the company."""
    profile = locked(profile)
    demand(keeps(by, profile), _("Only who speaks for the company confirms its profile."))
    return _confirm(profile, by=by)


def confirm_by_link(*, invitation, by=None):
    """Whoever holds the link that was mailed to somebody who speaks for the company."""
    return accept_invitation(invitation=invitation, by=by)


def confirm_what_link_asks(invitation, person):
    """What the acceptance of such a link does, in its transaction."""
    profile = locked(CapabilityProfile(pk=invitation.target))
    if not may_link_confirm(invitation, profile):
        raise ValidationError(_("This link no longer confirms anything. Sign in to see how your profile stands."))
    _confirm(profile, by=person)


def may_link_confirm(invitation, profile):
    """The company has not answered since, the profile is still out, and who was asked still speaks for it."""
    if profile.state != ProfileState.PUBLISHED or profile.confirmed_at >= invitation.created_at:
        return False
    asked = Person.objects.current().filter(email=invitation.address).first()
    return asked is not None and speaks_for(asked, profile.organisation_id)


def _waiting_at(stage, now, **which):
    return set(CapabilityProfile.objects.filter(**which).not_asked_since(stage.age, now).values_list("pk", flat=True))


def _send_link(profile, stage, keeper):
    """Last year's, if nobody answered it, makes way."""
    for earlier in Invitation.objects.unanswered().for_target(stage.purpose, profile).filter(address=keeper.email):
        revoke_invitation(invitation=earlier, by=None)
    invite(address=keeper.email, purpose=stage.purpose, target=profile, by=None)


def _confirm(profile, *, by):
    if profile.state != ProfileState.PUBLISHED:
        raise ValidationError(_("Only a published profile is confirmed. Publishing it confirms it too."))
    profile.confirmed_at = timezone.now()
    profile.save(update_fields=["confirmed_at"])
    record_event("profile.confirmed", target=profile, by=by)
    return profile
