"""The form as data: what a category asks at a stage. Keys survive copying; answers store keys, never labels."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from nominations.enums import FIGURE_KINDS, OPTION_KINDS, Audience, Measure, QuestionKind, Stage
from nominations.querysets import FormPartQuerySet, FormQuerySet
from prizes.enums import Vocabulary
from prizes.models import Category


class Wording(models.Model):
    """Labels and help in the edition's first language, and the same in its other languages."""

    label = models.CharField(max_length=300)
    help_text = models.TextField(blank=True)
    # {"es": {"label": "…", "help_text": "…"}}
    translations = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.label

    def wording(self, field, language):
        """The one way to read a label or a help text in a reader's language."""
        return self.translations.get(language, {}).get(field) or getattr(self, field)


class Form(models.Model):
    """Frozen at the first submission; a correction after that is a new version, earlier submissions keep theirs."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ENTRY)
    version = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction = models.CharField(max_length=500, blank=True, help_text=_("Why this version replaced the one before."))

    objects = FormQuerySet.as_manager()

    class Meta:
        ordering = ["category", "stage", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "stage", "version"],
                name="one_form_per_category_stage_version",
                violation_error_message=_("There is already such a version of this form."),
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.get_stage_display()} (version {self.version})"

    @property
    def record_scope(self):
        return self.category.edition.record_scope


class Section(Wording):
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = FormPartQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "key"],
                name="section_key_once_per_form",
                violation_error_message=_("Another section of this form has this key."),
            )
        ]


class Question(Wording, ClusterableModel):
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    required = models.BooleanField(default=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.JURY)
    identifies = models.BooleanField(
        default=False, help_text=_("Could tell a juror of a blind round who the entrant is.")
    )
    word_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    least = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    vocabulary = models.CharField(
        max_length=20,
        choices=Vocabulary.choices,
        blank=True,
        help_text=_("Its options are the terms of this vocabulary."),
    )
    measure = models.CharField(max_length=20, choices=Measure.choices, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    period = models.CharField(
        max_length=30, blank=True, help_text=_("What the figure covers: calendar year, fiscal year.")
    )
    # For a table by year: the years asked for, relative to the edition's year (-1 is the year before).
    years = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = FormPartQuerySet.as_manager()

    class Meta:
        ordering = ["section__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "key"],
                name="question_key_once_per_form",
                violation_error_message=_("Another question of this form has this key."),
            ),
            models.CheckConstraint(
                condition=Q(vocabulary="") | Q(kind__in=OPTION_KINDS),
                name="vocabulary_on_option_questions_only",
                violation_error_message=_("Only a choice can take its options from a vocabulary."),
            ),
            models.CheckConstraint(
                condition=Q(measure="") | Q(kind__in=FIGURE_KINDS),
                name="measure_on_figure_questions_only",
                violation_error_message=_("Only a number, money or a table can count a measure."),
            ),
            models.CheckConstraint(
                condition=Q(word_limit=None) | Q(kind=QuestionKind.LONG_TEXT),
                name="word_limit_on_long_text_only",
                violation_error_message=_("Only a long text has a word limit."),
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                name="question_most_not_below_least",
                violation_error_message=_("Most must not be below least."),
            ),
        ]

    @property
    def has_options(self):
        return self.kind in OPTION_KINDS


class Option(Wording):
    question = ParentalKey(Question, related_name="options")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    sort_order_field = "position"

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"],
                name="option_key_once_per_question",
                violation_error_message=_("Another option of this question has this key."),
            )
        ]
