import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.enums import RoleName
from audit.models import Event
from nominations.actions import request_information, submit_nomination
from nominations.enums import NominationState
from nominations.models import SubmissionAnswer
from nominations.office.viewsets import NominationViewSet
from tests.accounts.factories import OrganisationFactory, PersonFactory, SuperuserFactory, staff
from tests.nominations.factories import (
    AnswerFactory,
    AttachmentFactory,
    CollaboratorFactory,
    ExtensionFactory,
    NominationFactory,
    complete_draft,
    submitted,
)
from tests.prizes.factories import CategoryFactory, EditionFactory, EligibilityRuleFactory, PrizeFactory

pytestmark = pytest.mark.django_db
ACTS = tuple(NominationViewSet.acts)
LIST = "nomination:index"


@pytest.fixture
def category():
    return CategoryFactory(edition=EditionFactory(year=2027, time_zone="America/New_York"), name="Skills")


@pytest.fixture
def prize(category):
    return category.edition.prize


@pytest.fixture
def waiting(category):
    """Handed in and not screened."""
    return submitted(category=category, title="A mould that reports its wear").nomination


@pytest.fixture
def secretariat(prize):
    return staff(prize=prize)


@pytest.fixture
def at_office(client, secretariat):
    client.force_login(secretariat)
    return client


def page(nomination, name="inspect"):
    return reverse(f"nomination:{name}", args=[nomination.pk])


def listed(client, **chosen):
    return list(client.get(reverse(LIST), chosen).context["object_list"])


def verbs(nomination):
    return list(Event.objects.about(nomination).order_by("position").values_list("verb", flat=True))


def queries_of(client, url, **chosen):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, chosen).status_code == 200
    return len(captured)


def people_outside(prize):
    return {
        "neighbour": staff(prize=PrizeFactory()),
        "stranger": PersonFactory(),
        "editor": staff(RoleName.EDITOR, prize),
        "superuser": SuperuserFactory(),
    }


# Who sees it


@pytest.mark.parametrize("who", ["neighbour", "stranger", "editor", "superuser"])
def test_nobody_outside_the_office_finds_it(client, prize, waiting, who):
    client.force_login(people_outside(prize)[who])
    before = Event.objects.count()

    for name in ("inspect", "history", *ACTS):
        assert client.get(page(waiting, name)).status_code == 404, name
        assert client.post(page(waiting, name), {"reason": "x"}).status_code == 404, name
    response = client.get(reverse(LIST))
    assert response.status_code == 404 or waiting not in response.context["object_list"]
    waiting.refresh_from_db()
    assert waiting.state == NominationState.SUBMITTED
    assert Event.objects.count() == before


def test_the_auditor_reads_and_does_nothing(client, prize, waiting):
    client.force_login(staff(RoleName.AUDITOR, prize))

    assert listed(client) == [waiting]
    shown = client.get(page(waiting))
    assert "A mould that reports its own wear" in shown.content.decode()
    assert shown.context["likely_acts"] == shown.context["other_acts"] == []
    for name in ACTS:
        assert client.get(page(waiting, name)).status_code == 404, name
        assert client.post(page(waiting, name), {}).status_code == 404, name


def test_what_i_enter_myself_for_another_prize_is_not_in_my_office(at_office, secretariat):
    mine = CollaboratorFactory(person=secretariat, nomination__handed_in=True).nomination

    assert listed(at_office) == []
    assert at_office.get(page(mine)).status_code == 404


@pytest.mark.parametrize("name", ["add", "edit", "delete"])
def test_there_is_no_form_to_write_one(at_office, waiting, name):
    address = {"add": "new/", "edit": f"edit/{waiting.pk}/", "delete": f"delete/{waiting.pk}/"}[name]

    assert at_office.get(reverse(LIST) + address).status_code == 404


# The list


def test_list_tells_when_it_was_submitted_on_the_editions_clock(at_office, waiting):
    type(waiting).objects.filter(pk=waiting.pk).update(submitted_at=datetime(2027, 3, 1, 2, 30, tzinfo=UTC))

    assert "Feb 28, 2027, 9:30 p.m. EST" in at_office.get(reverse(LIST)).content.decode()


