import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from judging.models import Decision
from nominations.models import Nomination
from prizes.models import Category, Term
from showcase.enums import AwardKind, AwardState
from showcase.models.approvals import CompanyAnswer
from showcase.querysets import AwardQuerySet


class Award(models.Model):
    """What a released decision gives a company. The company's name stays as it was on the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AwardKind.choices)
    state = models.CharField(max_length=10, choices=AwardState.choices, default=AwardState.OFFERED)
    title = models.CharField(max_length=200)
    company_name = models.CharField(max_length=200)
    place = models.CharField(max_length=100, blank=True)
    citation = models.TextField(blank=True, help_text=_("One or two sentences of the jury: why this entry."))
    terms = models.ManyToManyField(Term, blank=True, related_name="+", help_text=_("What it is found by."))
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was declined or revoked."))
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["category__position", "kind", "company_name"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "category", "kind"], name="one_award_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(state=AwardState.REVOKED) | ~Q(reason=""), name="revoked_award_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.category}: {self.company_name}"

    @property
    def label(self):
        return f"{self.get_kind_display()} · {self.category}"

    @property
    def record_scope(self):
        return f"edition:{self.category.edition_id}"


class Approval(CompanyAnswer):
    """The company's word on the text of its winner page."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="approvals")
