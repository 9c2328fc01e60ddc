from judging.querysets.candidacies import CandidacyQuerySet
from judging.querysets.conflicts import DeclarationQuerySet, PledgeQuerySet
from judging.querysets.decisions import DecisionQuerySet
from judging.querysets.rounds import PanelQuerySet, RoundCategoryQuerySet, RoundQuerySet, SealQuerySet, SeatQuerySet
from judging.querysets.scorecards import AssignmentQuerySet, ConcernQuerySet, ScorecardQuerySet

__all__ = [
    "AssignmentQuerySet",
    "CandidacyQuerySet",
    "ConcernQuerySet",
    "DeclarationQuerySet",
    "DecisionQuerySet",
    "PanelQuerySet",
    "PledgeQuerySet",
    "RoundCategoryQuerySet",
    "RoundQuerySet",
    "ScorecardQuerySet",
    "SealQuerySet",
    "SeatQuerySet",
]
