from django.db import models

from judging.enums import Outcome


class AwardKind(models.TextChoices):
    WINNER = Outcome.WINNER, "Winner"
    FINALIST = Outcome.FINALIST, "Finalist"
    COMMENDED = Outcome.COMMENDED, "Commended"


class AwardState(models.TextChoices):
    OFFERED = "offered", "Offered"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    REVOKED = "revoked", "Revoked"


AWARD_TRANSITIONS = {
    AwardState.OFFERED: (AwardState.ACCEPTED, AwardState.DECLINED, AwardState.REVOKED),
    AwardState.ACCEPTED: (AwardState.REVOKED,),
    AwardState.DECLINED: (),
    AwardState.REVOKED: (),
}
# An award that nobody declined or took back is shown once it is announced.
SHOWN_STATES = (AwardState.OFFERED, AwardState.ACCEPTED)


class ApprovalAnswer(models.TextChoices):
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


# The purpose of an invitation to approve a winner page.
APPROVER = "approver"