def test_list_counts_the_files_that_stand(at_office, waiting):
    AttachmentFactory.create_batch(2, nomination=waiting)
    AttachmentFactory(nomination=waiting, removed_at=timezone.now())

    assert listed(at_office)[0].attachment_count == 2


def test_filters(at_office, category, waiting):
    draft = NominationFactory(category=category, organisation=OrganisationFactory(city="Worcester", state="MA"))
    ExtensionFactory(nomination=draft)
    other = NominationFactory(category=CategoryFactory(edition__prize=category.edition.prize), handed_in=True)
    overdue = NominationFactory(
        category=category,
        handed_in=True,
        state=NominationState.NEEDS_INFORMATION,
        information_due_at=timezone.now() - timedelta(days=1),
    )

    assert set(listed(at_office, edition=category.edition_id)) == {waiting, draft, overdue}
    assert listed(at_office, category=other.category_id) == [other]
    assert set(listed(at_office, state=["draft", "needs_information"])) == {draft, overdue}
    assert listed(at_office, place="worc") == [draft]
    assert listed(at_office, extended="true") == [draft]
    assert set(listed(at_office, waiting="true")) == {waiting, other, overdue}
    assert listed(at_office, waiting="false") == [draft]
    assert listed(at_office, overdue="true") == [overdue]


def test_information_is_not_overdue_within_its_extension(at_office, category):
    late = NominationFactory(
        category=category,
        handed_in=True,
        state=NominationState.NEEDS_INFORMATION,
        information_due_at=timezone.now() - timedelta(days=1),
    )
    ExtensionFactory(nomination=late, until=timezone.now() + timedelta(days=2))

    assert listed(at_office, overdue="true") == []


def test_filters_offer_only_my_editions(at_office, category):
    CategoryFactory()

    form = at_office.get(reverse(LIST)).context["filters"].form

    assert list(form.fields["edition"].queryset) == [category.edition]
    assert list(form.fields["category"].queryset) == [category]


@pytest.mark.parametrize("typed", ["reports its", "WILLOW", "{code}", "row-17"])
def test_search(at_office, waiting, typed):
    waiting.organisation.name = "Willow Castings"
    waiting.organisation.save()
    type(waiting).objects.filter(pk=waiting.pk).update(external_key="row-17")
    NominationFactory(category=waiting.category, handed_in=True)

    assert listed(at_office, q=typed.format(code=waiting.reference_code.lower())) == [waiting]


@pytest.mark.parametrize(
    "field",
    ["title", "reference_code", "organisation__name", "category__name", "state", "submitted_at", "language"],
)
def test_sorting_both_ways_keeps_what_is_missing_last(at_office, category, field):
    draft = NominationFactory(category=category, title="zz", state=NominationState.DRAFT)
    for letter in "ba":
        organisation = OrganisationFactory(name=letter)
        NominationFactory(category=category, handed_in=True, title=letter, organisation=organisation)

    ascending, descending = (listed(at_office, ordering=sign + field) for sign in ("", "-"))

    assert len(ascending) == len(descending) == 3
    if field in ("reference_code", "submitted_at"):
        assert ascending[-1] == descending[-1] == draft
        assert ascending[:2] == descending[1::-1]


def test_list_asks_the_same_number_of_questions_for_fifty(at_office, category):
    NominationFactory(category=category, handed_in=True)
    url = reverse(LIST)
    at_office.get(url)

    one = queries_of(at_office, url, waiting="true", ordering="organisation__name")
    NominationFactory.create_batch(49, category=category, handed_in=True)

    assert queries_of(at_office, url, waiting="true", ordering="organisation__name") == one


# Exports


def exported(client, kind, **chosen):
    response = client.get(reverse(LIST), {"export": kind, **chosen})
    return b"".join(response.streaming_content)


def hostile(category):
    organisation = OrganisationFactory(name='=HYPERLINK("http://evil.example","Open")', city="+1")
    nomination = NominationFactory(category=category, handed_in=True, title="@SUM(A1)", organisation=organisation)
    CollaboratorFactory(nomination=nomination, person=PersonFactory(name="=1+1"))
    return nomination


