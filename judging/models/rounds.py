import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.enums import CandidacySource, Outcome, RoundKind, RoundState, SealKind
from judging.models.rubrics import Criterion, Rubric
from judging.pledges import STANDARD_PLEDGE
from judging.querysets import (
    CandidacyQuerySet,
    DecisionQuerySet,
    PanelQuerySet,
    RoundCategoryQuerySet,
    RoundQuerySet,
    SealQuerySet,
    SeatQuerySet,
)
from nominations.models import Nomination, Submission
from prizes.enums import SeatType
from prizes.models import Category, Edition


class Round(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=12, choices=RoundKind.choices, default=RoundKind.SCORING)
    position = models.PositiveSmallIntegerField(default=0)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    blind = models.BooleanField(default=False, help_text=_("Jurors do not learn whose entry they read."))
    asks_bids = models.BooleanField(
        _("asks for bids"),
        default=False,
        help_text=_(
            "Before anything is assigned, jurors say which entries they want to read, and the plan of assignment "
            "goes by it. They declare on all companies of their panel first."
        ),
    )
    pledge_version = models.CharField(max_length=20, default="1")
    pledge_text = models.TextField(
        blank=True, help_text=_("The confidentiality pledge that a juror signs first; empty: the standard one.")
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="round_key_once_per_edition"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_closes_after_it_opens"),
        ]

    def __str__(self):
        return self.name

    @property
    def record_scope(self):
        return f"edition:{self.edition_id}"

    @property
    def pledge(self):
        return self.pledge_text or STANDARD_PLEDGE

    def window_at(self, now):
        """Planned, open or closed: what its dates say, by the server's clock."""
        if now < self.opens_at:
            return RoundState.PLANNED
        return RoundState.OPEN if now < self.closes_at else RoundState.CLOSED

    def state_at(self, now):
        """Where the round stands: an act where there is one, else what its dates say. Prefetch `seals` in lists."""
        if hasattr(self, "release"):
            return RoundState.RELEASED
        if self.is_sealed(SealKind.DECISIONS):
            return RoundState.DECISIONS_SEALED
        if self.is_sealed(SealKind.FIGURES):
            return RoundState.FIGURES_SEALED
        return self.window_at(now)

    @property
    def state(self):
        return self.state_at(timezone.now())

    @property
    def is_open(self):
        return self.window_at(timezone.now()) == RoundState.OPEN

    @property
    def is_closed(self):
        return self.window_at(timezone.now()) == RoundState.CLOSED

    @property
    def standing_seals(self):
        """The seals that hold now; one that was lifted stays in the record and holds no more."""
        return [seal for seal in self.seals.all() if not seal.is_lifted]

    def standing_seal(self, kind):
        return next((seal for seal in self.standing_seals if seal.kind == kind), None)

    def is_sealed(self, kind):
        return self.standing_seal(kind) is not None


class RoundCategory(models.Model):
    """How one category is judged in a round: rubric, what jurors see, how many of them, the bar."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="round_categories")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    jurors_per_entry = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1)])
    places = models.PositiveSmallIntegerField(default=1, help_text=_("How many entries advance, or win."))
    visible_questions = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Keys of the questions that jurors see; empty: all that the jury may read."),
    )
    least_total = models.DecimalField(
        _("bar: least total"), max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("0 to 100.")
    )

    objects = RoundCategoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("round categories")
        ordering = ["category__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "category"], name="category_once_per_round"),
            models.CheckConstraint(condition=Q(jurors_per_entry__gte=1), name="at_least_one_juror_per_entry"),
            models.CheckConstraint(
                condition=Q(least_total=None) | Q(least_total__gte=0, least_total__lte=100),
                name="bar_between_0_and_100",
            ),
        ]

    def __str__(self):
        return f"{self.category} in {self.round}"

    @property
    def record_scope(self):
        return self.round.record_scope


class BarLevel(models.Model):
    """The least mean level of one criterion that an entry must reach."""

    round_category = models.ForeignKey(RoundCategory, on_delete=models.CASCADE, related_name="bar_levels")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    least = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round_category", "criterion"], name="one_bar_level_per_criterion")
        ]

    def __str__(self):
        return f"{self.criterion}: {self.least}"


class Panel(models.Model):
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="panels")
    name = models.CharField(max_length=150)
    categories = models.ManyToManyField(Category, related_name="+")

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="panel_name_once_per_round")]

    def __str__(self):
        return self.name

    @property
    def record_scope(self):
        return self.round.record_scope


class Seat(models.Model):
    """A juror's place on a panel. Made when the invitation is accepted."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seat_type = models.CharField(max_length=15, choices=SeatType.choices)
    is_chair = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)
    scores = models.BooleanField(default=True, help_text=_("A chair may lead the panel without scoring."))
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "juror"], name="one_seat_per_juror_and_panel"),
            models.UniqueConstraint(fields=["panel"], condition=Q(is_chair=True, left_at=None), name="one_chair"),
            models.UniqueConstraint(fields=["panel"], condition=Q(is_deputy=True, left_at=None), name="one_deputy"),
            models.CheckConstraint(condition=Q(is_chair=False) | Q(is_deputy=False), name="chair_is_not_the_deputy"),
        ]

    def __str__(self):
        return f"{self.juror} ({self.get_seat_type_display()})"

    @property
    def record_scope(self):
        return self.panel.record_scope


