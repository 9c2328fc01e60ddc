from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.enums import Outcome


class AwardKind(models.TextChoices):
    WINNER = Outcome.WINNER, _("Winner")
    FINALIST = Outcome.FINALIST, _("Finalist")
    COMMENDED = Outcome.COMMENDED, _("Commended")


class AwardState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Revoked")


AWARD_TRANSITIONS = {
    AwardState.OFFERED: (AwardState.ACCEPTED, AwardState.DECLINED, AwardState.REVOKED),
    AwardState.ACCEPTED: (AwardState.REVOKED,),
    AwardState.DECLINED: (),
    AwardState.REVOKED: (),
}
# An award that nobody declined or took back is shown once it is announced.
SHOWN_STATES = (AwardState.OFFERED, AwardState.ACCEPTED)


class ApprovalAnswer(models.TextChoices):
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class PressLook(models.TextChoices):
    """What of a press pack somebody looked at before the public could; the values are verbs of the record."""

    PAGE = "press_pack.opened", _("Press pack opened under embargo")
    PICTURE = "press_pack.picture_taken", _("Picture taken from a press pack under embargo")
    ARCHIVE = "press_pack.taken", _("Press pack taken under embargo")


# The purpose of an invitation to approve a winner page.
APPROVER = "approver"
# And of one to read the awards under embargo.
PRESS = "press"
