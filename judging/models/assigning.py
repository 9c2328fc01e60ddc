"""What an assignment by plan is made from, and what came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.enums import PairRuleKind
from judging.models.rounds import Candidacy, Round
from prizes.models import Term


class Expertise(models.Model):
    """A field that a juror knows: a sub-industry, a technology, a practice. It stays theirs from year to year."""

    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["juror", "term"], name="field_named_once_per_juror")]

    def __str__(self):
        return str(self.term)


class PairRule(models.Model):
    """The office's word on one pair: it must be, it must not be, or how well it matches."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.CASCADE, related_name="pair_rules")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=PairRuleKind.choices)
    match = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["candidacy", "juror"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "juror"], name="one_rule_per_pair"),
            models.CheckConstraint(condition=~Q(reason=""), name="pair_rule_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind=PairRuleKind.MATCH, match__isnull=False, match__lte=100)
                | (~Q(kind=PairRuleKind.MATCH) & Q(match=None)),
                name="only_a_match_rule_has_a_match",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.candidacy.code}, {self.juror}"

    @property
    def record_scope(self):
        return self.candidacy.record_scope


class AssignmentRun(models.Model):
    """One plan: with what settings it was drawn up, which pairs it holds, what they amount to. Stays with the round.

    A large one is drawn up in a task: until then, or where it was refused, it holds nothing.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assignment_runs")
    asked = models.JSONField()
    # Pairs of candidacy and juror ids that the plan adds, and the report on them with those that stood before.
    pairs = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    # Who reads what, worst-matched entry first: entry id, mean match, and [juror's number in `jurors`, match, how it came].
    jurors = models.JSONField(default=list)
    reading = models.JSONField(default=list)
    # The digest of the round's assignments that it was drawn up on: others since, and it is no longer true.
    basis = models.CharField(max_length=64, blank=True)
    seed = models.PositiveIntegerField(default=0)
    # What solved it, with versions.
    versions = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # How far a task is, in steps.
    done = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be drawn up.
    refusal = models.TextField(blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(committed_at__isnull=False), name="only_a_committed_plan_is_undone"
            ),
            models.CheckConstraint(
                condition=Q(committed_at=None) | Q(drawn_at__isnull=False), name="only_a_drawn_plan_is_committed"
            ),
        ]

    def __str__(self):
        return _("Plan for %(round)s") % {"round": self.round}

    @property
    def record_scope(self):
        return self.round.record_scope
