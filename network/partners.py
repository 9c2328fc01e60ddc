"""Who carries a prize, as the public sees it."""

from network.models import Partner
from prizes.models import Edition


def partners_of(prize):
    """Of its newest public edition, or of every year. Nobody without a prize."""
    return partners_in(Edition.objects.public().filter(prize=prize).order_by("-year").first() if prize else None)


def partners_in(edition):
    """Of this edition, or of every year of its prize. Nobody without an edition."""
    if edition is None:
        return []
    return list(Partner.objects.public().carrying([edition]).for_display())
