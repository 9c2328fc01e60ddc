from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.registries import tell_release
from prizes.enums import Vocabulary
from showcase.actions import answer_award, draft_winner_page, offer_awards, revoke_award, write_citation
from showcase.models import Award, WinnerPage
from tests.accounts.factories import PersonFactory, SuperuserFactory, staff
from tests.prizes.factories import PrizeFactory, TermFactory
from tests.showcase.factories import (
    SECRET,
    STORY,
    announce,
    awarded,
    candidacy_in,
    decided,
    entrant_of,
    round_of,
    showcase_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", ["winner", "finalist", "commended"])
def test_release_offers_what_honours(prize, outcome):
    round = round_of(prize)
    decision = decided(candidacy_in(round), outcome)

    tell_release(round, by=None)

    award = Award.objects.get()
    assert (award.decision, award.kind, award.state) == (decision, outcome, "offered")
    assert (award.company_name, award.place) == ("Ashfield Castings", "Lowell")


@pytest.mark.parametrize("outcome", ["advance", "reserve", "decline", "no_award"])
def test_release_offers_nothing_else(prize, outcome):
    round = round_of(prize)
    decided(candidacy_in(round), outcome)

    offer_awards(round=round, by=None)

    assert not Award.objects.exists()


def test_award_keeps_the_company_name_of_the_day(award):
    award.organisation.name = "Ashfield Group"
    award.organisation.save()

    award.refresh_from_db()

    assert award.company_name == "Ashfield Castings"


def test_page_is_drafted_from_what_may_be_published(award):
    page = award.page

    assert not page.live
    assert page.summary == STORY
    assert SECRET not in f"{page.summary}{page.body}"


def test_second_public_answer_follows_the_first(prize):
    award = awarded(prize, answers={"lesson": "Cast it whole."})

    assert award.page.summary == STORY
    assert [block.block_type for block in award.page.body] == ["heading", "text"]
    assert "Cast it whole." in str(award.page.body)


SCRAP = {"2028": "6.40", "2029": "4", "2030": "1.5"}
COUNTED = {"measure": "scrap", "unit": "%"}


def drafted_figures(prize, **tables):
    body = awarded(prize, round=round_of(prize, edition__year=2031), tables=tables).page.body
    return [dict(row) for block in body if block.block_type == "figures" for row in block.value]


def test_year_table_that_names_a_measure_becomes_a_figure(prize):
    rows = drafted_figures(prize, scrap=(SCRAP, COUNTED), hours=({"2028": "9", "2030": "12"}, {"measure": "energy"}))

    assert rows == [
        {"label": "Scrap, 2028 to 2030", "before": Decimal("6.40"), "after": Decimal("1.5"), "unit": "%"},
        {"label": "Hours, 2028 to 2030", "before": Decimal(9), "after": Decimal(12), "unit": ""},
    ]


def test_figure_does_not_stand_in_the_text_as_well(prize):
    page = awarded(prize, round=round_of(prize, edition__year=2031), tables={"scrap": (SCRAP, COUNTED)}).page

    assert [block.block_type for block in page.body] == ["figures"]


@pytest.mark.parametrize(
    ("by_year", "fields"),
    [
        (SCRAP, COUNTED | {"audience": "jury"}),
        (SCRAP, COUNTED | {"audience": "staff"}),
        (SCRAP, {"measure": ""}),
        ({"2030": "1.5"}, COUNTED),
    ],
    ids=["for the jury", "for the office", "without a measure", "of one year"],
)
def test_other_tables_become_no_figure(prize, by_year, fields):
    assert drafted_figures(prize, scrap=(by_year, fields)) == []


def test_figures_of_a_submission_without_consent_stay_private(prize):
    round = round_of(prize, edition__year=2031)

    assert len(awarded(prize, round=round, consents=False, tables={"scrap": (SCRAP, COUNTED)}).page.body) == 0


def test_label_of_a_figure_fits_its_block(prize):
    [row] = drafted_figures(prize, scrap=(SCRAP, COUNTED | {"label": "Scrap " * 40}))

    assert len(row["label"]) <= 120
    assert row["label"].endswith(", 2028 to 2030")


def test_topics_are_no_part_of_the_text(prize):
    TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="castings")

    assert len(awarded(prize, terms=[("sub_industry", ["castings"])]).page.body) == 0


