"""What honored companies promised: who writes it down, who says that it is done, who is reminded of it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase_person, export_person
from accounts.backoffice.work import work_for
from accounts.enums import RoleName
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from home.actions import (
    add_commitment,
    change_commitment,
    drop_commitment,
    finish_commitment,
    remind_of_commitments,
    reopen_commitment,
)
from home.enums import CommitmentState
from home.models import AwardCommitment
from nominations.next_steps import next_steps
from notices.models import Notice
from tests.accounts.factories import PersonFactory, staff
from tests.home.event_factories import (
    CommitmentFactory,
    SignUpFactory,
    announced_award,
    commitment_of,
    event,
    event_of,
    events_prize,
    reread,
)
from tests.home.factories import site_for
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import awarded, entrant_of, story, story_index

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DUE = timezone.localdate() + timedelta(days=60)


def office_of(award, role=RoleName.SECRETARIAT):
    return staff(role, award.category.edition.prize)


def settled(state):
    return CommitmentFactory(state=state, settled_on=timezone.localdate(), note="So it was.")


def mailed(template):
    return sorted(Notice.objects.filter(template=f"home.commitment_{template}").values_list("address", flat=True))


def act(name, commitment, by):
    return {
        "change": lambda: change_commitment(commitment=commitment, what="Otherwise.", by=by),
        "finish": lambda: finish_commitment(commitment=commitment, note="Done.", by=by),
        "drop": lambda: drop_commitment(commitment=commitment, note="Sold.", by=by),
        "reopen": lambda: reopen_commitment(commitment=commitment, note="Not yet.", by=by),
    }[name]()


def test_office_writes_a_promise_down():
    award = announced_award()
    office = office_of(award)

    commitment = add_commitment(award=award, kind="tour", what="A morning.", due_on=DUE, by=office)

    assert (commitment.state, commitment.created_by) == (CommitmentState.OPEN, office)
    assert Event.objects.latest("position").verb == "commitment.added"


def test_award_that_is_not_announced_takes_no_promise():
    award = awarded()

    with pytest.raises(ValidationError) as refusal:
        add_commitment(award=award, kind="tour", due_on=DUE, by=office_of(award))

    assert "award" in refusal.value.error_dict


@pytest.mark.parametrize("role", [RoleName.AUDITOR, RoleName.EDITOR])
def test_others_of_the_prize_write_nothing(role):
    commitment = CommitmentFactory()
    person = office_of(commitment.award, role)

    with pytest.raises(NotAllowed):
        add_commitment(award=commitment.award, kind="talk", due_on=DUE, by=person)
    for name in ("change", "finish", "drop", "reopen"):
        with pytest.raises(NotAllowed):
            act(name, commitment, person)


@pytest.mark.parametrize("who", [staff, PersonFactory, lambda: entrant_of(announced_award())])
def test_neighbour_and_stranger_write_nothing(who):
    commitment = CommitmentFactory()
    person = who()

    with pytest.raises(NotAllowed):
        add_commitment(award=commitment.award, kind="talk", due_on=DUE, by=person)
    for name in ("change", "finish", "drop", "reopen"):
        with pytest.raises(NotAllowed):
            act(name, commitment, person)

    assert reread(commitment).state == CommitmentState.OPEN


@pytest.mark.parametrize("name", ["change", "drop", "reopen"])
def test_company_reports_and_does_nothing_else(name):
    commitment = CommitmentFactory()

    with pytest.raises(NotAllowed):
        act(name, commitment, entrant_of(commitment.award))


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (CommitmentState.OPEN, {"finish": "done", "drop": "dropped"}),
        (CommitmentState.DONE, {"reopen": "open"}),
        (CommitmentState.DROPPED, {"reopen": "open"}),
    ],
)
@pytest.mark.parametrize("name", ["finish", "drop", "reopen"])
def test_each_act_from_each_state(state, possible, name):
    commitment = CommitmentFactory() if state == CommitmentState.OPEN else settled(state)
    office = office_of(commitment.award)

    if name in possible:
        act(name, commitment, office)
        assert reread(commitment).state == possible[name]
        assert bool(reread(commitment).settled_on) == (possible[name] != "open")
    else:
        with pytest.raises(TransitionRefused):
            act(name, commitment, office)
        assert reread(commitment).state == state


@pytest.mark.parametrize("name", ["drop", "reopen"])
def test_reason_is_demanded(name):
    commitment = CommitmentFactory() if name == "drop" else settled(CommitmentState.DONE)
    acts = {"drop": drop_commitment, "reopen": reopen_commitment}

    with pytest.raises(ValidationError) as refusal:
        acts[name](commitment=commitment, note=" ", by=office_of(commitment.award))

    assert "note" in refusal.value.error_dict


def test_company_says_what_was_done():
    commitment = CommitmentFactory()

    with pytest.raises(ValidationError) as refusal:
        finish_commitment(commitment=commitment, by=entrant_of(commitment.award))

    assert "note" in refusal.value.error_dict


def test_office_hears_what_the_company_reports():
    commitment = commitment_of(PrizeFactory(contact_email="office@prize.example"))

    finish_commitment(commitment=commitment, note="It is on our site.", by=entrant_of(commitment.award))

    assert mailed("done") == ["office@prize.example"]
    assert "It is on our site." in Notice.objects.get(template="home.commitment_done").body_text


def test_office_does_not_write_to_itself():
    commitment = commitment_of(PrizeFactory(contact_email="office@prize.example"))

    finish_commitment(commitment=commitment, by=office_of(commitment.award))

    assert mailed("done") == []


def test_company_hears_why_it_is_open_again():
    commitment = settled(CommitmentState.DONE)
    person = entrant_of(commitment.award)

    reopen_commitment(commitment=commitment, note="The address leads nowhere.", by=office_of(commitment.award))

    assert person.email in mailed("reopened")
    assert "leads nowhere" in Notice.objects.filter(template="home.commitment_reopened").first().body_text


def test_another_day_is_reminded_of_anew():
    commitment = CommitmentFactory(reminded_at=timezone.now())
    office = office_of(commitment.award)

    change_commitment(commitment=commitment, what="Otherwise.", by=office)
    assert reread(commitment).reminded_at
    change_commitment(commitment=commitment, due_on=DUE + timedelta(days=5), by=office)

    assert reread(commitment).reminded_at is None


def test_change_of_nothing_is_no_event():
    commitment = CommitmentFactory()
    before = Event.objects.count()

    change_commitment(commitment=commitment, what=commitment.what, by=office_of(commitment.award))

    assert Event.objects.count() == before


# The clock.


def test_company_is_reminded_a_month_before_and_on_the_day_after():
    commitment = CommitmentFactory()
    person = entrant_of(commitment.award)
    now = timezone.now()

    seen = []
    for day in (29, 31, 45, 60, 61, 62, 70):
        with time_machine.travel(now + timedelta(days=day)):
            remind_of_commitments()
        seen.append((mailed("due").count(person.email), mailed("overdue").count(person.email)))

    assert seen == [(0, 0), (1, 0), (1, 0), (1, 0), (1, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize("state", [CommitmentState.DONE, CommitmentState.DROPPED])
def test_what_is_settled_is_not_reminded_of(state):
    commitment = settled(state)
    entrant_of(commitment.award)
    AwardCommitment.objects.update(due_on=timezone.localdate() + timedelta(days=3))

    remind_of_commitments()

    assert mailed("due") == []


def test_revoked_award_is_not_reminded_of():
    commitment = CommitmentFactory(due_on=timezone.localdate() + timedelta(days=3))
    entrant_of(commitment.award)
    type(commitment.award).objects.update(state="revoked", reason="Untrue.")

    remind_of_commitments()

    assert mailed("due") == []


def test_promise_of_a_revoked_award_is_on_no_page(client):
    commitment = CommitmentFactory()
    client.force_login(entrant_of(commitment.award))
    type(commitment.award).objects.update(state="revoked", reason="Untrue.")

    assert client.get(page_of(commitment)).status_code == 404


def test_who_wrote_a_promise_down_gets_a_copy_and_is_forgotten():
    commitment = CommitmentFactory()
    person = PersonFactory()
    AwardCommitment.objects.update(created_by=person)

    assert export_person(person=person, by=person)["promises_written_down"][0]["promise"] == str(commitment)
    erase_person(person=person, by=person)

    assert reread(commitment).created_by is None


# What waits, and what is next.


def test_overdue_promise_waits_for_the_office_of_its_prize_alone():
    commitment = CommitmentFactory(due_on=timezone.localdate() - timedelta(days=1))
    CommitmentFactory(due_on=timezone.localdate())

    [item] = [item for item in work_for(office_of(commitment.award)) if "overdue" in item.text]

    assert (item.count, item.urgent) == (1, True)
    assert [item for item in work_for(staff()) if "overdue" in item.text] == []


def test_event_close_by_waits_with_its_door_list():
    page = event(days=3)
    event(number=2, days=9)
    event(number=3, days=3, called_off="The hall is flooded.")
    event(number=4, days=3).unpublish()
    event_of(PrizeFactory(), days=3)
    SignUpFactory.create_batch(2, event=page)

    [item] = [item for item in work_for(staff(RoleName.EDITOR, events_prize(page))) if "near" in item.text]

    assert [row.url for row in item.rows] == [reverse("event_door", args=[page.pk])]
    assert "2 people" in item.rows[0].note


def test_open_promise_is_the_next_step_once_the_award_is_answered():
    commitment = CommitmentFactory()
    nomination = commitment.award.nomination

    assert "honours your entry" in next_steps([nomination])[nomination.pk].text
    type(commitment.award).objects.update(state="accepted")

    step = next_steps([nomination])[nomination.pk]
    assert "A plant tour: A morning in the new foundry." in step.text
    assert step.url == reverse("commitments:mine", args=[nomination.pk])


def test_what_is_done_is_no_next_step():
    commitment = settled(CommitmentState.DONE)
    type(commitment.award).objects.update(state="accepted")
    nomination = commitment.award.nomination

    assert "promise" not in next_steps([nomination])[nomination.pk].text.lower()


# The company's page.


def page_of(commitment):
    return reverse("commitments:mine", args=[commitment.award.nomination_id])


def test_company_reports_on_its_page(client):
    commitment = CommitmentFactory()
    client.force_login(entrant_of(commitment.award))

    response = client.post(page_of(commitment), {"commitment": commitment.pk, "note": "On May 3."}, follow=True)

    assert reread(commitment).state == CommitmentState.DONE
    assert "On May 3." in response.text


def test_report_without_words_is_told_at_its_field(client):
    commitment = CommitmentFactory()
    client.force_login(entrant_of(commitment.award))

    text = client.post(page_of(commitment), {"commitment": commitment.pk, "note": ""}).text

    assert "This field is required" in text
    assert reread(commitment).state == CommitmentState.OPEN


@pytest.mark.parametrize("pk", ["", "x", "9" * 5000, "-1"])
def test_report_on_something_else_is_not_there(client, pk):
    commitment = CommitmentFactory()
    client.force_login(entrant_of(commitment.award))

    assert client.post(page_of(commitment), {"commitment": pk, "note": "Done."}).status_code == 404


def test_other_promise_cannot_be_reported_from_here(client):
    commitment, other = CommitmentFactory(), CommitmentFactory()
    client.force_login(entrant_of(commitment.award))

    assert client.post(page_of(commitment), {"commitment": other.pk, "note": "Done."}).status_code == 404
    assert reread(other).state == CommitmentState.OPEN


def test_without_a_promise_there_is_no_page(client):
    award = announced_award()
    client.force_login(entrant_of(award))

    assert client.get(reverse("commitments:mine", args=[award.nomination_id])).status_code == 404


@pytest.mark.parametrize("who", [PersonFactory, lambda: entrant_of(announced_award())])
def test_stranger_finds_no_promises(client, who):
    commitment = CommitmentFactory()
    client.force_login(who())

    assert client.get(page_of(commitment)).status_code == 404


def test_company_page_asks_the_same_for_many(client, django_assert_num_queries):
    commitment = CommitmentFactory()
    client.force_login(entrant_of(commitment.award))
    client.get(page_of(commitment))
    with CaptureQueriesContext(connection) as asked:
        client.get(page_of(commitment))
    CommitmentFactory.create_batch(9, award=commitment.award)

    with django_assert_num_queries(len(asked)):
        client.get(page_of(commitment))


# The office's form.


def test_form_offers_announced_awards_of_the_own_prize(client):
    award, other = announced_award(), announced_award()
    early = awarded(award.category.edition.prize)
    client.force_login(office_of(award))

    text = client.get(reverse("commitments_office:add")).text

    assert f'value="{award.pk}"' in text
    assert str(other.pk) not in text
    assert str(early.pk) not in text


def test_form_offers_no_story_and_no_event_of_another_site(client):
    award, neighbour = announced_award(), PrizeFactory()
    page, told = event_of(neighbour), story(story_index(site_for(neighbour).root_page.specific))
    client.force_login(office_of(award))

    form = client.get(reverse("commitments_office:add")).context["form"]

    assert page not in form.fields["event"].queryset
    assert told not in form.fields["story"].queryset
