import pytest
from csp.constants import SELF, UNSAFE_INLINE
from django.core.files.storage import storages

from prize_site import checks


def test_checks_find_nothing_in_our_settings():
    found = [
        *checks.private_files_are_not_served(None),
        *checks.sqlite_takes_concurrent_writers(None),
        *checks.front_of_house_allows_nothing_inline(None),
    ]

    assert found == []


def test_private_files_under_public_ones_are_an_error(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}},
    }

    assert [error.id for error in checks.private_files_are_not_served(None)] == ["prize_site.E001"]


@pytest.mark.parametrize(
    "options", [{}, {"transaction_mode": "IMMEDIATE"}, {"init_command": "PRAGMA journal_mode=WAL"}]
)
@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_plain_sqlite_is_an_error(settings, options):
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": options}}

    assert [error.id for error in checks.sqlite_takes_concurrent_writers(None)] == ["prize_site.E002"]


def test_inline_script_at_the_front_of_house_is_an_error(settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": [SELF], "script-src": [SELF, UNSAFE_INLINE]}}

    assert [error.id for error in checks.front_of_house_allows_nothing_inline(None)] == ["prize_site.E003"]


def test_private_file_has_no_address():
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url("evidence.pdf")
