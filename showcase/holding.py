"""Pictures that nobody outside may load yet: those of winner pages that are not announced, or that no company approved, and
what higher apps hold back.

Their random names are no secret once somebody has seen one, so the door to the files asks here. An object storage needs
no such door: there an address holds only with the signature that the page's own rules gave out.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Page, ReferenceIndex

from accounts.rules import prizes_where
from showcase.approving import approved_among
from showcase.models import Picture, Rendition, WinnerPage

CACHE_KEY = "held-pictures"
# How late an announcement by the clock is noticed here; what an editor does is noticed at once.
CACHE_SECONDS = 60
SHOWN_BY_LINK = "awards_shown_by_link"


@dataclass(frozen=True)
class Holder:
    """Who holds pictures back. What changes them says so by `forget_held`."""

    # read() -> {the picture's id: the secrets that it would tell}
    read: Callable
    # may_see(request, secrets) -> whether this visitor knows one of them
    may_see: Callable


_holders: dict[str, Holder] = {}


def register_holder(key, **asked):
    _holders[key] = Holder(**asked)


def may_load(request, name):
    """Whether this visitor may load the file of this name. What is no picture's, or nobody's secret, is for everybody."""
    held = held_pictures()
    picture = picture_of(name) if held else None
    secrets = held.get(str(picture))
    return not secrets or any(_holders[key].may_see(request, told) for key, told in secrets.items())


def knows_award(request, secrets):
    prizes = prizes_where(request.user)
    shown = set(request.session.get(SHOWN_BY_LINK, ()))
    return any(prize in prizes or award in shown for prize, award in secrets)


def show_by_link(request, award):
    """Whoever holds the company's link sees its pictures while the session lasts."""
    shown = request.session.get(SHOWN_BY_LINK, [])
    if str(award.pk) not in shown:
        request.session[SHOWN_BY_LINK] = [*shown, str(award.pk)]


def picture_of(name):
    """The id of the picture whose original, or one of whose sizes, lies under this name."""
    if len(name) > Picture._meta.get_field("file").max_length or "\x00" in name:
        return None
    original = Picture.objects.filter(file=name).values_list("pk", flat=True)
    return original.first() or Rendition.objects.filter(file=name).values_list("image", flat=True).first()


def held_pictures():
    """By the picture's id as text: by holder, the secrets that it would tell."""
    held = cache.get(CACHE_KEY)
    if held is None:
        held = _read()
        cache.set(CACHE_KEY, held, CACHE_SECONDS)
    return held


def forget_held():
    cache.delete(CACHE_KEY)


def _read():
    held = {}
    for key, holder in _holders.items():
        for picture, secrets in holder.read().items():
            held.setdefault(str(picture), {})[key] = secrets
    for picture in _used_openly(held):
        held.pop(picture)
    return held


def awards_by_picture():
    """Pairs of the prize and the award whose secret a picture is."""
    pages = WinnerPage.objects.select_related("award__category__edition", "latest_revision")
    shown = approved_among(WinnerPage.objects.announced().live().select_related("award"))
    held = {}
    for page in pages.exclude(pk__in=shown):
        secret = (page.award.category.edition.prize_id, str(page.award_id))
        for picture in _pictures_of(page):
            held.setdefault(picture, []).append(secret)
    return held


def _pictures_of(page):
    """Those of the page as it is stored and as it was last drafted."""
    found = set(page.picture_ids())
    content = page.latest_revision.content if page.latest_revision else {}
    blocks = json.loads(content.get("body") or "[]")
    found |= {block["value"]["picture"] for block in blocks if block["type"] == "picture"}
    return found | ({content["picture"]} if content.get("picture") else set())


def _used_openly(held):
    """Of these, the ones that a live page of another kind shows."""
    uses = ReferenceIndex.objects.filter(
        to_content_type__app_label="showcase", to_content_type__model="picture", to_object_id__in=held
    )
    page_ids = {pk for pk in uses.values_list("object_id", flat=True) if pk.isdigit()}
    open_pages = Page.objects.live().filter(pk__in=page_ids).exclude(pk__in=WinnerPage.objects.values("pk"))
    shown_on = {str(pk) for pk in open_pages.values_list("pk", flat=True)}
    return {picture for picture, page in uses.values_list("to_object_id", "object_id") if page in shown_on}


register_holder("showcase.winners", read=awards_by_picture, may_see=knows_award)
