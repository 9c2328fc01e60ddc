import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import RoleName
from accounts.models import Invitation
from nominations.enums import NominationState, QuestionKind, ScanState
from nominations.models import Nomination, Section
from nominations.urls import urlpatterns
from tests.accounts.factories import OrganisationDomainFactory, PersonFactory, staff
from tests.nominations.factories import (
    AnswerFactory,
    AttachmentFactory,
    CollaboratorFactory,
    NominationFactory,
    QuestionFactory,
    complete_draft,
    form_of_every_kind,
    submitted,
)
from tests.prizes.factories import CategoryFactory, EligibilityRuleFactory, SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db

OF_COLLABORATOR = ["detail", "draft", "preview", "submit", "collaborators", "withdraw", "conditions"]


def url(name, nomination, *more):
    return reverse(f"nominations:{name}", args=[nomination.pk, *more])


@pytest.mark.parametrize("name", OF_COLLABORATOR)
def test_page_is_for_collaborators(client, draft, person, neighbour, stranger, office, name):
    client.force_login(person)
    assert client.get(url(name, draft), follow=True).status_code == 200

    for other in (neighbour, stranger, office):
        client.force_login(other)
        assert client.get(url(name, draft)).status_code == 404


@pytest.mark.parametrize("name", OF_COLLABORATOR)
def test_page_sends_the_anonymous_to_sign_in(client, draft, name):
    response = client.get(url(name, draft))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def everything_about(nomination):
    """Every address under one nomination, whatever it takes."""
    arguments = {"key": "headline", "section": "work", "number": 1}
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        if "pk" in names:
            values = {name: arguments.get(name, uuid.uuid4()) for name in names}
            yield reverse(f"nominations:{pattern.name}", kwargs={**values, "pk": nomination.pk})


@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_every_door_is_closed_to_strangers(client, neighbour, stranger, method):
    nomination = submitted().nomination
    addresses = list(everything_about(nomination))
    assert len(addresses) > 15

    for other in (None, neighbour, stranger, PersonFactory(is_superuser=True)):
        client.logout()
        if other:
            client.force_login(other)
        for address in addresses:
            refusals = {404, 405} if other else {302, 401, 405}
            assert getattr(client, method)(address).status_code in refusals, (other, address)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.SUBMITTED


def test_submission_is_read_by_its_people_office_and_auditor(client, stranger):
    submission = submitted()
    nomination = submission.nomination
    prize = nomination.edition.prize

    for reader in (submission.submitted_by, staff(prize=prize), staff(RoleName.AUDITOR, prize=prize)):
        client.force_login(reader)
        response = client.get(url("submission", nomination, 1))
        assert "A mould that reports its own wear" in response.content.decode()

    for other in (stranger, staff(), staff(RoleName.EDITOR, prize=prize)):
        client.force_login(other)
        assert client.get(url("submission", nomination, 1)).status_code == 404


def test_receipt_shows_the_code(client):
    submission = submitted()
    client.force_login(submission.submitted_by)

    response = client.get(url("receipt", submission.nomination))

    submission.nomination.refresh_from_db()
    assert submission.nomination.reference_code in response.content.decode()


def test_mine_lists_only_my_own(client, draft, person, neighbour):
    client.force_login(person)

    entries = client.get(reverse("nominations:mine")).context["entries"]

    assert [entry["nomination"] for entry in entries] == [draft]


def count_queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_mine_asks_the_same_for_one_and_for_fifty(client, draft, person):
    client.force_login(person)
    client.get(reverse("nominations:mine"))
    one = count_queries(client, reverse("nominations:mine"))

    for nomination in NominationFactory.create_batch(49, category=draft.category):
        CollaboratorFactory(nomination=nomination, person=person)

    assert count_queries(client, reverse("nominations:mine")) == one


def test_draft_asks_the_same_for_few_questions_and_for_fifty(client, draft, person):
    section = draft_section(draft)
    client.force_login(person)
    client.get(url("draft_section", draft, section.key))
    few = count_queries(client, url("draft_section", draft, section.key))

    for question in QuestionFactory.create_batch(50, section=section):
        AnswerFactory(nomination=draft, question_key=question.key, saved_by=person)

    assert count_queries(client, url("draft_section", draft, section.key)) == few


