from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from prizes.enums import TOPIC_VOCABULARIES as TOPIC_VOCABULARIES
from prizes.enums import Vocabulary

# What a profile is found by.
PROFILE_VOCABULARIES = (
    Vocabulary.PROCESS,
    Vocabulary.MATERIAL,
    Vocabulary.CERTIFICATION,
    Vocabulary.CAPABILITY,
    Vocabulary.TECHNOLOGY,
    Vocabulary.PRACTICE,
    Vocabulary.SUB_INDUSTRY,
)

# A profile that nobody confirmed for a year is marked old, and hidden three months later.
CONFIRMED_FOR = timedelta(days=365)
SHOWN_WHILE_OLD = timedelta(days=90)
ASKED_BEFORE = timedelta(days=30)

# How many claims of one person may wait for the prize office.
MOST_WAITING_CLAIMS = 5
MOST_PICTURES = 6
MOST_EQUIPMENT = 40

# To how many companies one need may be written.
MOST_RECIPIENTS = 5
# After this time both sides are asked what came of it.
OUTCOME_AFTER = timedelta(days=60)
# Below this number of companies nothing is told of them together.
LEAST_COMPANIES = 8


class ProfileState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden by the prize office")


PROFILE_TRANSITIONS = {
    ProfileState.DRAFT: (ProfileState.PUBLISHED, ProfileState.HIDDEN),
    ProfileState.PUBLISHED: (ProfileState.DRAFT, ProfileState.HIDDEN),
    ProfileState.HIDDEN: (ProfileState.DRAFT,),
}


class Freshness(models.TextChoices):
    """How long ago a published profile was confirmed. It follows from the dates."""

    FRESH = "fresh", _("Confirmed")
    OLD = "old", _("Not confirmed for a year")
    LAPSED = "lapsed", _("Hidden until it is confirmed")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("Waits for the prize office")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


CLAIM_TRANSITIONS = {
    ClaimState.WAITING: (ClaimState.GRANTED, ClaimState.REFUSED, ClaimState.ENDED),
    ClaimState.GRANTED: (ClaimState.ENDED,),
    ClaimState.REFUSED: (),
    ClaimState.ENDED: (),
}


# Of one person and one company there is at most one of these.
OPEN_CLAIMS = (ClaimState.WAITING, ClaimState.GRANTED)


class ClaimGround(models.TextChoices):
    """Why somebody may speak for a company."""

    DOMAIN = "domain", _("A verified address of the company")
    STAFF = "staff", _("Checked by the prize office")


class EnquiryState(models.TextChoices):
    """Of one need, at one company."""

    SENT = "sent", _("Sent")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Declined")
    STOPPED = "stopped", _("Stopped by the prize office")


ENQUIRY_TRANSITIONS = {
    EnquiryState.SENT: (EnquiryState.ANSWERED, EnquiryState.DECLINED, EnquiryState.STOPPED),
    EnquiryState.ANSWERED: (EnquiryState.STOPPED,),
    EnquiryState.DECLINED: (),
    EnquiryState.STOPPED: (),
}


class EnquiryOutcome(models.TextChoices):
    """What came of an enquiry, as one of both sides says."""

    NOTHING = "nothing", _("Nothing came of it")
    TALKING = "talking", _("We are still talking")
    QUOTE = "quote", _("A quote was given")
    PILOT = "pilot", _("A prototype or pilot was made")
    ORDER = "order", _("An order was placed")


class ReportState(models.TextChoices):
    OPEN = "open", _("To be looked at")
    UPHELD = "upheld", _("Abuse")
    DISMISSED = "dismissed", _("No abuse")


REPORT_TRANSITIONS = {
    ReportState.OPEN: (ReportState.UPHELD, ReportState.DISMISSED),
    ReportState.UPHELD: (),
    ReportState.DISMISSED: (),
}


class StatementState(models.TextChoices):
    """Of a problem statement, from a large manufacturer's draft to its end."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for the prize office")
    PUBLISHED = "published", _("Published")
    REFUSED = "refused", _("Sent back")
    CLOSED = "closed", _("Closed")


STATEMENT_TRANSITIONS = {
    StatementState.DRAFT: (StatementState.WAITING,),
    StatementState.WAITING: (StatementState.PUBLISHED, StatementState.REFUSED, StatementState.DRAFT),
    StatementState.REFUSED: (StatementState.WAITING,),
    StatementState.PUBLISHED: (StatementState.CLOSED,),
    StatementState.CLOSED: (),
}


class ReplyState(models.TextChoices):
    """Of a company's answer to a problem statement."""

    SENT = "sent", _("Sent")
    TAKEN_UP = "taken_up", _("Taken up")
    DECLINED = "declined", _("Declined")


REPLY_TRANSITIONS = {
    ReplyState.SENT: (ReplyState.TAKEN_UP, ReplyState.DECLINED),
    ReplyState.TAKEN_UP: (),
    ReplyState.DECLINED: (),
}


class JuryOfferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    NOTED = "noted", _("On the list of jurors to invite")
    DECLINED = "declined", _("Declined with thanks")
    WITHDRAWN = "withdrawn", _("Taken back")


JURY_OFFER_TRANSITIONS = {
    JuryOfferState.OFFERED: (JuryOfferState.NOTED, JuryOfferState.DECLINED, JuryOfferState.WITHDRAWN),
    JuryOfferState.NOTED: (JuryOfferState.DECLINED, JuryOfferState.WITHDRAWN),
    JuryOfferState.DECLINED: (),
    JuryOfferState.WITHDRAWN: (),
}


class PartnerRole(models.TextChoices):
    HOST = "host", _("Host")
    SPONSOR = "sponsor", _("Sponsor")
    SUPPORTER = "supporter", _("Supporter")
    MEDIA = "media", _("Media partner")
