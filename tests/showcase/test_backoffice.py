import pytest
from django.urls import reverse

from accounts.backoffice.work import work_for
from accounts.models import Invitation
from showcase.models import Award
from tests.accounts.factories import staff
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import approve, awarded, entrant_of, showcase_of, tell_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, prize):
    person = staff(prize=prize)
    client.force_login(person)
    return person


def act(client, name, award, **typed):
    return client.post(reverse(f"awards:{name}", args=[award.pk]), typed)


def test_list_tells_where_each_award_stands(client, office, award):
    text = client.get(reverse("awards:index")).text

    for told in ("Ashfield Castings", "Winner", "Offered", "Missing", "Draft", "Not answered"):
        assert told in text


def test_list_leads_to_the_acts(client, office, award):
    text = client.get(reverse("awards:index")).text

    for name in ("inspect", "cite", "ask", "revoke"):
        assert reverse(f"awards:{name}", args=[award.pk]) in text


def test_citation_is_written(client, office, award):
    act(client, "cite", award, citation="Nine parts less.")

    assert Award.objects.get().citation == "Nine parts less."


def test_company_is_asked_at_an_address_of_its_own(client, office, award):
    person = entrant_of(award)

    tell_company(award)

    act(client, "ask", award, address="stranger@elsewhere.example")
    assert not Invitation.objects.exists()
    act(client, "ask", award, address=person.email)

    assert Invitation.objects.get().address == person.email


def test_award_is_taken_back(client, office, award):
    assert act(client, "revoke", award, reason="").status_code == 200
    assert Award.objects.get().state == "offered"

    act(client, "revoke", award, reason="Invented figures.")

    assert Award.objects.get().state == "revoked"


def test_missing_page_is_drafted(client, tasks_wait):
    award = awarded(PrizeFactory())
    prize = award.category.edition.prize
    client.force_login(staff(prize=prize))
    showcase_of(prize)

    act(client, "draft", award)

    assert Award.objects.get().page.title == award.company_name


@pytest.mark.parametrize("name", ["cite", "ask", "revoke", "draft"])
@pytest.mark.parametrize("role", ["editor", "auditor"])
def test_acts_are_the_secretariats_only(client, award, prize, name, role):
    client.force_login(staff(role, prize))

    assert act(client, name, award, citation="Mine.", reason="Mine.").status_code == 404


def test_work_list_counts_what_waits(award, prize, editor):
    person = staff(prize=prize)

    assert [item.count for item in work_for(person) if item.url == reverse("awards:index")] == [1, 1]
    approve(award)
    assert not [item for item in work_for(person) if "winner pages" in item.text]
    assert not [item for item in work_for(editor) if "award" in item.text]


def test_editor_reads_the_companys_word_beside_the_page(client, award, editor):
    approve(award, by=editor)
    client.force_login(editor)

    text = client.get(reverse("wagtailadmin_pages:edit", args=[award.page.pk])).text

    assert "The company has approved this text." in text
    assert "Robin Ashfield" in text


@pytest.mark.parametrize("mode", ["", "without-approval"])
def test_page_is_previewed_either_way(award, mode):
    response = award.page.make_preview_request(preview_mode=mode)

    assert ("We cast the part in one piece." in response.text) == (mode == "")


def test_page_is_not_copied(client, award, editor):
    client.force_login(editor)

    response = client.get(reverse("wagtailadmin_pages:copy", args=[award.page.pk]))

    assert response.status_code == 302


@pytest.mark.parametrize("url", ["/admin/nominations/", "/admin/awards/", "/admin/people/", "/judging/rounds/"])
def test_editor_sees_nothing_of_nominations_and_judging(client, editor, url):
    client.force_login(editor)

    assert client.get(url).status_code == 404
