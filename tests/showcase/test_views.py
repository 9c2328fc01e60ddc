"""The public pages of the showcase: what they show, to whom, and when."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from prizes.enums import Vocabulary
from showcase.actions import mark_ready, revoke_award, write_citation
from showcase.models import Approval, Award, WinnersPage
from tests.accounts.factories import staff
from tests.prizes.factories import TermFactory
from tests.showcase.factories import STORY, PictureFactory, announce, approve, asked, awarded, published, round_of

pytestmark = pytest.mark.django_db
ADDRESS = "boss@ashfield.example"


def picture():
    return PictureFactory(title="Casting", description="A casting", credit="Us")


def with_picture(award):
    page = award.page
    page.picture = picture()
    page.save_revision()
    return page.picture


def listing(client, **chosen):
    return client.get(WinnersPage.objects.get().url, chosen)


def address_of_year(year):
    return WinnersPage.objects.get().address_of(year)


def address_of(page):
    """Also of a page that is not served."""
    return page.get_url()


def test_announced_page_is_shown(client, award):
    page = published(award)

    response = client.get(page.url)

    assert STORY in response.text


def gone_live(award, act):
    approve(award)
    act(award.page)


GO_LIVE = {
    "by hand": lambda page: page.get_latest_revision().publish(),
    "in the database": lambda page: type(page).objects.filter(pk=page.pk).update(live=True),
}


@pytest.mark.parametrize("act", GO_LIVE.values(), ids=GO_LIVE)
@pytest.mark.parametrize("role", [None, "editor", "secretariat"])
def test_page_that_went_live_too_early_is_not_served(client, award, prize, act, role):
    gone_live(award, act)
    announce(award, at=timezone.now() + timedelta(hours=1))
    if role:
        client.force_login(staff(role, prize))

    assert client.get(address_of(award.page)).status_code == 404
    assert "Ashfield" not in listing(client).text
    assert award.company_name not in client.get("/sitemap.xml").text
    assert str(award.pk) not in client.get("/sitemap.xml").text
    assert "Ashfield" not in client.get("/").text


def test_bulk_publishing_shows_nothing_early(client, award, editor):
    client.force_login(editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client.post(f"{url}?id={award.page.pk}", {"include_descendants": "on"})

    award.page.refresh_from_db()
    assert award.page.live
    assert client.get(award.page.url).status_code == 404
    assert "Ashfield" not in listing(client).text


def test_sitemap_names_the_announced(client, award):
    page = published(award)

    assert page.url in client.get("/sitemap.xml").text


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_award_that_ended_vanishes_everywhere(client, award, state):
    page = published(award)
    Award.objects.update(state=state, reason="So it is.")

    assert client.get(page.url).status_code == 404
    for url in (WinnersPage.objects.get().url, "/", "/sitemap.xml"):
        assert "Ashfield" not in client.get(url).text
        assert page.url not in client.get(url).text


def test_revoked_award_vanishes_from_search(client, award, prize):
    published(award)
    assert "Ashfield" in client.get(reverse("search:results"), {"q": "Ashfield"}).text

    revoke_award(award=award, reason="Invented.", by=staff(prize=prize))

    assert "Ashfield Castings" not in client.get(reverse("search:results"), {"q": "casting"}).text


def test_rehearsal_is_not_public(client, prize):
    award = awarded(prize, round=round_of(prize, edition__rehearsal=True))
    page = published(award)

    assert client.get(address_of(page)).status_code == 404
    assert "Ashfield" not in listing(client).text


def test_unapproved_page_shows_name_place_category_and_citation_only(client, award, prize):
    with_picture(award)
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    page = published(award, approved=False)

    text = client.get(page.url).text

    for shown in ("Ashfield Castings", "Lowell", award.category.name, "Nine parts less."):
        assert shown in text
    for hidden in (STORY, award.title, "<img"):
        assert hidden not in text.partition("<main")[2]


def with_company_and_capability(prize):
    TermFactory(vocabulary=Vocabulary.CAPABILITY, slug="odd-parts", name="Odd parts")
    TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="foundries", name="Foundries")
    terms = [("capability", ["odd-parts"]), ("sub_industry", ["foundries"])]
    tables = {"scrap": ({"2028": "6", "2030": "1.5"}, {"measure": "scrap", "unit": "%"})}
    award = awarded(prize, round=round_of(prize, edition__year=2031), terms=terms, tables=tables)
    award.organisation.website = "https://ashfield.example"
    award.organisation.save()
    return award


def test_approved_page_tells_of_the_company_and_what_it_can_do(client, prize):
    award = with_company_and_capability(prize)
    with_picture(award)
    page = published(award)

    response = client.get(page.url)

    assert [[term.name for term in response.context[name]] for name in ("capabilities", "terms")] == [
        ["Odd parts"],
        ["Foundries"],
    ]
    for said in ('href="https://ashfield.example"', "What the jury saw", "Scrap, 2028 to 2030", "Lowell", "Us"):
        assert said in response.text


def test_unapproved_page_tells_nothing_more_of_the_company(client, prize):
    award = with_company_and_capability(prize)
    page = published(award, approved=False)

    text = client.get(page.url).text.partition("<main")[2]

    for hidden in ("ashfield.example", "What the jury saw", "Scrap", "Odd parts", "Foundries"):
        assert hidden not in text


def test_page_leads_to_its_year(client, award):
    page = published(award)

    assert f'href="{address_of_year(award.category.edition.year)}"' in client.get(page.url).text


@pytest.mark.parametrize("approved", [True, False])
def test_lists_show_a_picture_only_with_approval(client, award, approved):
    with_picture(award)
    published(award, approved=approved)

    year = award.category.edition.year
    for response in (listing(client), listing(client, year=year), client.get(address_of_year(year)), client.get("/")):
        assert ("<img" in response.text.partition("<main")[2]) == approved


def test_list_without_a_page_has_no_link(client, award):
    announce(award)

    text = listing(client).text

    assert "Ashfield Castings" in text
    assert str(award.pk) not in text


def test_filters_narrow_each_other(client, prize):
    TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="castings", name="Castings")
    first = awarded(prize, terms=[("sub_industry", ["castings"])])
    other = awarded(prize, company="Belmont Tool")
    for award in (first, other):
        announce(award)

    response = listing(client, year=first.category.edition.year)

    bars = {name: choices for _, name, _, choices in response.context["filters"].bars()}
    assert "Belmont" not in response.text
    assert [value for value, _ in bars["year"]] == sorted(
        {str(first.category.edition.year), str(other.category.edition.year)}, reverse=True
    )
    assert [value for value, _ in bars["category"]] == [first.category.key]
    assert bars["sub_industry"] == [("castings", "Castings (1)")]


@pytest.mark.parametrize("junk", ["²", "99999999999999999999", "x", "\x00"])
def test_junk_in_a_filter_is_an_empty_list(client, award, junk):
    announce(award)

    for name in ("year", "category", "sub_industry"):
        assert listing(client, **{name: junk}).status_code == 200


@pytest.mark.parametrize("page", ["0", "x", "999"])
def test_junk_page_number_is_a_page(client, award, page):
    assert listing(client, page=page).status_code == 200


def test_filter_survives_turning_the_page(client, prize, monkeypatch):
    monkeypatch.setattr(WinnersPage, "per_page", 1)
    round = round_of(prize)
    for company in ("Ashfield", "Belmont"):
        announce(awarded(prize, round=round, company=company))

    text = listing(client, year=round.edition.year).text

    assert f'href="?year={round.edition.year}&amp;page=2"' in text


@pytest.mark.parametrize("rows", [1, 6])
def test_winners_page_query_count(client, prize, rows, django_assert_num_queries):
    round = round_of(prize)
    for number in range(rows):
        award = awarded(prize, round=round, company=f"Company {number}")
        with_picture(award)
        published(award)
    listing(client)

    with django_assert_num_queries(11):
        listing(client)


def link_for(award, editor):
    return reverse("showcase:approve", args=[asked(award, ADDRESS, editor).token])


def test_company_reads_and_approves_without_an_account(client, award, editor):
    url = link_for(award, editor)
    assert STORY in client.get(url).text

    response = client.post(url, {"name": "Robin", "answer": "approve"}, follow=True)

    assert "your answer is recorded" in response.text
    assert Approval.objects.get().given_name == "Robin"
    assert award.page.is_approved()


def test_declining_needs_a_remark(client, award, editor):
    url = link_for(award, editor)

    response = client.post(url, {"name": "Robin", "answer": "decline"})

    assert "Say what should change" in response.text
    assert not Approval.objects.exists()


def test_changed_text_closes_the_link(client, award, editor):
    url = link_for(award, editor)
    page = award.page.get_latest_revision_as_object()
    page.title = "Ashfield wins"
    page.save_revision()

    for response in (client.get(url), client.post(url, {"name": "Robin", "answer": "approve"})):
        assert "The text has changed" in response.text
    assert not Approval.objects.exists()


@pytest.mark.parametrize(
    "break_it", [lambda award: award.page.delete(), lambda award: Award.objects.update(state="declined")]
)
def test_link_to_what_is_gone_says_so(client, award, editor, break_it):
    url = link_for(award, editor)

    break_it(award)

    assert client.get(url).status_code == 200
    assert STORY not in client.get(url).text


def test_unknown_link_is_not_there(client):
    assert client.get(reverse("showcase:approve", args=["unknown"])).status_code == 404


def test_approval_page_keeps_its_address_to_itself(client, award, editor):
    response = client.get(link_for(award, editor))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_draft_is_shown_to_editors_only(client, award, editor, prize):
    url = reverse("wagtailadmin_pages:view_draft", args=[award.page.pk])
    assert client.get(url).status_code == 302
    for person, seen in ((staff("secretariat", prize), False), (staff("editor"), False), (editor, True)):
        client.force_login(person)
        assert (STORY in client.get(url).text) == seen


def test_scheduled_page_waits_for_the_announcement(client, award, editor):
    page = award.page
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()
    mark_ready(page=page, by=editor)

    assert client.get(address_of(page)).status_code == 404
