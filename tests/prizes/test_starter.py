from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.rules import NotAllowed
from audit.models import Event
from prizes.actions import create_starter_edition
from prizes.eligibility import check
from prizes.models import Edition, EligibilityRule, Prize
from prizes.starter import register_part
from tests.accounts.factories import RoleFactory
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db

OPENS, CLOSES = datetime(2027, 1, 11, 14, tzinfo=UTC), datetime(2027, 4, 2, 21, tzinfo=UTC)
A_FITTING_COMPANY = {
    "located-here": True,
    "makes-goods": "parts-for-others",
    "employees": 84,
    "years-in-business": 31,
    "in-use": True,
    "unresolved-violations": False,
}


@pytest.fixture
def edition():
    return create_starter_edition(
        prize=PrizeFactory(name="State Prize"), year=2027, opens_at=OPENS, closes_at=CLOSES, by=None, place="Vermont"
    )


def test_the_starter_edition_has_all_that_an_opening_needs(edition):
    assert edition.name == "State Prize 2027"
    assert edition.categories.count() == 3
    assert edition.dates.count() == 6
    assert "export control" in edition.terms_text
    assert not edition.is_public


def test_its_dates_are_on_the_clock_of_the_edition(edition):
    ceremony = edition.dates.get(name="Award ceremony")

    assert ceremony.at.astimezone(edition.zone).replace(tzinfo=None) == datetime(2027, 7, 9, 18)


def test_its_rules_let_a_fitting_company_in(edition):
    rules = EligibilityRule.objects.filter(edition=edition).for_screening()

    assert check(rules, A_FITTING_COMPANY).eligible


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("located-here", False),
        ("makes-goods", "design-only"),
        ("makes-goods", "services"),
        ("employees", 501),
        ("years-in-business", 1),
        ("in-use", False),
        ("unresolved-violations", True),
    ],
)
def test_each_of_its_rules_refuses_with_a_reason_and_a_form_of_help(edition, key, answer):
    rules = EligibilityRule.objects.filter(edition=edition).for_screening()

    (failure,) = check(rules, A_FITTING_COMPANY | {key: answer}).failures

    assert failure.rule.key == key
    assert failure.reason
    assert failure.assistance is not None


def test_no_text_is_left_with_its_placeholder(edition):
    texts = [text for rule in edition.eligibility_rules.all() for text in (rule.question, rule.reason)]

    assert not [text for text in texts if "{" in text]
    assert any("Vermont" in text for text in texts)


def test_parts_of_higher_apps_are_built_within_the_act(monkeypatch):
    built = []
    monkeypatch.setattr("prizes.starter._parts", {})
    register_part("testing", lambda edition, by: built.append((edition.categories.count(), by)))

    create_starter_edition(prize=PrizeFactory(), year=2027, opens_at=OPENS, closes_at=CLOSES, by=None)

    assert built == [(3, None)]
    assert Event.objects.get().verb == "edition.created"


def test_two_parts_of_one_name_are_refused(monkeypatch):
    monkeypatch.setattr("prizes.starter._parts", {})
    register_part("testing", print)

    with pytest.raises(ValueError, match="already has"):
        register_part("testing", repr)


def test_the_year_is_taken_once(edition):
    with pytest.raises(ValidationError, match="already an edition"):
        create_starter_edition(prize=edition.prize, year=2027, opens_at=OPENS, closes_at=CLOSES, by=None)


def test_only_the_office_creates(edition):
    with pytest.raises(NotAllowed):
        create_starter_edition(
            prize=edition.prize, year=2028, opens_at=OPENS, closes_at=CLOSES, by=RoleFactory().person
        )


ARGUMENTS = ["state-prize", "2027", "--opens", "2027-01-11T09:00", "--closes", "2027-04-02T17:00"]


def test_the_command_creates_prize_and_edition_on_the_clock_of_the_zone(capsys):
    call_command("create_edition", *ARGUMENTS, "--prize-name", "State Prize")

    edition = Edition.objects.get(prize__slug="state-prize")
    assert (edition.opens_at, edition.closes_at) == (OPENS, CLOSES)
    assert "Friday, April 2, 2027, 5:00 p.m. EDT" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ([], "There is no prize"),
        (["--prize-name", "State Prize", "--opens", "soon"], "is not a time"),
        (["--prize-name", "State Prize", "--closes", "2026-01-01"], "close after they open"),
        (["--prize-name", "State Prize", "--time-zone", "Boston"], "is not a time zone"),
    ],
)
def test_the_command_refuses_in_a_sentence_and_leaves_nothing(change, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("create_edition", *ARGUMENTS, *change)

    assert not Prize.objects.exists()


def test_the_command_says_that_the_year_is_taken():
    call_command("create_edition", *ARGUMENTS, "--prize-name", "State Prize")

    with pytest.raises(CommandError, match="already an edition"):
        call_command("create_edition", *ARGUMENTS)
