"""What others are told of the pages at the door of industry."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.sharing import Share, place_of
from search.structured import breadcrumbs


def share_of(request, name, title, description):
    """One of the fixed pages below /industry/."""
    place = place_of(request)
    address = place.absolute(reverse(name))
    way = _way(place)
    if name != "industry:door":
        way = [*way, (title, address)]
    return Share(title=title, description=description, address=address, site_name=place.name, data=(breadcrumbs(way),))


def share_of_problem(request, statement):
    place = place_of(request)
    address = place.absolute(statement.get_absolute_url())
    way = [*_way(place), (_("What industry looks for"), place.absolute(reverse("industry:problems")))]
    return Share(
        title=statement.title,
        description=Truncator(statement.text).words(30),
        address=address,
        og_type="article",
        site_name=place.name,
        published_at=statement.published_at,
        data=(breadcrumbs([*way, (statement.title, address)]),),
    )


def _way(place):
    return [(place.name, place.absolute("/")), (_("For industry"), place.absolute(reverse("industry:door")))]