def test_page_without_consent_has_no_text(prize):
    award = awarded(prize, consents=False)

    assert (award.page.summary, len(award.page.body)) == ("", 0)


def test_award_is_found_by_the_terms_of_public_answers(prize):
    term = TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="castings")
    asked = [("sub_industry", ["castings"])]

    assert list(awarded(prize, terms=asked).terms.all()) == [term]
    assert not awarded(prize, consents=False, terms=asked).terms.exists()


def test_award_without_a_showcase_gets_its_page_later():
    prize = PrizeFactory()
    award = awarded(prize)
    assert not WinnerPage.objects.exists()

    showcase_of(prize)
    page = draft_winner_page(award=award, by=staff(prize=prize))

    assert page.award == award
    assert draft_winner_page(award=award, by=staff(prize=prize)) is None


def test_page_is_not_drafted_by_an_editor(award, editor):
    with pytest.raises(NotAllowed):
        draft_winner_page(award=award, by=editor)


def test_company_accepts(award):
    person = entrant_of(award)
    announce(award)

    answered = answer_award(award=award, accept=True, by=person)

    assert answered.state == "accepted"
    assert Event.objects.latest("position").verb == "award.accepted"


def test_company_declines_with_a_reason(award):
    person = entrant_of(award)
    announce(award)

    answered = answer_award(award=award, accept=False, by=person, reason=" We were sold. ")

    assert (answered.state, answered.reason) == ("declined", "We were sold.")


def test_company_does_not_answer_before_it_is_told(award):
    person = entrant_of(award)
    announce(award, at=timezone.now() + timedelta(days=2), entrants_at=timezone.now() + timedelta(hours=1))

    with pytest.raises(NotAllowed):
        answer_award(award=award, accept=True, by=person)


@pytest.mark.parametrize("make", [PersonFactory, SuperuserFactory, staff])
def test_nobody_else_answers_for_the_company(award, make):
    announce(award)

    with pytest.raises(NotAllowed):
        answer_award(award=award, accept=True, by=make())


@pytest.mark.parametrize("state", ["accepted", "declined", "revoked"])
def test_answer_is_given_once(award, state):
    person = entrant_of(award)
    announce(award)
    Award.objects.update(state=state, reason="So it is.")

    with pytest.raises((TransitionRefused, NotAllowed)):
        answer_award(award=award, accept=False, by=person)


@pytest.mark.parametrize("state", ["offered", "accepted"])
def test_award_is_taken_back_with_a_reason(award, prize, state):
    Award.objects.update(state=state)

    revoked = revoke_award(award=award, reason="The figures were invented.", by=staff(prize=prize))

    assert (revoked.state, revoked.reason) == ("revoked", "The figures were invented.")


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_award_that_ended_is_not_taken_back(award, prize, state):
    Award.objects.update(state=state, reason="So it is.")

    with pytest.raises(TransitionRefused):
        revoke_award(award=award, reason="Again.", by=staff(prize=prize))


def test_award_is_not_taken_back_without_a_reason(award, prize):
    with pytest.raises(ValidationError) as refusal:
        revoke_award(award=award, reason="  ", by=staff(prize=prize))

    assert "reason" in refusal.value.message_dict


def test_award_is_not_taken_back_by_a_neighbour(award):
    with pytest.raises(NotAllowed):
        revoke_award(award=award, reason="No.", by=staff())


def test_database_refuses_a_revoked_award_without_a_reason(award):
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.update(state="revoked", reason="")


def test_database_refuses_a_second_award_of_a_kind(award):
    again = candidacy_in(round_of(award.category.edition.prize, edition=award.category.edition))

    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(
            decision=decided(again),
            nomination=award.nomination,
            category=award.category,
            organisation=award.organisation,
            kind=award.kind,
        )


def test_citation_is_written_by_the_prize_office(award, prize, editor):
    write_citation(award=award, citation=" One casting, nine parts less. ", by=staff(prize=prize))

    award.refresh_from_db()
    assert award.citation == "One casting, nine parts less."
    with pytest.raises(NotAllowed):
        write_citation(award=award, citation="Mine.", by=editor)
