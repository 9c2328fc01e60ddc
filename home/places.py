"""How many places an event has left, and whether somebody can still take one."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.enums import SignUpPhase, SignUpState

# At so few places a reader should hurry.
FEW = 5


@dataclass(frozen=True)
class Places:
    """`capacity` is None where there is no limit."""

    capacity: int | None
    taken: int
    waiting: int = 0

    @property
    def left(self):
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self):
        """Whoever comes now waits: also behind those who wait already, until a freed place has found its next."""
        return self.left is not None and (self.left == 0 or self.waiting > 0)


def places_of(event):
    """One query, or none where the list that holds the event has counted already."""
    if hasattr(event, "taken"):
        return Places(event.capacity, event.taken, event.waiting)
    states = {
        "taken": Count("pk", filter=Q(state=SignUpState.REGISTERED)),
        "waiting": Count("pk", filter=Q(state=SignUpState.WAITING)),
    }
    return Places(event.capacity, **event.sign_ups.order_by().aggregate(**states))


def phase_of(event, now=None):
    now = now or timezone.now()
    if event.ends_at <= now:
        return SignUpPhase.OVER
    if event.called_off:
        return SignUpPhase.CALLED_OFF
    if not event.takes_sign_ups:
        return SignUpPhase.NOT_NEEDED
    closes_at = min(event.sign_up_until or event.starts_at, event.starts_at)
    return SignUpPhase.OPEN if now < closes_at else SignUpPhase.CLOSED


def told_places(event):
    """In a few words, for lists; empty once it is over."""
    phase = phase_of(event)
    if phase != SignUpPhase.OPEN:
        return "" if phase == SignUpPhase.OVER else phase.label
    places = event.places
    if places.is_full:
        return _("Full: waiting list")
    if places.left is None:
        return phase.label
    return ngettext("%(count)s place left", "%(count)s places left", places.left) % {"count": places.left}


def tone_of_places(event):
    """For the badge beside the words."""
    phase = phase_of(event)
    if phase == SignUpPhase.CALLED_OFF:
        return "bad"
    if phase != SignUpPhase.OPEN:
        return "plain"
    places = event.places
    return "signal" if places.is_full or (places.left is not None and places.left <= FEW) else "good"
