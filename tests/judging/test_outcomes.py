from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from judging.actions import decide, release_results, seal_decisions, set_announcement, tell_outcomes
from judging.enums import Outcome
from judging.models import Decision, Scorecard
from nominations.next_steps import next_steps
from notices.models import Notice
from showcase.models import Award
from tests.accounts.factories import PersonFactory
from tests.judging.factories import auditor_of, decided_round, released_round, sealed_round, secretary_of
from tests.nominations.factories import CollaboratorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def winner():
    """A released winner whose entrants do not know yet."""
    _, (entry,) = released_round(Outcome.WINNER)
    CollaboratorFactory(nomination=entry.nomination)
    card = Scorecard.objects.get(candidacy=entry)
    card.remarks.create(kind="entrant", text="Show us the second plant.")
    card.remarks.create(kind="jury", text="Between us.")
    card.remarks.create(kind="private", text="For me.")
    return entry


def announce(entry, *, after=timedelta(minutes=-1)):
    set_announcement(
        round=entry.round,
        outcome=entry.decision.outcome,
        by=secretary_of(entry.round),
        entrants_at=timezone.now() + after,
    )


def entrant_of(entry):
    return entry.nomination.collaborators.get().person


def outcome_url(entry):
    return reverse("outcomes:outcome", args=[entry.nomination_id])


def test_entrant_reads_the_outcome_and_no_comment_that_nobody_has_edited(client, winner):
    announce(winner)
    juror = Scorecard.objects.get().juror
    client.force_login(entrant_of(winner))

    page = client.get(outcome_url(winner)).content.decode()

    assert "Winner" in page
    assert "feedback is being prepared" in page
    for hidden in (
        "Show us the second plant.",
        "Between us.",
        "For me.",
        juror.name,
        juror.email,
        winner.decision.reason,
    ):
        assert hidden not in page


@pytest.mark.parametrize("after", [None, timedelta(hours=1)], ids=["no time set", "not yet due"])
def test_before_the_announcement_there_is_no_page(client, winner, after):
    if after:
        announce(winner, after=after)
    client.force_login(entrant_of(winner))

    assert client.get(outcome_url(winner)).status_code == 404
    assert "Winner" not in client.get(reverse("nominations:detail", args=[winner.nomination_id])).content.decode()


def test_only_who_works_on_it_reads_it(client, winner):
    announce(winner)
    assert client.get(outcome_url(winner)).status_code == 302

    for person in (PersonFactory(), CollaboratorFactory().person, Scorecard.objects.get().juror):
        client.force_login(person)
        assert client.get(outcome_url(winner)).status_code == 404


def test_list_of_nominations_leads_to_the_outcome(client):
    # Who won something is led to the award, which links to the outcome.
    _, (loser,) = released_round(Outcome.DECLINE)
    CollaboratorFactory(nomination=loser.nomination)
    assert next_steps([loser.nomination])[loser.nomination_id].url != outcome_url(loser)

    announce(loser)

    assert next_steps([loser.nomination])[loser.nomination_id].url == outcome_url(loser)
    client.force_login(entrant_of(loser))
    for name in ("mine", "detail"):
        args = [loser.nomination_id] if name == "detail" else []
        assert outcome_url(loser) in client.get(reverse(f"nominations:{name}", args=args)).content.decode()


def test_entrants_are_told_once_when_it_is_due(winner):
    announce(winner, after=timedelta(hours=1))
    tell_outcomes()
    assert not Notice.objects.filter(template="judging.outcome").exists()

    winner.round.announcements.update(entrants_at=timezone.now())
    tell_outcomes()
    tell_outcomes()

    (notice,) = Notice.objects.filter(template="judging.outcome")
    assert notice.recipient == entrant_of(winner)
    assert "Winner" in notice.body_text
    assert outcome_url(winner) in notice.body_text


def test_the_clock_tells(winner):
    announce(winner)

    call_command("tick")

    assert Notice.objects.filter(template="judging.outcome").count() == 1


def test_unreleased_outcome_is_told_to_nobody():
    _, (entry,), _ = decided_round(Outcome.WINNER)
    CollaboratorFactory(nomination=entry.nomination)
    announce(entry)

    tell_outcomes()

    assert not Notice.objects.filter(template="judging.outcome").exists()


def test_decision_on_an_entry_that_was_withdrawn_says_nothing(client):
    round, (entry, other), chair = sealed_round()
    CollaboratorFactory(nomination=entry.nomination)
    for each, outcome in ((entry, Outcome.WINNER), (other, Outcome.DECLINE)):
        decide(candidacy=each, outcome=outcome, reason="Because.", by=chair)
    entry.withdrawn_at = timezone.now()
    entry.save()
    seal_decisions(round=round, by=chair)
    release_results(round=round, by=auditor_of(round))
    announce(entry)

    assert not Decision.objects.told_to_entrants().exists()
    assert not Award.objects.exists()
