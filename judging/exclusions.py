"""Which juror may not judge which entry, and why: what they declared, and the hard ties that the system finds itself."""

from collections import defaultdict

from django.apps import apps
from django.db.models import CharField, IntegerField, Q, Value

from accounts.models import Affiliation, Organisation
from judging.enums import Exclusion
from nominations.models import Collaborator

GROUP = "group"


class Exclusions:
    """Everything that excludes the given jurors, read in one query and asked any number of times.

    A declaration can be waived. A hard tie cannot: working for the company or its group, working on the nomination,
    having nominated it.
    """

    def __init__(self):
        self._declared = defaultdict(set)
        self._affiliated = defaultdict(set)
        self._collaborating = defaultdict(set)
        self._groups = Groups()
        self._list = self._indexes = None

    @classmethod
    def of(cls, jurors):
        exclusions = cls()
        for subject, thing, edition, kind in _facts([juror.pk for juror in jurors]):
            exclusions._note(kind, subject, thing, edition)
        return exclusions

    def reason(self, candidacy, juror_pk):
        """Why this juror is excluded from this entry; None when they are not."""
        if hard := self.hard_reason(candidacy, juror_pk):
            return hard
        nomination = candidacy.nomination
        if (nomination.edition_id, nomination.organisation_id) in self._declared[juror_pk]:
            return Exclusion.DECLARED
        return None

    def hard_reason(self, candidacy, juror_pk):
        """A tie that excludes without anybody's word, and that nobody waives."""
        nomination = candidacy.nomination
        if nomination.nominator_id == juror_pk:
            return Exclusion.NOMINATOR
        if nomination.pk in self._collaborating[juror_pk]:
            return Exclusion.COLLABORATOR
        if nomination.organisation_id in self._employers(juror_pk):
            return Exclusion.AFFILIATED
        return None

    def excluded(self, candidacies, juror_pk):
        """Positions in this list from which the juror is excluded: the same as `reason`, asked of many at once."""
        by_nomination, by_company, by_nominator = self._positions(candidacies)
        found = set(by_nominator[juror_pk])
        for nomination in self._collaborating[juror_pk]:
            found.update(by_nomination[nomination])
        for organisation in self._employers(juror_pk):
            found.update(by_company[None, organisation])
        for declared in self._declared[juror_pk]:
            found.update(by_company[declared])
        return found

    def _positions(self, candidacies):
        """Where each nomination, company (of an edition, and of any) and nominator stands; read once for a list."""
        if self._list is not candidacies:
            self._list, self._indexes = candidacies, (defaultdict(list), defaultdict(list), defaultdict(list))
            by_nomination, by_company, by_nominator = self._indexes
            for position, candidacy in enumerate(candidacies):
                nomination = candidacy.nomination
                by_nomination[nomination.pk].append(position)
                by_company[None, nomination.organisation_id].append(position)
                by_company[nomination.edition_id, nomination.organisation_id].append(position)
                by_nominator[nomination.nominator_id].append(position)
        return self._indexes

    def is_tied_to(self, organisation_pk, edition_pk, juror_pk):
        """To the company itself, whatever nominations it has."""
        return organisation_pk in self._employers(juror_pk) or (edition_pk, organisation_pk) in self._declared[juror_pk]

    def as_filter(self, juror_pk):
        """The same as a condition on candidacies."""
        condition = (
            Q(nomination__nominator=juror_pk)
            | Q(nomination__in=self._collaborating[juror_pk])
            | Q(nomination__organisation__in=self._employers(juror_pk))
        )
        for edition, organisation in self._declared[juror_pk]:
            condition |= Q(nomination__edition=edition, nomination__organisation=organisation)
        return condition

    def _employers(self, juror_pk):
        return self._groups.whole(self._affiliated[juror_pk])

    def _note(self, kind, subject, thing, edition):
        if kind == GROUP:
            self._groups.join(subject, thing)
        elif kind == Exclusion.AFFILIATED:
            self._affiliated[subject].add(thing)
        elif kind == Exclusion.COLLABORATOR:
            self._collaborating[subject].add(thing)
        else:
            self._declared[subject].add((edition, thing))


class Groups:
    """Organisations that belong together: parents and daughters, however deep, and those merged into one."""

    def __init__(self):
        self._neighbours = defaultdict(set)

    def join(self, one, other):
        self._neighbours[one].add(other)
        self._neighbours[other].add(one)

    def whole(self, organisations):
        """These organisations and all that belong to their groups."""
        found, waiting = set(), list(organisations)
        while waiting:
            organisation = waiting.pop()
            if organisation not in found:
                found.add(organisation)
                waiting.extend(self._neighbours[organisation])
        return found


def read_groups():
    groups = Groups()
    for one, other in _links("parent").union(_links("merged_into"), all=True):
        groups.join(one, other)
    return groups


def _facts(juror_pks):
    """Rows of subject, thing, edition, kind. One round trip: the juror's page asks this with every entry."""
    no_edition = Value(None, output_field=IntegerField())
    declarations = apps.get_model("judging", "Declaration").objects.excluding().filter(juror__in=juror_pks)
    affiliations = Affiliation.objects.filter(person__in=juror_pks, ended_on=None)
    collaborators = Collaborator.objects.filter(person__in=juror_pks)
    return declarations.values_list("juror", "organisation", "edition", _kind(Exclusion.DECLARED)).union(
        affiliations.order_by().values_list("person", "organisation", no_edition, _kind(Exclusion.AFFILIATED)),
        collaborators.order_by().values_list("person", "nomination", no_edition, _kind(Exclusion.COLLABORATOR)),
        *(_links(field).values_list("pk", field, no_edition, _kind(GROUP)) for field in ("parent", "merged_into")),
        all=True,
    )


def _links(field):
    return Organisation.objects.order_by().exclude(**{field: None}).values_list("pk", field)


def _kind(kind):
    return Value(str(kind), output_field=CharField())
