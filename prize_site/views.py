from django.core.files.storage import FileSystemStorage, storages
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog
from django.views.static import serve

from search.sharing import place_of
from showcase.holding import may_load

# Doors for people with work to do, not for search engines. Listing them hides nothing: each asks who comes.
NOT_FOR_ROBOTS = (
    *(
        "/account/",
        "/admin/",
        "/approve/",
        "/approve-story/",
        "/embargo/",
        "/enquiries/",
        "/judging/",
        "/nominate/",
        "/nominations/",
        "/people/",
        "/profile/",
        "/search/",
        "/sign-up/",
    ),
)


def media(request, path):
    """Pictures of public pages when they lie on this machine's disk; elsewhere the storage has its own address."""
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage) or not may_load(request, path):
        raise Http404
    try:
        return serve(request, path, document_root=storage.location)
    except (OSError, ValueError) as error:
        raise Http404("No file has such a name.") from error


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    rules = [f"Disallow: {path}" for path in NOT_FOR_ROBOTS]
    lines = ["User-agent: *", *rules, f"Sitemap: {place_of(request).absolute('/sitemap.xml')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


# Those of LOCALE_PATHS come with it whatever it names; the other packages have no scripts of ours.
script_words = cache_control(public=True, max_age=3600)(JavaScriptCatalog.as_view(packages=["prize_site"]))
