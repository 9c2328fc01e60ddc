"""Ties that come from carrying the prize: money for a category, or for the prize itself."""

from django.utils.translation import gettext as _

from judging.conflicts import Proposal, employers_of, register_conflict_source
from judging.exclusions import read_groups
from network.enums import PartnerRole
from network.models import Partner


@register_conflict_source
def sponsors(juror, candidacies):
    """A fixed number of questions, however many entries: a contract is a tie before it is published."""
    editions = {candidacy.nomination.edition_id for candidacy in candidacies}
    partners = list(Partner.objects.carrying(editions).select_related("organisation")) if editions else []
    if not partners:
        return
    yield from employers_that_sponsor(juror, candidacies, partners)
    yield from entrants_that_carry(candidacies, partners)


def employers_that_sponsor(juror, candidacies, partners):
    """The juror's employer, or its group, pays for the category in which the company competes."""
    by_category = {}
    employers = employers_of(juror)
    for partner in partners:
        if partner.category_id and partner.organisation_id in employers:
            by_category.setdefault(partner.category_id, []).append(partner)
    for candidacy in candidacies:
        for partner in by_category.get(candidacy.nomination.category_id, ()):
            reason = _("works for %(organisation)s, which sponsors this category")
            yield Proposal(candidacy.nomination.organisation, reason % {"organisation": partner.organisation})


def entrants_that_carry(candidacies, partners):
    """The company itself, or its group, carries the prize that it enters: every juror should know."""
    groups = read_groups()
    roles = {}
    for partner in partners:
        for organisation in groups.whole([partner.organisation_id]):
            roles.setdefault(organisation, set()).add(partner.role)
    for candidacy in candidacies:
        for role in sorted(roles.get(candidacy.nomination.organisation_id, ())):
            yield Proposal(candidacy.nomination.organisation, reason_of(role))


def reason_of(role):
    if role == PartnerRole.SPONSOR:
        return _("the company sponsors the prize")
    return _("the company is a partner of the prize")
