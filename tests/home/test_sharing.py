"""What others are told of a page: in its head, in feeds, calendar, sitemap and share pictures."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from home.baseline import ensure_baseline
from home.drawing import draw, writable
from home.models import HomePage, PrizePage
from prizes.actions import edit_edition
from search.sharing import Place, Sheet
from search.structured import as_json
from showcase.models import Picture, WinnersPage
from tests.accounts.factories import staff
from tests.home.factories import news, news_index
from tests.prizes.factories import (
    EditionDateFactory,
    EditionFactory,
    PrizeFactory,
    SupportServiceFactory,
    TermFactory,
)
from tests.showcase.factories import (
    PictureFactory,
    announce,
    approve,
    awarded,
    home_page,
    let_through,
    published,
    showcase_of,
    story,
    story_index,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SITE = "http://localhost:8000"


class Head(HTMLParser):
    """What the head of a page says."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.data, self._in_data = {}, {}, [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "meta":
            self.meta[given.get("property") or given.get("name")] = given.get("content")
        if tag == "link":
            self.links[given["rel"]] = given["href"]
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, text):
        if self._in_data:
            self.data.append(json.loads(text))

    def handle_endtag(self, tag):
        self._in_data = False

    def of_type(self, kind):
        return [each for each in self.data if each["@type"] == kind]


def head_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return Head(response.text)


@pytest.fixture
def index():
    return story_index()


@pytest.fixture
def award():
    prize = PrizeFactory()
    showcase_of(prize)
    return awarded(prize)


def picture():
    return PictureFactory(title="A press", description="A press.")


def local(address):
    assert address.startswith(SITE)
    return address.removeprefix(SITE)


# The head


def test_story_says_what_it_is(client, index):
    page = story(index, place="Lowell")

    head = head_of(client, page.url)

    assert head.links["canonical"] == f"{SITE}{page.url}" == head.meta["og:url"]
    assert head.meta["description"] == head.meta["og:description"] == page.summary
    assert (head.meta["og:type"], head.meta["og:title"]) == ("article", page.title)
    assert "robots" not in head.meta
    [article] = head.of_type("Article")
    assert article["headline"] == page.title
    assert article["about"] == {"@type": "Organization", "name": "Ashfield Castings"}
    assert article["image"] == [head.meta["og:image"]]
    [way] = head.of_type("BreadcrumbList")
    assert [item["item"] for item in way["itemListElement"]] == [f"{SITE}/", f"{SITE}{index.url}", f"{SITE}{page.url}"]


def test_no_text_ends_the_data_block(client, index):
    page = story(index, company_name="</script><script>alert(1)</script>")

    response = client.get(page.url)

    assert "</script><script>alert" not in response.text
    [article] = Head(response.text).of_type("Article")
    assert article["about"]["name"] == page.company_name
    assert as_json({"a": "<&>"}) == '{"@context": "https://schema.org", "a": "\\u003C\\u0026\\u003E"}'


def test_front_page_says_whose_it_is(client):
    home_page()

    head = head_of(client, "/")

    assert head.links["canonical"] == f"{SITE}/"
    [organization] = head.of_type("Organization")
    assert finders.find(local(organization["logo"]).removeprefix("/static/"))


@pytest.mark.parametrize("path", ["/account/login/", "/nowhere/"])
def test_pages_for_their_reader_alone_are_listed_nowhere(client, path):
    head = Head(client.get(path).text)

    assert head.meta["robots"] == "noindex"
    assert "canonical" not in head.links


def test_a_choice_keeps_its_address_without_what_does_not_matter(client, index):
    story(index)

    head = head_of(client, f"{index.url}?utm_source=mail&about=practice&page=1")

    assert head.links["canonical"] == f"{SITE}{index.url}?about=practice"
    assert "robots" not in head.meta


def test_a_choice_that_leaves_nothing_is_no_page(client, index):
    story(index)

    head = head_of(client, f"{index.url}?about=nonsense")

    assert head.links["canonical"] == f"{SITE}{index.url}"
    assert head.meta["robots"] == "noindex, follow"


def test_each_page_of_a_list_has_its_address(client, index):
    for number in range(index.per_page + 1):
        story(index, number)

    assert head_of(client, f"{index.url}?page=2").links["canonical"] == f"{SITE}{index.url}?page=2"
    assert head_of(client, f"{index.url}?page=99").links["canonical"] == f"{SITE}{index.url}?page=2"


