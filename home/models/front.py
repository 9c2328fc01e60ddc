from dataclasses import dataclass, replace

from django.db import models
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from home.blocks import FooterLinks, PageBody
from home.models.happenings import EventIndexPage, EventPage
from home.models.news import NewsIndexPage, NewsPage
from home.models.prize import PrizePage, current_edition
from home.models.stories import StoryIndexPage, StoryPage
from network.partners import partners_in
from prizes.models import Prize
from search.structured import organization, thing
from showcase.cards import cards_of
from showcase.enums import AwardKind
from showcase.models import Award, WinnersPage
from showcase.sharing import SharedPageMixin
from showcase.visibility import open_q, open_sections


@dataclass(frozen=True)
class Door:
    label: str
    text: str
    url: str


def doors_all_year():
    """What the site is for while no prize is running."""
    return [
        Door(
            _("Find a manufacturer"),
            _("Who in the state can make it: by process, material, certificate and distance."),
            reverse("directory:index"),
        ),
        Door(
            _("Find help"),
            _("Three questions, and who helps a company like yours: advice, training, testing, money."),
            reverse("prizes:support_services"),
        ),
        Door(
            _("Learn by topic"),
            _("Stories, winners, companies and help on one industry, technology or practice at a time."),
            reverse("topics:index"),
        ),
        Door(
            _("For large manufacturers"),
            _("Nominate suppliers, judge, say what you will need, meet those who were honored."),
            reverse("industry:door"),
        ),
    ]


class HomePage(SharedPageMixin, Page):
    """The front page: what the prize is for, where its year stands, who won, what others can learn."""

    headline = models.CharField(max_length=140)
    lead = models.TextField(max_length=500)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    prize = models.ForeignKey(Prize, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(PageBody(), blank=True)
    footer = StreamField(
        FooterLinks(), blank=True, help_text=_("In the footer of every page: contact, privacy, accessibility.")
    )

    # At the top of a site, and nowhere beneath.
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 1
    page_description = _("The front page of the site.")
    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("prize"),
        FieldPanel("body"),
        FieldPanel("footer"),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        sections = {page.specific_class: page for page in open_sections(self, request)}
        stories = list(StoryPage.objects.filter(open_q(beneath=self)).newest_first().for_cards()[:3])
        events = EventPage.objects.filter(open_q(beneath=self)).coming().soonest_first()
        news = NewsPage.objects.filter(open_q(beneath=self)).newest_first().for_cards()[:3]
        edition = current_edition(self.prize_id)
        return context | {
            "edition": edition,
            "now": timezone.now(),
            "prize_page": sections.get(PrizePage),
            "winners_page": sections.get(WinnersPage),
            "story_index": sections.get(StoryIndexPage),
            "news_index": sections.get(NewsIndexPage),
            "winners": cards_of(newest_winners(self.prize_id), request, beside=stories, wide=[self]),
            "stories": stories,
            "doors": doors_all_year(),
            "event_index": sections.get(EventIndexPage),
            "events": list(events.for_cards().with_places()[:3]),
            "partners": partners_in(edition),
            "news": news,
        }

    def told(self, context):
        told = super().told(context)
        lead = self.search_description or self.lead
        return replace(told, title=self.seo_title or self.headline, description=lead)

    def structured_data(self, share, place, context):
        edition = context.get("edition")
        contact = edition and edition.prize.contact_email
        return [
            organization(
                place.name,
                url=share.address,
                logo=place.absolute(static("img/press/logo.png")),
                description=share.description,
                email=contact,
            ),
            thing("WebSite", name=place.name, url=share.address),
        ]


def newest_winners(prize):
    winners = Award.objects.public().filter(kind=AwardKind.WINNER, category__edition__prize=prize)
    return winners.in_order().for_cards()[:3]