def test_csv_holds_what_is_filtered_and_no_formula(at_office, category, waiting):
    nomination = hostile(category)

    rows = list(csv.DictReader(exported(at_office, "csv", q="SUM").decode().splitlines()))

    assert [row["Reference"] for row in rows] == [nomination.reference_code]
    assert rows[0]["Title"] == "'@SUM(A1)"
    assert rows[0]["Company"].startswith("'=HYPERLINK")
    assert rows[0]["Contacts"].startswith("'=1+1 <person")
    assert rows[0]["Stands at"] == "Submitted"
    assert not [value for row in rows for value in row.values() if value[:1] in "=+-@" and value]


def test_xlsx_holds_no_formula(at_office, category):
    hostile(category)

    sheet = load_workbook(BytesIO(exported(at_office, "xlsx"))).active

    assert [cell.value for cell in sheet[2]][1] == "@SUM(A1)"
    assert "f" not in {cell.data_type for row in sheet for cell in row}


def test_an_export_is_one_event_and_tells_how_much(at_office, category, secretariat):
    NominationFactory.create_batch(2, category=category)

    exported(at_office, "csv")

    event = Event.objects.get()
    assert (event.verb, event.actor) == ("list.exported", str(secretariat.pk))
    assert '"rows":2' in event.detail.payload


def test_export_asks_the_same_number_of_questions_for_many(at_office, category):
    hostile(category)
    at_office.get(reverse(LIST))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            exported(at_office, "csv")
        return len(captured)

    one = queries()
    for _ in range(10):
        hostile(category)
    assert queries() == one


# One nomination


def test_each_look_is_one_event(at_office, waiting, secretariat):
    before = Event.objects.count()

    at_office.get(page(waiting))

    assert Event.objects.count() == before + 1
    event = Event.objects.head()
    assert (event.verb, event.actor) == ("nomination.looked_at", str(secretariat.pk))


def test_the_office_reads_what_the_jury_does_not(at_office, waiting):
    form = waiting.submissions.get().form
    form.questions.filter(key="headline").update(audience="staff")

    text = at_office.get(page(waiting)).content.decode()

    assert "A mould that reports its own wear" in text
    assert waiting.collaborators.get().person.email in text
    assert "Nomination submitted" in text


def test_conditions_come_with_their_verdict(at_office, category):
    EligibilityRuleFactory(edition=category.edition, key="made-here", question="Made here?")
    EligibilityRuleFactory(edition=category.edition, key="small", question="Small?")
    nomination = NominationFactory(category=category, eligibility_answers={"made-here": False})

    rows = at_office.get(page(nomination)).context["conditions"]["rows"]

    assert [(row["answer"], row["met"]) for row in rows] == [("No", False), ("No answer", None)]


def test_a_draft_stays_with_its_company(at_office, category):
    draft = NominationFactory(category=category)
    AnswerFactory(nomination=draft, value="Nobody's business yet")

    text = at_office.get(page(draft)).content.decode()

    assert "Nobody&#x27;s business yet" not in text
    assert "Not submitted" in text


def test_an_earlier_submission_is_read_at_its_own_address(at_office, waiting):
    collaborator = waiting.collaborators.get().person
    request_information(
        nomination=waiting,
        what="More",
        due_at=timezone.now() + timedelta(days=3),
        by=staff(prize=waiting.edition.prize),
    )
    waiting.refresh_from_db()
    submit_nomination(
        nomination=waiting, terms_version=waiting.edition.terms_version, consents_to_publish=True, by=collaborator
    )

    assert at_office.get(page(waiting)).context["submission"].number == 2
    earlier = at_office.get(page(waiting), {"submission": "1"})
    assert earlier.context["submission"].number == 1
    assert "This is an earlier submission" in earlier.content.decode()


def test_duplicates_are_pointed_out(at_office, waiting, category):
    same_title = NominationFactory(category=category, title=waiting.title.upper())
    same_company = NominationFactory(category=category, organisation=waiting.organisation)
    NominationFactory(category=category)
    NominationFactory(title=waiting.title)

    found = at_office.get(page(waiting)).context["duplicates"]

    assert {row for row, _ in found} == {same_title, same_company}


