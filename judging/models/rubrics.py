from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from prizes.enums import Vocabulary
from prizes.models import Edition, Term
from prizes.querysets import OfEditionQuerySet


class Rubric(ClusterableModel):
    """What is scored. Frozen at the first mark; a correction after that is a new version."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    version = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(blank=True, help_text=_("What jurors read before they start."))
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [models.UniqueConstraint(fields=["edition", "key", "version"], name="rubric_version_once")]

    def __str__(self):
        return self.name

    @property
    def record_scope(self):
        return f"edition:{self.edition_id}"


class Criterion(ClusterableModel):
    rubric = ParentalKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    # Integers that sum to 100 over a rubric; checked when the rubric is put to use.
    weight = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    lowest = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    highest = models.DecimalField(max_digits=6, decimal_places=2, default=5)
    mandatory = models.BooleanField(default=True)
    evidence = models.JSONField(default=list, blank=True, help_text=_("Keys of the questions that are its evidence."))
    assistance = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ASSISTANCE},
        help_text=_(
            "The form of assistance that helps a company which is weak here; its feedback names who offers it."
        ),
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "key"], name="criterion_key_once_per_rubric"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weight_1_to_100"),
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="criterion_scale_has_a_length"),
        ]

    def __str__(self):
        return self.name


class Level(models.Model):
    """One anchored point of a criterion's scale: what an entry must show to deserve it."""

    criterion = ParentalKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    value = models.DecimalField(max_digits=6, decimal_places=2)
    label = models.CharField(max_length=60)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["criterion", "value"], name="one_level_per_value")]

    def __str__(self):
        return f"{self.value.normalize():f} {self.label}"
