"""What others are told of the directory and of each company in it."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from network.enums import PROFILE_VOCABULARIES
from search.sharing import Share, place_of
from search.structured import breadcrumbs, organization, thing


def share_of_directory(request, title):
    """The whole list may be found; each way to narrow it is a page of nobody else's."""
    place = place_of(request)
    return Share(
        title=title,
        description=_("Manufacturers of the state by process, material, certification and distance."),
        address=place.absolute(reverse("directory:index")),
        site_name=place.name,
        indexed=not request.GET,
        data=(breadcrumbs(_way(place)),),
    )


def share_of_comparison(request):
    place = place_of(request)
    return Share(title=_("Compare companies"), site_name=place.name, indexed=False)


def share_of_company(request, profile, facts, honours):
    place = place_of(request)
    address = place.absolute(profile.get_absolute_url())
    name = profile.organisation.name
    known = [value.text for fact in facts if fact.key in PROFILE_VOCABULARIES for value in fact.values]
    company = organization(
        name,
        description=profile.summary,
        url=address,
        sameAs=[profile.website] if profile.website else [],
        address=thing("PostalAddress", addressLocality=profile.place) if profile.place else None,
        knowsAbout=known,
        award=[_award(honour.award) for honour in honours],
    )
    return Share(
        title=name,
        description=Truncator(profile.summary).words(40),
        address=address,
        og_type="profile",
        site_name=place.name,
        modified_at=profile.confirmed_at,
        data=(breadcrumbs([*_way(place), (name, address)]), company),
    )


def _award(award):
    return f"{award.get_kind_display()}, {award.category}, {award.category.edition}"


def _way(place):
    return [(place.name, place.absolute("/")), (_("Companies"), place.absolute(reverse("directory:index")))]
