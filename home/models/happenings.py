import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from accounts.fields import LineField
from home.blocks import PageBody
from home.enums import CommitmentKind, CommitmentState, EventKind, SignUpState
from home.models.listing import ListingPage
from home.models.sites import PrizeSiteMixin
from home.models.stories import StoryPage
from home.querysets import CommitmentQuerySet, EventPageQuerySet, SignUpQuerySet
from prizes.models import validate_time_zone
from showcase.models import Award
from showcase.visibility import open_q


class EventIndexPage(ListingPage):
    subpage_types = ["home.EventPage"]
    page_description = _("All events: what is coming, and what was.")
    feed_title = _("Events")

    def listed(self):
        return EventPage.objects.child_of(self).filter(open_q())


class EventPage(PrizeSiteMixin, Page):
    """A plant tour, a talk, the ceremony: when and where, and whether there is still a place."""

    kind = models.CharField(max_length=10, choices=EventKind.choices, default=EventKind.TOUR)
    summary = models.TextField(
        max_length=400, help_text=_("One or two sentences: also shown in lists and when shared.")
    )
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=60, default="America/New_York", validators=[validate_time_zone])
    venue = LineField(max_length=200, blank=True, help_text=_("Where it is held, with the street. Empty: online."))
    place = LineField(max_length=100, blank=True, help_text=_("The town, for lists and search."))
    online_address = models.URLField(
        blank=True, help_text=_("Told by mail to those who signed up, and to nobody else.")
    )
    host_name = LineField(max_length=200, blank=True, help_text=_("Whose plant, whose talk."))
    takes_sign_ups = models.BooleanField(_("people sign up"), default=True)
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    sign_up_until = models.DateTimeField(null=True, blank=True, help_text=_("Empty: until it begins."))
    bring = models.CharField(
        max_length=300, blank=True, help_text=_("What to bring or wear: closed shoes, an identity card.")
    )
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.EventIndexPage"]
    subpage_types = []
    page_description = _("A plant tour, a talk, the ceremony, with its list of people.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("time_zone"),
                FieldPanel("venue"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("host_name")]),
                FieldPanel("online_address"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("takes_sign_ups"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("sign_up_until")]),
                FieldPanel("bring"),
            ],
            heading=_("Signing up"),
        ),
        FieldPanel("body"),
    ]

    objects = PageManager.from_queryset(EventPageQuerySet)()

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It must end after it begins.")})


class SignUp(models.Model):
    """Somebody's place at an event, or in the queue for one. Visitors need no account: they answer by a signed link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="sign_ups")
    # Emptied once the person is erased.
    name = LineField(max_length=150)
    email = models.EmailField()
    company_name = LineField(max_length=200, blank=True)
    needs = models.CharField(
        max_length=300, blank=True, help_text=_("Access, language, food: read by who prepares it.")
    )
    state = models.CharField(max_length=10, choices=SignUpState.choices, default=SignUpState.REGISTERED, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When a place became free for somebody who waited.
    moved_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    canceled_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    came_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(state=SignUpState.CANCELED) & ~Q(email=""),
                name="one_place_per_address",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="sign_up_email_lower_case"),
            models.CheckConstraint(
                condition=~Q(state=SignUpState.CANCELED) | Q(canceled_at__isnull=False),
                name="canceled_sign_up_has_its_time",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.event}"


class AwardCommitment(models.Model):
    """What an honoured company promised for the year: a story, a tour, a talk. Tracked until it is done."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CommitmentKind.choices)
    what = models.CharField(max_length=300, blank=True, help_text=_("What was agreed, in one sentence."))
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=CommitmentState.choices, default=CommitmentState.OPEN, editable=False
    )
    event = models.ForeignKey(EventPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    story = models.ForeignKey(StoryPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text=_("What the company or the office said of it."))
    settled_on = models.DateField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommitmentState.OPEN, settled_on=None)
                | (~Q(state=CommitmentState.OPEN) & Q(settled_on__isnull=False)),
                name="settled_commitment_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.DROPPED) | ~Q(note=""), name="dropped_commitment_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.award}"

    @property
    def record_scope(self):
        return self.award.record_scope
