from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import actions, registries
from accounts.enums import InvitationState, RoleName
from accounts.invitations import token_hash
from accounts.joining import confirm_address
from accounts.models import Affiliation, Invitation, Organisation, Person, Role
from accounts.rules import NotAllowed, is_secretariat
from accounts.transitions import TransitionRefused
from audit.models import Event, EventDetail
from notices.models import Notice
from tests.accounts.factories import (
    AffiliationFactory,
    InvitationFactory,
    OrganisationAliasFactory,
    OrganisationDomainFactory,
    OrganisationFactory,
    PersonFactory,
    PrizeFactory,
    SuperuserFactory,
    staff,
)

pytestmark = pytest.mark.django_db


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def secretariat(prize):
    return staff(RoleName.SECRETARIAT, prize)


# Names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana\x00 Ruiz ", "Ana Ruiz"),
        ("Ana\r\nRuiz", "Ana Ruiz"),
        ("Ana\ud800 Ruiz\x07", "Ana Ruiz"),
        ("\u202eAna\u202c Ruiz", "Ana Ruiz"),
        ("Zoë O’Néill-Ōta", "Zoë O’Néill-Ōta"),
        ("علی رضا", "علی رضا"),
    ],
)
def test_names_are_kept_readable_by_every_way_to_the_database(typed, kept):
    person = Person.objects.create_user("ana@ruiz.example", name=typed)
    company = actions.create_organisation(name=typed, by=None, aliases=[f"Aliás {typed}"])
    assert (person.name, company.name) == (kept, kept)

    Organisation.objects.filter(pk=company.pk).update(city=typed)
    Affiliation.objects.bulk_create([Affiliation(person=person, organisation=company, title=typed)])

    company.refresh_from_db()
    assert company.city == kept
    assert company.aliases.get().name == f"Aliás {kept}"
    assert Affiliation.objects.get().title == kept
    assert list(Organisation.objects.named(typed)) == [company]


@pytest.mark.parametrize("typed", ["\x00", "\ud800\x07 ", "\u202e", "Caf\ufffd"])
def test_name_that_nobody_can_read_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        actions.create_organisation(name=typed, by=None)

    assert list(refused.value.message_dict) == ["name"]


# Roles


def test_give_role_opens_the_back_office_and_tells_the_person(prize, secretariat):
    person = PersonFactory()

    role = actions.give_role(person=person, role=RoleName.EDITOR, prize=prize, by=secretariat)

    assert role.given_by == secretariat
    assert Person.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")
    assert verbs() == ["role.given"]
    assert Notice.objects.get().template == "accounts.role_given"


def test_nobody_gives_a_role_to_themselves(prize, secretariat):
    with pytest.raises(NotAllowed):
        actions.give_role(person=secretariat, role=RoleName.AUDITOR, prize=prize, by=secretariat)


@pytest.mark.parametrize("giver", [lambda: staff(RoleName.SECRETARIAT), SuperuserFactory, PersonFactory])
def test_only_the_secretariat_of_the_prize_gives_a_role(prize, giver):
    with pytest.raises(NotAllowed):
        actions.give_role(person=PersonFactory(), role=RoleName.EDITOR, prize=prize, by=giver())


def test_superuser_is_given_no_role(prize, secretariat):
    with pytest.raises(ValidationError):
        actions.give_role(person=SuperuserFactory(), role=RoleName.EDITOR, prize=prize, by=secretariat)


def test_role_is_given_once(prize, secretariat):
    person = staff(RoleName.EDITOR, prize)

    with pytest.raises(ValidationError):
        actions.give_role(person=person, role=RoleName.EDITOR, prize=prize, by=secretariat)


def test_database_refuses_a_role_given_to_oneself(prize):
    person = PersonFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=person, prize=prize, name=RoleName.EDITOR, given_by=person)


def test_take_role_closes_the_doors(prize, secretariat):
    role = staff(RoleName.EDITOR, prize).roles.get()

    actions.take_role(role=role, by=secretariat)

    assert not Person.objects.get(pk=role.person_id).has_perm("wagtailadmin.access_admin")
    assert verbs() == ["role.taken"]


def test_last_secretariat_cannot_be_taken(prize, secretariat):
    with pytest.raises(ValidationError):
        actions.take_role(role=secretariat.roles.get(), by=secretariat)


