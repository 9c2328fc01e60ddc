"""Whole pages are kept for strangers, and never beyond what anybody may see."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models

from accounts.visitors import for_everybody
from home.models import HomePage, PrizePage, StandardPage
from judging.models import Announcement
from prize_site import page_cache
from prize_site.page_cache import PageCacheMiddleware, current_state
from prize_site.public_rows import LINKS, READ_BY_PAGES
from prizes.enums import Vocabulary
from tests.accounts.factories import PersonFactory, staff
from tests.conftest import HouseClient
from tests.home.factories import contact_page, facts_page, news, news_index
from tests.judging.factories import full_rubric
from tests.prizes.factories import EditionFactory, SupportServiceFactory, TermFactory
from tests.showcase.factories import (
    announce,
    approve,
    awarded,
    home_page,
    mark_ready,
    publish_due,
    showcase_of,
    story,
    story_index,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.PAGE_CACHE_SECONDS = 60
    caches["pages"].clear()


@pytest.fixture
def act(django_capture_on_commit_callbacks):
    """`with act():` is a transaction that ends: what waits for its commit is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def about():
    return home_page().add_child(instance=StandardPage(title="About", slug="about", introduction="Who runs it."))


def say(text):
    """Change the row without a signal: what is shown afterwards tells whether the page was read again."""
    StandardPage.objects.update(introduction=text)


def is_kept(client, url):
    """The second visitor's page costs no query."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return not queries.captured_queries


def directives(response):
    return {part.strip() for part in response["Cache-Control"].split(",")}


# What is kept, and for whom.


def test_second_stranger_is_shown_the_kept_page(client, about, django_assert_num_queries):
    first = client.get(about.url)
    say("Changed.")

    with django_assert_num_queries(0):
        second = HouseClient().get(about.url)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["X-Frame-Options"] == first["X-Frame-Options"]


def test_kept_page_tells_caches_on_the_way_what_they_may(client, about):
    for response in (client.get(about.url), client.get(about.url)):
        assert directives(response) == {"public", "max-age=0", "s-maxage=60", "must-revalidate"}
        assert {name.strip() for name in response["Vary"].split(",")} == {"Accept-Language", "Cookie"}
        assert not response.cookies


@pytest.mark.parametrize("kept", [True, False])
def test_reader_who_has_the_page_is_told_that_it_stands(client, about, kept):
    etag = client.get(about.url)["ETag"]
    if not kept:
        caches["pages"].clear()

    response = client.get(about.url, headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag
    assert "s-maxage=60" in directives(response)


def test_reader_who_has_an_older_page_is_shown_the_new_one(client, about, act):
    etag = client.get(about.url)["ETag"]
    with act():
        about.introduction = "New."
        about.save()

    response = client.get(about.url, headers={"if-none-match": etag})

    assert response.status_code == 200
    assert "New." in response.text


def test_head_is_answered_from_the_kept_page_and_keeps_none_itself(client, about, django_assert_num_queries):
    client.head(about.url)
    say("Changed.")
    assert "Changed." in client.get(about.url).text

    with django_assert_num_queries(0):
        response = client.head(about.url)

    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"] == client.get(about.url)["ETag"]


def test_signed_in_person_is_shown_a_page_of_their_own(client, about):
    client.get(about.url)
    say("Changed.")
    person = PersonFactory(name="Robin Ashfield")
    client.force_login(person)

    response = client.get(about.url)

    assert "Changed." in response.text
    assert directives(response) == {"private", "no-cache"}
    assert "Cookie" in response["Vary"]
    assert person.get_short_name() not in HouseClient().get(about.url).text


@pytest.mark.parametrize(
    "headers",
    [{"authorization": "Basic eDp5"}, {"hx-request": "true"}, {"cookie": "messages=x"}, {"cookie": "sessionid=x"}],
)
def test_visitor_who_is_somebody_passes_by(client, about, headers):
    client.get(about.url)
    say("Changed.")

    response = client.get(about.url, headers=headers)

    assert "Changed." in response.text
    assert "private" in directives(response)
    assert "Changed." not in HouseClient().get(about.url).text


@pytest.mark.parametrize("query", [{"page": "2"}, {"page": "1"}, {"a": "b", "c": "d"}])
def test_each_query_has_a_page_of_its_own(client, about, query):
    client.get(about.url)
    say("Changed.")

    assert "Changed." in client.get(about.url, query).text


def test_overlong_query_is_neither_looked_up_nor_kept(client, about):
    assert not is_kept(client, f"{about.url}?a={'x' * page_cache.MOST_QUERY_LENGTH}")
    assert is_kept(client, f"{about.url}?a={'x' * (page_cache.MOST_QUERY_LENGTH - 2)}")


def test_each_host_scheme_and_language_has_a_page_of_its_own(client, about, two_languages):
    client.get(about.url)
    say("Changed.")

    assert "Changed." in client.get(about.url, secure=True).text
    assert "Changed." in client.get(about.url, headers={"host": "other.example"}).text
    assert "Changed." in client.get(about.url, headers={"accept-language": "de"}).text
    assert "Changed." not in client.get(about.url, headers={"accept-language": "en"}).text


def test_host_that_is_not_ours_is_refused(client, about, settings):
    client.get(about.url)
    settings.ALLOWED_HOSTS = ["testserver"]

    assert client.get(about.url, headers={"host": "evil.example"}).status_code == 400


def test_public_pages_are_kept(client, about):
    service = SupportServiceFactory(published=True)

    urls = ["/", about.url, facts_page().url, "/support/", service.get_absolute_url(), "/sitemap.xml"]

    assert [url for url in urls if not is_kept(client, url)] == []


def test_page_with_a_form_is_never_kept(client, about):
    page = contact_page()

    response = client.get(page.url)

    assert "csrftoken" in response.cookies
    assert not is_kept(client, page.url)
    assert "public" not in response.get("Cache-Control", "")


@pytest.mark.parametrize("url", ["/no-such-page/", "/account/login/", "/search/?q=gears", "/nominations/"])
def test_what_does_not_say_so_is_not_kept(client, about, url):
    response = client.get(url)

    assert "public" not in response.get("Cache-Control", "")
    assert "ETag" not in response


def test_error_is_not_kept(client, about):
    client.get("/news/")
    about.slug = "news"
    about.save()

    assert client.get("/news/").status_code == 200


def answer(**options):
    """What the middleware makes of a view's answer, asked twice; and how often the view was asked."""
    asked = []

    @for_everybody
    def view(request):
        asked.append(request)
        response = HttpResponse("page", status=options.get("status", 200), headers=options.get("headers"))
        if "cookie" in options:
            response.set_cookie("choice", options["cookie"])
        return response

    middleware = PageCacheMiddleware(view)
    middleware(RequestFactory().get("/"))
    return middleware(RequestFactory().get("/")), len(asked)


