from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    ENTRY = "entry", _("Entry")
    FINAL = "final", _("Finalists")


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Money")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Several of several")
    YES_NO = "yes_no", _("Yes or no")
    LINK = "link", _("Link")
    FILE = "file", _("File")
    TABLE = "table", _("Table by year")


OPTION_KINDS = (QuestionKind.CHOICE, QuestionKind.CHOICES)
FIGURE_KINDS = (QuestionKind.NUMBER, QuestionKind.MONEY, QuestionKind.TABLE)


class Audience(models.TextChoices):
    """Who reads an answer; each reads also what the ones after it read."""

    STAFF = "staff", _("Prize office only")
    JURY = "jury", _("Prize office and jury")
    PUBLIC = "public", _("Everybody, if you win and agree")


class Measure(models.TextChoices):
    """What a figure counts, so that the years of a prize compare."""

    EMPLOYEES = "employees", _("Employees")
    APPRENTICES = "apprentices", _("Apprentices and trainees")
    TRAINING_HOURS = "training_hours", _("Training per employee")
    REVENUE = "revenue", _("Revenue")
    EXPORTS = "exports", _("Exports")
    RESEARCH = "research", _("Research and development")
    SCRAP = "scrap", _("Scrap rate")
    LEAD_TIME = "lead_time", _("Lead time")
    ON_TIME = "on_time", _("Delivered on time")
    ENERGY = "energy", _("Energy per unit")
    INJURIES = "injuries", _("Recordable injuries")
    INVESTMENT = "investment", _("Investment")


class NominationState(models.TextChoices):
    INVITED = "invited", _("Invited")
    DECLINED = "declined", _("Declined")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    NEEDS_INFORMATION = "needs_information", _("Needs information")
    ELIGIBLE = "eligible", _("Eligible")
    INELIGIBLE = "ineligible", _("Not eligible")
    NOT_SUBMITTED = "not_submitted", _("Not submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


# Whom nobody answered for before the close did not decline: it was not submitted.
# Not submitted goes back to draft only where the office grants a personal extension; what was screened goes back to
# submitted only where the office takes its finding back.
NOMINATION_TRANSITIONS = {
    NominationState.INVITED: (
        NominationState.DRAFT,
        NominationState.DECLINED,
        NominationState.NOT_SUBMITTED,
        NominationState.WITHDRAWN,
        NominationState.MERGED,
    ),
    NominationState.DRAFT: (
        NominationState.SUBMITTED,
        NominationState.NOT_SUBMITTED,
        NominationState.WITHDRAWN,
        NominationState.MERGED,
    ),
    NominationState.NOT_SUBMITTED: (NominationState.DRAFT,),
    NominationState.SUBMITTED: (
        NominationState.ELIGIBLE,
        NominationState.INELIGIBLE,
        NominationState.NEEDS_INFORMATION,
        NominationState.WITHDRAWN,
        NominationState.MERGED,
    ),
    NominationState.NEEDS_INFORMATION: (
        NominationState.SUBMITTED,
        NominationState.INELIGIBLE,
        NominationState.WITHDRAWN,
        NominationState.MERGED,
    ),
    NominationState.ELIGIBLE: (NominationState.SUBMITTED, NominationState.WITHDRAWN, NominationState.MERGED),
    NominationState.INELIGIBLE: (NominationState.SUBMITTED, NominationState.WITHDRAWN, NominationState.MERGED),
    NominationState.DECLINED: (),
    NominationState.WITHDRAWN: (),
    NominationState.MERGED: (),
}
FINAL_STATES = tuple(state for state, following in NOMINATION_TRANSITIONS.items() if not following)
SCREENED_STATES = (NominationState.ELIGIBLE, NominationState.INELIGIBLE)
EDITABLE_STATES = (NominationState.DRAFT, NominationState.NEEDS_INFORMATION)
SUBMITTED_STATES = (
    NominationState.SUBMITTED,
    NominationState.NEEDS_INFORMATION,
    NominationState.ELIGIBLE,
    NominationState.INELIGIBLE,
)


class NomineeState(models.TextChoices):
    """How far a company came, as far as whoever nominated it may know: never what it wrote, never what the office found."""

    INVITED = "invited", _("Invited, not answered yet")
    DECLINED = "declined", _("Declined")
    ACCEPTED = "accepted", _("Accepted, writing its entry")
    SUBMITTED = "submitted", _("Submitted")
    NOT_SUBMITTED = "not_submitted", _("Not submitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Joined with another entry of the company")


NOMINEE_STATES = {
    NominationState.INVITED: NomineeState.INVITED,
    NominationState.DECLINED: NomineeState.DECLINED,
    NominationState.DRAFT: NomineeState.ACCEPTED,
    NominationState.SUBMITTED: NomineeState.SUBMITTED,
    NominationState.NEEDS_INFORMATION: NomineeState.SUBMITTED,
    NominationState.ELIGIBLE: NomineeState.SUBMITTED,
    NominationState.INELIGIBLE: NomineeState.SUBMITTED,
    NominationState.NOT_SUBMITTED: NomineeState.NOT_SUBMITTED,
    NominationState.WITHDRAWN: NomineeState.WITHDRAWN,
    NominationState.MERGED: NomineeState.MERGED,
}


class ScanState(models.TextChoices):
    """Where an attachment stands with the virus scanner, and whether it is there at all.

    Without a scanner configured a file is `unscanned` and says so.
    """

    PENDING = "pending", _("Being checked")
    CLEAN = "clean", _("Checked")
    INFECTED = "infected", _("Refused by the virus scanner")
    UNSCANNED = "unscanned", _("Not scanned")
    ERASED = "erased", _("Erased")


READABLE_SCAN_STATES = (ScanState.CLEAN, ScanState.UNSCANNED)
