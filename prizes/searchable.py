"""What of this app the public may find."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from prizes.models import SupportService, Term
from search import builders
from search.builders import Draft, FacetTerm, PublicBuilder
from search.enums import Facet


class SupportServiceBuilder(PublicBuilder):
    kind = "support_service"
    label = _("Support service")
    model = SupportService

    def queryset(self):
        return SupportService.objects.for_telling()

    def build(self, service):
        if not service.published:
            return None
        return Draft(
            url=service.get_absolute_url(),
            title=service.name,
            summary=service.summary,
            body="\n".join(filter(None, self._more_words(service))),
            place=service.provider.city,
            terms=tuple(self._terms(service)),
        )

    def _more_words(self, service):
        cost = service.get_cost_display() if service.cost else ""
        return service.provider.name, str(cost), service.cost_note, service.how_to_ask

    def _terms(self, service):
        """A county only where the service is for some and not for others."""
        for term in service.assistance.all():
            yield FacetTerm(Facet.ASSISTANCE, term.slug, term.name)
        for term in service.sub_industries.all():
            yield FacetTerm(Facet.SUB_INDUSTRY, term.slug, term.name)
        for term in service.topics.all():
            yield FacetTerm(Facet(term.vocabulary), term.slug, term.name)
        for county in service.counties:
            yield FacetTerm(Facet.COUNTY, slugify(county), county)

    def affected_by(self):
        return {
            Organisation: lambda organisation: SupportService.objects.filter(provider=organisation),
            Term: lambda term: SupportService.objects.naming(term),
        }


builders.register(SupportServiceBuilder())
