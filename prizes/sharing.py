"""What others are told of the support services."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from prizes.fitting import county_name
from search.sharing import Share, Sheet, place_of
from search.structured import breadcrumbs, organization, thing


def share_of_services(request, search):
    place = place_of(request)
    address = place.absolute(reverse("prizes:support_services"))
    query = urlencode([("assistance", slug) for slug in sorted(term.slug for term in search.chosen_assistance)])
    return Share(
        title=_("Support for manufacturers"),
        description=_("Where small and medium-sized manufacturers find help: advice, training, testing, money."),
        address=f"{address}?{query}" if query else address,
        site_name=place.name,
        # One kind of help is a page that somebody looks for; a mix of several is not, nor is one company's list.
        indexed=search.asks_for_help_alone,
        data=(breadcrumbs(_way(place)),),
    )


def share_of_service(request, service):
    place = place_of(request)
    address = place.absolute(service.get_absolute_url())
    sheet = sheet_of_service(service, place)
    description = Truncator(service.summary).words(30)
    offer = thing(
        "Service",
        name=service.name,
        description=description,
        url=address,
        serviceType=[term.name for term in service.assistance.all()],
        provider=organization(service.provider.name, url=service.website),
        areaServed=[county_name(county) for county in service.counties] or service.provider.city,
    )
    return Share(
        title=service.name,
        description=description,
        address=address,
        site_name=place.name,
        picture_address=place.picture_address("support", service.pk, sheet),
        picture_text=f"{service.name} · {service.provider.name}",
        data=(breadcrumbs([*_way(place), (service.name, address)]), offer),
    )


def sheet_of_service(service, place):
    return Sheet(service.name, _("Support for manufacturers"), service.provider.name, place.name)


def _way(place):
    return [
        (place.name, place.absolute("/")),
        (_("Support for manufacturers"), place.absolute(reverse("prizes:support_services"))),
    ]
