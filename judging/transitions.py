from accounts.transitions import Transitions
from judging.enums import ASSIGNMENT_TRANSITIONS, SCORECARD_TRANSITIONS, AssignmentState, ScorecardState

ASSIGNMENT = Transitions(AssignmentState, ASSIGNMENT_TRANSITIONS)
SCORECARD = Transitions(ScorecardState, SCORECARD_TRANSITIONS)
