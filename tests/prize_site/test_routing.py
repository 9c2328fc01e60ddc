"""The site and the page of an address are those that Wagtail would find, in fewer questions."""

import pytest
from django.core.cache import cache
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from home.models import StandardPage
from prize_site.routing import find_page, root_paths, serve_page, site_among
from tests.showcase.factories import home_page, story_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return home_page()


def page_under(parent, slug, **fields):
    return parent.add_child(instance=StandardPage(title=slug.capitalize(), slug=slug, **fields))


def site_at(hostname, port, *, default=False):
    home = Page.objects.get(slug="prize-home")
    if default:
        Site.objects.update(is_default_site=False)
    return Site.objects.create(hostname=hostname, port=port, root_page=home, is_default_site=default)


def request_to(host, path="/"):
    return RequestFactory().get(path, headers={"host": host})


@pytest.mark.parametrize(
    "host", ["a.example", "a.example:8080", "b.example", "b.example:9", "other.example", "c.example"]
)
@pytest.mark.parametrize("has_default", [True, False])
def test_site_is_the_one_that_wagtail_finds(home, host, has_default):
    site_at("a.example", 80)
    site_at("a.example", 8080)
    site_at("b.example", 80)
    site_at("c.example", 8000, default=has_default)
    if not has_default:
        Site.objects.update(is_default_site=False)
    request = request_to(host)

    assert site_among(list(Site.objects.all()), request) == Site._find_for_request(request)


def test_root_paths_are_those_of_wagtail(home):
    site_at("a.example", 80)
    deeper = page_under(home, "deeper")
    Site.objects.create(hostname="deep.example", root_page=deeper)
    cache.clear()

    assert root_paths(list(Site.objects.all())) == Site.get_site_root_paths()


@pytest.mark.parametrize("path", ["", "about/", "about/people/", "about/people/office/", "stories/"])
def test_page_is_the_one_that_wagtail_finds(home, path):
    story_index(home)
    about = page_under(home, "about")
    page_under(page_under(about, "people"), "office")
    request, other = request_to("testserver"), request_to("testserver")
    request._wagtail_site = Site.find_for_request(other)

    found = find_page(request, [part for part in path.split("/") if part])

    assert found == Page.route_for_request(other, path).page
    assert type(found) is type(found.specific)


@pytest.mark.parametrize("path", ["/about/", "/about/people/"])
def test_page_that_is_not_live_is_not_found(client, home, path):
    about = page_under(home, "about", live=path != "/about/")
    page_under(about, "people", live=False)

    assert client.get(path).status_code == 404


def test_page_of_the_same_slug_elsewhere_is_not_found(client, home):
    page_under(page_under(home, "about"), "people")
    page_under(home, "contact")

    assert client.get("/contact/people/").status_code == 404


@pytest.mark.parametrize("path", ["/about/", "/about/people/"])
def test_closed_section_asks_for_its_password(client, home, path):
    about = page_under(home, "about", introduction="Not for all.")
    page_under(about, "people", introduction="Not for all.")
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="open sesame")

    text = client.get(path).text

    assert "Not for all." not in text
    assert "password" in text


def test_site_without_an_address_of_its_own_is_nobodys(home):
    Site.objects.all().delete()

    with pytest.raises(Http404):
        serve_page(request_to("testserver"), "")


@pytest.mark.parametrize(("depth", "queries"), [(1, 3), (2, 4), (4, 4)])
def test_depth_of_a_page_costs_nothing_more(client, home, depth, queries, django_assert_num_queries):
    page = home
    for number in range(depth):
        page = page_under(page, f"level-{number}")
    client.get(page.url)

    # Sites, closed sections, and the page: once as a page, once as what it is. Deeper, the way down to it, for its crumbs.
    with django_assert_num_queries(queries):
        client.get(page.url)
