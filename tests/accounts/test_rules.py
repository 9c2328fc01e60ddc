import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import rules
from accounts.enums import RoleName
from tests.accounts.factories import PrizeFactory, SuperuserFactory, staff

pytestmark = pytest.mark.django_db
RULES = {
    RoleName.SECRETARIAT: rules.is_secretariat,
    RoleName.AUDITOR: rules.is_auditor,
    RoleName.EDITOR: rules.is_editor,
}


@pytest.mark.parametrize("held", RoleName.values)
@pytest.mark.parametrize("asked", RoleName.values)
def test_role_is_held_for_its_own_prize_only(held, asked):
    prize, other = PrizeFactory(), PrizeFactory()
    person = staff(held, prize)

    assert RULES[asked](person, prize) == (held == asked)
    assert not RULES[asked](person, other)
    assert not RULES[asked](person, None)


@pytest.mark.parametrize("name", RoleName.values)
def test_superuser_and_anonymous_hold_no_role(name):
    prize = PrizeFactory()

    assert not RULES[name](SuperuserFactory(), prize)
    assert not RULES[name](AnonymousUser(), prize)


def test_inactive_person_holds_no_role():
    prize = PrizeFactory()
    person = staff(RoleName.SECRETARIAT, prize)
    person.is_active = False

    assert not rules.is_secretariat(person, prize)


def test_any_number_of_questions_costs_one_query(django_assert_num_queries):
    person = staff()
    prizes = PrizeFactory.create_batch(3)

    with django_assert_num_queries(1):
        for prize in prizes:
            rules.is_secretariat(person, prize)
            rules.holds_any_role(person)