def draft_section(nomination):
    return Section.objects.get(form__category=nomination.category)


def post_section(client, nomination, values, **bases):
    section = draft_section(nomination)
    data = {f"q-{key}": value for key, value in values.items()}
    data |= {f"base-{key}": revision for key, revision in bases.items()}
    return client.post(url("draft_section", nomination, section.key), data)


def plain_values(nomination):
    year = nomination.edition.year
    return {
        "title": nomination.title,
        "headline": "Another mould",
        "story": "First we looked.\r\n\r\nThen we changed it.",
        "people": "43",
        "turnover": "1,250,000.50",
        "material": "brass",
        "methods": ["casting"],
        "exports": "yes",
        "film": "example.org/film",
        f"scrap_{year - 2}": "7.5",
        f"scrap_{year - 1}": "2",
    }


def test_draft_saves_without_script(client):
    category = CategoryFactory()
    form_of_every_kind(category)
    nomination = NominationFactory(category=category)
    client.force_login(CollaboratorFactory(nomination=nomination).person)

    response = post_section(client, nomination, plain_values(nomination))

    year = nomination.edition.year
    assert response.status_code == 302
    assert dict(nomination.answers.values_list("question_key", "value")) == {
        "headline": "Another mould",
        "story": "First we looked.\n\nThen we changed it.",
        "people": "43",
        "turnover": "1250000.50",
        "material": "brass",
        "methods": ["casting"],
        "exports": True,
        "film": "https://example.org/film",
        "scrap": {str(year - 2): "7.5", str(year - 1): "2"},
        "title": nomination.title,
    }


def test_draft_without_script_keeps_the_good_and_explains_the_bad(client, draft, person):
    client.force_login(person)

    response = post_section(
        client, draft, {**plain_values(draft), "people": "many"}, **dict.fromkeys(plain_values(draft), 1)
    )

    assert "Write a number, like 1250 or 12.5." in response.content.decode()
    assert draft.answers.get(question_key="headline").value == "Another mould"
    assert draft.answers.get(question_key="people").value == "42"


def test_draft_without_script_shows_both_versions(client, draft, person):
    client.force_login(person)

    response = post_section(client, draft, plain_values(draft), headline=0)
    page = response.content.decode()

    assert draft.answers.get(question_key="headline").value == "A mould that reports its own wear"
    assert "A mould that reports its own wear" in page
    assert "Another mould" in page
    assert 'name="base-headline" value="1"' in page


def test_draft_takes_a_file_without_script(client, draft, person):
    section = draft_section(draft)
    QuestionFactory(section=section, key="evidence", kind=QuestionKind.FILE)
    client.force_login(person)
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    client.post(url("draft_section", draft, section.key), {"q-evidence": file})

    attachment = draft.attachments.get()
    assert attachment.name == "plan.pdf"
    assert "plan" not in attachment.file.name


def test_draft_is_read_only_after_the_close(client, draft, person):
    type(draft.edition).objects.filter(pk=draft.edition_id).update(closes_at=timezone.now())
    client.force_login(person)

    response = client.get(url("draft_section", draft, "work"))

    assert response.url == url("detail", draft)


def test_submit_through_the_page(client, draft, person):
    client.force_login(person)

    response = client.post(url("submit", draft), {"terms_version": "1", "terms": "on"})

    draft.refresh_from_db()
    assert response.url == url("receipt", draft)
    assert draft.state == NominationState.SUBMITTED
    assert not draft.submissions.get().consents_to_publish


def test_submit_page_links_what_is_missing(client, draft, person):
    draft.answers.filter(question_key="headline").delete()
    client.force_login(person)

    response = client.post(url("submit", draft), {"terms_version": "1", "terms": "on"})

    draft.refresh_from_db()
    assert draft.state == NominationState.DRAFT
    assert f"{url('draft_section', draft, 'work')}#question-headline" in response.content.decode()


