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
