"""The page on which a juror declares: which companies, what is known of them, and what was typed."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from judging import rules
from judging.actions import Said
from judging.conflicts import propose_conflicts
from judging.enums import DeclarationKind
from judging.models import Candidacy, Declaration, TieKind
from nominations.models import Collaborator

CHOICES = (
    (DeclarationKind.NONE, _("Nothing ties me to it")),
    (DeclarationKind.DISCLOSE, _("Something does, and I can judge freely")),
    (DeclarationKind.EXCLUDE, _("Something does, and I should not judge it")),
)
NOTE_LENGTH = 500


@dataclass
class Company:
    """One company on the sheet. `entries` is empty in a blind round: nobody learns which entry is whose."""

    organisation: object
    entries: list = field(default_factory=list)
    hints: list = field(default_factory=list)
    kind: str = ""
    ties: set = field(default_factory=set)
    note: str = ""
    error: str = ""

    @property
    def key(self):
        return self.organisation.pk.hex


class Sheet:
    """What is asked and what was answered. In a blind round it is the whole list, marked only where there is a tie."""

    def __init__(self, round, juror, data=None):
        self.round = round
        self.tie_kinds = list(TieKind.objects.filter(edition=round.edition_id))
        self.companies = companies_to_declare(round, juror)
        self.confirmed = True
        self.error = ""
        if data is not None:
            self._read(data)

    @property
    def is_list(self):
        return self.round.blind

    def is_valid(self):
        return not self.error and not any(company.error for company in self.companies)

    def answers(self):
        kinds = {str(kind.pk): kind for kind in self.tie_kinds}
        return {
            company.organisation: Said(company.kind, tuple(kinds[pk] for pk in company.ties), company.note)
            for company in self.companies
        }

    def _read(self, data):
        known = {str(kind.pk) for kind in self.tie_kinds}
        for company in self.companies:
            company.kind = data.get(f"kind-{company.key}", "")
            company.ties = known & set(data.getlist(f"ties-{company.key}"))
            company.note = data.get(f"note-{company.key}", "").replace("\x00", "").strip()
            company.error = self._refusal(company)
        self.confirmed = "confirmed" in data
        if self.is_list and not self.confirmed:
            self.error = _("Confirm that you have read the whole list.")

    def _refusal(self, company):
        if company.kind not in DeclarationKind.values:
            return _("Say whether anything ties you to this company.")
        if company.kind == DeclarationKind.NONE and company.ties:
            return _("You named a tie. Say whether you can judge freely.")
        if company.kind != DeclarationKind.NONE and not (company.ties or company.note):
            return _("Name the tie, or describe it in a sentence.")
        if len(company.note) > NOTE_LENGTH:
            return _("At most %(limit)s characters fit into your own words.") % {"limit": NOTE_LENGTH}
        return ""


def companies_to_declare(round, juror):
    """In a blind round all companies that have an entry, by name; else those of the juror's own entries, with their cards;
    before a bid those of all entries of the juror's panels.
    """
    candidacies = Candidacy.objects.current().filter(round=round).undeclared_by(juror)
    if round.blind:
        organisations = {
            each.nomination.organisation for each in candidacies.select_related("nomination__organisation")
        }
        listed = sorted(organisations, key=lambda organisation: organisation.name.casefold())
        return [Company(organisation, kind=DeclarationKind.NONE) for organisation in listed]
    return cards_of(round, juror, asked_about(round, juror, candidacies))


def asked_about(round, juror, candidacies):
    """In a round that tells names: the entries whose companies the juror declares on."""
    if rules.bids_are_asked(juror, round):
        return candidacies.on_panel_of(juror)
    return candidacies.assigned_to(juror)


def cards_of(round, juror, candidacies):
    people = Prefetch("nomination__collaborators", Collaborator.objects.select_related("person"))
    rows = candidacies.select_related(
        "nomination__organisation", "nomination__nominator", "nomination__nominating_organisation", "submission"
    )
    companies = {}
    for candidacy in rows.prefetch_related(people).order_by("nomination__organisation__name"):
        organisation = candidacy.nomination.organisation
        companies.setdefault(organisation.pk, Company(organisation)).entries.append(candidacy)
    for proposal in propose_conflicts(round, juror) if companies else ():
        if proposal.shown_to_juror and proposal.organisation.pk in companies:
            companies[proposal.organisation.pk].hints.append(proposal.reason)
    return list(companies.values())


def declared_by(juror, round):
    """What this juror has declared on companies of the round."""
    companies = Candidacy.objects.current().filter(round=round)
    if not round.blind:
        companies = asked_about(round, juror, companies)
    return (
        Declaration.objects.filter(
            edition=round.edition_id, juror=juror, organisation__in=companies.values("nomination__organisation")
        )
        .exclude(kind=DeclarationKind.NONE)
        .select_related("organisation", "waiver")
        .prefetch_related("ties")
        .order_by("organisation__name")
    )
