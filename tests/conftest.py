import pytest
from django.test import TransactionTestCase

from audit import triggers


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_append_only_tables():
    """The flush after a transactional test is the one place that lifts the triggers; post_migrate puts them back."""
    flush = TransactionTestCase._fixture_teardown

    def lift_and_flush(case):
        triggers.lift()
        flush(case)
        triggers.install()

    TransactionTestCase._fixture_teardown = lift_and_flush
    yield
    TransactionTestCase._fixture_teardown = flush
