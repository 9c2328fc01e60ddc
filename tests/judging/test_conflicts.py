"""What the system proposes, and that the exclusions in bulk and one by one agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Organisation
from judging.conflicts import propose_conflicts
from judging.exclusions import Exclusions, Groups
from judging.models import Candidacy
from nominations.models import Collaborator
from tests.accounts.factories import AffiliationFactory, OrganisationDomainFactory, OrganisationFactory, PersonFactory
from tests.judging.factories import open_round_with_entries, seat

django_db = pytest.mark.django_db


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


def proposed(entry, juror):
    return [(each.reason, each.hard, each.shown_to_juror) for each in propose_conflicts(entry.round, juror)]


@django_db
def test_stranger_has_no_proposals(entry):
    assert proposed(entry, seat(entry.round)) == []


@django_db
def test_employee_is_a_hard_tie(entry):
    juror = AffiliationFactory(organisation=entry.nomination.organisation).person

    assert proposed(entry, juror) == [("works for the company or its group", True, True)]


@django_db
def test_former_employee_is_proposed(entry):
    juror = AffiliationFactory(organisation=entry.nomination.organisation, ended_on="2020-01-01").person

    assert proposed(entry, juror) == [("worked for the company or its group", False, True)]


@django_db
def test_mail_domain_is_proposed_and_a_public_one_is_not(entry):
    OrganisationDomainFactory(organisation=entry.nomination.organisation, domain="acme.example")
    OrganisationDomainFactory(organisation=entry.nomination.organisation, domain="gmail.com")

    assert proposed(entry, PersonFactory(email="jo@acme.example")) == [("has mail at acme.example", False, True)]
    assert proposed(entry, PersonFactory(email="jo@gmail.com")) == []


@django_db
def test_nominating_employer_is_proposed(entry):
    oem = OrganisationFactory(name="Big OEM")
    entry.nomination.nominating_organisation = oem
    entry.nomination.save()
    juror = AffiliationFactory(organisation=oem).person

    assert proposed(entry, juror) == [("works for Big OEM, which nominated the entry", False, True)]


@django_db
@pytest.mark.parametrize("named", ["Big OEM", {"name": "big oem", "kind": "customer"}])
def test_what_the_entrant_named_is_for_staff_only(entry, named):
    entry.nomination.related_organisations = [named]
    entry.nomination.save()
    juror = AffiliationFactory(organisation__name="Big OEM").person

    ((reason, hard, shown),) = proposed(entry, juror)

    assert reason.casefold() == "the entrant named big oem"
    assert (hard, shown) == (False, False)


@django_db
def test_filter_and_reasons_agree():
    round, entries = open_round_with_entries(5)
    juror = seat(round)
    AffiliationFactory(person=juror, organisation=entries[0].nomination.organisation)
    daughter = entries[1].nomination.organisation
    Organisation.objects.filter(pk=daughter.pk).update(parent=entries[0].nomination.organisation)
    Collaborator.objects.create(nomination=entries[2].nomination, person=juror)
    entries[3].nomination.nominator = juror
    entries[3].nomination.save()
    exclusions = Exclusions.of([juror])

    rows = Candidacy.objects.select_related("nomination")
    by_filter = set(rows.filter(exclusions.as_filter(juror.pk)))

    assert by_filter == {row for row in rows if exclusions.reason(row, juror.pk)}
    assert by_filter == set(entries[:4])


@django_db
@pytest.mark.parametrize("count", [1, 20])
def test_exclusions_are_one_query(count, django_assert_num_queries):
    round, _ = open_round_with_entries(1)
    jurors = [seat(round) for _ in range(count)]

    with django_assert_num_queries(1):
        Exclusions.of(jurors)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12), st.integers(0, 9))
def test_group_is_what_can_be_reached(links, start):
    groups = Groups()
    for one, other in links:
        groups.join(one, other)

    reached = {start}
    for _ in links:
        reached |= {b for a, b in links if a in reached} | {a for a, b in links if b in reached}

    assert groups.whole([start]) == reached
