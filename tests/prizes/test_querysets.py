from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.enums import RoleName
from prizes.models import Category, Edition, EditionDate, EligibilityRule, Prize, SupportService, Term
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory
from tests.prizes.factories import (
    CategoryFactory,
    EditionDateFactory,
    EditionFactory,
    EligibilityRuleFactory,
    PrizeFactory,
    SupportServiceFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def names(queryset):
    return sorted(queryset.values_list("name", flat=True))


def test_public_editions_are_published_and_no_rehearsals():
    EditionFactory(name="public", published=True)
    EditionFactory(name="not yet")
    EditionFactory(name="rehearsal", rehearsal=True)

    assert names(Edition.objects.public()) == ["public"]


@pytest.mark.parametrize(("opens", "closes", "is_open"), [(0, 1, True), (1, 2, False), (-2, 0, False)])
def test_open_for_nominations_from_the_opening_to_just_before_the_close(now, opens, closes, is_open):
    EditionFactory(opens_at=now + opens * DAY, closes_at=now + closes * DAY)

    assert Edition.objects.open_for_nominations(now).exists() is is_open


def test_running_is_the_latest_opened_edition_of_each_prize(now):
    prize = PrizeFactory()
    EditionFactory(prize=prize, name="last year", opens_at=now - 400 * DAY, closes_at=now - 300 * DAY)
    EditionFactory(prize=prize, name="being judged", opens_at=now - 40 * DAY, closes_at=now - 10 * DAY)
    EditionFactory(prize=prize, name="next year", opens_at=now + 300 * DAY, closes_at=now + 330 * DAY)
    EditionFactory(name="another prize", opens_at=now - DAY, closes_at=now + DAY)

    assert names(Edition.objects.running(now)) == ["another prize", "being judged"]


def test_a_rehearsal_runs_beside_the_edition_and_never_instead_of_it(now):
    prize = PrizeFactory()
    EditionFactory(prize=prize, name="real", opens_at=now - 40 * DAY, closes_at=now - 10 * DAY)
    EditionFactory(prize=prize, name="rehearsal", rehearsal=True, opens_at=now - DAY, closes_at=now + DAY)
    EditionFactory(prize=prize, name="old rehearsal", rehearsal=True, opens_at=now - 9 * DAY, closes_at=now - DAY)

    assert names(Edition.objects.running(now)) == ["real", "rehearsal"]


def test_upcoming_editions_have_not_opened(now):
    EditionFactory(name="next year", opens_at=now + DAY, closes_at=now + 2 * DAY)
    EditionFactory(name="open", opens_at=now, closes_at=now + DAY)

    assert names(Edition.objects.upcoming(now)) == ["next year"]


@pytest.fixture
def rows():
    """One row of each kind in a prize."""
    edition = EditionFactory()
    EditionDateFactory(edition=edition)
    CategoryFactory(edition=edition)
    EligibilityRuleFactory(edition=edition)
    SupportServiceFactory()
    return edition


MODELS = (Prize, Edition, EditionDate, Category, EligibilityRule, SupportService)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", [RoleName.SECRETARIAT, RoleName.AUDITOR])
def test_office_and_auditor_see_their_prize(model, role, rows):
    person = RoleFactory(prize=rows.prize, name=role).person

    assert model.objects.visible_to(person).count() == 1
    assert Term.objects.visible_to(person).exists()


@pytest.mark.parametrize("model", [Edition, EditionDate, Category, EligibilityRule])
def test_the_neighbouring_office_does_not_see_it(model, rows):
    neighbour = RoleFactory().person

    assert not model.objects.visible_to(neighbour).exists()
    assert list(Prize.objects.visible_to(neighbour)) == [neighbour.roles.get().prize]


@pytest.mark.parametrize("model", [*MODELS, Term])
def test_strangers_see_nothing(model, rows):
    editor = RoleFactory(prize=rows.prize, name=RoleName.EDITOR).person

    for stranger in (PersonFactory(), SuperuserFactory(), AnonymousUser(), editor):
        assert not model.objects.visible_to(stranger).exists()


@pytest.mark.parametrize("model", [Prize, Edition])
def test_only_the_office_edits(model, rows):
    office = RoleFactory(prize=rows.prize).person
    auditor = RoleFactory(prize=rows.prize, name=RoleName.AUDITOR).person

    assert model.objects.editable_by(office).count() == 1
    assert model.objects.editable_by(auditor).count() == 0


def test_services_offering_two_of_the_terms_come_once():
    service = SupportServiceFactory()
    terms = Term.objects.filter(slug__in=["lean-assistance", "supplier-upgrade"])
    service.assistance.set(terms)

    assert list(SupportService.objects.public().offering(terms)) == [service]
