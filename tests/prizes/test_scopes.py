"""What is filed under a prize or its editions is for the people of that prize, and for nobody of another."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import actions
from accounts.enums import RoleName
from audit.actions import note_export, read_details
from audit.models import Event
from audit.record import record_event
from notices.actions import change_text, reset_text
from notices.models import Notice, TemplateText
from prizes.actions import delete_edition
from prizes.scopes import places_looked_after, places_worded
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory, staff
from tests.prizes.factories import EditionFactory, PrizeFactory

pytestmark = pytest.mark.django_db
KEY = "judging.chain_head"
WORDS = {"template_key": KEY, "language": "en", "subject": "Ours", "body": "Thank you."}
READERS = [RoleName.SECRETARIAT, RoleName.AUDITOR]


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def other():
    return EditionFactory()


def happened(edition, **fields):
    return record_event("edition.changed", target=edition, by=PersonFactory(), details={"of": edition.name}, **fields)


def read_by(person):
    return set(Event.objects.visible_to(person))


@pytest.mark.parametrize("role", READERS)
def test_record_is_read_by_prize(edition, other, role):
    own, shared = happened(edition), happened(edition, scope="")
    happened(other)
    of_prize = record_event("prize.created", target=edition.prize, by=None)
    record_event("prize.created", target=other.prize, by=None)

    assert read_by(staff(role, edition.prize)) == {own, shared, of_prize}


def test_record_is_no_stranger_s(edition):
    happened(edition)
    happened(edition, scope="")

    for stranger in (PersonFactory(), SuperuserFactory(), staff(RoleName.EDITOR, edition.prize)):
        assert read_by(stranger) == set()


def test_who_audits_two_prizes_reads_both(edition, other):
    auditor = staff(RoleName.AUDITOR, edition.prize)
    RoleFactory(person=auditor, prize=other.prize, name=RoleName.AUDITOR)
    events = {happened(edition), happened(other)}

    assert read_by(auditor) == events


@pytest.mark.parametrize("role", READERS)
def test_record_of_a_deleted_edition_stays_its_prize_s(edition, other, role):
    event = happened(edition)
    delete_edition(edition=edition, by=None)

    assert read_by(staff(role, edition.prize)) == {event, Event.objects.get(verb="edition.deleted")}
    assert read_by(staff(role, other.prize)) == set()


def test_details_of_another_prize_are_not_read(edition, other):
    event = happened(edition)

    with pytest.raises(PermissionDenied):
        read_details(event=event, by=staff(RoleName.AUDITOR, other.prize))

    assert read_details(event=event, by=staff(RoleName.AUDITOR, edition.prize)) == event.detail.payload
    assert Event.objects.get(verb="record.details_read").scope == event.scope


def test_export_stands_on_an_event_that_it_contains_and_is_told_to_all(edition, other):
    event, _ = happened(edition), happened(other)
    auditor = staff(RoleName.AUDITOR, edition.prize)

    note_export(by=auditor)

    exported = Event.objects.get(verb="record.exported")
    assert exported.target_id == str(event.pk)
    assert exported in read_by(staff(prize=other.prize))


def test_page_export_and_event_leave_the_other_prize_out(client, edition, other):
    own, foreign = happened(edition), happened(other)
    client.force_login(staff(prize=edition.prize))

    listed = client.get(reverse("record:index")).context["object_list"]
    exported = b"".join(client.get(reverse("record:index"), {"export": "csv"}).streaming_content).decode()

    assert list(listed) == [own]
    assert (own.canonical.count("edition.changed"), exported.count("edition.changed")) == (1, 1)
    assert foreign.hash not in exported
    assert client.get(reverse("record:event", args=[own.pk])).status_code == 200
    assert client.get(reverse("record:event", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("record:event", args=[foreign.pk])).status_code == 404


def test_whole_chain_is_verified_by_every_reader(client, edition, other):
    happened(other)
    client.force_login(staff(RoleName.AUDITOR, edition.prize))

    assert "The record is whole.</strong> All 1 events" in client.get(reverse("record:verify")).text


def test_roles_and_invitations_are_filed_under_their_prize(edition, other):
    office = staff(prize=edition.prize)
    actions.give_role(person=PersonFactory(), role=RoleName.AUDITOR, prize=edition.prize, by=office)
    invitation = actions.invite_to_role(address="a@example.org", role=RoleName.AUDITOR, prize=edition.prize, by=office)
    actions.revoke_invitation(invitation=invitation, by=office)

    assert Event.objects.values_list("scope", flat=True).distinct().get() == edition.prize.record_scope
    assert read_by(staff(prize=other.prize)) == set()
    assert Notice.objects.visible_to(office).count() == 2
    assert not Notice.objects.visible_to(staff(prize=other.prize)).exists()


def test_invitation_sent_again_keeps_to_its_edition(edition):
    office = staff(prize=edition.prize)
    invitation = actions.invite(
        address="a@example.org",
        purpose="accounts.role",
        target=f"{edition.prize.pk}:auditor",
        prize=edition.prize,
        terms={"role": "auditor"},
        scope=edition.record_scope,
        by=office,
    )

    actions.resend_invitation(invitation=invitation, by=office)

    assert set(Notice.objects.values_list("scope", flat=True)) == {edition.record_scope}
    assert set(Event.objects.values_list("scope", flat=True)) == {edition.record_scope}


def test_office_looks_after_the_notices_of_its_prize_and_editions(edition, other):
    own = [(edition.prize.record_scope, edition.prize.name), (edition.record_scope, edition.name)]

    assert places_looked_after(staff(prize=edition.prize)) == own
    assert places_looked_after(staff(RoleName.AUDITOR, edition.prize)) == []


def test_texts_of_all_editions_are_for_who_sits_in_every_office(edition, other):
    office = staff(prize=edition.prize)
    own = (edition.record_scope, edition.name)
    assert places_worded(office) == [own]

    RoleFactory(person=office, prize=other.prize)

    office = type(office).objects.get(pk=office.pk)
    assert sorted(places_worded(office)) == sorted([("", "All editions"), own, (other.record_scope, other.name)])


@pytest.mark.parametrize("role", [RoleName.AUDITOR, RoleName.EDITOR])
def test_another_role_in_the_other_prize_does_not_suffice(edition, other, role):
    office = staff(prize=edition.prize)
    RoleFactory(person=office, prize=other.prize, name=role)

    assert places_worded(office) == [(edition.record_scope, edition.name)]


def test_the_only_prize_words_all_editions(edition):
    assert places_worded(staff(prize=edition.prize)) == [("", "All editions"), (edition.record_scope, edition.name)]


def test_nobody_s_office_words_nothing():
    assert places_worded(PersonFactory()) == places_worded(SuperuserFactory()) == []


def test_texts_of_all_editions_are_not_changed_by_one_prize_of_two(edition, other):
    office = staff(prize=edition.prize)
    general = change_text(scope="", by=None, **WORDS)

    with pytest.raises(PermissionDenied):
        change_text(scope="", by=office, **WORDS | {"subject": "Mine"})
    with pytest.raises(PermissionDenied):
        reset_text(text=general, by=office)

    assert TemplateText.objects.get().subject == "Ours"
    assert change_text(scope=edition.record_scope, by=office, **WORDS).scope == edition.record_scope


def test_page_of_texts_offers_what_may_be_worded(client, edition, other):
    change_text(scope="", by=None, **WORDS)
    client.force_login(staff(prize=edition.prize))
    page = reverse("notice_texts:edit", args=[KEY])

    rows = client.get(reverse("notice_texts:index")).context["rows"]

    [places] = [places for template, places in rows if template.key == KEY]
    assert [(place.label, place.has_own, place.has_general) for place in places] == [(edition.name, False, True)]
    assert client.get(page, {"scope": edition.record_scope}).status_code == 200
    for scope in ("", other.record_scope, PrizeFactory().record_scope):
        assert client.get(page, {"scope": scope}).status_code == 404
