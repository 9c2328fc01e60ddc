"""What the database itself refuses, and what it lets through."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from judging.enums import CandidacySource, ScorecardState
from judging.models import Concern, Mark, MarkRevision, RemarkRevision, Reopening, Scorecard
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    CriterionFactory,
    DeclarationFactory,
    LevelFactory,
    PanelFactory,
    PledgeFactory,
    RoundCategoryFactory,
    RoundFactory,
    RubricFactory,
    ScorecardFactory,
    SeatFactory,
    TieKindFactory,
    WaiverFactory,
)

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_round_closes_after_it_opens():
    now = timezone.now()
    refused(lambda: RoundFactory(opens_at=now, closes_at=now))


def test_round_key_once_per_edition():
    round = RoundFactory()
    RoundFactory(key=round.key)
    refused(lambda: RoundFactory(key=round.key, edition=round.edition))


def test_category_once_per_round():
    given = RoundCategoryFactory()
    refused(lambda: RoundCategoryFactory(round=given.round, category=given.category))


def test_at_least_one_juror_per_entry():
    RoundCategoryFactory(jurors_per_entry=1)
    refused(lambda: RoundCategoryFactory(jurors_per_entry=0))


@pytest.mark.parametrize(("least", "fits"), [(0, True), (100, True), (None, True), (-1, False), (101, False)])
def test_bar_between_0_and_100(least, fits):
    def make():
        return RoundCategoryFactory(least_total=least)

    make() if fits else refused(make)


def test_criterion_weight_and_scale():
    CriterionFactory(weight=1, lowest=0, highest=1)
    refused(lambda: CriterionFactory(weight=0))
    refused(lambda: CriterionFactory(weight=101))
    refused(lambda: CriterionFactory(lowest=5, highest=5))


def test_criterion_key_level_value_and_rubric_version_once():
    criterion = CriterionFactory()
    refused(lambda: CriterionFactory(rubric=criterion.rubric, key=criterion.key))
    LevelFactory(criterion=criterion, value=1)
    refused(lambda: LevelFactory(criterion=criterion, value=1))
    rubric = criterion.rubric
    RubricFactory(edition=rubric.edition, key=rubric.key, version=2)
    refused(lambda: RubricFactory(edition=rubric.edition, key=rubric.key, version=1))


def test_panel_has_one_chair_one_deputy_and_each_juror_once():
    panel = PanelFactory()
    chair = SeatFactory(panel=panel, is_chair=True)
    SeatFactory(panel=panel, is_deputy=True)
    SeatFactory(panel=panel, is_chair=True, left_at=timezone.now())
    refused(lambda: SeatFactory(panel=panel, is_chair=True))
    refused(lambda: SeatFactory(panel=panel, is_deputy=True))
    refused(lambda: SeatFactory(panel=panel, juror=chair.juror))
    refused(lambda: SeatFactory(is_chair=True, is_deputy=True))


def test_candidacy_once_with_its_own_code():
    entry = CandidacyFactory()
    refused(lambda: CandidacyFactory(round_category=entry.round_category, nomination=entry.nomination))
    refused(lambda: CandidacyFactory(round_category=entry.round_category, code=entry.code))
    CandidacyFactory(code=entry.code)


def test_chairs_call_has_a_reason():
    CandidacyFactory(source=CandidacySource.CHAIR, reason="Overlooked.")
    refused(lambda: CandidacyFactory(source=CandidacySource.CHAIR))


def test_advanced_candidacy_names_its_decision():
    refused(lambda: CandidacyFactory(source=CandidacySource.DECISION))


def test_returned_assignment_says_why():
    AssignmentFactory(state="returned", reason="Not mine.")
    refused(lambda: AssignmentFactory(state="returned"))


def test_one_assignment_and_one_scorecard_per_juror():
    assignment = AssignmentFactory()
    refused(lambda: AssignmentFactory(candidacy=assignment.candidacy, juror=assignment.juror))
    refused(lambda: ScorecardFactory(candidacy=assignment.candidacy, juror=assignment.juror))


def test_unfinished_scorecard_has_no_total():
    ScorecardFactory(state=ScorecardState.COMPLETE, total=50)
    refused(lambda: ScorecardFactory(state=ScorecardState.IN_PROGRESS, total=50))


def test_handed_in_scorecard_says_when():
    ScorecardFactory(state=ScorecardState.SUBMITTED, total=50, handed_in_at=timezone.now())
    refused(lambda: ScorecardFactory(state=ScorecardState.SUBMITTED, total=50))


def test_imported_scorecard_names_its_import():
    refused(lambda: ScorecardFactory(source="import"))


def test_cannot_judge_has_no_value():
    card, criterion = ScorecardFactory(), CriterionFactory()
    refused(lambda: Mark.objects.create(scorecard=card, criterion=criterion, value=3, cannot_judge=True))
    Mark.objects.create(scorecard=card, criterion=criterion, cannot_judge=True)
    refused(lambda: Mark.objects.create(scorecard=card, criterion=criterion, value=3))


def test_pledge_declaration_and_tie_kind_once():
    pledge = PledgeFactory()
    refused(lambda: PledgeFactory(round=pledge.round, juror=pledge.juror))
    PledgeFactory(round=pledge.round, juror=pledge.juror, version="2")
    given = DeclarationFactory()
    refused(lambda: DeclarationFactory(edition=given.edition, juror=given.juror, organisation=given.organisation))
    tie = TieKindFactory()
    refused(lambda: TieKindFactory(edition=tie.edition, key=tie.key))


def test_waiver_has_a_reason_and_is_not_ones_own():
    declaration = DeclarationFactory()
    refused(lambda: WaiverFactory(declaration=declaration, reason=""))
    refused(lambda: WaiverFactory(declaration=declaration, given_by=declaration.juror))
    WaiverFactory(declaration=declaration)


def test_one_open_reopening_with_a_reason():
    card, chair = ScorecardFactory(), PersonFactory()
    refused(lambda: Reopening.objects.create(scorecard=card, reopened_by=chair, reason=""))
    Reopening.objects.create(scorecard=card, reopened_by=chair, reason="Misread.", closed_at=timezone.now())
    Reopening.objects.create(scorecard=card, reopened_by=chair, reason="Misread again.")
    refused(lambda: Reopening.objects.create(scorecard=card, reopened_by=chair, reason="Once more."))


def test_resolved_concern_has_an_answer():
    assignment = AssignmentFactory()
    Concern.objects.create(assignment=assignment, text="Odd.")
    refused(lambda: Concern.objects.create(assignment=assignment, text="Odd.", resolved_at=timezone.now()))


def protected_rows():
    card, criterion, person = ScorecardFactory(), CriterionFactory(), PersonFactory()
    mark = Mark.objects.create(scorecard=card, criterion=criterion, value=3, revision=1)
    remark = card.remarks.create(kind="jury", text="Strong.", revision=1)
    return {
        "pledge": (PledgeFactory(), {"text": "Nothing."}),
        "waiver": (WaiverFactory(), {"reason": "Other."}),
        "mark revision": (MarkRevision.objects.create(mark=mark, revision=1, value=3), {"value": 5}),
        "remark revision": (
            RemarkRevision.objects.create(remark=remark, revision=1, text="Strong."),
            {"text": "Weak."},
        ),
        "reopening": (
            Reopening.objects.create(scorecard=card, reopened_by=person, reason="Misread."),
            {"reason": "Because."},
        ),
    }


@pytest.mark.parametrize("kind", ["pledge", "waiver", "mark revision", "remark revision", "reopening"])
def test_append_only_row_is_neither_changed_nor_removed(kind):
    row, change = protected_rows()[kind]
    same = type(row)._default_manager.filter(pk=row.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        same.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        same._raw_delete(same.db)


def test_reopening_is_closed_once():
    card = ScorecardFactory()
    reopening = Reopening.objects.create(scorecard=card, reopened_by=PersonFactory(), reason="Misread.")
    same = Reopening.objects.filter(pk=reopening.pk)

    same.update(closed_at=timezone.now())

    with pytest.raises(DatabaseError), transaction.atomic():
        same.update(closed_at=timezone.now())
    assert Scorecard.objects.count() == 1
