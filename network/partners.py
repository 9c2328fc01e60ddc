"""Who carries a prize, as the public sees it."""

from network.models import Partner
from prizes.models import Edition


def partners_of(prize):
    """Of its newest public edition, or of every year. `prize` may be its id, or None."""
    newest = Edition.objects.public().filter(prize=prize).order_by("-year").first() if prize else None
    if newest is None:
        return []
    return list(Partner.objects.public().carrying([newest]).for_display())
