"""What every template of the house keeps to."""

import gzip
import re

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
COMPONENTS = [name for name in NAMES if name.startswith("components/")]
# A mail program reads no stylesheet of ours.
PAGES = [name for name in NAMES if not name.startswith("notices/")]
INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=[\"']|<style|javascript:|<script(?![^>]*(?:\ssrc=|type=\"application/(?:ld\+)?json\"))"
)


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_opens_by_naming_itself_and_its_variables(name):
    lines = [
        line for line in (FOLDER / name).read_text().splitlines() if not line.startswith(("{% load", "{% extends"))
    ]

    assert lines[0].startswith("{# " + name.removeprefix("components/") + ":")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_inline(name):
    assert INLINE.findall((FOLDER / name).read_text()) == []


def test_furniture_of_a_public_page_leaves_room_in_its_150_kilobytes():
    html = get_template("components/stylesheets.html").render() + (FOLDER / "base.html").read_text()
    linked = set(re.findall(r"/static/([\w/.-]+)", html) + re.findall(r"{% static '([\w/.-]+)'", html))
    files = [settings.BASE_DIR / "static" / name for name in linked]

    # Fonts are compressed as they are; the rest goes over the wire compressed.
    weight = sum(
        len(file.read_bytes() if file.suffix == ".woff2" else gzip.compress(file.read_bytes())) for file in files
    )

    assert len(files) > 10
    assert weight < 110_000
