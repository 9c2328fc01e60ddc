"""Which companies fit a need, in which order, and why."""

import pytest

from network.enums import ProfileState
from network.fitting import Need, companies_that_fit, without_material
from prizes.enums import Vocabulary
from prizes.gazetteer import find_place
from tests.accounts.factories import PersonFactory
from tests.network.factories import ProfileFactory, keeper_of
from tests.prizes.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def milling():
    return TermFactory(vocabulary=Vocabulary.PROCESS, name="Milling")


@pytest.fixture
def brass():
    return TermFactory(vocabulary=Vocabulary.MATERIAL, name="Brass")


def company(*terms, place="Worcester", **fields):
    spot = find_place(place)
    profile = ProfileFactory(place=place, latitude=spot.latitude, longitude=spot.longitude, **fields)
    profile.terms.set(terms)
    keeper_of(profile)
    return profile


def found(by=None, **need):
    return [fit.profile for fit in companies_that_fit(Need(**need), by=by or PersonFactory())]


def test_company_fits_by_process_and_material_together(milling, brass):
    both = company(milling, brass)
    company(milling)
    company(brass)

    assert found(process=milling, material=brass) == [both]
    assert len(found(process=milling)) == 2
    assert without_material(Need(process=milling, material=brass), by=PersonFactory()) == 2


def test_narrower_process_fits_the_broader_need(milling):
    narrow = TermFactory(vocabulary=Vocabulary.PROCESS, name="5-axis milling", broader=milling)
    profile = company(narrow)

    [fit] = companies_that_fit(Need(process=milling), by=PersonFactory())

    assert fit.profile == profile
    assert fit.reasons[0] == "5-axis milling"


def test_what_nobody_reads_and_ones_own_company_are_left_out(milling):
    own = company(milling)
    company(milling, state=ProfileState.HIDDEN, hidden_reason="Untrue.")
    ProfileFactory().terms.set([milling])
    person = keeper_of(own)

    assert found(by=person, process=milling) == []
    assert found(process=milling) == [own]


def test_nearest_comes_first(milling):
    far, near = company(milling, place="Pittsfield"), company(milling, place="Boston")

    fits = companies_that_fit(Need(process=milling, place=find_place("Cambridge")), by=PersonFactory())

    assert [fit.profile for fit in fits] == [near, far]
    assert "miles away" in fits[1].reasons[-1]


def test_few_pieces_go_first_to_who_likes_pilots_and_many_to_the_nearest(milling):
    near = company(milling, place="Boston")
    pilots = company(milling, place="Pittsfield", open_to_pilots=True, prototype_days=10)
    place = find_place("Boston")

    assert found(process=milling, quantity=5, place=place) == [pilots, near]
    assert found(process=milling, quantity=500, place=place) == [near, pilots]
    [first, _] = companies_that_fit(Need(process=milling, quantity=5, place=place), by=PersonFactory())
    assert first.reasons[1:3] == ("Open to prototypes and pilots", "A first prototype in 10 working days")


def test_who_makes_other_quantities_comes_last_and_says_so(milling):
    large = company(milling, place="Boston", batch_least=1000, open_to_pilots=True)
    fitting = company(milling, place="Pittsfield", batch_least=1, batch_most=100)

    fits = companies_that_fit(Need(process=milling, quantity=20, place=find_place("Boston")), by=PersonFactory())

    assert [fit.profile for fit in fits] == [fitting, large]
    assert [fit.caution for fit in fits] == ["", "Batches from 1,000 pieces"]
    assert "Batches of 1 to 100 pieces" in fits[0].reasons


@pytest.mark.parametrize("count", [1, 50])
def test_companies_are_found_in_the_same_number_of_questions(milling, brass, count, django_assert_num_queries):
    for _ in range(count):
        company(milling, brass)
    person = PersonFactory()

    with django_assert_num_queries(2):
        assert len(companies_that_fit(Need(process=milling, material=brass), by=person)) == count