def test_marked_answer_is_kept():
    response, asked = answer()

    assert (response.content, asked) == (b"page", 1)


@pytest.mark.parametrize(
    "options",
    [
        {"cookie": "mine"},
        {"status": 404},
        {"status": 500},
        {"headers": {"Cache-Control": "private"}},
        {"headers": {"Cache-Control": "no-store"}},
    ],
)
def test_answer_for_one_visitor_is_not_kept(options):
    response, asked = answer(**options)

    assert asked == 2
    assert "public" not in response["Cache-Control"]


def test_answer_beyond_all_size_is_not_kept(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 3)

    assert answer()[1] == 2


def test_preview_is_never_the_kept_page(client, about):
    client.get(about.url)
    about.introduction = "Not yet published."

    response = about.make_preview_request(preview_mode="")

    assert "Not yet published." in response.text
    assert "Not yet published." not in client.get(about.url).text


# What ends it.


def test_draft_ends_nothing(client, about, act):
    state = current_state()

    with act():
        about.introduction = "Draft."
        about.save_revision()

    assert current_state() == state


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.save_revision().publish(),
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.save(),
        lambda page: page.move(HomePage.objects.get(), "first-child"),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    ],
    ids=["published", "unpublished", "deleted", "saved", "moved", "closed"],
)
def test_change_of_a_page_ends_every_kept_page(client, about, act, change):
    state = current_state()

    with act():
        change(Page.objects.get(pk=about.pk).specific)

    assert current_state().name != state.name


def test_unpublished_page_is_gone_at_once(client, about, act):
    client.get(about.url)

    with act():
        about.unpublish()

    assert client.get(about.url).status_code == 404


def test_page_that_was_closed_to_strangers_is_not_shown_to_them(client, about, act):
    client.get(about.url)

    with act():
        PageViewRestriction.objects.create(page=about, restriction_type="password", password="open sesame")

    assert "Who runs it." not in client.get(about.url).text
    assert not is_kept(client, about.url)


def test_rolled_back_change_ends_nothing_and_a_later_one_does(about, act):
    state = current_state()

    with act(), suppress(ZeroDivisionError), transaction.atomic():
        about.save()
        raise ZeroDivisionError
    assert current_state() == state

    with act():
        about.save()
    assert current_state() != state


def test_change_of_what_pages_are_made_from_ends_them(act):
    edition, service = EditionFactory(), SupportServiceFactory()
    for change in (edition.save, service.save, service.provider.save, service.assistance.clear, edition.prize.save):
        state = current_state()
        with act():
            change()
        assert current_state().name != state.name, change


def tables_read(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}


