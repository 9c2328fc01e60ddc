"""What header and footer of every page need: asked only when a template shows it, menus from the cache."""

import functools

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from accounts.navigation import Link, doors_for
from showcase.visibility import public_q

CACHE_KEY = "site-menus"
CACHE_SECONDS = 300


def site(request):
    menu = functools.cache(lambda: _menu(request))
    return {
        "demo": settings.DEMO,
        "site_name": lambda: menu()["name"],
        "main_links": lambda: _mark_current(menu()["links"] + _house_links(), request),
        "doors": lambda: _mark_current(doors_for(request), request),
    }


def _menu(request):
    """One cached dictionary for all hosts, so that one delete forgets every menu."""
    host = request.get_host()
    menus = cache.get(CACHE_KEY) or {}
    if host not in menus:
        menus = {**menus, host: _read_menu(request)}
        cache.set(CACHE_KEY, menus, CACHE_SECONDS)
    return menus[host]


def _read_menu(request):
    wagtail_site = Site.find_for_request(request)
    if wagtail_site is None:
        return {"name": settings.WAGTAIL_SITE_NAME, "links": []}
    pages = wagtail_site.root_page.get_children().live().filter(public_q()).in_menu()
    return {
        "name": wagtail_site.site_name or settings.WAGTAIL_SITE_NAME,
        "links": [Link(page.title, page.get_url(request, wagtail_site)) for page in pages],
    }


def _house_links():
    """What every site has besides its pages."""
    return [Link("Support", reverse("prizes:support_services")), Link("Search", reverse("search:results"))]


def _mark_current(links, request):
    return [{"label": link.label, "url": link.url, "current": _is_under(link.url, request.path)} for link in links]


def _is_under(url, path):
    return path.startswith(url) if url.endswith("/") and url != "/" else path == url


def forget_menus(**kwargs):
    cache.delete(CACHE_KEY)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(forget_menus, dispatch_uid="forget-site-menus")
