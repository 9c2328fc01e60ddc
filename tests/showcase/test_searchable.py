"""Search shows an award when the world was told, and only what an anonymous visitor could read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from prizes.models import Edition
from search.indexing import reconcile
from search.models import PublicDocument
from showcase.actions import mark_ready, revoke_award, write_citation
from showcase.indexing import put_right_what_was_announced
from showcase.models import WinnersPage
from tests.accounts.factories import staff
from tests.showcase.factories import STORY, announce, approve, awarded, published, round_of

pytestmark = pytest.mark.django_db


def found():
    return PublicDocument.objects.filter(kind="winner").first()


def document_of(award):
    return PublicDocument.objects.get(kind="winner", key=str(award.pk))


def close(page):
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def test_announced_award_is_found(award):
    page = published(award)

    document = document_of(award)

    assert document.url == page.url
    assert document.title == "Ashfield Castings: One casting instead of nine parts"
    assert STORY in document.summary


def test_unapproved_award_shows_name_place_category_and_citation_only(award, prize):
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    published(award, approved=False)

    document = document_of(award)

    assert (document.title, document.summary, document.place) == ("Ashfield Castings", "Nine parts less.", "Lowell")
    assert (document.body, document.image) == ("", "")
    assert [(facet.name, facet.label) for facet in document.facets.all()] == [("category", award.category.name)]


def test_text_of_a_page_is_searched_once_it_is_approved(prize):
    award = awarded(prize, answers={"method": "We print the cores of sand."})
    published(award, approved=False)
    assert "cores of sand" not in document_of(award).body

    approve(award)

    assert "cores of sand" in document_of(award).body


def test_award_without_a_page_is_found_in_the_showcase(award):
    announce(award)

    assert document_of(award).url == WinnersPage.objects.get().address_of(award.category.edition.year)


def test_late_approval_brings_the_text(award):
    published(award, approved=False)

    approve(award)

    assert STORY in document_of(award).summary


def test_nothing_before_the_announcement(award, editor):
    approve(award)
    mark_ready(page=award.page, by=editor)
    award.page.get_latest_revision().publish()
    announce(award, at=timezone.now() + timedelta(hours=1))

    reconcile()

    assert found() is None


def test_announcement_that_passes_is_noticed_by_the_clock(award, monkeypatch):
    announce(award, at=timezone.now() + timedelta(hours=1))
    monkeypatch.setattr("django.utils.timezone.now", lambda now=timezone.now: now() + timedelta(hours=2))

    put_right_what_was_announced()

    assert document_of(award)


def test_announcement_taken_back_is_noticed_at_once(award):
    announce(award)
    assert found()

    announce(award, at=timezone.now() + timedelta(hours=1))

    assert found() is None


def test_rehearsal_is_never_found(prize):
    award = awarded(prize, round=round_of(prize, edition__rehearsal=True))

    published(award)

    assert found() is None


def test_edition_that_becomes_a_rehearsal_is_forgotten(award):
    published(award)

    edition = Edition.objects.get()
    edition.rehearsal = True
    edition.save()

    assert found() is None


def test_revoked_award_is_forgotten(award, prize):
    published(award)

    revoke_award(award=award, reason="Invented figures.", by=staff(prize=prize))

    assert found() is None


@pytest.mark.parametrize("act", [lambda page: page.unpublish(), close, lambda page: page.delete()])
def test_page_that_goes_leaves_the_line_in_the_showcase(award, act, django_capture_on_commit_callbacks):
    page = published(award)

    with django_capture_on_commit_callbacks(execute=True):
        act(page)

    document = document_of(award)
    assert document.url == WinnersPage.objects.get().address_of(award.category.edition.year)
    assert STORY not in document.summary + document.body


@pytest.mark.parametrize(
    "act",
    [lambda page: page.unpublish(), close, lambda page: page.delete(), lambda page: page.get_parent().unpublish()],
)
def test_showcase_that_goes_takes_all_with_it(award, act, django_capture_on_commit_callbacks):
    published(award)

    with django_capture_on_commit_callbacks(execute=True):
        act(WinnersPage.objects.get())

    assert found() is None


def test_showcase_that_opens_again_brings_all_back(award):
    published(award)
    restriction = close(WinnersPage.objects.get())
    assert found() is None

    restriction.delete()

    assert found()


def test_new_address_is_followed(award):
    published(award)
    showcase = WinnersPage.objects.get()

    showcase.slug = "honours"
    showcase.save_revision().publish()

    assert "/honours/" in document_of(award).url
