"""Finds a page by its address as Wagtail does, in three or four questions however deep it lies, and tells Wagtail the answers.

Wagtail asks for the site, for each part of the path twice, for closed sections up the tree, and for all sites again to
write a link: eight to ten questions before the page has asked its first. Where this finds nothing, Wagtail looks itself.
"""

from django.db.models import Exists
from django.http.request import split_domain_port
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve

from showcase.visibility import SECTION_FIELDS, closed_paths, none_is_closed, open_sections


def serve_page(request, path):
    know_the_site(request)
    page = find_page(request, [part for part in path.split("/") if part])
    if page:
        # Asked of the page: one that has addresses of its own beneath it serves itself in its own way.
        request._wagtail_route_for_request = page.route(request, [])
        if not closed_paths():
            page.get_view_restrictions = PageViewRestriction.objects.none
    return serve(request, path)


def know_the_site(request):
    """The site of this request, with its front page, and what links are written from: one question for all of it."""
    if hasattr(request, "_wagtail_cached_site_root_paths"):
        return request._wagtail_site
    sites = Site.objects.order_by().select_related("root_page__locale", "root_page__homepage")
    sites = list(sites.annotate(has_closed=Exists(PageViewRestriction.objects.all())))
    if not any(site.has_closed for site in sites):
        none_is_closed()
    request._wagtail_site = site_among(sites, request)
    request._wagtail_cached_site_root_paths = root_paths(sites)
    return request._wagtail_site


def site_among(sites, request):
    """The one of this host and port, else of this host, else the default: Wagtail's own order."""
    hostname, port = split_domain_port(request._get_raw_host())[0], int(request.get_port())
    default = next((site for site in sites if site.is_default_site), None)
    same_host = [site for site in sites if site.hostname == hostname]
    exact = next((site for site in same_host if site.port == port), None)
    if exact or default in same_host or len(same_host) != 1:
        return exact or default
    return same_host[0]


def root_paths(sites):
    """As `Site.get_site_root_paths()` gives them: the most specific first."""
    ordered = sorted(sites, key=lambda site: (not site.is_default_site, site.hostname))
    ordered.sort(key=lambda site: site.root_page.url_path, reverse=True)
    return [
        SiteRootPath(site.pk, site.root_page.url_path, site.root_url, site.root_page.locale.language_code)
        for site in ordered
    ]


def find_page(request, parts):
    """Live and as what it is, or None."""
    if request._wagtail_site is None:
        return None
    root = request._wagtail_site.root_page
    if not parts:
        page = getattr(root, "homepage", root)
    elif len(parts) == 1:
        # The menu asks for all of these anyway. What is closed is none of them, and Wagtail's to find.
        page = next((page for page in open_sections(root, request) if page.slug == parts[0]), None)
    else:
        address = f"{root.url_path}{'/'.join(parts)}/"
        # The slug has an index, the whole address has none.
        pages = Page.objects.filter(slug=parts[-1], url_path=address, path__startswith=root.path)
        page = pages.only(*SECTION_FIELDS).first()
    return page.specific if page and page.live else None
