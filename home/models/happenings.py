import uuid
import zoneinfo
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager

from accounts.fields import LineField
from home.blocks import PageBody
from home.calendar import calendar_of_events, calendar_response
from home.enums import CommitmentKind, CommitmentState, EventKind, SignUpState
from home.event_forms import EventPageForm
from home.filters import EVENT_FACETS
from home.models.listing import ListingPage
from home.models.sites import PrizeSiteMixin
from home.models.stories import StoryPage
from home.panels import SignUpsPanel
from home.places import phase_of, places_of, told_places, tone_of_places
from home.querysets import CommitmentQuerySet, EventPageQuerySet, SignUpQuerySet
from prizes.clock import spoken
from prizes.models import validate_time_zone
from search.sharing import place_of
from search.structured import thing
from showcase.feeds import MOST
from showcase.filters import Filters
from showcase.models import Award
from showcase.sharing import publisher, told_of_list
from showcase.visibility import open_q

MOST_COMING = 100


class EventIndexPage(ListingPage):
    subpage_types = ["home.EventPage"]
    page_description = _("All events: what is coming, and what was.")
    feed_title = _("Events")

    def listed(self):
        return EventPage.objects.child_of(self).filter(open_q())

    def feed_pages(self):
        """What was announced last: a reader who follows has seen the rest."""
        newest = self.listed().order_by("-first_published_at", "-pk")
        return [(page, {}) for page in newest.select_related("picture")[:MOST]]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = Filters(self.listed(), EVENT_FACETS, request.GET)
        past = Paginator(filters.rows().past().newest_first().with_renditions(), self.per_page)
        past = past.get_page(request.GET.get("page"))
        coming = list(filters.rows().coming().soonest_first().for_cards().with_places()[:MOST_COMING])
        return context | {
            "filters": filters,
            "coming": coming if past.number == 1 else [],
            "past": past,
            "told_here": self._told_here(past, coming, filters),
            "calendar_url": f"{self.get_url(request)}calendar/",
        }

    @staticmethod
    def _told_here(past, coming, filters):
        """A choice that only leaves what is coming is a page as well."""
        told = told_of_list(past, filters)
        query = filters.query.rstrip("&")
        return {"suffix": f"?{query}" if query else ""} if coming and past.number == 1 else told

    @path("calendar/", name="calendar")
    def calendar(self, request):
        """All that is coming, to be subscribed to."""
        events = list(self.listed().coming().soonest_first()[:MOST_COMING])
        dated = [(event, event.get_full_url(request)) for event in events]
        return calendar_response(calendar_of_events(dated, name=self.title, host=place_of(request).host), self.slug)


class EventPage(PrizeSiteMixin, RoutablePageMixin, Page):
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
    called_off = models.CharField(
        _("called off because"),
        max_length=300,
        blank=True,
        help_text=_(
            "Published with a reason here, the event is off: everybody on the list is told, and nobody signs up."
        ),
    )
    body = StreamField(PageBody(), blank=True)

    parent_page_types = ["home.EventIndexPage"]
    subpage_types = []
    page_description = _("A plant tour, a talk, the ceremony, with its list of people.")
    content_panels = [
        *Page.content_panels,
        SignUpsPanel(heading=_("Who comes")),
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
        FieldPanel("called_off"),
        FieldPanel("body"),
    ]

    base_form_class = EventPageForm

    objects = PageManager.from_queryset(EventPageQuerySet)()

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It must end after it begins.")})
        if self.sign_up_until and self.starts_at and self.sign_up_until > self.starts_at:
            raise ValidationError({"sign_up_until": _("Sign-up ends before the event begins.")})

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def begins(self):
        """On the clock where it takes place."""
        return timezone.make_naive(self.starts_at, self.zone)

    @property
    def day(self):
        return date_format(self.begins)

    @property
    def is_online(self):
        return not self.venue

    @property
    def phase(self):
        return phase_of(self)

    @cached_property
    def places(self):
        """As they were when the page was read: who gives one away counts again, with the row held."""
        return places_of(self)

    @property
    def places_text(self):
        return told_places(self)

    @property
    def places_tone(self):
        return tone_of_places(self)

    @property
    def when(self):
        """With day of the week and zone; the day of its end only where it is another one."""
        begins, ends = (moment.astimezone(self.zone) for moment in (self.starts_at, self.ends_at))
        end = date_format(ends, "TIME_FORMAT") if begins.date() == ends.date() else spoken(ends, self.zone)
        return gettext("%(start)s to %(end)s") % {"start": spoken(begins, self.zone), "end": end}

    @property
    def where(self):
        return self.venue_line or gettext("Online")

    @property
    def venue_line(self):
        """The town only where the street does not name it already."""
        parts = [self.venue] if self.place and self.place in self.venue else [self.venue, self.place]
        return ", ".join(filter(None, parts)) if self.venue else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"calendar_url": f"{self.get_url(request)}calendar/", "places": self.places}

    @path("calendar/", name="calendar")
    def calendar(self, request):
        dated = [(self, self.get_full_url(request))]
        return calendar_response(calendar_of_events(dated, name=self.title, host=place_of(request).host), self.slug)

    def told(self, context):
        told = super().told(context)
        town = self.place or (gettext("Online") if self.is_online else "")
        facts = " · ".join(filter(None, [self.when, town]))
        return replace(
            told, kicker=str(self.get_kind_display()), note=facts, description=f"{facts}. {told.description}"
        )

    def structured_data(self, share, place, context):
        places = context.get("places") or self.places
        return [
            thing(
                "Event",
                name=self.title,
                description=self.summary,
                startDate=self.starts_at.astimezone(self.zone).isoformat(),
                endDate=self.ends_at.astimezone(self.zone).isoformat(),
                eventStatus=f"https://schema.org/Event{'Cancelled' if self.called_off else 'Scheduled'}",
                eventAttendanceMode=f"https://schema.org/{'Online' if self.is_online else 'Offline'}EventAttendanceMode",
                location=self._location(share),
                image=[share.picture_address],
                url=share.address,
                organizer=publisher(place),
                maximumAttendeeCapacity=places.capacity,
                remainingAttendeeCapacity=places.left,
            )
        ]

    def _location(self, share):
        """Where an online event is joined is told to those who signed up; to all others its page is the place."""
        if self.is_online:
            return thing("VirtualLocation", url=share.address)
        return thing("Place", name=self.venue, address=self.venue_line)


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
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
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
        return f"{self.name or gettext('Name erased')}: {self.event}"

    @property
    def record_scope(self):
        return self.event.record_scope

    @property
    def has_place(self):
        return self.state == SignUpState.REGISTERED

    @property
    def is_active(self):
        return self.state != SignUpState.CANCELED

    @property
    def may_be_given_back(self):
        """By whoever has it. Once it has begun there is nobody left to take it."""
        return self.is_active and timezone.now() < self.event.starts_at


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
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
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

    @property
    def promise(self):
        """In one line, to stand in a sentence: what kind of thing, and what was agreed."""
        return ": ".join(filter(None, [str(self.get_kind_display()), self.what.rstrip(". ")]))

    @property
    def kept_by(self):
        """The pages by which it is kept, by their titles."""
        return ", ".join(page.title for page in (self.event, self.story) if page)

    @property
    def is_open(self):
        return self.state == CommitmentState.OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < timezone.localdate()
