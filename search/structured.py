"""JSON-LD in the words of schema.org."""

import json

from django.utils.safestring import mark_safe

# As Django's json_script does: no text can end the element that it stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def as_json(data):
    return mark_safe(json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 escaped here


def thing(kind, **facts):
    """Without what is not known: an empty property says something wrong."""
    return {"@type": kind} | {name: value for name, value in facts.items() if value not in (None, "", [], ())}


def organization(name, **facts):
    return thing("Organization", name=name, **facts)


def breadcrumbs(crumbs):
    """`crumbs` are pairs of a name and an absolute address, from the top down."""
    items = [
        thing("ListItem", position=number, name=name, item=address) for number, (name, address) in enumerate(crumbs, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items)
