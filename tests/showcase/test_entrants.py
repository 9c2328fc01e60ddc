from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase_person
from accounts.registries import exporters
from judging.conflicts import propose_conflicts
from nominations.next_steps import next_steps
from showcase.actions import answer_approval
from showcase.models import Approval, Award
from tests.accounts.factories import OrganisationFactory, PersonFactory, staff
from tests.judging.factories import CandidacyFactory, PanelFactory, SeatFactory
from tests.nominations.factories import CollaboratorFactory
from tests.showcase.factories import announce, asked, entrant_of

pytestmark = pytest.mark.django_db


def url_of(award):
    return reverse("award:answer", args=[award.nomination_id])


@pytest.fixture
def entrant(client, award):
    person = entrant_of(award)
    client.force_login(person)
    return person


def test_company_accepts_on_its_page(client, award, entrant):
    announce(award)
    assert award.label in client.get(url_of(award)).text

    client.post(url_of(award), {"award": award.pk, "answer": "accept"})

    assert Award.objects.get().state == "accepted"
    assert "You have accepted this award." in client.get(url_of(award)).text


def test_company_declines_on_its_page(client, award, entrant):
    announce(award)

    client.post(url_of(award), {"award": award.pk, "answer": "decline", "reason": "We were sold."})

    assert (Award.objects.get().state, Award.objects.get().reason) == ("declined", "We were sold.")


@pytest.mark.parametrize("typed", [{}, {"answer": "perhaps"}])
def test_page_asks_again_for_an_answer_that_is_none(client, award, entrant, typed):
    announce(award)

    response = client.post(url_of(award), {"award": award.pk, **typed})

    assert response.status_code == 200
    assert Award.objects.get().state == "offered"


def test_second_answer_changes_nothing(client, award, entrant):
    announce(award)
    Award.objects.update(state="accepted")

    client.post(url_of(award), {"award": award.pk, "answer": "decline"})

    assert Award.objects.get().state == "accepted"


def test_page_is_not_there_before_the_company_is_told(client, award, entrant):
    announce(award, at=timezone.now() + timedelta(days=2), entrants_at=timezone.now() + timedelta(days=1))

    assert client.get(url_of(award)).status_code == 404
    assert client.post(url_of(award), {"award": award.pk, "answer": "accept"}).status_code == 404


@pytest.mark.parametrize("make", [PersonFactory, staff])
def test_page_is_not_there_for_others(client, award, make):
    announce(award)
    client.force_login(make())

    assert client.get(url_of(award)).status_code == 404


def test_visitor_is_asked_to_sign_in(client, award):
    announce(award)

    assert client.get(url_of(award)).status_code == 302


@pytest.mark.parametrize("award_id", ["", "x", "9b2f1a7e-0000-4000-8000-000000000000"])
def test_award_of_another_nomination_is_not_answered_here(client, award, entrant, award_id):
    announce(award)

    assert client.post(url_of(award), {"award": award_id, "answer": "accept"}).status_code == 404


def test_next_step_is_to_answer(award):
    assert next_steps([award.nomination])[award.nomination.pk].action != "Answer"

    announce(award)

    step = next_steps([award.nomination])[award.nomination.pk]
    assert (step.action, step.url) == ("Answer", url_of(award))


@pytest.mark.parametrize("state", ["accepted", "declined", "revoked"])
def test_answered_award_is_no_next_step(award, state):
    announce(award)
    Award.objects.update(state=state, reason="So it is.")

    assert next_steps([award.nomination])[award.nomination.pk].action != "Answer"


def answered_by(award, person):
    link = asked(award, person.email, staff("editor", award.page.prize))
    return answer_approval(invitation=link, approves=True, name="Robin Ashfield", by=None)


def test_copy_of_personal_data_has_the_approval(award):
    person = PersonFactory()
    answered_by(award, person)

    copy = {key: value for export in exporters() for key, value in export(person).items()}

    assert [row["name"] for row in copy["winner_pages_answered_for"]] == ["Robin Ashfield"]


def test_erased_person_leaves_the_approval_without_a_name(award):
    person = PersonFactory()
    answered_by(award, person)

    erase_person(person=person, by=person)

    approval = Approval.objects.get()
    assert approval.given_name is None
    assert award.page.is_approved()
    assert str(approval) == "Approved by somebody since erased"


def candidacy_of(organisation):
    candidacy = CandidacyFactory(nomination__organisation=organisation)
    return candidacy.round


def reasons(round, juror):
    return [proposal.reason.partition(":")[0] for proposal in propose_conflicts(round, juror)]


def test_conflict_with_an_award_one_worked_for(award):
    juror, round = PersonFactory(), candidacy_of(award.organisation)
    CollaboratorFactory(nomination=award.nomination, person=juror)
    assert reasons(round, juror) == []

    announce(award)

    assert reasons(round, juror) == ["worked on the entry that was honored"]


def test_conflict_with_an_award_one_nominated(award):
    juror, round = PersonFactory(), candidacy_of(award.organisation)
    award.nomination.nominator = juror
    award.nomination.save()
    announce(award)

    assert reasons(round, juror) == ["nominated the entry that was honored"]


def test_conflict_with_an_award_one_gave(award):
    panel = PanelFactory(round=award.decision.candidacy.round, categories=[award.category])
    juror, round = SeatFactory(panel=panel).juror, candidacy_of(award.organisation)
    announce(award)

    assert reasons(round, juror) == ["sat on the jury that honored the company"]


def test_no_conflict_with_an_award_of_another_company(award):
    juror, round = PersonFactory(), candidacy_of(OrganisationFactory())
    CollaboratorFactory(nomination=award.nomination, person=juror)
    announce(award)

    assert reasons(round, juror) == []
