"""No picture comes in without its rights, its credit and words for those who do not see it, whichever door it takes."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from showcase.models import Picture
from showcase.picture_form import WANTED
from tests.accounts.factories import staff

pytestmark = pytest.mark.django_db
FACTS = {
    "title": "Lathe",
    "description": "A lathe with its cover open.",
    "credit": "Robin Ashfield",
    "rights": "permission of the company",
    "rights_until": "2031-05-01",
}


@pytest.fixture
def editor(client, prize):
    client.force_login(staff("editor", prize))
    return client


def upload():
    return SimpleUploadedFile("lathe.png", get_test_image_file().file.getvalue(), "image/png")


def sent(**facts):
    return FACTS | {"file": upload(), "collection": Collection.get_first_root_node().pk} | facts


def test_whole_picture_is_taken(editor):
    editor.post(reverse("wagtailimages:add"), sent())

    picture = Picture.objects.get()
    assert {name: str(getattr(picture, name)) for name in FACTS} == FACTS


@pytest.mark.parametrize("name", WANTED)
@pytest.mark.parametrize("typed", ["", "   "])
def test_picture_without_it_is_refused_in_words_that_help(editor, name, typed):
    response = editor.post(reverse("wagtailimages:add"), sent(**{name: typed}))

    assert response.context["form"].errors == {name: [str(WANTED[name])]}
    assert str(WANTED[name]).split(",")[0] in response.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize("typed", ["lathe.jpg", "IMG_2034", "DSC-0012", "Screenshot 2026-01-02", "hall.PNG"])
def test_name_of_a_file_is_no_alternative_text(editor, typed):
    response = editor.post(reverse("wagtailimages:add"), sent(description=typed))

    assert list(response.context["form"].errors) == ["description"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize("typed", ["Images of a hall, 1891.", "Four people at a bench."])
def test_words_are(editor, typed):
    editor.post(reverse("wagtailimages:add"), sent(description=typed))

    assert Picture.objects.get().description == typed


def test_known_picture_keeps_what_it_must_have(editor):
    editor.post(reverse("wagtailimages:add"), sent())
    picture = Picture.objects.get()

    response = editor.post(reverse("wagtailimages:edit", args=[picture.pk]), FACTS | {"credit": ""})

    assert response.context["form"].errors == {"credit": [str(WANTED["credit"])]}
    assert Picture.objects.get().credit == "Robin Ashfield"


def test_many_pictures_at_once_are_asked_for_it(editor):
    response = editor.post(reverse("wagtailimages:add_multiple"), {"title": "Lathe", "files[]": upload()})

    asked = json.loads(response.content)["form"]
    assert all(f"{name}" in asked for name in WANTED)
    assert not Picture.objects.exists()


def test_picture_from_within_a_page_is_asked_for_it(editor):
    typed = {f"image-chooser-upload-{name}": value for name, value in sent(credit="", rights="").items()}

    response = editor.post(reverse("wagtailimages_chooser:create"), typed)

    assert response.json()["step"] == "reshow_creation_form"
    for name in ("credit", "rights"):
        assert str(WANTED[name]).split(",")[0].split(":")[0] in response.json()["htmlFragment"]
    assert not Picture.objects.exists()
