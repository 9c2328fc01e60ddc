from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import RoleName
from audit.models import Event
from prizes.models import Edition, EligibilityRule, Prize, SupportService, Term
from tests.accounts.factories import OrganisationFactory, PersonFactory, RoleFactory, SuperuserFactory
from tests.prizes.factories import (
    CategoryFactory,
    EditionDateFactory,
    EditionFactory,
    EligibilityRuleFactory,
    SupportServiceFactory,
)
from tests.prizes.typed import CATEGORY, RULE, formset, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(year=2027, name="Innovation Prize 2027")


@pytest.fixture
def office(edition):
    return RoleFactory(prize=edition.prize).person


@pytest.fixture
def auditor(edition):
    return RoleFactory(prize=edition.prize, name=RoleName.AUDITOR).person


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def test_creating_an_edition_saves_its_rows_in_one_act(at_office, edition):
    new = EditionFactory.build(prize=edition.prize, year=2028, name="Innovation Prize 2028")
    date = {"name": "Ceremony", "at": "2027-06-03 18:30"}
    data = posted(new, dates=[date], categories=[CATEGORY], rules=[RULE]) | formset("eligibility_rules-0-options")

    response = at_office.post(reverse("edition:add"), data)

    assert response.status_code == 302, response.context["form"].errors
    saved = Edition.objects.get(year=2028)
    assert saved.categories.get().key == "people-and-skills"
    assert saved.eligibility_rules.get().key == "how-many-employees-do-you-have"
    assert saved.dates.get().at == datetime(2027, 6, 3, 22, 30, tzinfo=UTC)
    assert verbs() == ["edition.created"]


def test_dates_are_typed_on_the_clock_of_the_edition(at_office, edition):
    at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition, time_zone="Europe/Berlin"))

    edition.refresh_from_db()
    assert edition.opens_at == datetime(2027, 1, 11, 8, tzinfo=UTC)
    assert edition.closes_at == datetime(2027, 4, 2, 15, tzinfo=UTC)
    page = at_office.get(reverse("edition:edit", args=[edition.pk])).content.decode()
    assert 'value="2027-04-02 17:00"' in page


def test_moving_a_deadline_is_one_event(at_office, edition):
    at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition))
    at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition))

    assert verbs() == ["edition.deadline_changed"]


def test_a_choice_that_nobody_passes_is_refused_on_the_page(at_office, edition):
    rule = RULE | {"kind": "choice", "most": ""}
    data = posted(edition, rules=[rule]) | formset("eligibility_rules-0-options", [{"label": "Services"}])

    response = at_office.post(reverse("edition:edit", args=[edition.pk]), data)

    assert "needs an option that is eligible" in response.content.decode()
    assert not EligibilityRule.objects.exists()


def test_rows_keep_the_order_they_were_dragged_into(at_office, edition):
    rows = [CATEGORY | {"name": "Last", "ORDER": 2}, CATEGORY | {"name": "First", "ORDER": 1}]

    at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition, categories=rows))

    assert list(edition.categories.values_list("name", flat=True)) == ["First", "Last"]


def test_closing_before_opening_is_refused_in_words(at_office, edition):
    response = at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition, closes_at="2027-01-01 09:00"))

    assert "Nominations must close after they open." in response.content.decode()


def test_copying_asks_and_says_what_it_did(at_office, edition):
    url = reverse("edition:copy_to_year", args=[edition.pk])
    assert at_office.get(url).context["form"]["year"].initial == 2028

    response = at_office.post(url, {"year": 2028, "opens_on": "2028-01-10"}, follow=True)

    assert "is copied to Innovation Prize 2028" in response.content.decode()
    assert verbs() == ["edition.copied"]


def test_a_second_copy_says_that_the_year_is_taken(at_office, edition):
    url = reverse("edition:copy_to_year", args=[edition.pk])
    at_office.post(url, {"year": 2028, "opens_on": "2028-01-10"})

    response = at_office.post(url, {"year": 2028, "opens_on": "2028-01-10"})

    assert "There is already an edition 2028" in response.content.decode()
    assert Edition.objects.count() == 2


