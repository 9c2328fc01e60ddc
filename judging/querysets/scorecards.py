from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.rules import is_signed_in
from judging.enums import COUNTING_STATES, AssignmentState, ScorecardState
from judging.querysets.rounds import office_prizes


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the office's prizes."""
        if not is_signed_in(user):
            return self.none()
        return self.filter(Q(juror=user.pk) | Q(candidacy__round__edition__prize__in=office_prizes(user)))

    def active(self):
        return self.filter(state=AssignmentState.ACTIVE, candidacy__withdrawn_at=None)

    def for_juror(self, juror):
        return self.filter(juror=juror.pk)

    def in_round(self, round):
        return self.filter(candidacy__round=round)

    def with_card_state(self):
        """`card_state` of the juror's scorecard on the same entry."""
        card = apps.get_model("judging", "Scorecard").objects.filter(
            candidacy=OuterRef("candidacy"), juror=OuterRef("juror")
        )
        return self.annotate(card_state=Subquery(card.values("state")[:1]))

    def not_handed_in(self):
        return self.with_card_state().exclude(card_state=ScorecardState.SUBMITTED)


class ScorecardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A juror sees their own. Whoever looks at others' goes through results, where each look is an event."""
        if not is_signed_in(user):
            return self.none()
        return self.for_juror(user)

    def for_juror(self, juror):
        return self.filter(juror=juror.pk)

    def in_round(self, round):
        return self.filter(candidacy__round=round)

    def assigned(self):
        """Whose assignment still stands: a returned or recused entry leaves its card behind, and it counts no more."""
        return self.with_standing_assignment().filter(candidacy__withdrawn_at=None)

    def with_standing_assignment(self):
        # Asked of the card's own entry, not once more within the subquery: it is answered for each of thousands of cards.
        assignments = apps.get_model("judging", "Assignment").objects.filter(state=AssignmentState.ACTIVE)
        standing = assignments.filter(candidacy=OuterRef("candidacy"), juror=OuterRef("juror"))
        return self.filter(Exists(standing))

    def counting(self):
        """What figures are computed from."""
        return self.assigned().filter(state__in=COUNTING_STATES, total__isnull=False)


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not is_signed_in(user):
            return self.none()
        return self.filter(
            Q(assignment__juror=user.pk) | Q(assignment__candidacy__round__edition__prize__in=office_prizes(user))
        )

    def unresolved(self):
        return self.filter(resolved_at=None)
