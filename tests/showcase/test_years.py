"""The year as a whole: who was honoured in each category, among how many, by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import StoryPage
from nominations.enums import NominationState
from nominations.models import Nomination
from prizes.models import Edition
from showcase.actions import revoke_award, write_citation
from showcase.models import Award, WinnersPage
from tests.accounts.factories import staff
from tests.judging.factories import EligibleNominationFactory, PanelFactory, SeatFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, PrizeFactory
from tests.showcase.factories import STORY, announce, awarded, published, round_of, story, story_index

pytestmark = pytest.mark.django_db
FRONT = "newest"


@pytest.fixture
def round(prize):
    return round_of(prize, edition__year=2031, edition__name="The 2031 prize", edition__theme="Made to be copied")


def address(year=2031):
    return WinnersPage.objects.get().address_of(year)


def honoured(round, **fields):
    award = awarded(round=round, **fields)
    announce(award)
    return award


def categories(response):
    """What the page shows, as names."""
    return [
        (
            row.category.name,
            *([card.award.company_name for card in kind] for kind in (row.winners, row.finalists, row.commended)),
        )
        for row in response.context["year"].categories
    ]


@pytest.mark.parametrize("where", [FRONT, 2031])
def test_year_is_shown_as_a_whole(client, round, where):
    first = honoured(round, company="Ashfield Castings").category
    second = CategoryFactory(edition=round.edition, position=9)
    round.round_categories.create(category=second, rubric=round.round_categories.get().rubric)
    for company, outcome, category in (
        ("Belmont Tool", "finalist", first),
        ("Cobalt Works", "commended", first),
        ("Dover Dies", "commended", second),
    ):
        honoured(round, company=company, outcome=outcome, category=category)

    response = client.get(address().removesuffix("2031/") if where == FRONT else address())

    assert categories(response) == [
        (first.name, ["Ashfield Castings"], ["Belmont Tool"], ["Cobalt Works"]),
        (second.name, [], [], ["Dover Dies"]),
    ]
    for said in ("The 2031 prize", "Made to be copied", "Dover Dies", first.name):
        assert said in response.text


def test_year_says_how_many_entered_and_were_judged(client, round):
    category = honoured(round).category
    EligibleNominationFactory(category=category)
    Nomination.objects.filter(pk=EligibleNominationFactory(category=category).pk).update(state=NominationState.DRAFT)

    assert client.get(address()).context["year"].counts == [(2, "entries"), (1, "read and judged"), (1, "honored")]


def test_jury_is_counted_by_seat_and_nobody_is_named(client, round):
    honoured(round)
    seats = [SeatFactory(panel=PanelFactory(round=round), seat_type="oem") for _ in range(2)]

    response = client.get(address())

    assert [(str(words), count) for words, count in response.context["year"].seats] == [("from large manufacturers", 2)]
    assert not [seat for seat in seats if seat.juror.name in response.text]


@pytest.mark.parametrize("year", [2030, "0000", 9999])
def test_year_without_an_award_is_not_there(client, round, year):
    honoured(round)
    EditionFactory(prize=round.edition.prize, year=2030, published=True)

    assert client.get(f"{WinnersPage.objects.get().url}{year}/").status_code == 404


@pytest.mark.parametrize("year", ["31", "99999", "020310", "02031", "2031x", "²031", "99999999999999999999"])
def test_what_is_no_year_is_not_there(client, round, year):
    honoured(round)

    assert client.get(f"{WinnersPage.objects.get().url}{year}/").status_code == 404


def test_year_of_any_length_has_its_address(client, prize):
    honoured(round_of(prize, edition__year=87))

    assert client.get(address(87)).status_code == 200
    assert client.get(WinnersPage.objects.get().url).status_code == 200


def test_front_is_previewed(client, round):
    honoured(round)

    assert "Ashfield Castings" in WinnersPage.objects.get().make_preview_request().text


def test_year_is_not_there_before_its_hour(client, round):
    award = awarded(round=round)
    announce(award, at=timezone.now() + timedelta(minutes=5))

    assert client.get(address()).status_code == 404
    assert address() not in client.get("/sitemap.xml").text


def test_year_of_a_rehearsal_is_not_there(client, round):
    honoured(round)
    Edition.objects.update(rehearsal=True)

    assert client.get(address()).status_code == 404


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_year_ends_with_its_only_award(client, round, state):
    honoured(round)
    Award.objects.update(state=state, reason="So it is.")

    assert client.get(address()).status_code == 404


def test_revoked_award_leaves_the_others(client, round):
    award, other = honoured(round), honoured(round, company="Belmont Tool")

    revoke_award(award=award, reason="Invented.", by=staff(prize=round.edition.prize))

    assert [winners for _, winners, _, _ in categories(client.get(address()))] == [["Belmont Tool"]]
    assert "Ashfield" not in client.get(address()).text
    assert other.company_name in client.get(address()).text


def test_year_of_another_prize_is_not_there(client, prize):
    honoured(round_of(PrizeFactory(), edition__year=2031))

    assert client.get(address()).status_code == 404


def test_years_lead_to_their_neighbours(client, prize):
    for year in (2029, 2031, 2032):
        honoured(round_of(prize, edition__year=year, edition__name=f"The {year} prize"))

    def neighbours(year):
        context = client.get(address(year)).context
        return [context[name] and context[name].url for name in ("earlier", "later")]

    assert neighbours(2029) == [None, address(2031)]
    assert neighbours(2031) == [address(2029), address(2032)]
    assert neighbours(2032) == [address(2031), None]


def test_front_shows_the_newest_year_and_leads_to_all(client, prize):
    for year in (2029, 2031, 2030):
        honoured(round_of(prize, edition__year=year), company=f"Company of {year}")

    response = client.get(WinnersPage.objects.get().url)

    assert response.context["year"].edition.year == 2031
    years = [(past.year, past.winners, url) for past, url in response.context["years"]]
    assert years == [(year, [f"Company of {year}"], address(year)) for year in (2031, 2030, 2029)]


def test_front_without_any_award_says_so(client, prize):
    assert "Nothing is announced yet" in client.get(WinnersPage.objects.get().url).text


def test_filter_takes_the_place_of_the_year(client, prize):
    honoured(round_of(prize, edition__year=2031), company="Ashfield Castings")
    honoured(round_of(prize, edition__year=2030), company="Belmont Tool")

    response = client.get(WinnersPage.objects.get().url, {"year": 2030})

    assert "year" not in response.context
    assert [card.award.company_name for card in response.context["cards"]] == ["Belmont Tool"]


def test_sitemap_names_every_announced_year(client, prize):
    for year in (2030, 2031):
        honoured(round_of(prize, edition__year=year))

    text = client.get("/sitemap.xml").text

    assert text.count(f"{address(2030)}</loc>") == text.count(f"{address(2031)}</loc>") == 1


def test_unapproved_award_shows_name_place_category_and_citation_only(client, round, prize):
    award = awarded(round=round)
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    published(award, approved=False)
    story(story_index(), award=award)

    text = client.get(address()).text.partition("<main")[2]

    for shown in ("Ashfield Castings", "Lowell", award.category.name, "Nine parts less."):
        assert shown in text
    for hidden in (STORY, award.title, "<img", "Story 1"):
        assert hidden not in text


def test_approved_award_leads_to_its_stories(client, round):
    award = awarded(round=round)
    page = published(award)
    told = story(story_index(), award=award)
    other = story(told.get_parent(), 2)

    for url in (address(), page.url):
        text = client.get(url).text
        assert f'href="{told.url}"' in text
        assert other.url not in text


@pytest.mark.parametrize("fields", [{"live": False}])
def test_story_that_is_not_public_is_not_named(client, round, fields):
    award = awarded(round=round)
    page = published(award)
    told = story(story_index(), award=award)
    StoryPage.objects.update(**fields)

    for url in (address(), page.url):
        assert told.url not in client.get(url).text


@pytest.mark.parametrize("rows", [1, 6])
def test_year_query_count(client, round, rows, django_assert_num_queries):
    index = story_index()
    for number in range(rows):
        award = awarded(round=round, company=f"Company {number}")
        published(award)
        story(index, number, award=award)
    client.get(address())

    with django_assert_num_queries(13):
        client.get(address())