def test_every_table_that_a_public_page_reads_is_watched(client, award, act):
    """Whoever shows another table on a public page finds it missing here."""
    with act():
        announce(award)
        publish_due()
    year = award.category.edition
    type(year).objects.filter(pk=year.pk).update(published=True)
    rubric = full_rubric(year)
    award.decision.candidacy.round.round_categories.update(rubric=rubric)
    home = HomePage.objects.get()
    home.add_child(instance=PrizePage(title="The prize", slug="prize", prize=year.prize))
    index = story_index(home)
    term = TermFactory(vocabulary=Vocabulary.PRACTICE)
    urls = ["/", "/prize/", index.url, story(index, terms=[term], award=award).url, award.page.url]
    urls += [award.page.get_parent().url, news(news_index()).url, "/news/", facts_page().url, "/sitemap.xml"]
    urls += ["/support/", SupportServiceFactory().get_absolute_url(), "/topics/", term.topic_address]
    watched = {model._meta.db_table for model in (*READ_BY_PAGES, *LINKS, Page, *get_page_models())}
    # A release of the software, or a picture, changes these.
    watched |= {"django_content_type", "showcase_rendition"}
    # Written with its document, and never without.
    watched.add("search_publicfacet")

    read = set().union(*(tables_read(client, url) for url in urls))

    assert len(read) > 20
    assert read - watched == set()


def test_page_that_was_being_read_during_a_change_is_not_shown_after_it(about):
    @for_everybody
    def slow_view(request):
        text = StandardPage.objects.get().introduction
        # Meanwhile somebody else publishes.
        say("New.")
        page_cache._forget()
        return HttpResponse(text)

    @for_everybody
    def view(request):
        return HttpResponse(StandardPage.objects.get().introduction)

    PageCacheMiddleware(slow_view)(RequestFactory().get("/about/"))

    assert PageCacheMiddleware(view)(RequestFactory().get("/about/")).content == b"New."


def test_every_process_sees_that_pages_are_forgotten(settings, tmp_path, monkeypatch):
    """Each process has its own objects on the one shared folder."""
    here, there = (FileBasedCache(str(tmp_path), {}) for _ in range(2))
    monkeypatch.setattr(page_cache, "cache", here)
    state = current_state()

    monkeypatch.setattr(page_cache, "cache", there)
    assert current_state() == state
    page_cache._forget()

    monkeypatch.setattr(page_cache, "cache", here)
    assert current_state().name != state.name


def test_cache_that_lost_the_state_does_not_find_old_pages_again(client, about):
    client.get(about.url)
    say("Changed.")

    cache.clear()

    assert "Changed." in client.get(about.url).text


# What time ends.


@pytest.fixture
def award():
    prize = EditionFactory().prize
    showcase_of(prize)
    award = awarded(prize)
    approve(award)
    mark_ready(page=award.page, by=staff("editor", prize))
    return award


def test_announcement_shows_at_its_moment_and_not_before(client, award, act):
    moment = timezone.now() + timedelta(minutes=10)
    with act():
        announce(award, at=moment)
    page = award.page.get_parent()

    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        before = client.get(page.url)
    with time_machine.travel(moment, tick=False):
        after = client.get(page.url)

    assert award.company_name not in before.text
    assert "s-maxage=1" in directives(before)
    assert award.company_name in after.text


def test_winner_page_is_not_shown_or_kept_before_its_moment(client, award, act):
    moment = timezone.now() + timedelta(minutes=10)
    with act():
        announce(award, at=moment)

    assert client.get(award.page.url).status_code == 404

    with time_machine.travel(moment + timedelta(seconds=1), tick=False), act():
        publish_due()
    with time_machine.travel(moment + timedelta(seconds=2), tick=False):
        assert client.get(award.page.url).status_code == 200


def test_announcement_that_was_put_off_is_no_longer_shown(client, award, act):
    with act():
        announce(award)
    page = award.page.get_parent()
    assert award.company_name in client.get(page.url).text

    with act():
        later = timezone.now() + timedelta(days=1)
        row = Announcement.objects.get()
        row.public_at = later
        row.save()

    assert award.company_name not in client.get(page.url).text


def test_award_that_was_revoked_is_no_longer_shown(client, award, act):
    with act():
        announce(award)
    page = award.page.get_parent()
    client.get(page.url)

    with act():
        award.state, award.reason = "revoked", "It was a mistake."
        award.save()

    assert award.company_name not in client.get(page.url).text


def test_window_closes_for_readers_at_its_moment(client):
    now = timezone.now()
    year = EditionFactory(published=True, opens_at=now - timedelta(days=1), closes_at=now + timedelta(hours=1))
    page = home_page().add_child(instance=PrizePage(title="The prize", slug="prize", prize=year.prize))
    assert "Nominations are open until" in client.get(page.url).text

    with time_machine.travel(year.closes_at, tick=False):
        assert "Nominations closed on" in client.get(page.url).text


def test_caches_on_the_way_are_not_told_more_than_until_the_next_moment(client):
    now = timezone.now()
    year = EditionFactory(published=True, opens_at=now + timedelta(seconds=20), closes_at=now + timedelta(days=1))
    page = home_page().add_child(instance=PrizePage(title="The prize", slug="prize", prize=year.prize))

    response = client.get(page.url)

    [seconds] = [part for part in directives(response) if part.startswith("s-maxage=")]
    assert int(seconds.removeprefix("s-maxage=")) <= 20


def test_without_seconds_nothing_is_kept(client, about, settings):
    settings.PAGE_CACHE_SECONDS = 0

    assert not is_kept(HouseClient(), about.url)
