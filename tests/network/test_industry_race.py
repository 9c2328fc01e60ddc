"""The same form sent twice at the same moment, each on a connection of its own."""

import pytest
from django.core.exceptions import ValidationError

from network.actions import offer_to_judge, reply_to_problem
from network.models import JuryOffer, ProblemReply
from tests.accounts.factories import PersonFactory
from tests.network.factories import ClaimFactory
from tests.network.factories_industry import StatementFactory
from tests.prizes.factories import PrizeFactory
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def attempts(act):
    """Twice at once; what was refused with a sentence, and what was done."""

    def attempt(_number):
        try:
            return act()
        except ValidationError as refusal:
            return refusal

    return run_together(attempt, [1, 2])


def test_offer_to_judge_that_is_sent_twice_is_one_offer():
    person, prize = PersonFactory(), PrizeFactory()

    def offer():
        return offer_to_judge(prize=prize, organisation_name="Granite", seat_type="oem", fields=[], by=person)

    outcomes = attempts(offer)

    assert {type(each) for each in outcomes} == {JuryOffer, ValidationError}
    assert JuryOffer.objects.count() == 1


def test_answer_of_a_company_that_is_sent_twice_is_one_answer():
    claim, statement = ClaimFactory(), StatementFactory(published=True)

    def reply():
        return reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)

    outcomes = attempts(reply)

    assert {type(each) for each in outcomes} == {ProblemReply, ValidationError}
    assert ProblemReply.objects.count() == 1