def test_news_is_news(client):
    page = news(news_index())
    page.save_revision().publish()
    page.refresh_from_db()

    head = head_of(client, page.url)

    [article] = head.of_type("NewsArticle")
    assert (article["headline"], article["datePublished"]) == (page.title, page.first_published_at.isoformat())
    assert head.meta["article:published_time"]


def test_search_results_are_not_for_search_engines(client):
    home_page()

    assert "robots" not in head_of(client, "/search/").meta
    found = head_of(client, "/search/?q=welding")
    assert found.meta["robots"] == "noindex, follow"
    assert found.links["canonical"] == f"{SITE}/search/"
    assert found.meta["og:title"] == "Search: welding"


def test_support_services(client):
    home_page()
    service = SupportServiceFactory(name="Lean coaching")
    one, other = TermFactory(vocabulary="assistance"), TermFactory(vocabulary="assistance")
    service.assistance.set([one, other])

    assert head_of(client, "/support/?x=1").links["canonical"] == f"{SITE}/support/"
    narrowed = head_of(client, f"/support/?assistance={one.slug}")
    assert narrowed.links["canonical"] == f"{SITE}/support/?assistance={one.slug}"
    assert "robots" not in narrowed.meta
    mixed = head_of(client, f"/support/?assistance={one.slug}&assistance={other.slug}")
    assert mixed.meta["robots"] == "noindex, follow"
    head = head_of(client, service.get_absolute_url())
    assert head.of_type("Service")[0]["provider"]["name"] == service.provider.name
    assert client.get(local(head.meta["og:image"]))["Content-Type"] == "image/png"


# Winners


def test_winner_page_names_its_award(client, award):
    page = published(award)

    head = head_of(client, page.url)

    [told] = head.of_type("WebPage")
    assert told["mainEntity"]["name"] == award.company_name
    assert told["mainEntity"]["award"] == f"Winner, {award.category}, {award.category.edition}"
    assert head.meta["og:title"] == award.company_name


def test_a_year_and_its_press_pack_stand_for_themselves(client, award):
    published(award)
    winners = WinnersPage.objects.get()
    year = award.category.edition.year

    for part in (f"{year}/", f"{year}/press/"):
        head = head_of(client, f"{winners.url}{part}")
        assert head.links["canonical"] == f"{SITE}{winners.url}{part}"
        assert award.category.edition.name in head.meta["og:title"]


def told_everywhere(client, award):
    """All that anybody is told of a winner's page, as one text."""
    winners = WinnersPage.objects.get()
    page = award.page
    texts = [client.get(url).text for url in ("/", "/sitemap.xml", f"{winners.url}feed/", winners.url, page.url)]
    return "\n".join(texts)


@pytest.mark.parametrize("when", ["never", "later"])
def test_nothing_is_told_before_the_announcement(client, award, when):
    approve(award)
    let_through(award)
    if when == "later":
        announce(award, at=timezone.now() + timedelta(hours=1))
    page = award.page
    page.live = True
    page.save()

    told = told_everywhere(client, award)

    assert award.company_name not in told
    assert page.slug not in told
    sheet = page.sheet(page.told({}), place())
    assert client.get(page.picture_address(page.told({}), place()).removeprefix(SITE)).status_code == 404
    assert client.get(f"/share/page/{page.pk}/{'0' * len(sheet.digest)}.png").status_code == 404


def test_without_approval_only_the_award_is_told(client, award):
    page = award.page
    page.summary, page.picture = "Our secret recipe", picture()
    page.save_revision().publish()
    award.citation = "For a better casting."
    award.save()
    page = published(award, approved=False)

    head = head_of(client, page.url)
    feed = client.get(f"{WinnersPage.objects.get().url}feed/").text

    assert head.meta["description"] == "For a better casting."
    assert "For a better casting." in feed
    for text in (feed, json.dumps(head.data), str(head.meta)):
        assert "Our secret recipe" not in text
    assert page.told({}).picture is None


def place():
    site = Site.objects.get(is_default_site=True)
    return Place(site.root_url, site.site_name)


def test_approved_text_and_picture_are_told(client, award):
    page = award.page
    page.summary, page.picture = "How we cast it", picture()
    page.save_revision()
    page.save()
    page = published(award)

    assert head_of(client, page.url).meta["description"] == "How we cast it"
    assert page.told({}).picture == page.picture


# Feeds


def feed_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def test_feed_without_items_is_a_feed(client, index):
    channel = feed_of(client, f"{index.url}feed/")

    assert channel.findtext("link") == f"{SITE}{index.url}"
    assert channel.findall("item") == []


