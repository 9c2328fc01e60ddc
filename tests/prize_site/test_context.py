import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, Site

from accounts import navigation
from accounts.navigation import Link
from prize_site.context import site
from tests.accounts.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_as(rf):
    def make(user, path="/"):
        request = rf.get(path)
        request.user = user
        return request

    return make


@pytest.fixture
def winners_page():
    page = Page(title="Winners", slug="winners", show_in_menus=True)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    page.save_revision().publish()
    return page


def labels(links):
    return [link["label"] for link in links if link["label"] != "Search"]


def test_menu_lists_pages_that_want_to_be_in_it(request_as, winners_page):
    assert "Winners" in labels(site(request_as(AnonymousUser()))["main_links"]())


def test_menu_asks_nothing_the_second_time(request_as, winners_page, django_assert_num_queries):
    site(request_as(AnonymousUser()))["main_links"]()

    with django_assert_num_queries(0):
        site(request_as(AnonymousUser()))["main_links"]()


def test_unpublished_page_leaves_the_menu_at_once(request_as, winners_page, django_capture_on_commit_callbacks):
    site(request_as(AnonymousUser()))["main_links"]()

    with django_capture_on_commit_callbacks(execute=True):
        winners_page.unpublish()

    assert "Winners" not in labels(site(request_as(AnonymousUser()))["main_links"]())


def test_page_below_is_marked_as_being_there(request_as, winners_page):
    links = site(request_as(AnonymousUser(), winners_page.url + "2027/"))["main_links"]()

    assert [link["label"] for link in links if link["current"]] == ["Winners"]


@pytest.fixture
def two_doors(monkeypatch):
    monkeypatch.setattr(navigation, "_doors", {})
    navigation.register_door(lambda request: Link("Later", "/later/"), order=20)
    navigation.register_door(lambda request: Link("First", "/first/"), order=10)
    navigation.register_door(lambda request: None)


def test_doors_come_in_their_order_and_a_closed_one_is_not_shown(request_as, two_doors):
    assert labels(site(request_as(PersonFactory()))["doors"]()) == ["First", "Later"]


def test_stranger_has_no_doors(request_as, two_doors):
    assert site(request_as(AnonymousUser()))["doors"]() == []
