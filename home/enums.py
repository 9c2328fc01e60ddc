from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryFocus(models.TextChoices):
    PRACTICE = "practice", _("Best practice")
    PEOPLE = "people", _("People and careers")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    TAKEN = "taken", _("Taken up")
    DECLINED = "declined", _("Declined")


# What an answered offer may still become: nothing.
OFFER_TRANSITIONS = {
    OfferState.OFFERED: (OfferState.TAKEN, OfferState.DECLINED),
    OfferState.TAKEN: (),
    OfferState.DECLINED: (),
}

# The purpose of an invitation to approve a story.
STORY_APPROVER = "story_approver"


class EventKind(models.TextChoices):
    TOUR = "tour", _("Plant tour")
    TALK = "talk", _("Talk")
    CEREMONY = "ceremony", _("Ceremony")
    WORKSHOP = "workshop", _("Workshop")


class SignUpState(models.TextChoices):
    REGISTERED = "registered", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    CANCELED = "canceled", _("Canceled")


class SignUpPhase(models.TextChoices):
    """Whether somebody can sign up for an event now. It follows from its dates and is kept nowhere."""

    OPEN = "open", _("Sign-up is open")
    CLOSED = "closed", _("Sign-up has closed")
    NOT_NEEDED = "not_needed", _("No sign-up needed")
    CALLED_OFF = "called_off", _("Called off")
    OVER = "over", _("Over")


SIGN_UP_TRANSITIONS = {
    SignUpState.REGISTERED: (SignUpState.CANCELED,),
    SignUpState.WAITING: (SignUpState.REGISTERED, SignUpState.CANCELED),
    SignUpState.CANCELED: (),
}


class CommitmentKind(models.TextChoices):
    STORY = "story", _("A story")
    TOUR = "tour", _("A plant tour")
    TALK = "talk", _("A talk")
    OTHER = "other", _("Something else")


class CommitmentState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


COMMITMENT_TRANSITIONS = {
    CommitmentState.OPEN: (CommitmentState.DONE, CommitmentState.DROPPED),
    CommitmentState.DONE: (CommitmentState.OPEN,),
    CommitmentState.DROPPED: (CommitmentState.OPEN,),
}