def test_submit_page_demands_the_terms(client, draft, person):
    client.force_login(person)

    client.post(url("submit", draft), {"terms_version": "1"})

    draft.refresh_from_db()
    assert draft.state == NominationState.DRAFT


def test_submit_page_asks_again_when_the_terms_changed(client, draft, person):
    type(draft.edition).objects.filter(pk=draft.edition_id).update(terms_version="2")
    client.force_login(person)

    response = client.post(url("submit", draft), {"terms_version": "1", "terms": "on"})
    page = response.content.decode()

    assert "Read and accept the terms as they are now." in page
    assert re.search(r'name="terms_version" value="2"', page)


def test_withdraw_through_the_page(client, draft, person):
    client.force_login(person)

    client.post(url("withdraw", draft))

    draft.refresh_from_db()
    assert draft.state == NominationState.WITHDRAWN


def test_collaborator_is_invited_and_taken_back(client, draft, person):
    client.force_login(person)

    client.post(url("collaborators", draft), {"address": "new@people.example"})
    invitation = Invitation.objects.get()
    client.post(url("revoke_invitation", draft, invitation.pk))

    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_last_collaborator_stays(client, draft, person):
    client.force_login(person)

    client.post(url("remove_collaborator", draft, person.pk))

    assert draft.collaborators.count() == 1


@pytest.mark.parametrize(("answer", "state"), [("accept", "draft"), ("decline", "declined")])
def test_invited_company_answers(client, draft, person, stranger, answer, state):
    Nomination.objects.filter(pk=draft.pk).update(state=NominationState.INVITED)

    client.force_login(stranger)
    assert client.post(url(answer, draft)).status_code == 404
    client.force_login(person)
    client.post(url(answer, draft))

    draft.refresh_from_db()
    assert draft.state == state


# Attachments


def test_download_is_private_and_never_opened_in_the_browser(client, draft, person, office):
    attachment = AttachmentFactory(nomination=draft)

    for reader in (person, office):
        client.force_login(reader)
        response = client.get(url("download", draft, attachment.pk))
        assert b"".join(response.streaming_content) == b"%PDF-1.7 evidence"
        assert response["Content-Disposition"] == 'attachment; filename="evidence.pdf"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]


def test_download_is_refused_to_others(client, draft, neighbour, stranger):
    attachment = AttachmentFactory(nomination=draft)

    for other in (neighbour, stranger):
        client.force_login(other)
        assert client.get(url("download", draft, attachment.pk)).status_code == 404


@pytest.mark.parametrize("state", [ScanState.PENDING, ScanState.INFECTED])
def test_download_waits_for_the_scanner(client, draft, person, state):
    attachment = AttachmentFactory(nomination=draft, scan_state=state)
    client.force_login(person)

    assert client.get(url("download", draft, attachment.pk)).status_code == 404


def test_download_of_another_nomination_is_not_found(client, draft, person, neighbour):
    attachment = AttachmentFactory(nomination=draft)
    other = complete_draft(category=draft.category)[0]
    CollaboratorFactory(nomination=other, person=person)
    client.force_login(person)

    assert client.get(url("download", other, attachment.pk)).status_code == 404


def test_remove_file_is_for_collaborators(client, draft, person, neighbour):
    attachment = AttachmentFactory(nomination=draft)

    client.force_login(neighbour)
    assert client.post(url("remove_file", draft, attachment.pk)).status_code == 404
    client.force_login(person)
    client.post(url("remove_file", draft, attachment.pk))

    assert not draft.attachments.exists()


# Before the draft


@pytest.fixture
def open_category():
    category = CategoryFactory(edition__published=True)
    EligibilityRuleFactory(edition=category.edition, key="here")
    form_of_every_kind(category)
    return category


