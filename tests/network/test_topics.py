"""The pages of topics: what stands on them, what leads to them, and what they never show."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.actions.topics import compute_lessons
from network.models import TopicLesson
from network.topics.showing import lesson_in_words
from prizes.actions import edit_term, merge_terms
from prizes.enums import Vocabulary
from search.models import PublicDocument
from tests.network.factories import ProfileFactory
from tests.network.lessons import PastYear, topic
from tests.prizes.factories import PrizeFactory, SupportServiceFactory, TermFactory
from tests.showcase.factories import awarded, published, showcase_of, story, story_index

pytestmark = pytest.mark.django_db
COUNTED = ("story", "winner", "company", "support_service", "problem")


@pytest.fixture
def casting():
    return topic("casting", description="Metal poured into a mold.")


def document(kind, number, *terms, **fields):
    """In the public index, as its builder writes it there."""
    facts = {"title": f"{kind} {number}", "url": f"/{kind}/{number}/", "summary": f"Of {kind} {number}."}
    made = PublicDocument.objects.create(kind=kind, key=str(number), **facts | fields)
    for term in terms:
        made.facets.create(name=term.vocabulary, slug=term.slug, label=term.name)
    return made


def page_of(client, term):
    response = client.get(term.topic_address)
    assert response.status_code == 200
    return response


def sections(response):
    return {section.kind: section for section in response.context["topic"].sections}


def titles(section):
    return [each.title for each in section.documents]


def structured(response):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return {data["@type"]: data for data in map(json.loads, found)}


def test_topic_says_what_it_is_and_shows_what_stands_on_it(client, casting):
    for kind in COUNTED:
        document(kind, 1, casting)
    document("page", 1, casting)
    document("story", 2, topic("milling"))

    page = page_of(client, casting)

    assert {kind: titles(section) for kind, section in sections(page).items()} == {
        kind: [f"{kind} 1"] for kind in COUNTED
    }
    assert "Metal poured into a mold." in page.content.decode()


def test_newest_come_first_and_all_are_a_search_away(client, casting):
    now = timezone.now()
    for number in range(9):
        document("story", number, casting, published_at=now - timedelta(days=number))
    document("story", 10, casting)

    section = sections(page_of(client, casting))["story"]

    assert titles(section) == [f"story {number}" for number in range(6)]
    assert (section.total, section.url) == (10, "/search/?technology=casting&kind=story")
    assert "Find all 10 in the search" in page_of(client, casting).content.decode()


def test_topic_shows_what_stands_on_narrower_terms_and_says_which(client, casting):
    sand = topic("sand-casting", broader=casting)
    cores = topic("cores", broader=sand)
    empty = topic("lost-wax", broader=casting)
    document("story", 1, cores)
    document("story", 2, casting, sand)

    page = page_of(client, casting)

    assert sorted(titles(sections(page)["story"])) == ["story 1", "story 2"]
    assert page.context["topic"].narrower == [sand]
    assert empty not in page.context["topic"].narrower
    assert set(sections(page)["story"].url.partition("?")[2].split("&")) == {
        "technology=casting", "technology=sand-casting", "technology=cores", "kind=story",
    }  # fmt: skip
    assert page_of(client, cores).context["topic"].above == [casting, sand]


def test_related_are_siblings_that_hold_something_and_terms_that_often_stand_beside(client, casting):
    sand, wax, dry = (topic(slug, broader=casting) for slug in ("sand", "wax", "dry"))
    lean = TermFactory(vocabulary=Vocabulary.PRACTICE, slug="lean", name="Lean")
    rare = TermFactory(vocabulary=Vocabulary.PRACTICE, slug="rare", name="Rare")
    document("story", 1, sand, lean, rare)
    document("story", 2, sand, lean)
    document("story", 3, wax)

    shown = page_of(client, sand).context["topic"]

    assert shown.beside == [wax]
    assert [(term.vocabulary, term.slug) for term in shown.together] == [("practice", "lean")]
    assert dry not in shown.beside


def test_topic_on_which_nothing_stands_is_a_short_page_for_no_search_engine(client, casting):
    page = page_of(client, casting).content.decode()

    assert "Nothing stands on this topic yet" in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert casting.topic_address not in client.get("/topics/").content.decode()
    assert casting.topic_address not in client.get("/sitemap.xml").content.decode()


def test_list_of_topics_counts_each_document_once(client, casting):
    sand = topic("sand-casting", broader=casting)
    document("story", 1, casting, sand)
    document("winner", 2, sand)
    document("story", 3, TermFactory(vocabulary=Vocabulary.PRACTICE, slug="lean", name="Lean"))
    document("story", 4, TermFactory(vocabulary=Vocabulary.MATERIAL, slug="iron", name="Iron"))

    page = client.get("/topics/")

    listed = {each.key: each.terms for each in page.context["vocabularies"]}
    assert [(each.term.slug, each.count) for each in listed["technology"]] == [("casting", 2)]
    assert [(each.term.slug, each.count) for each in listed["technology"][0].narrower] == [("sand-casting", 2)]
    assert set(listed) == {"technology", "practice"}
    assert "iron" not in page.content.decode()
    for term in (casting, sand):
        assert term.topic_address in client.get("/sitemap.xml").content.decode()


def test_list_of_topics_is_there_before_anything_is(client):
    assert "Nothing stands on any topic yet" in client.get("/topics/").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/topics/technology/nowhere/", "/topics/material/steel/", "/topics/sub_industry/machine-shops/", "/topics/x/y/"],
)
def test_no_such_topic(client, address):
    assert client.get(address).status_code == 404


def test_vocabulary_stands_in_the_address_with_hyphens(client):
    term = TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="foundries")

    assert term.topic_address == "/topics/sub-industry/foundries/"
    assert client.get(term.topic_address).status_code == 200
    assert TermFactory(vocabulary=Vocabulary.MATERIAL).topic_address == ""


def test_renamed_and_merged_topics_lead_on_for_good(client, casting):
    casting.slug = "metal-casting"
    edit_term(term=casting, by=None)
    assert client.get("/topics/technology/casting/").url == "/topics/technology/metal-casting/"

    merge_terms(source=casting, target=topic("foundry"), by=None)

    for slug in ("casting", "metal-casting"):
        response = client.get(f"/topics/technology/{slug}/")
        assert (response.status_code, response.url) == (301, "/topics/technology/foundry/")


def test_topic_is_told_to_search_engines_as_a_defined_term(client, casting):
    sand = topic("sand-casting", broader=casting, description="Into sand.")
    document("story", 1, sand)

    response = page_of(client, sand)

    data = structured(response)
    assert (data["DefinedTerm"]["name"], data["DefinedTerm"]["termCode"]) == ("Sand-casting", "sand-casting")
    names = [item.get("name") for item in data["BreadcrumbList"]["itemListElement"]]
    assert names[1:] == ["Topics", "Casting", "Sand-casting"]
    assert "noindex" not in response.content.decode()


def test_award_stands_on_its_topic_when_the_world_knows_it_and_never_before(client, casting):
    prize = PrizeFactory()
    showcase_of(prize)
    award = awarded(prize, terms=[(Vocabulary.TECHNOLOGY, ["casting"])])
    assert sections(page_of(client, casting)) == {}

    page = published(award)

    assert titles(sections(page_of(client, casting))["winner"]) == [
        "Ashfield Castings: One casting instead of nine parts"
    ]
    assert casting.topic_address in client.get(page.url).content.decode()


def test_links_beside_a_story_lead_to_its_topics(client, casting):
    page = story(story_index(), terms=[casting])

    assert f'href="{casting.topic_address}"' in client.get(page.url).content.decode()


def test_service_that_names_another_thing_stands_on_no_topic(client, casting):
    SupportServiceFactory()

    assert sections(page_of(client, casting)) == {}


@pytest.mark.parametrize("name", ["topic", "index"])
def test_topics_ask_as_often_for_many_documents_as_for_one(client, casting, name):
    url = casting.topic_address if name == "topic" else reverse("topics:index")
    beside = [TermFactory(vocabulary=Vocabulary.PRACTICE) for _ in range(5)]

    def questions():
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    document("story", 0, casting, *beside)
    one = questions()
    for number in range(1, 50):
        document(COUNTED[number % 4], number, casting, topic(f"narrow-{number}", broader=casting), *beside)

    assert questions() == one


# What the entrants teach.


def test_lesson_is_shown_in_sentences_with_a_table_behind(client, casting):
    PastYear(year=2031).enter_many(11, ["casting"])
    compute_lessons()

    page = page_of(client, casting).content.decode()

    assert "At least 10 companies entered the prize with this topic." in page
    assert "Scrap rate: half of the companies lie between 12 and 18 %, the middle at 15." in page
    assert (
        "from 2028 to 2030: half of the companies changed by −18 points to −12 points, the middle by −15 points."
        in page
    )
    assert "<table" in page
    assert "noindex" not in page
    assert casting.topic_address in client.get("/topics/").content.decode()


def test_lesson_names_no_company(client, casting):
    entries = PastYear().enter_many(11, ["casting"])
    compute_lessons()

    told = page_of(client, casting).content.decode() + json.dumps(TopicLesson.objects.get().content)

    for entry in entries:
        assert entry.nomination.organisation.name not in told
        assert str(entry.nomination_id) not in told


def row(kind, **fields):
    numbers = {"low": "10", "middle": "20", "high": "30"}
    about = {"unit": "people", "period": "", "lowest": "", "highest": "", "companies": 8, "years": [2030, 2030]}
    return {"kind": kind, "key": "employees"} | numbers | about | fields


def in_words(*rows):
    return lesson_in_words(TopicLesson(companies=8, content={"rows": list(rows)})).ranges


HALF = "half of the companies"
SENTENCES = (
    (row("latest"), f"Employees: {HALF} lie between 10 and 30 people, the middle at 20."),
    (
        row("latest", key="revenue", unit="USD", high="2400000"),
        f"Revenue: {HALF} lie between $10 and $2,400,000, the middle at $20.",
    ),
    (
        row("change", years=[2028, 2030], low="-1"),
        f"Employees from 2028 to 2030: {HALF} changed by \u22121 % to +30 %, the middle by +20 %.",
    ),
    (
        row("level", key="Effect", lowest="1", highest="5", low="2", middle="3.5", high="4"),
        f"Effect: {HALF} reached 2 to 4 on a scale from 1 to 5, the middle 3.5.",
    ),
)


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES)
def test_row_is_a_plain_sentence(fields, sentence):
    assert in_words(fields)[0].sentence == sentence


@pytest.mark.parametrize("low", ["-30", "0", "10"])
@pytest.mark.parametrize("kind", ["latest", "change"])
def test_bar_stays_on_its_scale(kind, low):
    [drawn] = in_words(row(kind, low=low, years=[2028, 2030]))

    assert 0 <= drawn.at_low <= drawn.at_middle <= drawn.at_low + drawn.width <= 100
    assert drawn.at_zero is None or 0 <= drawn.at_zero <= 100


def test_measures_come_first_and_then_what_the_jury_found():
    rows = [row("level", key="Effect", lowest="1", highest="50"), row("change", years=[2028, 2030]), row("latest")]

    assert [drawn.name for drawn in in_words(*rows)] == ["Employees", "Employees, change", "Effect"]


@pytest.mark.parametrize("vocabulary", [Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE, Vocabulary.SUB_INDUSTRY])
def test_companies_and_help_stand_on_every_kind_of_topic(client, vocabulary):
    term = TermFactory(vocabulary=vocabulary, slug="laser", name="Laser work")
    profile, service = ProfileFactory(), SupportServiceFactory()
    profile.terms.add(term)
    (service.sub_industries if vocabulary == Vocabulary.SUB_INDUSTRY else service.topics).add(term)

    found = sections(page_of(client, term))

    assert titles(found["company"]) == [profile.organisation.name]
    assert titles(found["support_service"]) == [service.name]


def test_help_with_a_topic_leads_to_its_page(client, casting):
    service = SupportServiceFactory()
    service.topics.add(casting)

    assert f'href="{casting.topic_address}"' in client.get(service.get_absolute_url()).content.decode()


def test_topic_without_help_of_its_own_leads_to_all_help(client, casting):
    ProfileFactory().terms.add(casting)
    everywhere = f'<a href="{reverse("prizes:support_services")}">See which fit'

    assert everywhere in page_of(client, casting).text

    SupportServiceFactory().topics.add(casting)

    assert everywhere not in page_of(client, casting).text
