from django.db import models


class RoundKind(models.TextChoices):
    SCREENING = "screening", "Screening"
    SCORING = "scoring", "Scoring"
    CONSENSUS = "consensus", "Consensus"
    SITE_VISIT = "site_visit", "Site visit"
    FINAL = "final", "Final"


class RoundState(models.TextChoices):
    """The first three follow from the round's dates, the others are acts."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    FIGURES_SEALED = "figures_sealed", "Figures sealed"
    DECISIONS_SEALED = "decisions_sealed", "Decisions sealed"
    RELEASED = "released", "Released"


class CandidacySource(models.TextChoices):
    CATEGORY = "category", "Eligible in its category"
    DECISION = "decision", "Advanced from an earlier round"
    CHAIR = "chair", "Called by the chair"


class DeclarationKind(models.TextChoices):
    NONE = "none", "No tie"
    DISCLOSE = "disclose", "Tie disclosed, may score"
    EXCLUDE = "exclude", "Excluded"


class Consequence(models.TextChoices):
    DISCLOSE = "disclose", "Disclose: the juror may score, the tie stands in the minutes"
    EXCLUDE = "exclude", "Exclude: the juror neither sees nor scores the entry"


class Exclusion(models.TextChoices):
    """Why a juror may not judge an entry. Only what was declared can be waived."""

    DECLARED = "declared", "declared a tie that excludes"
    AFFILIATED = "affiliated", "works for the company or its group"
    COLLABORATOR = "collaborator", "works on the nomination"
    NOMINATOR = "nominator", "nominated the entry"


class AssignmentState(models.TextChoices):
    ACTIVE = "active", "Active"
    RETURNED = "returned", "Returned"
    RECUSED = "recused", "Recused"


ASSIGNMENT_TRANSITIONS = {
    AssignmentState.ACTIVE: (AssignmentState.RETURNED, AssignmentState.RECUSED),
    AssignmentState.RETURNED: (AssignmentState.ACTIVE,),
    AssignmentState.RECUSED: (AssignmentState.ACTIVE,),
}


class AssignmentSource(models.TextChoices):
    HAND = "hand", "By hand"
    PLAN = "plan", "By the assignment plan"
    IMPORT = "import", "With imported scorecards"


class ScorecardState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    SUBMITTED = "submitted", "Handed in"
    REOPENED = "reopened", "Reopened"


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
    ONLINE = "online", "Online"
    IMPORT = "import", "Imported"


class RemarkKind(models.TextChoices):
    PRIVATE = "private", "Private note"
    JURY = "jury", "Comment for the jury"
    ENTRANT = "entrant", "Comment for the entrant"


class SealKind(models.TextChoices):
    FIGURES = "figures", "Figures"
    DECISIONS = "decisions", "Decisions"


class Outcome(models.TextChoices):
    ADVANCE = "advance", "Advances"
    RESERVE = "reserve", "Reserve"
    DECLINE = "decline", "Not selected"
    WINNER = "winner", "Winner"
    FINALIST = "finalist", "Finalist"
    COMMENDED = "commended", "Commended"
    NO_AWARD = "no_award", "No award"


AWARD_OUTCOMES = (Outcome.WINNER, Outcome.FINALIST, Outcome.COMMENDED)
# After one of these no other round looks at the entry.
FINAL_OUTCOMES = (*AWARD_OUTCOMES, Outcome.DECLINE, Outcome.NO_AWARD)
