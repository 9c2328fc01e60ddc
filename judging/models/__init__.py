from judging.models.assigning import (
    AssignmentRun,
    Expertise,
    PairRule,
)
from judging.models.bids import Bid
from judging.models.conflicts import (
    Declaration,
    Pledge,
    TieKind,
    Waiver,
)
from judging.models.feedback import CommentEdit, FeedbackReport
from judging.models.figures import (
    Computation,
    Sealing,
)
from judging.models.meetings import (
    Ballot,
    DiscussionNote,
    DiscussionNoteRevision,
    Meeting,
    Presence,
    Vote,
)
from judging.models.rounds import (
    Announcement,
    BarLevel,
    Candidacy,
    Decision,
    DecisionRevision,
    Panel,
    Release,
    Round,
    RoundCategory,
    Seal,
    SealLift,
    Seat,
)
from judging.models.rubrics import (
    Criterion,
    Level,
    Rubric,
)
from judging.models.rulings import TieRuling
from judging.models.scorecards import (
    Assignment,
    Concern,
    Mark,
    MarkRevision,
    Remark,
    RemarkRevision,
    Reopening,
    Scorecard,
    ScorecardImport,
)

__all__ = [
    "Announcement",
    "Assignment",
    "AssignmentRun",
    "Ballot",
    "BarLevel",
    "Bid",
    "Candidacy",
    "CommentEdit",
    "Computation",
    "Concern",
    "Criterion",
    "Decision",
    "DecisionRevision",
    "Declaration",
    "DiscussionNote",
    "DiscussionNoteRevision",
    "Expertise",
    "FeedbackReport",
    "Level",
    "Mark",
    "MarkRevision",
    "Meeting",
    "PairRule",
    "Panel",
    "Pledge",
    "Presence",
    "Release",
    "Remark",
    "RemarkRevision",
    "Reopening",
    "Round",
    "RoundCategory",
    "Rubric",
    "Scorecard",
    "ScorecardImport",
    "Seal",
    "SealLift",
    "Sealing",
    "Seat",
    "TieKind",
    "TieRuling",
    "Vote",
    "Waiver",
]