def test_screener_needs_no_account_and_says_where_help_is(client, open_category):
    term = TermFactory()
    open_category.edition.eligibility_rules.update(assistance=term)
    service = SupportServiceFactory(name="Shop-floor engineers")
    service.assistance.add(term)

    response = client.post(reverse("nominations:screener", args=[open_category.edition_id]), {"here": "answer-no"})
    page = response.content.decode()

    assert "The prize is for manufacturers of this state." in page
    assert "Shop-floor engineers" in page


def test_screener_answers_survive_sign_up(client, open_category):
    edition = open_category.edition
    OrganisationDomainFactory(domain="castings.example", organisation__name="Castings")

    passed = client.post(reverse("nominations:screener", args=[edition.pk]), {"here": "answer-yes"})
    assert reverse("account_signup") in client.get(passed.url).content.decode()
    person = PersonFactory(email="ada@castings.example")
    client.force_login(person)
    choice = client.get(passed.url).context["form"].organisations
    response = client.post(passed.url, {"category": open_category.pk, "organisation": next(iter(choice))})

    nomination = Nomination.objects.get()
    assert response.url == url("draft", nomination)
    assert nomination.organisation.name == "Castings"
    assert nomination.eligibility_answers == {"here": True}
    assert nomination.collaborators.get().person == person


def test_start_needs_the_screener(client, open_category):
    client.force_login(PersonFactory())

    response = client.get(reverse("nominations:start", args=[open_category.edition_id]))

    assert response.url == reverse("nominations:screener", args=[open_category.edition_id])


@pytest.mark.parametrize(
    "change",
    [
        {"published": False},
        {"closes_at": timezone.now() - timedelta(days=1)},
        {"opens_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_screener_of_an_edition_that_is_not_open_is_not_found(client, open_category, change):
    type(open_category.edition).objects.filter(pk=open_category.edition_id).update(**change)

    response = client.get(reverse("nominations:screener", args=[open_category.edition_id]))

    assert response.status_code == 404
    assert (open_category.edition.name in response.text) == ("published" not in change)


def test_form_can_be_read_before_sign_up(client, open_category):
    response = client.get(reverse("nominations:print_form", args=[open_category.pk]))

    assert "Turnover" in response.content.decode()


@pytest.mark.parametrize(("days", "says"), [(1, "Nominations are open until"), (-1, "Nominations closed on")])
def test_form_says_whether_it_can_still_be_handed_in(client, open_category, days, says):
    edition = open_category.edition
    type(edition).objects.filter(pk=edition.pk).update(closes_at=timezone.now() + timedelta(days=days))

    page = client.get(reverse("nominations:print_form", args=[open_category.pk])).text

    assert says in page
    assert (reverse("nominations:screener", args=[edition.pk]) in page) == (days > 0)


def test_conditions_of_a_draft_tell_its_own_deadline(client, draft, person):
    until = timezone.now() + timedelta(days=400)
    draft.extensions.create(until=until, reason="Their server was down.")
    client.force_login(person)

    page = client.get(url("conditions", draft))

    assert page.context["deadline"] == until
    assert "before you sign up" not in page.text


def test_withdrawing_names_what_is_withdrawn(client, draft, person):
    Nomination.objects.filter(pk=draft.pk).update(title="Quiet gears")
    client.force_login(person)

    assert "Quiet gears" in client.get(url("withdraw", draft)).text


def test_form_of_an_unpublished_edition_is_for_the_office(client, draft, office, person):
    address = reverse("nominations:print_form", args=[draft.category_id])

    client.force_login(person)
    assert client.get(address).status_code == 404
    client.force_login(office)
    assert client.get(address).status_code == 200


def test_nobody_is_asked_to_join_what_has_ended(client, open_category):
    nomination = CollaboratorFactory(nomination__category=open_category).nomination
    person = nomination.collaborators.get().person
    client.force_login(person)
    page = reverse("nominations:collaborators", args=[nomination.pk])
    assert "Ask somebody to join" in client.get(page).text

    Nomination.objects.filter(pk=nomination.pk).update(state=NominationState.WITHDRAWN)

    assert "Ask somebody to join" not in client.get(page).text
    client.post(page, {"address": "colleague@example.org"})
    assert not Invitation.objects.exists()
