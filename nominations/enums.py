from django.db import models


class Stage(models.TextChoices):
    ENTRY = "entry", "Entry"
    FINAL = "final", "Finalists"


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", "Short text"
    LONG_TEXT = "long_text", "Long text"
    NUMBER = "number", "Number"
    MONEY = "money", "Money"
    CHOICE = "choice", "One of several"
    CHOICES = "choices", "Several of several"
    YES_NO = "yes_no", "Yes or no"
    LINK = "link", "Link"
    FILE = "file", "File"
    TABLE = "table", "Table by year"


OPTION_KINDS = (QuestionKind.CHOICE, QuestionKind.CHOICES)
FIGURE_KINDS = (QuestionKind.NUMBER, QuestionKind.MONEY, QuestionKind.TABLE)


class Audience(models.TextChoices):
    """Who reads an answer; each reads also what the ones after it read."""

    STAFF = "staff", "Prize office only"
    JURY = "jury", "Prize office and jury"
    PUBLIC = "public", "Everybody, if you win and agree"


class Measure(models.TextChoices):
    """What a figure counts, so that the years of a prize compare."""

    EMPLOYEES = "employees", "Employees"
    APPRENTICES = "apprentices", "Apprentices and trainees"
    TRAINING_HOURS = "training_hours", "Training per employee"
    REVENUE = "revenue", "Revenue"
    EXPORTS = "exports", "Exports"
    RESEARCH = "research", "Research and development"
    SCRAP = "scrap", "Scrap rate"
    LEAD_TIME = "lead_time", "Lead time"
    ON_TIME = "on_time", "Delivered on time"
    ENERGY = "energy", "Energy per unit"
    INJURIES = "injuries", "Recordable injuries"
    INVESTMENT = "investment", "Investment"


class NominationState(models.TextChoices):
    INVITED = "invited", "Invited"
    DECLINED = "declined", "Declined"
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    NEEDS_INFORMATION = "needs_information", "Needs information"
    ELIGIBLE = "eligible", "Eligible"
    INELIGIBLE = "ineligible", "Not eligible"
    NOT_SUBMITTED = "not_submitted", "Not submitted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged"


# Not submitted goes back to draft only where the office grants a personal extension; what was screened goes back to
# submitted only where the office takes its finding back.
NOMINATION_TRANSITIONS = {
    NominationState.INVITED: (
        NominationState.DRAFT,
        NominationState.DECLINED,
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


class ScanState(models.TextChoices):
    """Where an attachment stands with the virus scanner, and whether it is there at all.

    Without a scanner configured a file is `unscanned` and says so.
    """

    PENDING = "pending", "Being checked"
    CLEAN = "clean", "Checked"
    INFECTED = "infected", "Refused by the virus scanner"
    UNSCANNED = "unscanned", "Not scanned"
    ERASED = "erased", "Erased"


READABLE_SCAN_STATES = (ScanState.CLEAN, ScanState.UNSCANNED)
