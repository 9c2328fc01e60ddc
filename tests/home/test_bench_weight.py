from pathlib import Path

import pytest
from django.test import Client

from home.bench.weight import MOST_KILOBYTES, files_of, sent_bytes, weight
from tests.showcase.factories import home_page

LINKS = '<link rel="stylesheet" href="/static/css/tokens.css"><script type="module" src="/static/js/draft.js"></script>'


def test_files_are_followed_to_what_they_ask_for():
    names = {path.name for path in files_of(LINKS)}

    assert {"tokens.css", "archivo-latin.woff2", "archivo-latin-italic.woff2", "draft.js", "draft-store.js"} <= names


def test_picture_weighs_nothing():
    assert files_of('<img src="/static/img/mark.svg"><link rel="icon" href="/static/img/mark.svg">') == set()


def test_text_is_sent_compressed_and_a_font_as_it_is(tmp_path):
    text, font = tmp_path / "a.css", tmp_path / "a.woff2"
    text.write_text("a" * 10_000)
    font.write_bytes(b"a" * 10_000)

    assert sent_bytes(Path(text)) < 100
    assert sent_bytes(Path(font)) == 10_000


@pytest.mark.django_db
def test_front_page_is_light_enough():
    home_page()

    figure = weight("Home", "public", Client(), "/")

    assert figure.unit == "kB"
    assert 20 < figure.value <= MOST_KILOBYTES
