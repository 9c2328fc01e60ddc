"""News, figures to quote, and a way to write to the office."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from home.models import HomePage
from home.scheduling import publish_scheduled
from notices.models import Notice
from search.models import PublicDocument
from showcase.videos import Video, video_at
from tests.home.factories import contact_page, facts_page, news, news_index
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import home_page

pytestmark = pytest.mark.django_db
MESSAGE = {"name": "Robin", "address": "robin@ashfield.example", "topic": "Judging", "text": "May we enter?"}


def test_news_stand_newest_first(client):
    index = news_index()
    news(index, 1, date=date(2030, 1, 1))
    news(index, 2, date=date(2030, 2, 1))

    text = client.get(index.url).text

    assert text.index("News 2") < text.index("News 1")


def test_empty_news_say_so(client):
    assert "No news yet" in client.get(news_index().url).text


@pytest.mark.parametrize("rows", [1, 9])
def test_news_query_count(client, rows, django_assert_num_queries):
    index = news_index()
    for number in range(rows):
        news(index, number)
    client.get(index.url)

    with django_assert_num_queries(5):
        client.get(index.url)


def test_news_page_shows_its_day(client):
    page = news(news_index(), date=date(2030, 2, 1))

    text = client.get(page.url).text

    assert "So it was." in text
    assert "2030" in text


def test_front_page_shows_the_newest_news(client):
    news(news_index())

    assert "News 1" in client.get("/").text


def test_fact_stands_with_its_source(client):
    text = client.get(facts_page().url).text

    assert "7,000" in text
    assert 'href="https://example.org/report"' in text
    assert "About 2015" in text


def test_news_and_facts_are_found():
    news(news_index())
    facts_page()

    assert set(PublicDocument.objects.values_list("kind", flat=True)) >= {"news", "facts"}


def test_message_reaches_the_office(client):
    page = contact_page(address="office@prize.example")

    response = client.post(page.url, MESSAGE, follow=True)

    notice = Notice.objects.get()
    assert (notice.template, notice.address) == ("home.contact", "office@prize.example")
    assert "May we enter?" in notice.body_text
    assert "robin@ashfield.example" in notice.body_text
    assert "Your message is on its way" in response.text


def test_message_goes_to_the_prize_where_the_page_names_nobody(client):
    home_page()
    prize = PrizeFactory(contact_email="prize@example.org")
    HomePage.objects.update(prize=prize)

    client.post(contact_page().url, MESSAGE)

    assert Notice.objects.get().address == "prize@example.org"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"address": "nobody"}, "Enter a valid email address"),
        ({"text": ""}, "This field is required"),
        ({"topic": "Elsewhere"}, "Select a valid choice"),
        ({"fax": "https://spam.example"}, "Leave this field empty"),
    ],
)
def test_bad_message_is_kept_and_told_what_is_wrong(client, typed, said):
    text = client.post(contact_page().url, MESSAGE | typed).text

    assert said in text
    assert 'value="Robin"' in text
    assert not Notice.objects.exists()


def test_sixth_message_within_the_hour_waits(client):
    page = contact_page(address="office@prize.example")
    for _ in range(5):
        client.post(page.url, MESSAGE)

    text = client.post(page.url, MESSAGE).text

    assert "Try again later" in text
    assert Notice.objects.count() == 5


def test_scheduled_page_appears_at_its_hour():
    index = news_index()
    page = news(index)
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()

    publish_scheduled()
    page.refresh_from_db()
    assert not page.live

    publish_scheduled(timezone.now() + timedelta(hours=2))
    page.refresh_from_db()
    assert not page.live  # its hour is still to come for Wagtail, whose clock cannot be told


def test_expired_page_goes_at_its_hour():
    page = news(news_index())
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    publish_scheduled()

    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://www.youtube.com/watch?v=abcDEF_-123",
            "https://www.youtube-nocookie.com/embed/abcDEF_-123?autoplay=1",
        ),
        ("https://youtu.be/abcDEF_-123", "https://www.youtube-nocookie.com/embed/abcDEF_-123?autoplay=1"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
    ],
)
def test_known_film_plays_without_following_its_viewer(address, player):
    assert video_at(address).player == player


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/watch?v=abcDEF_-123",
        "https://youtube.com.example.org/watch?v=abcDEF_-123",
        'https://youtube.com/watch?v="><script>',
        "https://vimeo.com/channels/staff",
        "https://[broken",
    ],
)
def test_other_address_is_no_film(address):
    assert video_at(address) is None


def test_content_policy_knows_the_players(client, settings):
    home_page()
    sources = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]

    for address in ("https://youtu.be/abcDEF_-123", "https://vimeo.com/76979871"):
        assert isinstance(video_at(address), Video)
        assert any(video_at(address).player.startswith(str(source)) for source in sources)
