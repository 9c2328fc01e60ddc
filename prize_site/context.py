"""What header and footer of every page need: asked only when a template shows it, menus from the cache."""

import functools

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.navigation import Link, doors_for
from prize_site.page_cache import current_state
from prize_site.routing import know_the_site
from showcase.visibility import open_sections

CACHE_SECONDS = 300


def site(request):
    menu = functools.cache(lambda: _menu(request))
    return {
        "demo": settings.DEMO,
        "site_name": lambda: menu()["name"],
        "main_links": lambda: _mark_current(menu()["links"] + _house_links(), request),
        "further_links": _further_links,
        "footer_links": lambda: menu()["footer"],
        "doors": lambda: _mark_current(doors_for(request), request),
    }


def _menu(request):
    """Forgotten with all pages, at any change of the site."""
    return cache.get_or_set(
        f"menu:{current_state().name}:{request.get_host()}", lambda: _read_menu(request), CACHE_SECONDS
    )


def _read_menu(request):
    wagtail_site = know_the_site(request)
    if wagtail_site is None:
        return {"name": settings.WAGTAIL_SITE_NAME, "links": [], "footer": []}
    pages = [page for page in open_sections(wagtail_site.root_page, request) if page.show_in_menus]
    return {
        "name": wagtail_site.site_name or settings.WAGTAIL_SITE_NAME,
        "links": [Link(page.title, page.get_url(request, wagtail_site)) for page in pages],
        "footer": _read_footer(wagtail_site, request),
    }


def _read_footer(wagtail_site, request):
    """What the front page says stands at the foot of every page."""
    home = getattr(wagtail_site.root_page, "homepage", None)
    # As they are stored: Wagtail would read each page, though most are those of the menu.
    rows = [block["value"] for block in home.footer.raw_data] if home else []
    pages = {page.pk: page for page in open_sections(home, request)} if rows else {}
    others = {row["page"] for row in rows} - {None, *pages}
    pages |= Page.objects.live().in_bulk(others) if others else {}
    shown = [(row["label"], pages[row["page"]]) for row in rows if row["page"] in pages]
    return [Link(label or page.title, page.get_url(request, wagtail_site)) for label, page in shown]


def _house_links():
    """What every site has besides its pages."""
    return [
        Link(_("Companies"), reverse("directory:index")),
        Link(_("Support"), reverse("prizes:support_services")),
        Link(_("Search"), reverse("search:results")),
    ]


def _further_links():
    """What fewer people look for: the foot of every page leads there."""
    return [Link(_("Topics"), reverse("topics:index")), Link(_("For large manufacturers"), reverse("industry:door"))]


def _mark_current(links, request):
    return [{"label": link.label, "url": link.url, "current": _is_under(link.url, request.path)} for link in links]


def _is_under(url, path):
    return path.startswith(url) if url.endswith("/") and url != "/" else path == url
