"""The search over companies, a company's page, the comparison and the file."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.comparing import MOST_ASKED
from network.enums import CONFIRMED_FOR, SHOWN_WHILE_OLD, ProfileState
from network.models import CapabilityProfile, Equipment, ProfilePicture
from prizes.enums import Vocabulary
from prizes.gazetteer import find_place
from prizes.models import Term
from search.indexing import reconcile
from tests.accounts.factories import PrizeFactory
from tests.network.factories import ProfileFactory
from tests.prizes.factories import TermFactory
from tests.showcase.factories import (
    PictureFactory,
    announce,
    awarded,
    published,
    round_of,
    showcase_of,
    story,
    story_index,
)

pytestmark = pytest.mark.django_db
INDEX, COMPARE, EXPORT = "/companies/", "/companies/compare/", "/companies/companies.csv"


def company(name, place="Worcester", *terms, **fields):
    at = find_place(place)
    profile = ProfileFactory(
        organisation__name=name,
        slug=name.lower().replace(" ", "-"),
        place=place,
        latitude=at.latitude,
        longitude=at.longitude,
        **fields,
    )
    profile.terms.set(terms)
    return profile


def term(name, vocabulary=Vocabulary.PROCESS):
    slug = name.lower().replace(" ", "-")
    return Term.objects.filter(vocabulary=vocabulary, slug=slug).first() or TermFactory(
        vocabulary=vocabulary, slug=slug, name=name
    )


def shown(response):
    return [card.profile.organisation.name for card in response.context["cards"]]


def find(client, **params):
    return client.get(INDEX, params)


def ask_json(client, **params):
    return client.get(INDEX, params, headers={"accept": "application/json"}).json()


# The list.


def test_directory_shows_companies_and_nothing_else(client):
    company("Alder Quay")
    announce(award := awarded(company="Ashfield Castings"))
    showcase_of(award.category.edition.prize)

    response = find(client)

    assert shown(response) == ["Alder Quay"]
    assert "Ashfield Castings" not in response.text
    assert "kind" not in [facet.name for facet in response.context["found"].facets]


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": ProfileState.DRAFT},
        {"state": ProfileState.HIDDEN, "hidden_reason": "Not made in the state."},
        {"confirmed_at": timezone.now() - CONFIRMED_FOR - SHOWN_WHILE_OLD},
    ],
)
def test_what_is_not_public_is_nowhere(client, hidden):
    company("Alder Quay", **hidden)
    reconcile()

    assert shown(find(client)) == []
    assert client.get("/companies/alder-quay/").status_code == 404
    assert client.get(COMPARE, {"company": "alder-quay"}).context["comparison"].companies == []
    assert "Alder" not in body_of(client.get(EXPORT))
    assert "/companies/alder-quay/" not in client.get("/sitemap.xml").text
    assert ask_json(client)["results"] == []


def test_profile_that_lapsed_since_it_was_indexed_is_not_shown(client):
    company("Alder Quay")
    CapabilityProfile.objects.update(confirmed_at=timezone.now() - CONFIRMED_FOR - SHOWN_WHILE_OLD)

    assert shown(find(client)) == []
    assert ask_json(client)["results"] == []
    assert "Alder" not in body_of(client.get(EXPORT))


def test_directory_is_narrowed_by_what_a_company_can_do(client):
    milling, steel = term("Milling"), term("Steel", Vocabulary.MATERIAL)
    company("Both", "Lowell", milling, steel)
    company("Milling alone", "Lowell", milling)
    company("Neither", "Lowell")

    assert shown(find(client, process="milling", material="steel")) == ["Both"]
    assert sorted(shown(find(client, process="milling"))) == ["Both", "Milling alone"]


def test_words_and_facets_are_asked_together(client):
    milling = term("Milling")
    company("Alder Quay", "Lowell", milling, summary="Thin walls of titanium.")
    company("Birch Bearings", "Lowell", milling, summary="Bearings.")

    assert shown(find(client, q="titanium", process="milling")) == ["Alder Quay"]


def test_near_a_town_comes_nearest_first_with_the_distance(client):
    for name, place in [("Far", "Pittsfield"), ("East", "Boston"), ("Here", "Worcester")]:
        company(name, place)

    near = find(client, near="worcester", within="40")
    all_of_them = find(client, near="Worcester", within="any")

    assert shown(near) == ["Here", "East"]
    assert shown(all_of_them) == ["Here", "East", "Far"]
    assert [card.distance for card in near.context["cards"]] == ["less than a mile away", "39 miles away"]
    assert 'href="?">' in near.text


def test_a_town_without_a_distance_means_the_usual_one(client):
    company("Here", "Worcester")
    company("Far", "Pittsfield")

    assert shown(find(client, near="Worcester")) == ["Here"]
    assert shown(find(client, near="Worcester", within="wild")) == ["Here"]


def test_unknown_town_is_told_at_the_field_and_hides_nothing(client):
    company("Here", "Worcester")

    response = find(client, q="turned", near="Atlantis", within="10")

    assert shown(response) == ["Here"]
    assert "No town or city of Massachusetts has this name" in response.text
    assert 'value="Atlantis"' in response.text
    assert 'aria-describedby="search-near-error"' in response.text
    assert 'value="turned"' in response.text


def test_nearest_first_is_offered_around_a_town_only(client):
    company("One")
    company("Two")

    assert 'value="distance"' not in find(client, q="turned").text
    assert 'value="distance"' in find(client, q="turned", near="Worcester").text
    assert 'value="relevance"' not in find(client, near="Worcester").text


def test_card_tells_what_matters_and_the_award_apart(client):
    announce(award := awarded(company="Alder Quay"))
    processes = [term(f"Process {number}") for number in range(6)]
    profile = ProfileFactory(organisation=award.organisation, open_to_pilots=True)
    profile.terms.set(processes)

    html = find(client).text

    assert "Process 0 · Process 1 · Process 2 · Process 3 and 2 more" in html
    assert "Open to pilots" in html
    assert f"Winner {award.category.edition.year}</span>" in html
    assert f'value="winner-{award.category.edition.year}"' in html


def test_award_that_nobody_was_told_of_is_nowhere(client):
    award = awarded(company="Alder Quay")
    profile = ProfileFactory(organisation=award.organisation)
    pages = [INDEX, profile.get_absolute_url(), f"{COMPARE}?company={profile.slug}"]

    told = [client.get(page).text for page in pages] + [body_of(client.get(EXPORT))]

    assert not any("Winner" in text or "Honored" in text for text in told)


def test_nothing_found_leads_on(client):
    company("Far", "Pittsfield", term("Milling"))

    html = find(client, q="turned", near="Boston", within="10", process="milling").text

    assert "No company here fits all of this" in html
    assert '<a href="?q=turned&amp;process=milling&amp;near=Boston&amp;within=20">Look within 20 miles</a>' in html
    assert '<a href="?q=turned&amp;near=Boston&amp;within=10">take it back</a>' in html
    assert "Try fewer words" in html


def test_chips_take_back_one_choice_each(client):
    company("Here", "Worcester", term("Milling"))

    response = find(client, q="turned", near="Worcester", within="10", process="milling")

    assert {chip["label"]: chip["url"] for chip in response.context["chips"]} == {
        "within 10 miles of Worcester": "?q=turned&process=milling",
        "Milling": "?q=turned&near=Worcester&within=10",
    }


def test_title_tells_one_search_from_another(client):
    company("Here", "Worcester", term("Milling"))

    share = find(client, q="turned", near="Worcester", process="milling").context["share"]

    assert share.title == "Companies: turned · Milling, within 40 miles of Worcester"
    assert not share.indexed
    assert find(client).context["share"].indexed


def test_map_has_a_dot_for_each_town_that_leads_to_its_companies(client):
    company("One", "Lowell")
    company("Two", "Lowell")
    company("Three", "Boston")

    response = find(client, q="turned")

    dots = {dot.label: dot for dot in response.context["map"].dots}
    assert {label: dot.count for label, dot in dots.items()} == {"Lowell": 2, "Boston": 1}
    assert dots["Lowell"].radius > dots["Boston"].radius
    assert dots["Lowell"].url == "?q=turned&place=Lowell"
    assert sorted(shown(client.get(INDEX + dots["Lowell"].url))) == ["One", "Two"]
    assert '<th scope="row"><a href="?q=turned&amp;place=Lowell">Lowell</a></th>' in response.text
    assert "GeoNames, CC BY 4.0" in response.text


def test_chosen_dot_leads_back_and_leaves_the_others_in_sight(client):
    company("One", "Lowell")
    company("Two", "Boston")

    dots = {dot.label: dot for dot in find(client, place="Lowell").context["map"].dots}

    assert (dots["Lowell"].selected, dots["Lowell"].url) == (True, "?")
    assert (dots["Boston"].selected, dots["Boston"].url) == (False, "?place=Boston")


def test_directory_as_json_tells_the_same(client):
    company("Here", "Worcester", term("Milling"))
    company("East", "Boston")

    data = ask_json(client, near="Worcester", process="milling")

    assert [(hit["title"], hit["miles"]) for hit in data["results"]] == [("Here", 0.0)]
    assert data["results"][0]["url"] == "http://testserver/companies/here/"
    assert data["sort"] == "distance"
    assert "kind" not in [facet["name"] for facet in data["facets"]]
    assert client.post(INDEX, headers={"accept": "application/json"}).json() == {
        "error": "Method Not Allowed",
        "status": 405,
    }


@pytest.mark.parametrize(
    "params",
    [
        {"near": "\x00"},
        {"near": "x" * 5000},
        {"within": "-1", "near": "Boston"},
        {"sort": "wild", "page": "٣"},
        {"place": "\x00", "batch": "wild", "lead_time": "9" * 300},
        {"q": '"', "near": ""},
    ],
)
def test_directory_takes_whatever_is_typed(client, params):
    company("Here")

    assert find(client, **params).status_code == 200


def test_pages_turn_over_with_all_that_was_asked(client):
    for number in range(21):
        company(f"Company {number}")

    html = find(client, near="Worcester", within="20").text

    assert "?near=Worcester&amp;within=20&amp;sort=distance&amp;page=2" in html


def test_what_may_lie_anywhere_stays_so_behind_every_link(client):
    for number in range(21):
        company(f"Company {number}", "Pittsfield")

    narrow = find(client, near="Boston", within="80")
    wide = find(client, near="Boston", within="any")

    assert narrow.context["wider"]["url"] == "?near=Boston&within=any&sort=distance"
    assert shown(client.get(INDEX + narrow.context["wider"]["url"])) == shown(wide)
    assert len(shown(client.get(f"{INDEX}?{wide.context['other_params']}page=2"))) == 1
    assert body_of(client.get(wide.context["export_url"])).count("Pittsfield") == 21


# A company's page.


def test_page_tells_what_the_company_can_do(client):
    profile = company("Alder Quay", "Lowell", term("Milling"), batch_least=10, batch_most=5000, prototype_days=1)
    Equipment.objects.create(profile=profile, name="Wire EDM", note="0.1 mm wire")

    html = client.get("/companies/alder-quay/").text

    for told in ("10 to 5,000 pieces", "within 1 working day", "Lowell, Middlesex County", "Wire EDM", "0.1 mm wire"):
        assert told in html
    assert '<a href="/companies/?process=milling">Milling</a>' in html
    assert '"@type": "Organization"' in html


def test_page_says_when_it_was_confirmed(client):
    profile = company("Alder Quay", confirmed_at=datetime(2026, 3, 14, 12, tzinfo=UTC))

    with time_machine.travel(profile.confirmed_at + timedelta(days=1)):
        fresh = client.get("/companies/alder-quay/").text
    with time_machine.travel(profile.confirmed_at + CONFIRMED_FOR + timedelta(days=1)):
        old = client.get("/companies/alder-quay/").text

    assert "Confirmed in March 2026" in fresh
    assert "Not confirmed for a year: last in March 2026" in old
    assert "Ask before you rely on it" in old


@pytest.mark.parametrize("hour", [CONFIRMED_FOR, CONFIRMED_FOR + SHOWN_WHILE_OLD])
def test_page_is_not_kept_beyond_the_hour_that_changes_it(client, settings, hour):
    settings.PAGE_CACHE_SECONDS = 60
    profile = company("Alder Quay")

    def is_kept(moment):
        with time_machine.travel(moment):
            response = client.get("/companies/alder-quay/")
        return getattr(response, "is_for_everybody", False)

    assert is_kept(profile.confirmed_at + hour - timedelta(minutes=5))
    assert not is_kept(profile.confirmed_at + hour - timedelta(seconds=30))


def test_page_tells_awards_apart_with_their_page_and_stories(client):
    award = awarded(showcase_of(PrizeFactory()).prize, company="Alder Quay")
    page = published(award)
    told = story(story_index(), award=award, title="How the walls became thin")
    profile = ProfileFactory(organisation=award.organisation)

    response = client.get(profile.get_absolute_url())

    assert [(honour.award.pk, honour.url) for honour in response.context["honours"]] == [(award.pk, page.url)]
    assert f'href="{told.url}">How the walls became thin</a>' in response.text


def test_page_shows_pictures_with_what_they_show_and_whose_they_are(client):
    profile = company("Alder Quay")
    ProfilePicture.objects.create(profile=profile, picture=PictureFactory(description="A thin wall", credit="A. Quay"))

    html = client.get("/companies/alder-quay/").text

    assert 'alt="A thin wall"' in html
    assert "A. Quay" in html


def test_similar_companies_share_what_it_is_found_by(client):
    milling, turning = term("Milling"), term("Turning")
    company("Alder Quay", "Lowell", milling, turning)
    company("Both", "Boston", milling, turning)
    company("One", "Boston", turning)
    company("None", "Boston")
    company("Draft", "Boston", milling, turning, state=ProfileState.DRAFT)

    response = client.get("/companies/alder-quay/")

    assert [card.profile.organisation.name for card in response.context["similar"]] == ["Both", "One"]


def test_companies_are_in_the_sitemap(client):
    company("Alder Quay")

    text = client.get("/sitemap.xml").text

    assert "/companies/</loc>" in text
    assert "/companies/alder-quay/</loc>" in text


# Side by side.


def test_companies_stand_side_by_side_in_the_order_chosen(client):
    company("Alder Quay", "Lowell", term("Milling"))
    company("Birch Bearings", "Boston")

    response = client.get(COMPARE, {"company": ["birch-bearings", "alder-quay"]})

    comparison = response.context["comparison"]
    rows = {
        row.label: [", ".join(value.text for value in values) for _, values in row.cells] for row in comparison.rows
    }
    assert [each.organisation.name for each in comparison.companies] == ["Birch Bearings", "Alder Quay"]
    assert rows["Processes"] == ["", "Milling"]
    assert rows["Place"] == ["Boston, Suffolk County", "Lowell, Middlesex County"]
    assert "Materials" not in rows
    assert "not stated" in response.text


def test_more_than_four_are_told_who_found_no_room(client):
    for number in range(6):
        company(f"Company {number}")

    response = client.get(COMPARE, {"company": [f"company-{number}" for number in range(6)]})

    assert len(response.context["comparison"].companies) == 4
    assert "At most 4 companies stand side by side. Left out: Company 4, Company 5." in response.text
    assert "?company=company-1&amp;company=company-2&amp;company=company-3" in response.text


def test_one_or_none_or_one_that_is_gone_is_said(client):
    company("Alder Quay")

    assert "No company is chosen" in client.get(COMPARE).text
    assert "Choose at least one more" in client.get(COMPARE, {"company": "alder-quay"}).text
    assert "One company that you chose is not" in client.get(COMPARE, {"company": ["alder-quay", "gone"]}).text
    assert client.get(COMPARE, {"company": ["\x00", "x" * 5000]}).status_code == 200
    made_up = client.get(COMPARE, {"company": [f"made-up-{number}" for number in range(MOST_ASKED + 1)]})
    assert made_up.context["comparison"].missing == MOST_ASKED


# The file.


def body_of(response):
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_file_holds_what_was_found_as_the_page_has_it(client):
    company("Here", "Worcester", term("Milling"), website="https://here.example/")
    company("East", "Boston")
    company("Far", "Pittsfield")

    rows = list(csv.DictReader(StringIO(body_of(client.get(EXPORT, {"near": "Worcester", "within": "40"})))))

    assert [(row["Company"], row["Miles away"], row["Processes"]) for row in rows] == [
        ("Here", "0", "Milling"),
        ("East", "39", ""),
    ]
    assert rows[0]["Page"] == "http://testserver/companies/here/"
    assert rows[0]["Website"] == "https://here.example/"


def test_file_goes_on_over_every_page_of_the_search(client, monkeypatch):
    monkeypatch.setattr("network.exporting.CHUNK", 2)
    for number in range(5):
        company(f"Company {number}")

    rows = list(csv.DictReader(StringIO(body_of(client.get(EXPORT)))))

    assert sorted(row["Company"] for row in rows) == [f"Company {number}" for number in range(5)]


def test_file_runs_no_formula(client):
    company("Here", summary="=HYPERLINK(1)")

    assert "'=HYPERLINK(1)" in body_of(client.get(EXPORT))


# What it costs.

COSTLY = {
    "list": INDEX,
    "search": f"{INDEX}?q=turned&near=Worcester&process=milling",
    "page": "/companies/company-0/",
    "file": EXPORT,
}


class Directory:
    """Companies that have everything a page may show of one, and are much alike."""

    def __init__(self):
        self.terms = [term("Milling"), term("Steel", Vocabulary.MATERIAL)]
        self.round = round_of(showcase_of(PrizeFactory()).prize)
        self.count = 0

    def add(self, number):
        for _ in range(number):
            award = awarded(round=self.round, company=f"Company {self.count}")
            announce(award)
            profile = ProfileFactory(organisation=award.organisation, slug=f"company-{self.count}")
            profile.terms.set(self.terms)
            Equipment.objects.create(profile=profile, name="Lathe")
            ProfilePicture.objects.create(profile=profile, picture=PictureFactory())
            self.count += 1


def questions(client, url):
    # What is kept for the next reader is there.
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(url)
        assert response.status_code == 200
        if response.streaming:
            body_of(response)
    return len(asked)


def test_every_page_asks_as_often_for_many_as_for_few(client):
    directory = Directory()
    directory.add(4)
    compared = COMPARE + "?company=company-0&company=company-1"
    few = {name: questions(client, url) for name, url in COSTLY.items()}
    two = questions(client, compared)

    directory.add(16)

    assert {name: questions(client, url) for name, url in COSTLY.items()} == few
    assert questions(client, compared + "&company=company-2&company=company-3") == two


def test_everybody_finds_the_way_to_claim_a_company(client):
    profile = ProfileFactory(organisation__name="Alder & Quay")

    listed, own = client.get(reverse("directory:index")).text, client.get(profile.get_absolute_url()).text

    assert f'href="{reverse("profiles:claim")}"' in listed
    assert f'href="{reverse("profiles:claim")}?q=Alder%20%26%20Quay"' in own
