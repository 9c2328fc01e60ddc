"""The pictures of a winner are nobody's before the announcement, and stay so where the company did not approve."""

import pytest
from django.urls import reverse

from showcase.actions import revoke_award
from tests.accounts.factories import PersonFactory, staff
from tests.showcase.factories import PictureFactory, announce, approve, asked, published, story, story_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return PictureFactory()


@pytest.fixture
def winner_page(award, picture):
    """A drafted page that shows it."""
    page = award.page
    page.picture = picture
    page.save_revision()
    return page


def answer(client, picture):
    rendition = picture.get_rendition("fill-480x320|format-webp")
    original, size = (client.get(f"/media/{file.name}").status_code for file in (picture.file, rendition.file))
    assert original == size
    return original


def test_draft_is_nobodys(client, winner_page, picture):
    assert answer(client, picture) == 404

    client.force_login(PersonFactory())
    assert answer(client, picture) == 404


@pytest.mark.parametrize("role", ["editor", "secretariat", "auditor"])
def test_people_of_the_prize_see_it_and_those_of_another_do_not(client, prize, winner_page, picture, role):
    client.force_login(staff(role))
    assert answer(client, picture) == 404

    client.force_login(staff(role, prize))
    assert answer(client, picture) == 200


def test_company_sees_it_through_its_link(client, award, winner_page, picture, editor):
    link = asked(award, "boss@ashfield.example", editor)

    client.get(reverse("showcase:approve", args=[link.token]))

    assert answer(client, picture) == 200


def test_picture_in_the_text_is_held_as_well(client, award, picture):
    page = award.page
    page.body = [("picture", {"picture": picture, "caption": ""})]
    page.save_revision()

    assert answer(client, picture) == 404


def test_announced_and_approved_is_everybodys(client, award, winner_page, picture):
    published(award)

    assert answer(client, picture) == 200


def test_announced_without_approval_stays_held(client, award, winner_page, picture):
    published(award, approved=False)

    assert answer(client, picture) == 404


def test_approval_alone_opens_nothing(client, award, winner_page, picture):
    approve(award)

    assert answer(client, picture) == 404


def test_award_that_is_taken_back_takes_its_picture_along(
    client, award, winner_page, picture, django_capture_on_commit_callbacks
):
    published(award)
    assert answer(client, picture) == 200
    with django_capture_on_commit_callbacks(execute=True):
        revoke_award(award=award, reason="Invented.", by=staff(prize=award.category.edition.prize))

    assert answer(client, picture) == 404


def test_picture_that_a_public_page_shows_too_is_everybodys(client, winner_page, picture):
    story(story_index(), picture=picture)

    assert answer(client, picture) == 200


def test_other_pictures_cost_no_query(client, picture, django_assert_num_queries):
    client.get("/media/elsewhere.png")

    with django_assert_num_queries(0):
        assert client.get(f"/media/{picture.file.name}").status_code == 200


@pytest.mark.parametrize("name", ["a" * 300, "a%00b", "../settings.py", "%F0%9F%94%A9.png"])
def test_name_that_is_no_file_is_not_there(client, winner_page, name):
    assert client.get(f"/media/{name}").status_code in (400, 404)


def test_announcement_is_noticed(client, award, winner_page, picture, django_capture_on_commit_callbacks):
    approve(award)
    award.page.get_latest_revision().publish()
    assert answer(client, picture) == 404

    with django_capture_on_commit_callbacks(execute=True):
        announce(award)

    assert answer(client, picture) == 200
