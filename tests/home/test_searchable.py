import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, PrizePage, StandardPage
from prizes.enums import Vocabulary
from search.models import PublicDocument
from tests.prizes.factories import CategoryFactory, TermFactory
from tests.showcase.factories import home_page, story, story_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return story_index()


def found():
    return PublicDocument.objects.filter(kind="story").first()


def close(page):
    return PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")


def test_story_is_found_by_what_it_says(index):
    term = TermFactory(vocabulary=Vocabulary.PRACTICE)
    page = story(index, terms=[term])

    assert (found().url, found().title) == (page.url, "Story 1")
    assert "Cranes." in found().body
    assert [facet.slug for facet in found().facets.all()] == [term.slug]


def test_renamed_term_is_followed(index):
    term = TermFactory(vocabulary=Vocabulary.PRACTICE)
    story(index, terms=[term])

    term.name = "Kaizen"
    term.save()

    assert found().facets.get().label == "Kaizen"


@pytest.mark.parametrize("above", ["story", "index", "home"])
@pytest.mark.parametrize("act", [lambda page: page.unpublish(), close, lambda page: page.delete()])
def test_story_goes_with_whatever_is_above_it(index, above, act):
    page = story(index)
    pages = {"story": page, "index": index, "home": HomePage.objects.get()}

    act(pages[above])

    assert found() is None


def test_draft_is_not_found(index):
    story(index).unpublish()
    page = index.get_children().get().specific
    page.save_revision()

    assert found() is None


def test_story_that_opens_again_is_found_again(index):
    story(index)
    restriction = close(index)

    restriction.delete()

    assert found()


def test_moved_story_has_its_new_address(index):
    page = story(index)
    other = index.get_parent().add_child(instance=type(index)(title="Other", slug="other"))

    page.move(other, pos="last-child")

    assert "/other/" in found().url


def test_story_moved_off_the_site_is_forgotten(index):
    page = story(index)

    page.move(Page.get_first_root_node(), pos="last-child")

    assert found() is None


def test_prize_page_follows_its_edition():
    category = CategoryFactory(edition__published=True)
    home_page().add_child(instance=PrizePage(title="The prize", slug="prize", prize=category.edition.prize))
    assert category.name in PublicDocument.objects.get(kind="prize").body

    category.edition.published = False
    category.edition.save()

    assert PublicDocument.objects.get(kind="prize").body == ""


def test_standard_page_is_found():
    home_page().add_child(instance=StandardPage(title="About", slug="about", introduction="Who runs the prize."))

    assert PublicDocument.objects.get(kind="page").summary == "Who runs the prize."
