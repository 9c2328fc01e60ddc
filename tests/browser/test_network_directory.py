"""Somebody needs thin walls of titanium milled, finds who can within forty miles, and compares them."""

import pytest
from playwright.sync_api import expect

from prizes.enums import Vocabulary
from prizes.gazetteer import find_place
from tests.browser.looking import TOO_WIDE, complaints
from tests.network.factories import ProfileFactory
from tests.prizes.factories import TermFactory
from tests.showcase.factories import home_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("directory")]
NEAR = {"Quillback Machine": "Worcester", "Fennimore Springs": "Marlborough", "Tarn Works": "Lowell"}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def company(name, place, *terms):
    at = find_place(place)
    profile = ProfileFactory(
        organisation__name=name,
        slug=name.lower().replace(" ", "-"),
        summary="Thin walls of hard metals.",
        place=place,
        latitude=at.latitude,
        longitude=at.longitude,
    )
    profile.terms.set(terms)


@pytest.fixture
def directory(site):
    home_page()
    milling = TermFactory(vocabulary=Vocabulary.PROCESS, slug="fine-milling", name="Fine milling")
    for name, place in NEAR.items():
        company(name, place, milling)
    company("Westward Tool", "Pittsfield", milling)
    company("Saltmarsh Casting", "Boston")
    site.goto(f"{site.server.url}/companies/")
    return site


def found(page):
    return page.locator(".search-hit-title").all_inner_texts()


def look(page):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert complaints(page) == []
        assert page.evaluate(TOO_WIDE) == []


def test_three_companies_are_found_within_forty_miles_and_compared(directory):
    page = directory
    look(page)

    page.get_by_label("Words to look for").fill("thin walls")
    page.get_by_label("Near", exact=True).fill("Worcester")
    page.get_by_label("Within", exact=True).select_option("40 miles")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_label("Fine milling").check()
    expect(page.locator(".search-count")).to_contain_text("3 results")
    page.get_by_label("Order").select_option("Nearest first")
    page.wait_for_url("**sort=distance**")
    assert found(page) == list(NEAR)
    assert "place=" not in page.url
    look(page)

    for name in NEAR:
        page.get_by_label(f"Compare {name}").check()
    page.get_by_role("button", name="Compare the chosen companies").click()

    expect(page.get_by_role("columnheader")).to_have_text(list(NEAR))
    expect(page.get_by_role("row", name="Processes")).to_contain_text("Fine milling")
    look(page)

    page.get_by_role("columnheader").first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quillback Machine")
    look(page)


def test_a_dot_of_the_map_leads_to_its_companies(directory):
    page = directory

    page.locator("a:has(> .state-map-dot)", has=page.locator("title", has_text="Boston")).click()

    assert found(page) == ["Saltmarsh Casting"]
    page.get_by_text("The map as a table").click()
    page.get_by_role("row", name="Lowell").get_by_role("link").click()
    assert found(page) == ["Tarn Works"]


def test_directory_works_without_script(new_context, directory):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{directory.server.url}/companies/?near=Worcester")

    page.get_by_label("Fine milling").check()
    page.get_by_role("button", name="Narrow the results").click()
    assert found(page) == list(NEAR)
    page.get_by_label("Compare Tarn Works").check()
    page.get_by_label("Compare Fennimore Springs").check()
    page.get_by_role("button", name="Compare the chosen companies").click()
    assert page.get_by_role("columnheader").all_inner_texts() == ["Fennimore Springs", "Tarn Works"]