def surround(nomination, count):
    """With so many people, files, extensions and likely duplicates."""
    CollaboratorFactory.create_batch(count, nomination=nomination)
    AttachmentFactory.create_batch(count, nomination=nomination)
    ExtensionFactory.create_batch(count, nomination=nomination, granted_by=nomination.collaborators.last().person)
    alike = {"category": nomination.category, "organisation": nomination.organisation}
    NominationFactory.create_batch(count, handed_in=True, **alike)


def test_one_nomination_asks_the_same_number_of_questions_for_fifty(at_office, waiting):
    surround(waiting, 1)
    at_office.get(page(waiting))

    one = queries_of(at_office, page(waiting))
    surround(waiting, 49)

    assert queries_of(at_office, page(waiting)) == one


@pytest.mark.parametrize(("consents", "shown"), [(True, "Yes, if it wins"), (False, "No")])
def test_consent_to_publish_is_told_both_ways(at_office, category, consents, shown):
    nomination, collaborator = complete_draft(category=category)
    version = nomination.edition.terms_version
    submit_nomination(nomination=nomination, terms_version=version, consents_to_publish=consents, by=collaborator)

    for url in (page(nomination), reverse("nominations:submission", args=[nomination.pk, 1])):
        assert f"<dt>May be published</dt><dd>{shown}</dd>" in at_office.get(url).content.decode()


# Acts


def test_found_eligible(at_office, waiting):
    response = at_office.post(page(waiting, "eligible"))

    assert response.url == page(waiting)
    waiting.refresh_from_db()
    assert waiting.state == NominationState.ELIGIBLE
    assert verbs(waiting)[-1] == "nomination.found_eligible"


def test_not_eligible_wants_a_reason_where_it_is_typed(at_office, waiting):
    refused = at_office.post(page(waiting, "ineligible"), {"reason": "  "})
    assert refused.context["form"].errors["reason"]

    at_office.post(page(waiting, "ineligible"), {"reason": "It is not made in the state."})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.screening_reason) == (NominationState.INELIGIBLE, "It is not made in the state.")


def test_information_is_due_on_the_editions_clock(at_office, waiting):
    url = page(waiting, "information")
    past = at_office.post(url, {"what": "The figures of 2025.", "due_at": "2020-01-01 12:00"})
    assert past.context["form"].errors["due_at"] == ["Choose a moment that is still to come."]
    assert "America/New York" in past.content.decode()

    at_office.post(url, {"what": "The figures of 2025.", "due_at": "2099-07-01 17:00"})

    waiting.refresh_from_db()
    assert waiting.state == NominationState.NEEDS_INFORMATION
    assert waiting.information_due_at == datetime(2099, 7, 1, 21, tzinfo=UTC)


def test_an_extension_reopens_a_draft_that_was_closed(at_office, category):
    closed = NominationFactory(category=category, state=NominationState.NOT_SUBMITTED)
    url = page(closed, "extend")
    early = at_office.post(url, {"until": "2020-01-01 12:00", "reason": "A flood."})
    assert early.context["form"].errors["until"]

    at_office.post(url, {"until": "2099-07-01 17:00", "reason": "A flood."})

    closed.refresh_from_db()
    assert closed.state == NominationState.DRAFT
    assert closed.extensions.get().until == datetime(2099, 7, 1, 21, tzinfo=UTC)


def test_merging_into_a_proposed_duplicate(at_office, waiting, category):
    stays = NominationFactory(category=category, organisation=waiting.organisation, handed_in=True)
    NominationFactory(organisation=waiting.organisation, handed_in=True)
    url = page(waiting, "merge")
    assert list(at_office.get(url).context["form"].fields["target"].queryset) == [stays]

    at_office.post(url, {"target": stays.pk})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.merged_into) == (NominationState.MERGED, stays)


def test_merging_by_reference(at_office, waiting, category):
    stays = NominationFactory(category=category, handed_in=True)
    elsewhere = NominationFactory(handed_in=True)
    url = page(waiting, "merge")

    for typed in ("", elsewhere.reference_code, waiting.reference_code, "NONE"):
        assert at_office.post(url, {"reference": typed}).context["form"].errors["reference"], typed
    at_office.post(url, {"reference": stays.reference_code.lower()})

    waiting.refresh_from_db()
    assert waiting.merged_into == stays


