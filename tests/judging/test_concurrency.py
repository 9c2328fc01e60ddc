"""Two windows save the same mark at the same moment, and a card is reopened while the figures are sealed."""

import uuid
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction

from accounts.transitions import TransitionRefused
from judging.actions import reopen_scorecard, save_mark, seal_figures
from judging.models import Mark, MarkRevision, Reopening, Scorecard, Seal
from tests.judging.factories import close, mark_card, open_round_with_entries, ready_juror, seat
from tests.threads import run_together

# Long enough for an act that nothing holds back to be done.
A_WHILE = 1.5

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_save_wins_and_the_others_learn_of_it():
    _, (entry,) = open_round_with_entries(1)
    juror = ready_juror([entry])
    card = Scorecard.objects.get(juror=juror)

    outcomes = run_together(
        lambda value: save_mark(
            scorecard=card,
            criterion_key="criterion-1",
            value=value,
            client_id=uuid.uuid4(),
            base_revision=0,
            by=juror,
        ),
        ["1", "2", "3", "4"],
    )

    saved = [outcome for outcome in outcomes if not outcome.is_conflict]
    lost = [outcome for outcome in outcomes if outcome.is_conflict]
    assert len(saved) == 1
    assert {outcome.theirs for outcome in lost} == {saved[0].value}
    assert str(Mark.objects.get().value.normalize()) == saved[0].value
    assert MarkRevision.objects.count() == 1


@pytest.fixture
def last_minute():
    """A closed round with one card that was handed in: the chair may reopen it, and may seal."""
    round, (entry,) = open_round_with_entries(1)
    juror = ready_juror([entry])
    mark_card(entry, juror, 4, 4)
    chair = seat(round, is_chair=True, scores=False)
    return close(round), Scorecard.objects.get(juror=juror), chair


def during(first, second):
    """Do `second` while `first` is done and not yet committed. What `second` raises is raised here, after the commit."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            meanwhile = pool.submit(on_own_connection, second)
            wait([meanwhile], timeout=A_WHILE)
        return meanwhile.result()


def on_own_connection(act):
    try:
        return act()
    finally:
        connections.close_all()


def test_figures_are_not_sealed_over_a_card_that_is_just_being_reopened(last_minute):
    round, card, chair = last_minute

    with pytest.raises(ValidationError, match="still reopened"):
        during(
            lambda: reopen_scorecard(scorecard=card, reason="Look again.", by=chair),
            lambda: seal_figures(round=round, by=chair),
        )

    assert Reopening.objects.count() == 1
    assert Seal.objects.count() == 0


def test_card_is_not_reopened_while_the_figures_are_just_being_sealed(last_minute):
    round, card, chair = last_minute

    with pytest.raises(TransitionRefused, match="sealed"):
        during(
            lambda: seal_figures(round=round, by=chair),
            lambda: reopen_scorecard(scorecard=card, reason="Look again.", by=chair),
        )

    assert Reopening.objects.count() == 0
    assert Seal.objects.count() == 1
