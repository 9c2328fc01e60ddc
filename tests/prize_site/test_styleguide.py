from collections import defaultdict

import pytest
from django.conf import settings
from wagtail.images.tests.utils import get_test_image_file

from prize_site.styleguide.catalogue import groups
from prize_site.styleguide.parts import ARGUMENT, FOLDER, HEAD
from prize_site.styleguide.tokens import measured_pairs, read_tokens
from showcase.models import Picture
from tests.accounts.factories import PersonFactory, SuperuserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.fixture
def _two_pictures():
    for title in ("Lathe", "Press"):
        Picture.objects.create(
            title=title, file=get_test_image_file(), description=title, credit="Kestrel", rights="Our own."
        )


@pytest.fixture
def parts(_two_pictures):
    return {part.name: part for _title, parts in groups() for part in parts}


def read(name):
    return (FOLDER / f"{name}.html").read_text()


def test_staff_see_the_style_guide(client):
    client.force_login(SuperuserFactory())

    assert client.get("/styleguide/").status_code == 200
    assert client.get("/styleguide/site_header/0/").status_code == 200


@pytest.mark.parametrize("path", ["/styleguide/", "/styleguide/site_header/0/"])
def test_others_find_nothing_there(client, path):
    assert client.get(path).status_code == 404

    client.force_login(PersonFactory())

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["site_header/99/", "no_such_part/0/", "stylesheets/0/"])
def test_no_page_of_what_is_no_example(client, path):
    client.force_login(SuperuserFactory())

    assert client.get(f"/styleguide/{path}").status_code == 404


def test_every_component_is_shown(parts):
    assert sorted(parts) == NAMES


@pytest.mark.usefixtures("_two_pictures")
def test_every_example_stands_on_the_page(client, parts):
    client.force_login(SuperuserFactory())

    page = client.get("/styleguide/").content.decode()

    states = [example.state for part in parts.values() for example in part.examples]
    assert [state for state in states if f'<p class="guide-state">{state}</p>' not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_component_says_at_its_head_what_it_is_given(name):
    head = HEAD.search(read(name))
    body = read(name).replace(head[0], "")

    assert head[1] == name
    assert [argument for argument in ARGUMENT.findall(head[2]) if argument not in body] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_of_a_component_is_shown_to_vary(parts, name):
    part = parts[name]
    seen = defaultdict(set)
    for example in part.examples:
        for argument in {*part.arguments, *example.context}:
            seen[argument].add(repr(example.context.get(argument)))

    assert [argument for argument, values in seen.items() if argument not in part.arguments] == []
    assert [argument for argument in part.arguments if len(seen[argument]) < 2] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_component_is_used_by_a_page(name):
    templates = settings.BASE_DIR / "templates"
    users = [
        path
        for path in templates.rglob("*.html")
        if f"components/{name}.html" in path.read_text() and "styleguide" not in path.parts
    ]

    assert users != []


def test_contrast_on_the_page_is_measured():
    first = measured_pairs(read_tokens())[0]

    assert (first["front"], first["ground"]) == ("ink", "paper")
    assert [round(scheme["ratio"], 2) for scheme in first["schemes"]] == [15.23, 15.34]