def test_erasing_answers_leaves_a_submission_that_verifies(at_office, waiting):
    url = page(waiting, "erase_answers")
    assert at_office.post(url, {"questions": ["headline"], "reason": ""}).context["form"].errors["reason"]
    assert at_office.post(url, {"questions": ["nothing"], "reason": "Asked."}).context["form"].errors["questions"]

    at_office.post(url, {"questions": ["headline"], "reason": "A name stood in it."})

    assert SubmissionAnswer.objects.get(question_key="headline").value is None
    shown = at_office.get(page(waiting))
    assert shown.context["verification"].holds
    assert "This answer was erased." in shown.content.decode()
    assert "Submitted answers erased" in shown.content.decode()


def test_an_act_names_itself_and_its_nomination(at_office, waiting):
    text = at_office.get(page(waiting, "information")).content.decode()

    assert "Ask for information" in text
    assert waiting.title in text
    assert "date-time-chooser" in text


def test_an_act_that_its_state_refuses_says_so_on_the_page(at_office, category):
    draft = NominationFactory(category=category)

    response = at_office.post(page(draft, "eligible"))

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["This is draft, so it cannot become eligible."]


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (NominationState.SUBMITTED, {"eligible", "information", "ineligible", "merge", "erase_answers"}),
        (NominationState.DRAFT, {"extend", "merge"}),
        (NominationState.WITHDRAWN, set()),
    ],
)
def test_only_what_makes_sense_is_offered(category, secretariat, state, offered):
    handed_in = state == NominationState.SUBMITTED
    nomination = NominationFactory(category=category, handed_in=handed_in, **({} if handed_in else {"state": state}))

    assert {name for name, view in NominationViewSet.acts.items() if view.offered_for(nomination)} == offered


# Several at once


def bulk(client, nominations, method="post"):
    ids = "&".join(f"id={nomination.pk}" for nomination in nominations)
    url = reverse("wagtail_bulk_action", args=["nominations", "nomination", "found_eligible"])
    return getattr(client, method)(f"{url}?{ids}&next={reverse(LIST)}")


def states(*nominations):
    rows = type(nominations[0]).objects.in_bulk([nomination.pk for nomination in nominations])
    return [rows[nomination.pk].state for nomination in nominations]


def test_ticked_ones_are_found_eligible_one_event_each(at_office, category):
    first, second = NominationFactory.create_batch(2, category=category, handed_in=True)
    draft = NominationFactory(category=category)

    asked = bulk(at_office, [first, second, draft], "get").content.decode()
    assert first.reference_code in asked
    assert states(first) == [NominationState.SUBMITTED]
    response = bulk(at_office, [first, second, draft])

    assert response.url == reverse(LIST)
    assert states(first, second, draft) == [NominationState.ELIGIBLE, NominationState.ELIGIBLE, NominationState.DRAFT]
    assert [verbs(row) for row in (first, second, draft)] == [["nomination.found_eligible"]] * 2 + [[]]


@pytest.mark.parametrize("who", ["neighbour", "stranger", "editor", "superuser", "auditor"])
def test_nobody_else_screens_several(client, prize, category, who):
    nomination = NominationFactory(category=category, handed_in=True)
    client.force_login({**people_outside(prize), "auditor": staff(RoleName.AUDITOR, prize)}[who])

    for method in ("get", "post"):
        assert bulk(client, [nomination], method).status_code == 404

    assert states(nomination) == [NominationState.SUBMITTED]


def test_a_foreign_row_among_the_ticked_is_neither_named_nor_screened(at_office, category):
    mine = NominationFactory(category=category, handed_in=True)
    foreign = NominationFactory(handed_in=True, title="Not for these eyes")

    assert "Not for these eyes" not in bulk(at_office, [mine, foreign], "get").content.decode()
    bulk(at_office, [mine, foreign])

    assert states(mine, foreign) == [NominationState.ELIGIBLE, NominationState.SUBMITTED]


def test_all_of_a_listing_and_rubbish_choose_nothing(at_office, category):
    NominationFactory(category=category, handed_in=True)
    url = reverse("wagtail_bulk_action", args=["nominations", "nomination", "found_eligible"])

    assert at_office.post(f"{url}?id=all&id=7").status_code == 404
