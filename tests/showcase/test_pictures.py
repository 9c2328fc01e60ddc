"""Pictures come in the sizes and formats that a reader's screen needs, drawn before anybody asks."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from pytest_django.asserts import assertHTMLEqual

from showcase.models import Picture, Rendition
from showcase.models.pictures import SIZES
from showcase.tasks import draw_sizes
from tests.showcase.factories import PictureFactory

pytestmark = pytest.mark.django_db
KINDS = [{"kind": "card"}, {"kind": "cover"}, {"kind": "wide"}, {"kind": "wide", "eager": True}]


@pytest.fixture
def picture():
    return PictureFactory(description="A casting, cut open")


def shown(picture, **options):
    return render_to_string("components/picture.html", {"picture": picture, **options})


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_reader_waits_for_no_size(picture, options):
    draw_sizes.call(picture.pk)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == set(SIZES)

    shown(picture, **options)

    assert Rendition.objects.count() == len(SIZES)


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_picture_comes_in_both_formats_and_leaves_its_place_free(picture, options):
    html = shown(picture, **options)

    source = re.search(r"<source [^>]+>", html)[0]
    assert 'type="image/avif"' in source
    assert re.search(r'srcset="[^"]+\.avif \d+w, [^"]+\.avif \d+w"', source)
    assert 'sizes="' in source
    assert re.search(r'<img [^>]*srcset="[^"]+\.webp \d+w, ', html)
    assert re.search(r'width="\d+"', html)
    assert re.search(r'height="\d+"', html)
    assert 'alt="A casting, cut open"' in html


def test_only_what_is_seen_first_is_loaded_at_once(picture):
    assert 'loading="lazy"' in shown(picture, kind="card")
    assert 'fetchpriority="high"' in shown(picture, kind="wide", eager=True)


@pytest.mark.parametrize(
    ("options", "spec", "attributes"),
    [
        ({"kind": "card", "classname": "a<b"}, "fill-{480x320,960x640}", 'class="a<b" loading="lazy"'),
        ({"kind": "wide", "eager": True}, "width-{640,1280}", 'fetchpriority="high"'),
    ],
    ids=str,
)
def test_picture_is_what_wagtail_would_write(picture, options, spec, attributes):
    ours = shown(picture, **options)
    sizes = re.search(r'sizes="[^"]+"', ours)[0]
    tag = f"{{% load wagtailimages_tags %}}{{% picture picture {spec} format-{{avif,webp}} {sizes} {attributes} %}}"

    assertHTMLEqual(ours, Template(tag).render(Context({"picture": picture})))


@pytest.mark.parametrize("kind", ["card", "wide"])
def test_sizes_that_came_with_the_picture_are_shown(picture, kind, django_assert_num_queries):
    draw_sizes.call(picture.pk)
    expected = shown(picture, kind=kind)
    read = Picture.objects.prefetch_renditions(*SIZES).get(pk=picture.pk)

    with django_assert_num_queries(0):
        assert shown(read, kind=kind) == expected


def test_size_around_another_point_is_drawn_anew(picture):
    draw_sizes.call(picture.pk)
    before = shown(picture, kind="card")
    Picture.objects.filter(pk=picture.pk).update(
        focal_point_x=90, focal_point_y=10, focal_point_width=4, focal_point_height=4
    )
    moved = Picture.objects.prefetch_renditions(*SIZES).get(pk=picture.pk)

    assert shown(moved, kind="card") != before
