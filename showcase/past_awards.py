"""Ties that come from earlier years: whom a juror helped to an award, and whom they gave one."""

from django.utils.translation import gettext as _

from judging.conflicts import Proposal, employers_of, register_conflict_source
from judging.models import Seat
from nominations.models import Collaborator
from showcase.models import Award


@register_conflict_source
def past_awards(juror, candidacies):
    """Only awards that the public knows of: a proposal must not be the first to tell."""
    organisations = {
        candidacy.nomination.organisation_id: candidacy.nomination.organisation for candidacy in candidacies
    }
    current = {candidacy.nomination.edition_id for candidacy in candidacies}
    awards = Award.objects.public().filter(organisation__in=organisations).exclude(category__edition__in=current)
    awards = list(awards.select_related("nomination", "category__edition", "decision__candidacy"))
    ties = Ties(juror, awards) if awards else None
    for award in awards:
        for reason in ties.reasons(award):
            yield Proposal(organisations[award.organisation_id], reason)


class Ties:
    """What the juror had to do with these awards, read in a fixed number of queries."""

    def __init__(self, juror, awards):
        nominations = [award.nomination_id for award in awards]
        rounds = [award.decision.candidacy.round_id for award in awards]
        worked_on = Collaborator.objects.filter(person=juror, nomination__in=nominations)
        seats = Seat.objects.filter(juror=juror, panel__round__in=rounds)
        self._juror = juror
        self._worked_on = set(worked_on.values_list("nomination", flat=True))
        self._judged = set(seats.values_list("panel__round", "panel__categories"))
        self._employers = employers_of(juror)

    def reasons(self, award):
        name = {"award": f"{award.label}, {award.category.edition}"}
        if award.nomination_id in self._worked_on:
            yield _("worked on the entry that was honored: %(award)s") % name
        if award.nomination.nominator_id == self._juror.pk:
            yield _("nominated the entry that was honored: %(award)s") % name
        elif award.nomination.nominating_organisation_id in self._employers:
            yield _("works where the entry that was honored was nominated: %(award)s") % name
        if (award.decision.candidacy.round_id, award.category_id) in self._judged:
            yield _("sat on the jury that honored the company: %(award)s") % name
