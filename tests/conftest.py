import gc

import pytest
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import translation
from django.utils.translation import trans_real

from accounts.sessions import SECOND_FACTOR_OF
from audit import triggers
from tests.options import (  # noqa: F401 hooks
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_make_collect_report,
    pytest_runtest_makereport,
)

# Tests make and drop objects by the million: a look for cycles at every 700 of them took a ninth of the time.
gc.set_threshold(100_000, 50, 50)


class HouseClient(Client):
    """`force_login` stands for a whole sign-in, second factor included; `password_login` for one without."""

    password_login = Client.force_login

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        session = self.session
        session[SECOND_FACTOR_OF] = str(user.pk)
        session.save()


@pytest.fixture
def client():
    return HouseClient()


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_append_only_tables():
    """The flush after a transactional test is the one place that lifts the triggers; post_migrate puts them back."""
    flush = TransactionTestCase._fixture_teardown

    def lift_and_flush(case):
        triggers.lift()
        try:
            flush(case)
        finally:
            triggers.install()

    TransactionTestCase._fixture_teardown = lift_and_flush
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(autouse=True)
def _cold_cache():
    """What one test left in the cache would save another its queries."""
    cache.clear()


@pytest.fixture
def tasks_wait(settings):
    """Tasks stay in the queue, as they do on a running site, instead of running where they are enqueued."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def two_languages(settings):
    """English, and German of which nothing is translated: what Django keeps of them is forgotten before and after."""
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    settings.USE_I18N = True
    forget_languages()
    yield
    settings.USE_I18N = False
    forget_languages()


def forget_languages():
    translation._trans.__dict__.clear()
    trans_real._translations.clear()
    trans_real.get_languages.cache_clear()
