from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from network.bands import batches_of, lead_times_of
from network.honours import honour_label, honour_slug, public_honours
from network.languages import language_name
from network.models import CapabilityProfile, Equipment
from prizes.gazetteer import find_place
from prizes.models import Term
from search.builders import Draft, FacetTerm, PublicBuilder, register
from search.enums import Facet
from showcase.models import Award
from showcase.searchable import term_facets

COMPANY = "company"
OPEN_TO_PILOTS = "pilots"


class CompanyBuilder(PublicBuilder):
    """A capability profile, while its company confirms it."""

    kind = COMPANY
    label = gettext_lazy("Company")
    model = CapabilityProfile
    own_facets = (
        Facet.PROCESS,
        Facet.MATERIAL,
        Facet.CERTIFICATION,
        Facet.BATCH,
        Facet.LEAD_TIME,
        Facet.LANGUAGE,
        Facet.OPENNESS,
        Facet.AWARD,
        Facet.COUNTY,
    )

    def queryset(self):
        return CapabilityProfile.objects.select_related("organisation").prefetch_related("terms", "equipment")

    def build(self, profile):
        if not profile.is_public:
            return None
        return Draft(
            url=profile.get_absolute_url(),
            title=profile.organisation.name,
            summary=profile.summary,
            body="\n".join([profile.description, *map(_machine, profile.equipment.all())]),
            place=profile.place,
            latitude=profile.latitude,
            longitude=profile.longitude,
            published_at=profile.published_at,
            terms=(*term_facets(profile.terms.all()), *_facts(profile), *_honours(profile)),
        )

    def affected_by(self):
        profiles = CapabilityProfile.objects
        return {
            Organisation: lambda organisation: profiles.filter(organisation=organisation),
            Term: lambda term: profiles.filter(terms=term),
            Equipment: lambda machine: profiles.filter(pk=machine.profile_id),
            Award: lambda award: profiles.filter(organisation=award.organisation_id),
        }


def _machine(machine):
    return f"{machine.name}: {machine.note}" if machine.note else machine.name


def _facts(profile):
    for slug, label in batches_of(profile.batch_least, profile.batch_most):
        yield FacetTerm(Facet.BATCH, slug, str(label))
    for slug, label in lead_times_of(profile.prototype_days):
        yield FacetTerm(Facet.LEAD_TIME, slug, str(label))
    for code in profile.languages:
        yield FacetTerm(Facet.LANGUAGE, code, language_name(code))
    if profile.open_to_pilots:
        yield FacetTerm(Facet.OPENNESS, OPEN_TO_PILOTS, _("Prototypes and pilots"))
    if place := find_place(profile.place):
        yield FacetTerm(Facet.COUNTY, place.county.lower().replace(" ", "-"), place.county)


def _honours(profile):
    awards = public_honours([profile.organisation_id])[profile.organisation_id]
    return {FacetTerm(Facet.AWARD, honour_slug(award), honour_label(award)) for award in awards}


register(CompanyBuilder())