def test_feed_of_stories(client, index):
    page = story(index, summary="Fish & <b>chips</b>")

    assert head_of(client, index.url).links["alternate"] == f"{SITE}{index.url}feed/"
    [item] = feed_of(client, f"{index.url}feed/").findall("item")

    assert item.findtext("link") == f"{SITE}{page.url}"
    assert item.findtext("description") == "Fish &amp; &lt;b&gt;chips&lt;/b&gt;"
    assert item.findtext("guid") == f"urn:uuid:{page.translation_key}"
    enclosure = item.find("enclosure").attrib
    assert enclosure["type"] == "image/png"
    assert client.get(local(enclosure["url"])).status_code == 200


def test_guid_stays_when_a_story_moves(client, index):
    page = story(index)
    before = feed_of(client, f"{index.url}feed/").find("item")

    page.slug = "elsewhere"
    page.save()
    after = feed_of(client, f"{index.url}feed/").find("item")

    assert before.findtext("guid") == after.findtext("guid")
    assert before.findtext("link") != after.findtext("link")


def test_feed_leaves_out_what_is_closed_or_unpublished(client, index):
    hidden, gone = story(index, 1), story(index, 2)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone.unpublish()

    assert feed_of(client, f"{index.url}feed/").findall("item") == []


def test_feeds_of_winners_and_news(client, award):
    page, item = published(award), news(news_index())

    [winner] = feed_of(client, f"{WinnersPage.objects.get().url}feed/").findall("item")
    [told] = feed_of(client, f"{item.get_parent().url}feed/").findall("item")

    assert winner.findtext("link") == f"{SITE}{page.url}"
    assert winner.findtext("title") == award.company_name
    assert told.findtext("title") == item.title


def queries(client, url):
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{url}?again").status_code == 200
    return len(asked)


def test_feed_query_count(client, award, index):
    published(award)
    story(index, picture=picture())
    urls = (f"{index.url}feed/", f"{WinnersPage.objects.get().url}feed/")
    before = [queries(client, url) for url in urls]

    for number in range(2, 51):
        story(index, number, picture=Picture.objects.first())
    for _ in range(4):
        published(awarded(award.category.edition.prize))

    assert [queries(client, url) for url in urls] == before


# Calendar


@pytest.fixture
def prize_page():
    year = EditionFactory(published=True, time_zone="America/New_York")
    EditionDateFactory(edition=year, name="Ceremony", note="State House, Boston; doors at 17:00")
    return home_page().add_child(instance=PrizePage(title="The prize", slug="prize", prize=year.prize))


