"""Sizes of batches and times of delivery as bands that somebody chooses from. A slug begins with the number it sorts by."""

from django.utils.translation import gettext_lazy as _

# The smallest and the largest number of pieces; the last band has no end.
BATCHES = (
    ("1-10", 1, 10, _("1–10 pieces")),
    ("11-100", 11, 100, _("11–100 pieces")),
    ("101-1000", 101, 1000, _("101–1,000 pieces")),
    ("1001-more", 1001, None, _("More than 1,000 pieces")),
)
DAYS = (
    ("5-days", 5, _("5 working days")),
    ("10-days", 10, _("10 working days")),
    ("20-days", 20, _("20 working days")),
)


def batches_of(least, most):
    """Pairs of slug and label of every band that a range touches. A range with one end is open at the other."""
    if least is None and most is None:
        return []
    return [(slug, label) for slug, low, high, label in BATCHES if _touches(least or 1, most, low, high)]


def lead_times_of(days):
    """Every band that a first prototype is ready within: who asks for twenty days is glad of five."""
    return [(slug, label) for slug, most, label in DAYS if days is not None and days <= most]


def _touches(least, most, low, high):
    return (high is None or least <= high) and (most is None or most >= low)
