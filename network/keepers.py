"""The people who speak for a company: those whom mail to it reaches."""

from collections import defaultdict

from network.models import Claim


def keepers_by_company(organisations):
    """By the id of their organisation, in the order in which they came. One query."""
    claims = Claim.objects.granted().filter(organisation__in=organisations, person__is_active=True)
    people = defaultdict(list)
    for claim in claims.select_related("person").order_by("created_at", "pk"):
        people[claim.organisation_id].append(claim.person)
    return people


def keepers_of(organisation):
    return keepers_by_company([organisation.pk])[organisation.pk]
