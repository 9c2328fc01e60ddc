"""Two windows save the same mark at the same moment."""

import uuid

import pytest

from judging.actions import save_mark
from judging.models import Mark, MarkRevision, Scorecard
from tests.judging.factories import open_round_with_entries, ready_juror
from tests.threads import run_together


@pytest.mark.django_db(transaction=True)
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
