"""Stories that entrants offer, and everything that a prize's site needs around them."""

import factory
from wagtail.models import Page, Site

from home.models import ContactPage, FactsPage, HomePage, NewsIndexPage, NewsPage, SiteRedirect, StoryOffer
from tests.nominations.factories import NominationFactory
from tests.showcase.factories import home_page, story_index


def site_of(prize):
    """The prize's front page with its page of stories; returns the latter."""
    home = HomePage.objects.first() or home_page()
    prize.site = Site.objects.get(is_default_site=True)
    prize.save()
    HomePage.objects.update(prize=prize)
    return story_index(HomePage.objects.get(pk=home.pk))


class StoryOfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoryOffer

    nomination = factory.SubFactory(NominationFactory, handed_in=True)
    company_name = "Ashfield Castings"
    place = "Lowell"
    title = "One casting instead of nine parts"
    situation = "Nine parts leaked at eight joints."
    action = "We cast it in one piece."
    result = "No leak in a year."
    lessons = "Count the joints."
    contact_name = "Robin Ashfield"
    contact_email = "robin@ashfield.example"
    offered_by = factory.SubFactory("tests.accounts.factories.PersonFactory")


def offer_in(prize, **fields):
    return StoryOfferFactory(nomination__category__edition__prize=prize, **fields)


def news_index():
    home = HomePage.objects.first() or home_page()
    return home.add_child(instance=NewsIndexPage(title="News", slug="news"))


def news(index, number=1, **fields):
    page = NewsPage(
        title=f"News {number}",
        slug=f"news-{number}",
        summary="It happened.",
        body=[("text", "<p>So it was.</p>")],
        **fields,
    )
    return index.add_child(instance=page)


def facts_page(**fact):
    facts = {
        "figure": "7,000",
        "statement": "There are 7,000 shops.",
        "source": "The report",
        "source_address": "https://example.org/report",
        "year": 2015,
    }
    home = HomePage.objects.first() or home_page()
    body = [("group", {"heading": "How large it is", "facts": [facts | fact]})]
    return home.add_child(instance=FactsPage(title="Facts", slug="facts", terms_of_use="Name the source.", body=body))


def contact_page(**fields):
    home = HomePage.objects.first() or home_page()
    return home.add_child(instance=ContactPage(title="Contact", slug="contact", **fields))


def site_for(prize):
    """A site of the prize's own, with a front page."""
    if prize.site is None:
        home = HomePage(title=f"Home of {prize}", slug=f"home-{prize.pk}", headline="Good", lead="Good.", prize=prize)
        Page.get_first_root_node().add_child(instance=home)
        prize.site = Site.objects.create(hostname=f"prize-{prize.pk}.example", root_page=home)
        prize.save()
    return prize.site


def redirect_of(prize, old_path="", **fields):
    site = site_for(prize)
    facts = {"redirect_page": site.root_page} | fields
    old_path = old_path or f"/gone-{SiteRedirect.objects.count()}"
    return SiteRedirect.objects.create(old_path=old_path, site=site, **facts)
