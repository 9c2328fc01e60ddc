from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nominations.querysets import SavedFilterQuerySet
from prizes.models import Prize


class SavedFilter(models.Model):
    """What somebody of an office looks at again and again in the list of nominations, under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    prize = models.ForeignKey(
        Prize,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("shared with the office of"),
        help_text=_("Everybody of this office then sees it above the list, and may rename or delete it."),
    )
    # Of the list's address: its filters, the words of a search and the order, and nothing else.
    query = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="filter_name_once_per_person"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def record_scope(self):
        return self.prize.record_scope if self.prize else ""
