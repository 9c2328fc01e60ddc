"""What of this app the public may find."""

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
        return SupportService.objects.for_listing()

    def build(self, service):
        if not service.published:
            return None
        return Draft(
            url=service.get_absolute_url(),
            title=service.name,
            summary=service.summary,
            body=service.provider.name,
            place=service.provider.city,
            terms=tuple(FacetTerm(Facet.ASSISTANCE, term.slug, term.name) for term in service.assistance.all()),
        )

    def affected_by(self):
        return {
            Organisation: lambda organisation: SupportService.objects.filter(provider=organisation),
            Term: lambda term: term.support_services.all(),
        }


builders.register(SupportServiceBuilder())
