"""Until when an entrant may still change something. Dates are moments; the edition's zone is only how they are told."""

from django.utils import timezone

from nominations.enums import NominationState
from prizes.clock import spoken


def deadline_of(nomination):
    """The later of the day that holds for everybody and the extensions given to this entrant."""
    common = nomination.edition.closes_at
    if nomination.state == NominationState.NEEDS_INFORMATION:
        common = nomination.information_due_at
    return max([common, *(extension.until for extension in nomination.extensions.all())])


def is_edition_open(edition, now=None):
    now = now or timezone.now()
    return edition.opens_at <= now < edition.closes_at


def is_open(nomination, now=None):
    now = now or timezone.now()
    return nomination.edition.opens_at <= now < deadline_of(nomination)


def end_of_grace(nomination):
    return deadline_of(nomination) + nomination.edition.upload_grace


def may_still_arrive(upload, now=None):
    """An upload that began in time may finish within the grace, though nothing else may be changed any more."""
    now = now or timezone.now()
    deadline = deadline_of(upload.nomination)
    return now < deadline or (upload.started_at < deadline and now < end_of_grace(upload.nomination))


def is_in_grace(nomination, now=None):
    """After the deadline, for an entrant whose upload began before it: what is left to do is to submit."""
    now = now or timezone.now()
    deadline = deadline_of(nomination)
    if not deadline <= now < end_of_grace(nomination):
        return False
    return nomination.uploads.filter(started_at__lt=deadline).exclude(finished_at__lt=deadline).exists()


def moment_text(moment, edition):
    """A deadline as a person reads it, on the edition's clock and with its zone."""
    return spoken(moment, edition.zone)
