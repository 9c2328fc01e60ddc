"""Keeps the index of companies in step with the hours that pass: no row is saved when a profile lapses or an award is told."""

from network.honours import honour_slug, public_honours
from network.models import CapabilityProfile
from network.searchable import COMPANY
from search import indexing
from search.enums import Facet
from search.models import PublicDocument, PublicFacet


def put_right_companies():
    public = dict(CapabilityProfile.objects.public().values_list("pk", "organisation"))
    shown = {str(pk) for pk in public}
    found = set(PublicDocument.objects.filter(kind=COMPANY).values_list("key", flat=True))
    changed = {key for key, _ in _told(public) ^ _indexed()}
    for key in (shown ^ found) | changed:
        indexing.refresh_now(COMPANY, key)


def _told(public):
    """Pairs of a profile's key and the honour that its company may be found by."""
    honours = public_honours(CapabilityProfile.objects.public().values("organisation"))
    return {(str(pk), honour_slug(award)) for pk, company in public.items() for award in honours.get(company, ())}


def _indexed():
    rows = PublicFacet.objects.filter(document__kind=COMPANY, name=Facet.AWARD)
    return set(rows.values_list("document__key", "slug"))
