"""Editors work on the pages of their own prize, wherever its site goes."""

import pytest
from wagtail.models import Page, Site

from tests.accounts.factories import staff
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import home_page

pytestmark = pytest.mark.django_db


def edits(person, page):
    return page.permissions_for_user(type(person).objects.get(pk=person.pk)).can_edit()


def test_editor_of_a_prize_without_a_site_edits_no_page():
    assert not edits(staff("editor"), home_page())


def test_editor_follows_the_site_of_the_prize():
    prize, home = PrizeFactory(), home_page()
    editor = staff("editor", prize)

    prize.site = Site.objects.get(is_default_site=True)
    prize.save()

    assert edits(editor, home)
    assert not edits(editor, Page.get_first_root_node())


def test_editor_follows_the_front_page_of_the_site():
    prize = PrizeFactory(site=Site.objects.get(is_default_site=True))
    editor = staff("editor", prize)

    assert edits(editor, home_page())


@pytest.mark.parametrize("role", ["secretariat", "auditor"])
def test_other_roles_edit_no_page(role):
    prize = PrizeFactory(site=Site.objects.get(is_default_site=True))

    assert not edits(staff(role, prize), home_page())
