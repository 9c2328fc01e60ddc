"""Small helpers of the house's own components."""

import functools
from zoneinfo import ZoneInfo

from django import template
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from search.structured import as_json
from showcase.sharing import SharedPageMixin

register = template.Library()

# The order is the cascade: tokens, vendor, then ours.
STYLESHEETS = (
    "css/tokens.css",
    "vendor/bootstrap/bootstrap-parts.min.css",
    "css/base.css",
    "css/layout.css",
    "css/header.css",
    "css/button.css",
    "css/form.css",
    "css/notice.css",
    "css/badge.css",
    "css/card.css",
    "css/list.css",
    "css/table.css",
    "css/progress.css",
    "css/chart.css",
    "css/public.css",
)

GOOD = (
    "submitted",
    "eligible",
    "complete",
    "winner",
    "finalist",
    "commended",
    "released",
    "accepted",
    "sent",
    "answered",
)
BAD = ("ineligible", "not_submitted", "withdrawn", "declined", "recused", "revoked", "failed")
WAITING = ("invited", "needs_information", "reopened", "open", "in_progress", "offered")
ZONED_STYLES = {
    "long": "DATETIME_FORMAT",
    "short": "SHORT_DATETIME_FORMAT",
    "date": "DATE_FORMAT",
    "clock": "TIME_FORMAT",
}
STATE_TONES = {
    **dict.fromkeys(GOOD, "good"),
    **dict.fromkeys(BAD, "bad"),
    **dict.fromkeys(WAITING, "signal"),
}


@register.simple_tag(takes_context=True)
def csrf_field(context):
    """Django's `csrf_token` is lost in an include with `only`; the request is not."""
    token = context.get("csrf_token") or get_token(context.request)
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


@register.simple_tag(takes_context=True)
def shared(context):
    """What others are told of this page; None where the page is for nobody but its reader."""
    if "share" in context:
        return context["share"]
    page = context.get("self")
    # A page may also be shown to a company before it is public: that is no page of its own.
    if not isinstance(page, SharedPageMixin) or page is not context.get("page"):
        return None
    return page.share(context["request"], context)


register.filter("json_ld", as_json)


@register.simple_tag
@functools.cache
def stylesheets():
    """Written once for each process: their names change only with what is installed."""
    sheets = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in STYLESHEETS))
    return format_html(
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>\n{}\n'
        '<link rel="stylesheet" href="{}" media="print">',
        static("fonts/archivo-latin.woff2"),
        sheets,
        static("css/print.css"),
    )


@register.simple_tag
def zoned(value, zone=None, style="long"):
    """A moment in the zone of its edition, with the zone's abbreviation: a deadline read in the wrong zone is missed.

    Styles: `long` March 4, 2027, 5:00 p.m. EST; `short` Mar 4, 2027, 5:00 p.m. EST; `date` March 4, 2027; `clock` 5:00 p.m. EST.
    """
    if not value:
        return ""
    local = timezone.localtime(value, ZoneInfo(zone) if isinstance(zone, str) else zone)
    text = date_format(local, ZONED_STYLES[style])
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.filter
def state_tone(state):
    """The tone of a state: what has gone well, what has ended, what waits for somebody; the rest is plain."""
    return STATE_TONES.get(str(state), "plain")


@register.filter
def inline_svg(svg, label):
    """An SVG that our own code drew, to stand in the page as a picture with a name."""
    drawing = svg[svg.index("<svg") + len("<svg") :]
    return format_html('<svg role="img" aria-label="{}"{}', label, mark_safe(drawing))  # noqa: S308
