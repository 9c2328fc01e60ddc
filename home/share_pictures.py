"""The pictures that networks show beside a link, drawn when they are first asked for."""

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.drawing import draw
from prizes.models import SupportService
from prizes.sharing import sheet_of_service
from search.sharing import place_of
from showcase.sharing import SharedPageMixin

# What is drawn can be drawn again. A shared cache forgets it by itself when nobody asks any more; a file in the storage
# would keep a company's name for ever.
CACHE_SECONDS = 7 * 24 * 60 * 60
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def share_picture(request, kind, key, digest):
    """To anybody, but only of what anybody may see. An address of older words leads to the picture of today's."""
    place = place_of(request)
    sheet = SHEETS[kind](request, key, place)
    if digest != sheet.digest:
        return redirect(place.picture_address(kind, key, sheet))
    cached = f"share-picture:{sheet.digest}"
    png = caches["pages"].get(cached)
    if png is None:
        png = draw(sheet)
        caches["pages"].set(cached, png, CACHE_SECONDS)
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": FOR_EVER})


def _sheet_of_page(request, key, place):
    found = Page.objects.live().filter(pk=key).first()
    page = found and found.specific
    if not isinstance(page, SharedPageMixin) or not page.may_be_shared() or not page.get_full_url(request):
        raise Http404("No such page is public.")
    return page.sheet(page.told({}), place)


def _sheet_of_service(request, key, place):
    service = SupportService.objects.public().for_listing().filter(pk=key).first()
    if service is None:
        raise Http404("No such service is public.")
    return sheet_of_service(service, place)


SHEETS = {"page": _sheet_of_page, "support": _sheet_of_service}
