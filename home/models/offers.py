import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.enums import OfferState
from home.models.stories import StoryPage
from home.querysets import StoryOfferQuerySet
from nominations.models import Nomination


class StoryOffer(models.Model):
    """An entrant's offer to tell what their entry is about. Editors read what was written here, never the entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="+")
    # The company as it was named in the entry, when the story was offered.
    company_name = models.CharField(max_length=200)
    place = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    situation = models.TextField(max_length=1500)
    action = models.TextField(_("what was done"), max_length=4000)
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)
    lessons = models.TextField(_("what others can copy"), max_length=1500, blank=True)
    # Empty once the person who offered it is erased.
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OFFERED)
    page = models.OneToOneField(StoryPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="offer")
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was declined: the entrant reads it."))
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = StoryOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OfferState.DECLINED) | ~Q(reason=""), name="declined_offer_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.OFFERED, answered_at=None)
                | (~Q(state=OfferState.OFFERED) & Q(answered_at__isnull=False)),
                name="answered_offer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(page=None) | Q(state=OfferState.TAKEN), name="only_a_taken_offer_has_a_page"
            ),
        ]

    def __str__(self):
        return f"{self.company_name}: {self.title}"

    @property
    def prize(self):
        return self.nomination.edition.prize

    @property
    def record_scope(self):
        return self.nomination.record_scope