def calendar_of(client, page):
    response = client.get(f"{page.url}calendar/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def test_calendar_has_the_dates_of_the_year(client, prize_page):
    year = prize_page.prize.editions.get()
    assert f'href="{prize_page.url}calendar/"' in client.get(prize_page.url).text

    calendar = calendar_of(client, prize_page)
    events = {str(event["summary"]).split(" · ")[0]: event for event in calendar.walk("VEVENT")}

    assert set(events) == {"Nominations open", "Nominations close", "Ceremony"}
    assert events["Nominations close"]["dtstart"].dt == year.closes_at.replace(microsecond=0)
    assert events["Nominations close"]["dtstart"].params["TZID"] == "America/New_York"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["America/New_York"]
    assert "State House" in events["Ceremony"]["description"]
    assert str(events["Ceremony"]["url"]) == f"{SITE}{prize_page.url}"


def test_calendar_takes_over_a_date_that_moved(client, prize_page):
    year = prize_page.prize.editions.get()
    before = {str(event["uid"]): event for event in calendar_of(client, prize_page).walk("VEVENT")}

    year.closes_at += timedelta(days=7)
    edit_edition(edition=year, by=staff("secretariat", year.prize))
    after = {str(event["uid"]): event for event in calendar_of(client, prize_page).walk("VEVENT")}

    assert set(before) == set(after)
    uid = f"edition-{year.pk}-closes@localhost"
    assert after[uid]["dtstart"].dt - before[uid]["dtstart"].dt == timedelta(days=7)
    assert after[uid]["sequence"] > before[uid]["sequence"]


def test_no_calendar_of_an_edition_that_is_not_public(client, prize_page):
    prize_page.prize.editions.update(published=False)

    assert client.get(f"{prize_page.url}calendar/").status_code == 404


def test_dates_are_events(client, prize_page):
    year = prize_page.prize.editions.get()

    events = {event["name"].split(" · ")[0]: event for event in head_of(client, prize_page.url).of_type("Event")}

    assert set(events) == {"Nominations open", "Nominations close", "Ceremony"}
    assert events["Nominations close"]["startDate"] == year.closes_at.astimezone(year.zone).isoformat()
    assert events["Nominations close"]["location"]["@type"] == "VirtualLocation"
    assert "location" not in events["Ceremony"]


# Share pictures


def test_share_picture_is_as_large_as_it_is_said(client, index):
    page = story(index, picture=picture())
    head = head_of(client, page.url)

    response = client.get(local(head.meta["og:image"]))

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    image = Image.open(BytesIO(response.content))
    assert (str(image.width), str(image.height)) == (head.meta["og:image:width"], head.meta["og:image:height"])
    assert len(response.content) < 600_000


def test_share_picture_has_another_address_for_other_words(client, index):
    page = story(index, company_name="")
    before = head_of(client, page.url).meta["og:image"]
    page.title = "Renamed"
    page.save_revision().publish()
    after = head_of(client, page.url).meta["og:image"]

    assert before != after
    response = client.get(local(before))
    assert (response.status_code, response["Location"]) == (302, after)


def test_no_share_picture_of_what_nobody_may_see(client, index):
    page = story(index)
    address = local(head_of(client, page.url).meta["og:image"])
    assert client.get(address).status_code == 200

    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert client.get(address).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(address).status_code == 404
    assert client.get(address.replace(f"/{page.pk}/", "/999999999/")).status_code == 404
    assert client.get(address.replace("/page/", "/support/")).status_code == 404


def test_share_picture_of_a_picture_that_is_lost(client, index):
    shown = picture()
    page = story(index, picture=shown)
    address = local(head_of(client, page.url).meta["og:image"])
    shown.file.storage.delete(shown.file.name)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Short",
        "Word " * 200,
        "W" * 400,
        "🏭 Factory 🏆",
        "製造業の革新",
        "חדשנות בייצור",
        "ابتكار",
        "\u202eabc",
        "a\x00b",
    ],
)
def test_any_title_can_be_drawn(title):
    image = Image.open(BytesIO(draw(Sheet(title, title, title, title))))

    assert image.size == (1200, 630)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Łódź Šimon", "Łódź Šimon".translate(str.maketrans("ŁźŠ", "LzS"))),
        ("Größe", "Größe"),
        ("🏭  Factory", "Factory"),
        ("株式会社 Ltd", ""),
    ],
)
def test_what_the_font_can_write(text, written):
    assert writable(text) == written


# Sitemap, robots, addresses


def test_sitemap_names_pages_and_support_with_the_whole_address(client, index):
    page = story(index)
    service, hidden = SupportServiceFactory(), SupportServiceFactory(published=False)

    text = client.get("/sitemap.xml").text
    places = re.findall("<loc>(.*?)</loc>", text)

    assert {f"{SITE}{page.url}", f"{SITE}/support/", f"{SITE}{service.get_absolute_url()}"} <= set(places)
    assert all(each.startswith(f"{SITE}/") for each in places)
    assert f"{SITE}{hidden.get_absolute_url()}" not in places
    entry = text[text.index(f"{SITE}{page.url}</loc>") :]
    assert f"<lastmod>{timezone.localdate(page.last_published_at)}" in entry[:200]


def test_every_page_of_the_sitemap_names_itself(client, award, index):
    published(award)
    story(index)

    for address in re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text):
        assert head_of(client, local(address)).links["canonical"] == address


@pytest.mark.parametrize(
    ("address", "root"),
    [("http://localhost:8001", "http://localhost:8001"), ("https://prize.example.org", "https://prize.example.org")],
)
def test_site_stands_where_the_settings_say(client, settings, address, root):
    home_page()
    settings.SITE_URL = address

    ensure_baseline()

    assert Site.objects.get(is_default_site=True).root_url == root
    assert head_of(client, "/").links["canonical"] == f"{root}/"
    assert f"Sitemap: {root}/sitemap.xml" in client.get("/robots.txt").text


def test_address_of_another_site_stays_its_own(settings):
    other = Site.objects.create(hostname="other.example", port=80, root_page=HomePage.objects.first() or home_page())
    settings.SITE_URL = "http://other.example"

    ensure_baseline()

    assert Site.objects.get(is_default_site=True).hostname == "localhost"
    assert Site.objects.get(pk=other.pk).hostname == "other.example"
