"""A consensus round: the marks of the round before as versions of its own, each change with a reason."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.transitions import TransitionRefused
from judging.actions import hand_in, open_round, revise_scorecard, save_mark
from judging.commitments import checks_of
from judging.enums import AssignmentSource, Outcome, RoundKind, ScorecardState
from judging.models import Assignment, Scorecard, Seat
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    DeclarationFactory,
    PledgeFactory,
    RoundCategoryFactory,
    RoundFactory,
    declare_excluded,
    full_rubric,
    mark_card,
    open_round_with_entries,
    ready_juror,
    released_round,
    secretary_of,
)

pytestmark = pytest.mark.django_db


class Consensus:
    """A released round that sent all entries but one on, and the consensus round after it, not yet opened."""

    def __init__(self, rubric=None, advancing=1):
        self.before, (self.earlier, *_others, self.declined) = released_round(
            *[Outcome.ADVANCE] * advancing, Outcome.DECLINE, kind=RoundKind.SCREENING
        )
        category = self.earlier.round_category
        self.juror = self.earlier.scorecards.get().juror
        self.round = RoundFactory(edition=self.before.edition, kind=RoundKind.CONSENSUS, position=9)
        RoundCategoryFactory(round=self.round, category=category.category, rubric=rubric or category.rubric)
        self.office = secretary_of(self.round)

    def open(self):
        (self.entry,) = open_round(round=self.round, by=self.office)
        self.card = Scorecard.objects.get(candidacy=self.entry)
        PledgeFactory(round=self.round, juror=self.juror)
        DeclarationFactory(
            juror=self.juror, organisation=self.entry.nomination.organisation, edition=self.round.edition
        )
        return self

    def mark(self, value):
        mark = self.card.marks.select_related("criterion").first()
        return save_mark(
            scorecard=self.card,
            criterion_key=mark.criterion.key,
            value=value,
            client_id="7c0a2c0e-1111-4222-8333-444455556666",
            base_revision=mark.revision,
            by=self.juror,
        )


@pytest.fixture
def consensus(db):
    return Consensus()


def test_cards_are_taken_over_and_the_earlier_ones_stay(consensus):
    consensus.open()

    earlier = consensus.earlier.scorecards.get()
    assert consensus.card.pk != earlier.pk
    assert (consensus.card.total, consensus.card.state) == (earlier.total, ScorecardState.SUBMITTED)
    assert list(consensus.card.marks.values_list("criterion", "value")) == list(
        earlier.marks.values_list("criterion", "value")
    )
    assert Assignment.objects.get(candidacy=consensus.entry).source == AssignmentSource.CARRIED
    assert consensus.card.marks.first().revisions.get().reason.startswith("Taken over")


def test_jury_comes_along_where_the_round_has_none(consensus):
    consensus.open()

    seats = Seat.objects.filter(panel__round=consensus.round)
    before = Seat.objects.filter(panel__round=consensus.before)
    assert set(seats.values_list("juror", "is_chair", "scores")) == set(
        before.values_list("juror", "is_chair", "scores")
    )


def test_taking_over_costs_the_same_queries_for_more_entries(tasks_wait):
    counts = []
    for entries in (1, 4):
        consensus = Consensus(advancing=entries)
        with CaptureQueriesContext(connection) as queries:
            open_round(round=consensus.round, by=consensus.office)
        counts.append(len(queries))
        assert Scorecard.objects.in_round(consensus.round).count() == entries

    assert counts[0] == counts[1]


def test_excluded_juror_brings_no_card(consensus):
    declare_excluded(consensus.earlier, consensus.juror)

    (entry,) = open_round(round=consensus.round, by=consensus.office)

    assert not Scorecard.objects.filter(candidacy=entry).exists()


def test_another_rubric_is_refused_as_a_whole(db):
    before = Consensus()
    other = Consensus(rubric=full_rubric(before.before.edition))

    with pytest.raises(ValidationError, match="rubric of the round before"):
        open_round(round=other.round, by=other.office)
    assert not other.round.candidacies.exists()


def test_change_carries_its_reason_and_leaves_the_earlier_round_alone(consensus):
    consensus.open()
    earlier = consensus.earlier.scorecards.get().marks.first().value

    revise_scorecard(scorecard=consensus.card, reason="The visit showed more.", by=consensus.juror)
    consensus.mark("5")
    hand_in(round=consensus.round, by=consensus.juror)

    mark = consensus.card.marks.first()
    assert (mark.value, mark.revisions.last().reason) == (5, "The visit showed more.")
    assert consensus.earlier.scorecards.get().marks.first().value == earlier
    consensus.card.refresh_from_db()
    assert consensus.card.state == ScorecardState.SUBMITTED


def test_mark_does_not_move_without_a_reason(consensus):
    consensus.open()

    with pytest.raises(PermissionDenied):
        consensus.mark("5")
    with pytest.raises(ValidationError):
        revise_scorecard(scorecard=consensus.card, reason=" ", by=consensus.juror)


def test_open_card_is_not_opened_twice(consensus):
    consensus.open()
    revise_scorecard(scorecard=consensus.card, reason="Once.", by=consensus.juror)

    with pytest.raises(TransitionRefused):
        revise_scorecard(scorecard=consensus.card, reason="Twice.", by=consensus.juror)


def test_nobody_revises_the_card_of_another_nor_in_another_kind_of_round(consensus):
    consensus.open()

    for person in (consensus.office, PersonFactory()):
        with pytest.raises(PermissionDenied):
            revise_scorecard(scorecard=consensus.card, reason="I know better.", by=person)
    with pytest.raises(PermissionDenied):
        revise_scorecard(scorecard=consensus.earlier.scorecards.get(), reason="I know better.", by=consensus.juror)


def test_neighbour_who_reads_the_same_entry_revises_their_own_card_only(consensus):
    consensus.open()
    neighbour = ready_juror([consensus.entry])

    with pytest.raises(PermissionDenied):
        revise_scorecard(scorecard=consensus.card, reason="I know better.", by=neighbour)


def test_handed_in_card_of_an_open_scoring_round_stays_closed_to_its_juror():
    _round, (entry,) = open_round_with_entries(1)
    juror = ready_juror([entry])
    card = mark_card(entry, juror, 4, 4)

    with pytest.raises(PermissionDenied):
        revise_scorecard(scorecard=card, reason="On second thoughts.", by=juror)


def test_taken_over_card_is_committed_to(consensus):
    consensus.open()

    (check,) = checks_of(consensus.round, consensus.juror)

    assert check.holds
    assert checks_of(consensus.round, consensus.office) == []


def test_juror_opens_their_card_from_the_entry(client, consensus):
    consensus.open()
    client.force_login(consensus.juror)
    entry = reverse("judging:entry", args=[consensus.entry.pk])

    shown = client.get(entry).content.decode()
    client.post(reverse("judging:revise", args=[consensus.entry.pk]), {"reason": "The visit showed more."})

    assert "the marks that you gave before" in shown
    consensus.card.refresh_from_db()
    assert consensus.card.state == ScorecardState.REOPENED
