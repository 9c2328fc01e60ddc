"""Every component in every state on one page, for those who build and check the screens."""

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.clickjacking import xframe_options_sameorigin

from prize_site.styleguide.catalogue import groups
from prize_site.styleguide.samples import CLOSES, ZONE
from prize_site.styleguide.tokens import measured_pairs, read_tokens, sizes


def styleguide(request):
    _demand_staff(request)
    css = read_tokens()
    shown = [
        {"title": title, "slug": slugify(title), "parts": [_show(part, request) for part in parts]}
        for title, parts in groups()
    ]
    context = {
        "groups": shown,
        "now": CLOSES,
        "zone": ZONE,
        "steps": sizes(css, "step"),
        "spaces": sizes(css, "space"),
        "pairs": measured_pairs(css),
    }
    return render(request, "styleguide/index.html", context)


@xframe_options_sameorigin
def specimen(request, name, number):
    """One example on a page of its own."""
    _demand_staff(request)
    part = next((part for _title, parts in groups() for part in parts if part.name == name), None)
    if part is None or part.is_code or number >= len(part.examples):
        raise Http404
    example = part.examples[number]
    context = {"part": part, "state": example.state, "html": part.draw(example, request)}
    return render(request, "styleguide/specimen.html", context)


def _demand_staff(request):
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


def _show(part, request):
    specimens = [
        {
            "state": example.state,
            "number": number,
            "alone": example.alone,
            "html": "" if example.alone else part.draw(example, request),
        }
        for number, example in enumerate(part.examples)
    ]
    return {"name": part.name, "head": part.head, "is_code": part.is_code, "specimens": specimens}
