"""Conflicts of interest that the system proposes: for the office and the chair to look at, never a decision by itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.domains import is_public_domain
from accounts.models import Affiliation, Organisation, OrganisationDomain, Person
from judging.exclusions import Exclusions, read_groups
from judging.models import Candidacy


@dataclass(frozen=True)
class Proposal:
    """That a juror may be tied to a company, and how one can tell."""

    organisation: Organisation
    reason: str
    # Excludes by itself, without anybody's word.
    hard: bool = False
    # What entrants wrote about others is never shown to jurors.
    shown_to_juror: bool = True


_sources = []


def register_conflict_source(source):
    """`source(juror, candidacies) -> iterable of Proposal`: another app knows of ties, from past awards for example."""
    if source not in _sources:
        _sources.append(source)
    return source


def propose_conflicts(round, juror):
    """Everything that may tie this juror to a company of the round, hard ties first, each company by name."""
    candidacies = list(
        Candidacy.objects.current()
        .filter(round=round)
        .select_related("nomination__organisation", "nomination__nominating_organisation", "nomination__nominator")
    )
    found = {
        (proposal.organisation.pk, proposal.reason): proposal
        for source in _sources
        for proposal in source(juror, candidacies)
    }
    return sorted(found.values(), key=lambda proposal: (not proposal.hard, proposal.organisation.name, proposal.reason))


@register_conflict_source
def hard_ties(juror, candidacies):
    exclusions = Exclusions.of([juror])
    for candidacy in candidacies:
        if reason := exclusions.hard_reason(candidacy, juror.pk):
            yield Proposal(candidacy.nomination.organisation, reason.label, hard=True)


@register_conflict_source
def past_employers(juror, candidacies):
    ended = Affiliation.objects.filter(person=juror).exclude(ended_on=None)
    groups = read_groups()
    employers = groups.whole(ended.values_list("organisation", flat=True))
    for candidacy in candidacies:
        if candidacy.nomination.organisation_id in employers:
            yield Proposal(candidacy.nomination.organisation, _("worked for the company or its group"))


@register_conflict_source
def shared_domains(juror, candidacies):
    """The juror's mail comes from a domain of the company."""
    domain = juror.email.rpartition("@")[2]
    if not domain or is_public_domain(domain):
        return
    owners = set(OrganisationDomain.objects.filter(domain=domain).values_list("organisation", flat=True))
    for candidacy in candidacies:
        if candidacy.nomination.organisation_id in owners:
            yield Proposal(candidacy.nomination.organisation, _("has mail at %(domain)s") % {"domain": domain})


@register_conflict_source
def nominating_employers(juror, candidacies):
    """The juror works where the nomination came from."""
    employers = employers_of(juror)
    for candidacy in candidacies:
        nominating = candidacy.nomination.nominating_organisation
        if nominating and nominating.pk in employers:
            reason = _("works for %(organisation)s, which nominated the entry") % {"organisation": nominating}
            yield Proposal(candidacy.nomination.organisation, reason)


@register_conflict_source
def named_by_entrants(juror, candidacies):
    """The entrant named the juror's employer as a customer, supplier or competitor."""
    names = employer_names(juror)
    for candidacy in candidacies:
        for named in candidacy.nomination.related_organisations:
            if named_organisation(named).casefold() in names:
                yield Proposal(
                    candidacy.nomination.organisation,
                    _("the entrant named %(organisation)s") % {"organisation": named_organisation(named)},
                    shown_to_juror=False,
                )


def named_organisation(named):
    """Kept as a name, or as a name with what the organisation is to the entrant."""
    return (named.get("name", "") if isinstance(named, dict) else str(named)).strip()


def employers_of(juror: Person):
    return read_groups().whole(juror.affiliations.current().values_list("organisation", flat=True))


def employer_names(juror):
    employers = Organisation.objects.filter(pk__in=employers_of(juror)).prefetch_related("aliases")
    names = [name for each in employers for name in (each.name, *(alias.name for alias in each.aliases.all()))]
    return {name.strip().casefold() for name in names}