def test_one_of_two_secretariats_can_be_taken(prize, secretariat):
    other = staff(RoleName.SECRETARIAT, prize)

    actions.take_role(role=other.roles.get(), by=secretariat)

    assert not is_secretariat(Person.objects.get(pk=other.pk), prize)


def test_command_gives_the_first_role(prize):
    person = PersonFactory(email="first@people.example")

    call_command("give_role", "First@people.example", "secretariat", prize.slug)

    assert is_secretariat(person, prize)


@pytest.mark.parametrize(("email", "slug"), [("nobody@people.example", None), ("first@people.example", "no-prize")])
def test_command_says_what_is_missing(prize, email, slug):
    PersonFactory(email="first@people.example")

    with pytest.raises(CommandError):
        call_command("give_role", email, "secretariat", slug or prize.slug)


# Invitations


def invite(by, **fields):
    fields = {"address": "Guest@people.example", "purpose": "tests.guest", "target": "7"} | fields
    return actions.invite(by=by, **fields)


def test_invite_mails_a_link_and_keeps_only_its_hash(secretariat, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(secretariat)

    kept = Invitation.objects.get()
    assert kept.address == "guest@people.example"
    assert kept.token_hash == token_hash(invitation.token)
    assert invitation.token not in str(Invitation.objects.values())
    assert f"/people/invitations/{invitation.token}/" in mail.outbox[0].body
    assert verbs() == ["invitation.sent"]


def test_same_invitation_is_not_sent_twice(secretariat):
    invite(secretariat)

    with pytest.raises(ValidationError):
        invite(secretariat)


def test_invitation_needs_an_address(secretariat):
    with pytest.raises(ValidationError) as refusal:
        invite(secretariat, address="not an address")

    assert "address" in refusal.value.error_dict


def test_accept_is_single_use():
    invitation, person = InvitationFactory(), PersonFactory()

    actions.accept_invitation(invitation=invitation, by=person)

    with pytest.raises(TransitionRefused):
        actions.accept_invitation(invitation=invitation, by=person)
    assert Invitation.objects.get().accepted_by == person
    assert verbs() == ["invitation.accepted"]


@pytest.mark.parametrize("act", ["accept_invitation", "decline_invitation"])
@pytest.mark.parametrize(
    "past",
    [
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"revoked_at": timezone.now()},
        {"declined_at": timezone.now()},
    ],
)
def test_closed_invitation_is_not_answered(act, past):
    with pytest.raises(TransitionRefused):
        getattr(actions, act)(invitation=InvitationFactory(**past), by=PersonFactory())


def test_resending_rotates_the_link_and_opens_an_expired_one(secretariat):
    invitation = invite(secretariat, lifetime=timedelta(seconds=-1))

    again = actions.resend_invitation(invitation=invitation, by=secretariat)

    assert again.state == InvitationState.OPEN
    assert again.token != invitation.token
    assert not Invitation.objects.with_token(invitation.token).exists()


@pytest.mark.parametrize("act", ["resend_invitation", "revoke_invitation"])
def test_stranger_manages_no_invitation(act):
    with pytest.raises(NotAllowed):
        getattr(actions, act)(invitation=InvitationFactory(), by=PersonFactory())


@pytest.mark.parametrize("act", ["resend_invitation", "revoke_invitation"])
def test_whoever_invited_manages_the_invitation(act):
    invitation = InvitationFactory()

    getattr(actions, act)(invitation=invitation, by=invitation.invited_by)

    assert len(verbs()) == 1


def test_declined_twice_is_refused():
    invitation = actions.decline_invitation(invitation=InvitationFactory())

    with pytest.raises(TransitionRefused):
        actions.decline_invitation(invitation=invitation)


def test_database_keeps_one_answer():
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(accepted_at=timezone.now(), declined_at=timezone.now())


