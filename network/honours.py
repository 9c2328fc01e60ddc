"""What of a company's awards the directory shows: what the world was told, and nothing before."""

from collections import defaultdict

from django.utils.translation import gettext as _

from showcase.models import Award


def public_honours(organisations):
    """{organisation's key: its public awards, the newest first}, in one query."""
    found = defaultdict(list)
    awards = Award.objects.public().filter(organisation__in=organisations).select_related("category__edition")
    for award in awards.in_order():
        found[award.organisation_id].append(award)
    return found


def honour_slug(award):
    return f"{award.kind}-{award.category.edition.year}"


def honour_label(award):
    """Short enough to stand on a card, and what somebody narrows by."""
    return _("%(kind)s %(year)s") % {"kind": award.get_kind_display(), "year": award.category.edition.year}


def honour_labels(awards):
    """Each once, in their order: two categories of one year read alike."""
    return list(dict.fromkeys(honour_label(award) for award in awards))
