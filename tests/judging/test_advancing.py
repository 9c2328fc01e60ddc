import pytest
from django.core.exceptions import ValidationError

from judging.actions import open_round, release_results
from judging.enums import CandidacySource, Outcome, RoundKind
from tests.judging.factories import RoundCategoryFactory, RoundFactory, auditor_of, decided_round, secretary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring():
    return decided_round(Outcome.ADVANCE, Outcome.DECLINE, Outcome.ADVANCE, position=1)


def later_round(scoring, **fields):
    round, entries, _ = scoring
    final = RoundFactory(edition=round.edition, position=2, kind=RoundKind.FINAL, **fields)
    RoundCategoryFactory(round=final, category=entries[0].round_category.category)
    return final


def test_later_round_takes_in_what_the_round_before_sent_on(scoring):
    round, entries, _ = scoring
    final, office = later_round(scoring), secretary_of(round)
    release_results(round=round, by=auditor_of(round))

    entered = open_round(round=final, by=office)

    assert {row.nomination_id for row in entered} == {entries[0].nomination_id, entries[2].nomination_id}
    assert {row.source for row in entered} == {CandidacySource.DECISION}
    assert {row.earlier_decision.candidacy_id for row in entered} == {entries[0].pk, entries[2].pk}
    assert open_round(round=final, by=office) == []


def test_later_round_waits_for_the_release(scoring):
    round, _, _ = scoring
    final, office = later_round(scoring), secretary_of(round)

    with pytest.raises(ValidationError, match="its results are not released yet"):
        open_round(round=final, by=office)

    assert final.candidacies.count() == 0


def test_entry_that_withdrew_meanwhile_does_not_go_on(scoring):
    round, entries, _ = scoring
    final, office = later_round(scoring), secretary_of(round)
    release_results(round=round, by=auditor_of(round))
    entries[0].nomination.__class__.objects.filter(pk=entries[0].nomination_id).update(state="withdrawn")

    (entered,) = open_round(round=final, by=office)

    assert entered.nomination_id == entries[2].nomination_id


def test_round_of_another_category_takes_its_eligible_nominations(scoring):
    round, _, _ = scoring
    other = RoundCategoryFactory(round=RoundFactory(edition=round.edition, position=2))

    assert open_round(round=other.round, by=secretary_of(round)) == []
