import pytest
from wagtail.models import Collection, Locale, Page, Site

from home.baseline import ensure_baseline


def count_rows():
    return [model.objects.count() for model in (Locale, Collection, Page, Site)]


@pytest.mark.django_db
def test_baseline_twice_changes_nothing():
    ensure_baseline()
    before = count_rows()

    ensure_baseline()

    assert count_rows() == before


@pytest.mark.django_db
def test_baseline_from_nothing():
    Site.objects.all().delete()
    Page.objects.all().delete()
    Collection.objects.all().delete()
    Locale.objects.all().delete()

    ensure_baseline()

    assert Locale.objects.get().language_code == "en"
    assert Collection.objects.get().is_root()
    assert Site.objects.get(is_default_site=True).root_page.get_parent() == Page.get_first_root_node()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_baseline_is_there_after_each_flush(turn):
    assert Site.objects.filter(is_default_site=True).count() == 1
    assert Locale.objects.exists()
