"""One picture in the sizes and formats that a reader's screen needs, drawn ahead: showcase/models/pictures.py."""

from dataclasses import dataclass

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from showcase.models.pictures import CARD, WIDE

register = template.Library()

LAZY, EAGER = mark_safe(' loading="lazy"'), mark_safe(' fetchpriority="high"')


@dataclass(frozen=True)
class Shape:
    """How a picture stands on a page. `filters` are made once: each works out what it does, and what that depends on."""

    filters: tuple
    # What part of the window it takes, for the browser to choose by.
    sizes: str
    loading: str = LAZY


def filters_of(specs):
    return tuple(Filter(spec) for spec in specs)


CUT, WHOLE = filters_of(CARD), filters_of(WIDE)
SHAPES = {
    ("card", False): Shape(CUT, "(min-width: 76em) 24rem, (min-width: 40em) 46vw, 94vw"),
    ("cover", False): Shape(CUT, "(min-width: 62em) 40rem, 96vw"),
    ("wide", False): Shape(WHOLE, "(min-width: 76em) 52rem, 96vw"),
    ("wide", True): Shape(WHOLE, "(min-width: 76em) 76rem, 96vw", EAGER),
}


@register.simple_tag
def drawn(picture, kind, classname="", eager=False):
    """As Wagtail's `{% picture %}` writes it, at a third of its cost: a list shows dozens.

    Of each size there is an AVIF and a WebP, which every browser of today reads.
    """
    shape = SHAPES[kind, bool(eager)]
    renditions = read_together(picture, shape) or list(get_renditions_or_not_found(picture, shape.filters).values())
    addresses = [each.url for each in renditions]
    widths = [f"{address} {each.width}w" for address, each in zip(addresses, renditions, strict=True)]
    shown, address = renditions[1], addresses[1]
    return format_html(
        '<picture><source srcset="{}" sizes="{}" type="image/avif"><img src="{}" width="{}" height="{}" alt="{}"{}'
        ' sizes="{}"{} srcset="{}"></picture>',
        ", ".join(widths[::2]),
        shape.sizes,
        address,
        shown.width,
        shown.height,
        shown.alt,
        format_html(' class="{}"', classname) if classname else "",
        shape.sizes,
        shape.loading,
        ", ".join(widths[1::2]),
    )


def read_together(picture, shape):
    """Those that came with the picture; empty unless all did. All filters of a shape cut around the same point, or none do."""
    key = shape.filters[0].get_cache_key(picture)
    read = getattr(picture, "prefetched_renditions", ())
    by_spec = {rendition.filter_spec: rendition for rendition in read if rendition.focal_point_key == key}
    found = [by_spec.get(each.spec) for each in shape.filters]
    return found if all(found) else []
