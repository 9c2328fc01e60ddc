"""The site's pages as a visitor meets them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from wagtail.rich_text import RichText

from home.models import HomePage, PrizePage, StandardPage, StoryIndexPage, StoryPage
from home.models.stories import count_words
from prizes.enums import Vocabulary
from prizes.models import Edition
from showcase.templatetags.showcase import figure
from tests.home.event_factories import event
from tests.judging.factories import CriterionFactory, RoundCategoryFactory, full_rubric
from tests.network.factories_industry import PartnerFactory
from tests.prizes.factories import CategoryFactory, EditionDateFactory, EditionFactory, PrizeFactory, TermFactory
from tests.showcase.factories import awarded, home_page, published, showcase_of, story, story_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return story_index()


def prize_page(prize):
    return home_page().add_child(instance=PrizePage(title="The prize", slug="prize", prize=prize))


def edition(**fields):
    return EditionFactory(**{"published": True} | fields)


def test_home_page_leads_to_the_prize(client):
    page = prize_page(edition().prize)
    HomePage.objects.update(prize=page.prize)

    text = client.get("/").text

    assert "Nominations are open until" in text
    assert f'href="{page.url}"' in text


@pytest.mark.parametrize("live", [True, False])
def test_who_comes_before_nominations_open_can_keep_the_dates(client, live):
    opens = timezone.now() + timedelta(days=5)
    year = edition(opens_at=opens, closes_at=opens + timedelta(days=9))
    page = prize_page(year.prize)
    PrizePage.objects.update(live=live)
    other = edition(opens_at=opens + timedelta(days=1), closes_at=opens + timedelta(days=9))
    page.get_parent().add_child(instance=PrizePage(title="Another", slug="another", prize=other.prize))

    for address in ("/nominate/", f"/nominations/start/{year.pk}/"):
        assert (f'href="{page.get_url()}calendar/"' in client.get(address).text) is live
    if live:
        assert client.get(f"{page.get_url()}calendar/")["Content-Type"].startswith("text/calendar")


def test_home_page_of_an_empty_site(client):
    home_page()

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [(5, 9, "Nominations open on"), (-5, 9, "Nominations are open until"), (-9, -5, "Nominations closed on")],
)
def test_home_page_tells_where_the_year_stands(client, opens, closes, said):
    now = timezone.now()
    year = edition(opens_at=now + timedelta(days=opens), closes_at=now + timedelta(days=closes))
    prize_page(year.prize)
    HomePage.objects.update(prize=year.prize)

    assert said in client.get("/").text


def test_prize_page_is_driven_by_the_edition(client):
    year = edition()
    category = CategoryFactory(edition=year, description="For those who cast.")
    rubric = full_rubric(year)
    RoundCategoryFactory(round__edition=year, category=category, rubric=rubric)
    EditionDateFactory(edition=year, name="Award ceremony")

    text = client.get(prize_page(year.prize).url).text

    criterion = rubric.criteria.first()
    for said in (category.name, "For those who cast.", "Award ceremony", criterion.name, f"{criterion.weight} %"):
        assert said in text
    assert criterion.levels.first().description in text


def test_prize_page_tells_nothing_of_an_edition_that_is_not_public(client):
    year = edition(published=False)
    CategoryFactory(edition=year, name="Secret category")

    text = client.get(prize_page(year.prize).url).text

    assert "Secret category" not in text
    assert "The next edition is being prepared" in text


def test_prize_page_shows_the_newest_edition(client):
    prize = PrizeFactory()
    edition(prize=prize, year=2031, name="The 2031 prize")
    edition(prize=prize, year=2032, name="The 2032 prize")

    text = client.get(prize_page(prize).url).text

    assert "The 2032 prize" in text
    assert "The 2031 prize" not in text


@pytest.mark.parametrize("rows", [1, 6])
def test_prize_page_query_count(client, rows, django_assert_num_queries):
    year = edition()
    for category in CategoryFactory.create_batch(rows, edition=year):
        RoundCategoryFactory(round__edition=year, category=category, rubric=full_rubric(year))
        EditionDateFactory(edition=year)
    url = prize_page(year.prize).url
    client.get(url)

    with django_assert_num_queries(11):
        client.get(url)


def test_criteria_stand_in_their_order_each_with_its_own_levels(client):
    year = edition()
    rubric = full_rubric(year)
    RoundCategoryFactory(round__edition=year, category=CategoryFactory(edition=year), rubric=rubric)
    CriterionFactory(rubric=rubric, key="without-levels", name="Nothing said of its levels", position=99)

    ((name, measures),) = client.get(prize_page(year.prize).url).context["facts"].rubrics

    assert name == rubric.name
    assert [measure.name for measure in measures] == [criterion.name for criterion in rubric.criteria.all()]
    assert measures[-1].levels == []
    for criterion, measure in zip(rubric.criteria.all(), measures, strict=True):
        assert [(each.value, each.label) for each in measure.levels] == list(
            criterion.levels.values_list("value", "label")
        )


def test_story_page_says_what_others_can_copy(client, index):
    page = story(index, lessons="Look first.\n\nThen change.")

    response = client.get(page.url)

    assert response.context["lessons"] == ["Look first.", "Then change."]


def test_story_page_shows_stories_on_the_same_topics(client, index):
    terms = TermFactory.create_batch(2, vocabulary=Vocabulary.PRACTICE)
    page = story(index, 1, terms=terms)
    one, both = story(index, 2, terms=terms[:1]), story(index, 3, terms=terms)
    story(index, 4)

    assert list(client.get(page.url).context["related"]) == [both, one]


def test_story_tells_an_award_only_when_the_public_knows(client, index, award):
    page = story(index, award=award)
    assert award.category.name not in client.get(page.url).text

    published(award)

    assert award.category.name in client.get(page.url).text


@pytest.fixture
def award():
    prize = PrizeFactory()
    showcase_of(prize)
    return awarded(prize)


def bars(client, index, **chosen):
    response = client.get(index.url, chosen)
    return response, {name: choices for _, name, _, choices in response.context["filters"].bars()}


def test_stories_are_filtered_by_topic_and_year(client, index):
    steel, brass = (TermFactory(vocabulary=Vocabulary.TECHNOLOGY, slug=slug, name=slug) for slug in ("steel", "brass"))
    first, second = story(index, 1, terms=[steel]), story(index, 2, terms=[brass])

    response, choices = bars(client, index, technology="steel", year=first.first_published_at.year)

    assert list(response.context["stories"]) == [first]
    assert choices["technology"] == [("brass", "brass (1)"), ("steel", "steel (1)")]
    year = second.first_published_at.year
    assert choices["year"] == [(str(year), f"{year} (1)")]


def test_choice_that_leads_nowhere_is_not_offered(client, index):
    steel = TermFactory(vocabulary=Vocabulary.TECHNOLOGY, slug="steel")
    kaizen = TermFactory(vocabulary=Vocabulary.PRACTICE, slug="kaizen")
    story(index, 1, terms=[steel])
    story(index, 2, terms=[kaizen])

    _, choices = bars(client, index, technology="steel")

    assert choices["practice"] == []


@pytest.mark.parametrize("junk", ["²", "0", "99999999999", "x", "\x00"])
def test_junk_in_a_filter_leads_back(client, index, junk):
    story(index)

    for name in ("year", "technology"):
        response = client.get(index.url, {name: junk})
        assert "Show all stories" in response.text


@pytest.mark.parametrize("rows", [1, 8])
def test_story_index_query_count(client, index, rows, django_assert_num_queries):
    for number in range(rows):
        story(index, number, terms=[TermFactory(vocabulary=Vocabulary.PRACTICE)])
    client.get(index.url)

    with django_assert_num_queries(7):
        client.get(index.url)


def test_home_page_query_count(client, django_assert_max_num_queries, award):
    published(award)
    index = StoryIndexPage(title="Stories", slug="stories")
    HomePage.objects.get().add_child(instance=index)
    story(index)
    event()
    Edition.objects.update(published=True)
    PartnerFactory(prize=HomePage.objects.get().prize, organisation__name="Foundry Row Trust")
    assert all(text in client.get("/").text for text in ("Event 1", "Foundry Row Trust"))

    with django_assert_max_num_queries(12):
        client.get("/")


def test_standard_page_is_shown(client):
    page = home_page().add_child(
        instance=StandardPage(
            title="About",
            slug="about",
            introduction="Who runs it.",
            body=[("faq", {"question": "What does it cost?", "answer": "<p>Nothing.</p>"})],
        )
    )

    text = client.get(page.url).text

    assert "Who runs it." in text
    assert "Nothing." in text


def test_robots_are_kept_from_work_and_led_to_the_sitemap(client):
    text = client.get("/robots.txt").text

    assert "Disallow: /approve/" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("3.8"), "3.8"),
        (Decimal("3.7999999"), "3.8"),
        (Decimal(410), "410"),
        (Decimal("12000"), "12,000"),
        (None, "–"),
    ],
)
def test_figure_is_written_plainly(value, written):
    assert figure(value) == written


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", 0),
        ("two words", 2),
        ([{"type": "text", "id": "a-b-c", "value": "<p>We cut</p><p>it <b>twice</b>.</p>"}], 4),
        ([{"type": "figures", "id": "x", "value": [{"label": "Scrap a year", "before": 9, "unit": None}]}], 3),
    ],
    ids=str,
)
def test_words_are_counted_as_they_are_read(value, words):
    assert count_words(value) == words


@pytest.mark.parametrize(("length", "minutes"), [(1, 1), (220, 1), (221, 2)])
def test_minutes_to_read(length, minutes):
    story = StoryPage(summary="", situation="", lessons="", body=[("text", RichText(f"<p>{'word ' * length}</p>"))])

    assert story.minutes_to_read == minutes
