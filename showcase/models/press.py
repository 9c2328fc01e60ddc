import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import InvitationState
from accounts.models import Invitation
from prizes.models import Edition
from showcase.querysets import PressPassQuerySet


class PressPass(models.Model):
    """A journalist's personal way to the awards of one edition, under an embargo that they accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition"))
    # Both are empty once the person is erased.
    name = models.CharField(_("name"), max_length=150, null=True)
    outlet = models.CharField(_("outlet"), max_length=150, null=True, help_text=_("For whom they write."))
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    # What was accepted, as it stood on the page.
    terms_version = models.CharField(max_length=20, blank=True, editable=False)
    terms_text = models.TextField(_("what was accepted"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    # Written with the event of each look, so that a list need not count in the record.
    looks = models.PositiveIntegerField(_("looks"), default=0, editable=False)
    last_looked_at = models.DateTimeField(_("last look"), null=True, blank=True, editable=False)

    objects = PressPassQuerySet.as_manager()

    class Meta:
        verbose_name = _("press pass")
        verbose_name_plural = _("press passes")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, terms_version="", terms_text="")
                | (Q(accepted_at__isnull=False) & ~Q(terms_version="") & ~Q(terms_text="")),
                name="accepted_press_pass_keeps_its_terms",
            ),
            models.CheckConstraint(
                condition=Q(looks=0, last_looked_at=None)
                | Q(looks__gt=0, last_looked_at__isnull=False, accepted_at__isnull=False),
                name="only_accepted_press_pass_looks",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.outlet}" if self.name else str(_("somebody since erased"))

    @property
    def record_scope(self):
        return self.edition.record_scope

    @property
    def state(self):
        return InvitationState.REVOKED if self.withdrawn_at else self.invitation.state

    @property
    def is_valid(self):
        """Whether it opens the pack, once there is one to open."""
        return self.state == InvitationState.ACCEPTED