def test_the_auditor_reads_and_changes_nothing(client, auditor, edition):
    CategoryFactory(edition=edition, name="Skills")
    EditionDateFactory(edition=edition, name="Ceremony")
    EligibilityRuleFactory(edition=edition)
    client.force_login(auditor)

    page = client.get(reverse("edition:inspect", args=[edition.pk])).content.decode()
    assert all(word in page for word in ("Skills", "Ceremony", "Do you make goods in the state?"))
    assert client.get(reverse("edition:index")).status_code == 200
    for name in ("edit", "delete", "copy_to_year"):
        assert client.get(reverse(f"edition:{name}", args=[edition.pk])).status_code == 404
        assert client.post(reverse(f"edition:{name}", args=[edition.pk]), {}).status_code == 404


@pytest.mark.parametrize("name", ["edit", "delete", "copy_to_year", "inspect", "history"])
def test_neighbour_and_superuser_find_no_such_edition(client, edition, name):
    for person in (RoleFactory().person, SuperuserFactory()):
        client.force_login(person)
        assert client.get(reverse(f"edition:{name}", args=[edition.pk])).status_code == 404


def test_stranger_and_visitor_come_nowhere(client, edition):
    url = reverse("edition:edit", args=[edition.pk])
    assert client.get(url).status_code in (302, 404)
    client.force_login(PersonFactory())
    assert client.get(url).status_code in (302, 403, 404)


def test_an_edition_is_not_filed_under_somebody_elses_prize(at_office, edition):
    theirs = RoleFactory().prize

    at_office.post(reverse("edition:edit", args=[edition.pk]), posted(edition, prize=theirs.pk))

    edition.refresh_from_db()
    assert edition.prize != theirs


def test_a_prize_is_edited_and_neither_added_nor_deleted(at_office, edition):
    url = reverse("prize:edit", args=[edition.prize_id])

    at_office.post(url, {"name": "The State Prize", "languages": ["en"], "summary": "For makers."})

    assert Prize.objects.get(pk=edition.prize_id).name == "The State Prize"
    assert verbs() == ["prize.changed"]
    assert at_office.get("/admin/prize/add/").status_code == 404


def test_a_term_gets_its_slug_from_its_name_and_keeps_it(at_office):
    fields = {"vocabulary": "technology", "name": "Cold Spray", "description": "Metal by gas jet."}
    at_office.post(reverse("term:add"), fields)
    term = Term.objects.get(slug="cold-spray")

    at_office.post(reverse("term:edit", args=[term.pk]), fields | {"name": "Cold spraying", "slug": ""})

    term.refresh_from_db()
    assert (term.name, term.slug) == ("Cold spraying", "cold-spray")
    assert verbs() == ["term.created", "term.renamed"]


def test_a_term_that_others_hang_on_is_not_deleted(at_office):
    term = Term.objects.get(slug="workforce-training")
    Term.objects.filter(slug="executive-education").update(broader=term)

    response = at_office.post(reverse("term:delete", args=[term.pk]), follow=True)

    assert "is in use (terms). Merge it into another term instead." in response.content.decode()
    assert Term.objects.filter(pk=term.pk).exists()


def test_a_support_service_is_kept_with_its_forms_of_assistance(at_office):
    term = Term.objects.get(slug="lean-assistance")
    fields = {
        "name": "Shop-floor advice",
        "provider": OrganisationFactory().pk,
        "summary": "Two days with an adviser.",
        "assistance": [term.pk],
        "published": "on",
    }

    at_office.post(reverse("supportservice:add"), fields)

    assert SupportService.objects.get().assistance.get() == term
    assert verbs() == ["supportservice.created"]


@pytest.mark.parametrize("name", ["edition", "supportservice", "term", "prize"])
def test_lists_ask_as_often_for_many_rows_as_for_one(at_office, office, edition, name):
    SupportServiceFactory()
    queries_of(at_office, name)
    few = queries_of(at_office, name)
    for _ in range(12):
        RoleFactory(person=office, prize=EditionFactory(prize__name="Another").prize)
        SupportServiceFactory()

    assert queries_of(at_office, name) == few


def queries_of(client, name):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(f"{name}:index")).status_code == 200
    return len(captured)