def test_database_keeps_one_open_invitation():
    InvitationFactory(address="guest@people.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(address="guest@people.example", token_hash="another")
    InvitationFactory(address="guest@people.example", token_hash="a third", revoked_at=timezone.now())


def test_invitation_to_a_role_gives_it(prize, secretariat):
    person = PersonFactory()
    invitation = actions.invite_to_role(address=person.email, role=RoleName.AUDITOR, prize=prize, by=secretariat)

    actions.accept_invitation(invitation=invitation, by=person)

    assert Role.objects.get(person=person).name == RoleName.AUDITOR


def test_invitation_to_a_role_fails_when_whoever_invited_lost_the_right(prize, secretariat):
    invitation = actions.invite_to_role(address="new@people.example", role=RoleName.EDITOR, prize=prize, by=secretariat)
    secretariat.roles.all().delete()

    with pytest.raises(NotAllowed):
        actions.accept_invitation(invitation=invitation, by=PersonFactory())

    assert Invitation.objects.get().state == InvitationState.OPEN


# Organisations


@pytest.mark.parametrize(
    ("email", "found"),
    [("a@works.example", True), ("a@lab.works.example", True), ("a@otherworks.example", False), ("a@example", False)],
)
def test_organisation_is_proposed_by_domain(email, found):
    owner = OrganisationDomainFactory(domain="works.example").organisation

    assert actions.propose_organisation(email) == (owner if found else None)


def test_closest_domain_wins():
    OrganisationDomainFactory(domain="works.example")
    lab = OrganisationDomainFactory(domain="lab.works.example").organisation

    assert actions.propose_organisation("a@lab.works.example") == lab


def test_public_mail_proposes_nothing():
    OrganisationDomainFactory(domain="gmail.com")

    assert actions.propose_organisation("a@gmail.com") is None


def test_merge_moves_everything(secretariat, monkeypatch):
    source, target = OrganisationFactory(name="Old Works"), OrganisationFactory(name="Works")
    OrganisationAliasFactory(organisation=source, name="OW")
    OrganisationDomainFactory(organisation=source, domain="old.example")
    both = PersonFactory()
    AffiliationFactory(person=both, organisation=source)
    AffiliationFactory(person=both, organisation=target)
    moved = AffiliationFactory(organisation=source)
    child = OrganisationFactory(parent=source)
    earlier = OrganisationFactory(merged_into=source)
    asked = []
    monkeypatch.setattr(registries, "_mergers", [lambda *pair: asked.append(pair)])

    actions.merge_organisations(source=source, target=target, by=secretariat)

    assert set(target.aliases.values_list("name", flat=True)) == {"Old Works", "OW"}
    assert target.domains.get().domain == "old.example"
    assert Affiliation.objects.filter(organisation=target).count() == 2
    assert Affiliation.objects.get(pk=moved.pk).organisation == target
    assert Organisation.objects.get(pk=child.pk).parent == target
    assert Organisation.objects.get(pk=earlier.pk).merged_into == target
    assert Organisation.objects.get(pk=source.pk).merged_into == target
    assert asked == [(source, target)]
    assert verbs() == ["organisation.merged"]


def test_merge_of_parent_into_its_child_leaves_no_circle(secretariat):
    source = OrganisationFactory()
    target = OrganisationFactory(parent=source)

    actions.merge_organisations(source=source, target=target, by=secretariat)

    assert Organisation.objects.get(pk=target.pk).parent is None


def test_merged_organisation_is_not_merged_again(secretariat):
    source, target = OrganisationFactory(merged_into=OrganisationFactory()), OrganisationFactory()

    with pytest.raises(ValidationError):
        actions.merge_organisations(source=source, target=target, by=secretariat)
    with pytest.raises(ValidationError):
        actions.merge_organisations(source=target, target=target, by=secretariat)


@pytest.mark.parametrize("make", [PersonFactory, SuperuserFactory, lambda: staff(RoleName.EDITOR)])
def test_only_a_secretariat_merges(make):
    with pytest.raises(NotAllowed):
        actions.merge_organisations(source=OrganisationFactory(), target=OrganisationFactory(), by=make())


def test_organisation_cannot_belong_to_its_own_child(secretariat):
    parent = OrganisationFactory()
    child = OrganisationFactory(parent=parent)

    with pytest.raises(ValidationError):
        actions.change_organisation(organisation=parent, parent=child, by=secretariat)


def test_known_name_makes_no_second_organisation(secretariat):
    OrganisationAliasFactory(name="Acme")

    with pytest.raises(ValidationError):
        actions.create_organisation(name="ACME", by=secretariat)


def test_domain_belongs_to_one_organisation(secretariat):
    OrganisationDomainFactory(domain="works.example")

    with pytest.raises(ValidationError):
        actions.create_organisation(name="New", domains=["works.example"], by=secretariat)
    assert not Organisation.objects.filter(name="New").exists()


def test_affiliation_begins_once_and_ends_once():
    person, organisation = PersonFactory(), OrganisationFactory()
    affiliation = actions.affiliate(person=person, organisation=organisation, by=person)

    with pytest.raises(ValidationError):
        actions.affiliate(person=person, organisation=organisation, by=person)
    actions.end_affiliation(affiliation=affiliation, by=person)
    with pytest.raises(ValidationError):
        actions.end_affiliation(affiliation=affiliation, by=person)

    assert verbs() == ["affiliation.begun", "affiliation.ended"]


def test_stranger_says_nothing_of_where_others_work():
    with pytest.raises(NotAllowed):
        actions.affiliate(person=PersonFactory(), organisation=OrganisationFactory(), by=PersonFactory())


@pytest.mark.parametrize(("days", "fine"), [(0, True), (-1, False)])
def test_affiliation_does_not_end_before_it_begins(days, fine):
    person, today = PersonFactory(), timezone.localdate()
    affiliation = AffiliationFactory(person=person, started_on=today)
    end = {"affiliation": affiliation, "by": person, "ended_on": today + timedelta(days=days)}

    if fine:
        actions.end_affiliation(**end)
    else:
        with pytest.raises(ValidationError):
            actions.end_affiliation(**end)


# Erasure and export


def test_erase_leaves_a_pseudonym_and_a_chain_that_tells_nothing(secretariat, monkeypatch):
    person = PersonFactory(name="Ruth Real", email="ruth@people.example")
    confirm_address(person)
    TOTP.activate(person, generate_totp_secret())
    actions.affiliate(person=person, organisation=OrganisationFactory(), by=person)
    actions.export_person(person=person, by=secretariat)
    browser = Client()
    browser.force_login(person)
    erased = []
    monkeypatch.setattr(registries, "_erasers", [erased.append])

    actions.erase_person(person=person, by=secretariat)

    person = Person.objects.get(pk=person.pk)
    assert (person.name, person.email) == ("Erased person", f"erased-{person.pk}@invalid")
    assert not person.is_active
    assert not person.has_usable_password()
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()
    assert not person.affiliations.exists()
    assert not Session.objects.filter(session_key=browser.session.session_key).exists()
    assert erased == [person]
    assert verbs()[-1] == "person.erased"
    assert EventDetail.objects.exclude(erased_at=None).count() == 2
    assert "ruth" not in str(list(EventDetail.objects.values_list("payload", flat=True))).lower()


def test_erase_twice_is_refused(secretariat):
    person = actions.erase_person(person=PersonFactory(), by=secretariat)

    with pytest.raises(ValidationError):
        actions.erase_person(person=person, by=secretariat)


def test_holder_of_a_role_is_not_erased(prize, secretariat):
    with pytest.raises(ValidationError):
        actions.erase_person(person=staff(RoleName.AUDITOR, prize), by=secretariat)


@pytest.mark.parametrize("make", [PersonFactory, SuperuserFactory, lambda: staff(RoleName.EDITOR)])
def test_only_the_person_or_a_secretariat_erases_and_exports(make):
    person, other = PersonFactory(), make()

    with pytest.raises(NotAllowed):
        actions.erase_person(person=person, by=other)
    with pytest.raises(NotAllowed):
        actions.export_person(person=person, by=other)


def test_erasing_takes_back_open_invitations(secretariat):
    person = PersonFactory()
    invitation = invite(secretariat, address=person.email)

    actions.erase_person(person=person, by=secretariat)

    assert Invitation.objects.get().state == InvitationState.REVOKED
    assert Invitation.objects.get().address == f"erased-{invitation.pk}@invalid"


def test_export_holds_what_every_app_adds(monkeypatch):
    person = PersonFactory()
    AffiliationFactory(person=person, organisation__name="Works")
    monkeypatch.setattr(registries, "_exporters", [lambda person: {"nominations": []}])

    data = actions.export_person(person=person, by=person)

    assert data["person"]["affiliations"][0]["organisation"] == "Works"
    assert data["nominations"] == []
    assert verbs() == ["person.exported"]


def test_database_keeps_erased_people_out():
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(erased_at=timezone.now(), is_active=True)


def test_database_keeps_addresses_in_lower_case():
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="Upper@people.example")