class Candidacy(models.Model):
    """A nomination in a round, pinned to the submission that its jurors read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="candidacies")
    round_category = models.ForeignKey(RoundCategory, on_delete=models.PROTECT, related_name="candidacies")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    # What a blind round calls the entry; it tells nothing of who entered or when.
    code = models.CharField(max_length=12)
    source = models.CharField(max_length=10, choices=CandidacySource.choices, default=CandidacySource.CATEGORY)
    earlier_decision = models.ForeignKey(
        "judging.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("candidacies")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "nomination"], name="one_candidacy_per_round"),
            models.UniqueConstraint(fields=["round", "code"], name="candidacy_code_once_per_round"),
            models.CheckConstraint(
                condition=~Q(source=CandidacySource.CHAIR) | ~Q(reason=""), name="chairs_call_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(source=CandidacySource.DECISION, earlier_decision__isnull=False)
                | (~Q(source=CandidacySource.DECISION) & Q(earlier_decision=None)),
                name="advanced_candidacy_names_its_decision",
            ),
        ]

    def __str__(self):
        return f"{self.code} in {self.round}"

    @property
    def record_scope(self):
        return self.round.record_scope


class Decision(models.Model):
    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason")]

    def __str__(self):
        return self.get_outcome_display()


class DecisionRevision(models.Model):
    """What a decision said before; written with every change, never changed itself."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["decision", "revision"], name="decision_revision_once")]

    def __str__(self):
        return self.get_outcome_display()


class SealManager(models.Manager.from_queryset(SealQuerySet)):
    """Every seal comes with its lift: whether it still holds is asked wherever one is read."""

    def get_queryset(self):
        return super().get_queryset().select_related("lift")


class Seal(models.Model):
    """What stood at a moment, with the hash of what it was computed from. A new seal never replaces an old one."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seals")
    kind = models.CharField(max_length=10, choices=SealKind.choices)
    number = models.PositiveSmallIntegerField(default=1)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(default=timezone.now)
    # Canonical JSON of everything the figures were computed from, its SHA-256, and the figures themselves.
    input = models.TextField()
    input_hash = models.CharField(max_length=64)
    result = models.TextField()
    method = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, blank=True)

    objects = SealManager()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "number"], name="seal_number_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="second_seal_has_a_reason"),
        ]

    def __str__(self):
        return _("%(kind)s of %(round)s, seal %(number)s") % {
            "kind": self.get_kind_display(),
            "round": self.round,
            "number": self.number,
        }

    @property
    def is_lifted(self):
        return hasattr(self, "lift")


class SealLift(models.Model):
    """The chair opened what was sealed, and said why. The seal stays as it was, and holds no more."""

    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="lift")
    reason = models.CharField(max_length=500)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["lifted_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="lift_of_a_seal_has_a_reason")]

    def __str__(self):
        return self.reason


class Release(models.Model):
    """The second key. Releasing permits; only an announcement shows."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="release")
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)
    # How the round was judged, in counts, as it is published with the outcome.
    record = models.JSONField(default=dict)

    def __str__(self):
        return _("Release of %(round)s") % {"round": self.round}


class Announcement(models.Model):
    """When which kind of decision is told to whom."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="announcements")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    entrants_at = models.DateTimeField(null=True, blank=True)
    press_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["outcome"]
        constraints = [
            models.UniqueConstraint(fields=["round", "outcome"], name="one_announcement_per_outcome"),
            models.CheckConstraint(
                condition=Q(public_at=None) | Q(entrants_at__isnull=False, public_at__gte=F("entrants_at")),
                name="entrants_hear_before_the_public",
                violation_error_message=_("Entrants hear before the public."),
            ),
            models.CheckConstraint(
                condition=Q(press_at=None) | Q(entrants_at__isnull=False, press_at__gte=F("entrants_at")),
                name="entrants_hear_before_the_press",
                violation_error_message=_("Entrants hear before the press."),
            ),
            models.CheckConstraint(
                condition=Q(press_at=None) | Q(public_at=None) | Q(press_at__lte=F("public_at")),
                name="press_hears_before_the_public",
                violation_error_message=_("The press hears before the public."),
            ),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()} in {self.round}"
