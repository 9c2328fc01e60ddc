import pytest

from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import awarded, editor_of, showcase_of


@pytest.fixture
def prize():
    prize = PrizeFactory()
    showcase_of(prize)
    return prize


@pytest.fixture
def award(prize):
    """Released and drafted; nobody has been told."""
    return awarded(prize)


@pytest.fixture
def editor(prize):
    return editor_of(prize)
