from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundKind(models.TextChoices):
    SCREENING = "screening", _("Screening")
    SCORING = "scoring", _("Scoring")
    CONSENSUS = "consensus", _("Consensus")
    SITE_VISIT = "site_visit", _("Site visit")
    FINAL = "final", _("Final")


class RoundState(models.TextChoices):
    """The first three follow from the round's dates, the others are acts."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    FIGURES_SEALED = "figures_sealed", _("Figures sealed")
    DECISIONS_SEALED = "decisions_sealed", _("Decisions sealed")
    RELEASED = "released", _("Released")


class CandidacySource(models.TextChoices):
    CATEGORY = "category", _("Eligible in its category")
    DECISION = "decision", _("Advanced from an earlier round")
    CHAIR = "chair", _("Called by the chair")


class DeclarationKind(models.TextChoices):
    NONE = "none", _("No tie")
    DISCLOSE = "disclose", _("Tie disclosed, may score")
    EXCLUDE = "exclude", _("Excluded")


class Consequence(models.TextChoices):
    DISCLOSE = "disclose", _("Disclose: the juror may score, the tie stands in the minutes")
    EXCLUDE = "exclude", _("Exclude: the juror neither sees nor scores the entry")


class Exclusion(models.TextChoices):
    """Why a juror may not judge an entry. Only what was declared can be waived."""

    DECLARED = "declared", _("declared a tie that excludes")
    AFFILIATED = "affiliated", _("works for the company or its group")
    COLLABORATOR = "collaborator", _("works on the nomination")
    NOMINATOR = "nominator", _("nominated the entry")


class AssignmentState(models.TextChoices):
    ACTIVE = "active", _("Active")
    RETURNED = "returned", _("Returned")
    RECUSED = "recused", _("Recused")


ASSIGNMENT_TRANSITIONS = {
    AssignmentState.ACTIVE: (AssignmentState.RETURNED, AssignmentState.RECUSED),
    AssignmentState.RETURNED: (AssignmentState.ACTIVE,),
    AssignmentState.RECUSED: (AssignmentState.ACTIVE,),
}


class AssignmentSource(models.TextChoices):
    HAND = "hand", _("By hand")
    PLAN = "plan", _("By the assignment plan")
    IMPORT = "import", _("With imported scorecards")
    CARRIED = "carried", _("From the round before")


class PairRuleKind(models.TextChoices):
    PIN = "pin", _("Must be assigned")
    FORBID = "forbid", _("Must not be assigned")
    MATCH = "match", _("Matches so well, 0 to 100")


class BidChoice(models.TextChoices):
    """What a juror says of an entry before anything is assigned."""

    WANT = "want", _("I want to read it")
    CAN = "can", _("I can read it")
    RATHER_NOT = "rather_not", _("Rather not")


class ScorecardState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETE = "complete", _("Complete")
    SUBMITTED = "submitted", _("Handed in")
    REOPENED = "reopened", _("Reopened")


SCORECARD_TRANSITIONS = {
    ScorecardState.NOT_STARTED: (ScorecardState.IN_PROGRESS, ScorecardState.COMPLETE),
    ScorecardState.IN_PROGRESS: (ScorecardState.COMPLETE, ScorecardState.NOT_STARTED),
    ScorecardState.COMPLETE: (ScorecardState.IN_PROGRESS, ScorecardState.SUBMITTED),
    ScorecardState.SUBMITTED: (ScorecardState.REOPENED,),
    ScorecardState.REOPENED: (ScorecardState.SUBMITTED,),
}
# A card counts when every mandatory criterion is marked, handed in or not.
COUNTING_STATES = (ScorecardState.COMPLETE, ScorecardState.SUBMITTED, ScorecardState.REOPENED)
WRITABLE_STATES = (
    ScorecardState.NOT_STARTED,
    ScorecardState.IN_PROGRESS,
    ScorecardState.COMPLETE,
    ScorecardState.REOPENED,
)


class ScorecardSource(models.TextChoices):
    ONLINE = "online", _("Online")
    IMPORT = "import", _("Imported")


class RemarkKind(models.TextChoices):
    PRIVATE = "private", _("Private note")
    JURY = "jury", _("Comment for the jury")
    ENTRANT = "entrant", _("Comment for the entrant")


class PresenceKind(models.TextChoices):
    """The first two are about the meeting, the others about one entry of it."""

    CAME = "came", _("Came")
    LEFT = "left", _("Left")
    OUT = "out", _("Stepped out")
    BACK = "back", _("Came back")


class CommentState(models.TextChoices):
    """What the chair lets an entrant read of a juror's comment."""

    APPROVED = "approved", _("Send as it is")
    REWORDED = "reworded", _("Send in other words")
    WITHHELD = "withheld", _("Do not send")


class SealKind(models.TextChoices):
    FIGURES = "figures", _("Figures")
    DECISIONS = "decisions", _("Decisions")


class Pile(models.TextChoices):
    """How sure it is that an entry is among the best: the meeting is spent on the borderline ones."""

    IN = "in", _("In")
    BORDERLINE = "borderline", _("Borderline")
    OUT = "out", _("Out")


class Outcome(models.TextChoices):
    ADVANCE = "advance", _("Advances")
    RESERVE = "reserve", _("Reserve")
    DECLINE = "decline", _("Not selected")
    WINNER = "winner", _("Winner")
    FINALIST = "finalist", _("Finalist")
    COMMENDED = "commended", _("Commended")
    NO_AWARD = "no_award", _("No award")


class CoverageBand(models.TextChoices):
    """How far an entry is in its round, for the office to look by."""

    NONE = "none", _("No juror yet")
    SHORT = "short", _("Fewer jurors than wanted")
    ENOUGH = "enough", _("As many jurors as wanted")
    DONE = "done", _("All marks handed in")


class ScoreBand(models.TextChoices):
    ANY = "any", _("Shown")
    UPPER = "upper", _("Shown, upper third of each category")
    MIDDLE = "middle", _("Shown, middle third of each category")
    LOWER = "lower", _("Shown, lower third of each category")
    NONE = "none", _("Shown, only entries without a mark")


AWARD_OUTCOMES = (Outcome.WINNER, Outcome.FINALIST, Outcome.COMMENDED)
# After one of these no other round looks at the entry.
FINAL_OUTCOMES = (*AWARD_OUTCOMES, Outcome.DECLINE, Outcome.NO_AWARD)
