"""Who of the press is let in, what they accept, and that each of their looks stands in the record."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import accept_invitation, erase_person, export_person, resend_invitation, revoke_invitation
from accounts.enums import InvitationState
from accounts.models import Invitation
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event, EventDetail
from judging.models import Announcement
from notices.models import Notice
from showcase.actions import accept_embargo, invite_press, note_press_look, withdraw_press_pass
from showcase.enums import PressLook
from showcase.models import PressPass
from showcase.press import embargo
from tests.accounts.factories import PersonFactory, SuperuserFactory, staff
from tests.prizes.factories import EditionFactory
from tests.showcase.factories import PressPassFactory, round_of

pytestmark = pytest.mark.django_db
FACTS = {"name": " Nell Harker ", "outlet": "The Bay Courier", "address": "Nell@courier.example"}


@pytest.fixture
def edition(prize):
    return EditionFactory(prize=prize, time_zone="America/New_York")


@pytest.fixture
def office(prize):
    return staff(prize=prize)


@pytest.fixture
def press_pass(edition):
    return PressPassFactory(edition=edition)


def verbs_about(row):
    return list(Event.objects.about(row).order_by("position").values_list("verb", flat=True))


def test_press_is_invited_by_a_personal_link(edition, office):
    press_pass = invite_press(edition=edition, by=office, **FACTS)

    assert (press_pass.name, press_pass.outlet, press_pass.state) == ("Nell Harker", "The Bay Courier", "open")
    notice = Notice.objects.get(template="showcase.press_invitation")
    assert notice.address == "nell@courier.example"
    assert reverse("press:pass", args=[press_pass.invitation.token]) in notice.body_text
    assert edition.name in notice.body_text
    assert Event.objects.latest("position").verb == "invitation.sent"


@pytest.mark.parametrize("role", ["editor", "auditor"])
def test_only_the_office_invites(edition, role):
    for person in (staff(role, edition.prize), staff(), PersonFactory(), SuperuserFactory()):
        with pytest.raises(NotAllowed):
            invite_press(edition=edition, by=person, **FACTS)

    assert not PressPass.objects.exists()


@pytest.mark.parametrize(("field", "typed"), [("name", " "), ("outlet", ""), ("address", "nobody")])
def test_what_is_missing_is_said_where_it_was_typed(edition, office, field, typed):
    with pytest.raises(ValidationError) as refusal:
        invite_press(edition=edition, by=office, **FACTS | {field: typed})

    assert set(refusal.value.message_dict) == {field}
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("accepted", [True, False])
def test_address_gets_one_pass_for_an_edition(edition, office, accepted):
    PressPassFactory(edition=edition, accepted=accepted, invitation__address="nell@courier.example")

    with pytest.raises(ValidationError) as refusal:
        invite_press(edition=edition, by=office, **FACTS)

    assert set(refusal.value.message_dict) == {"address"}
    assert invite_press(edition=EditionFactory(prize=edition.prize), by=office, **FACTS).pk


def test_address_whose_pass_was_taken_back_is_invited_again(edition, office):
    first = invite_press(edition=edition, by=office, **FACTS)
    withdraw_press_pass(press_pass=accept_embargo(press_pass=first), by=office)

    assert invite_press(edition=edition, by=office, **FACTS).state == InvitationState.OPEN


def test_accepting_keeps_what_was_accepted(edition, press_pass):
    round = round_of(edition.prize, edition=edition)
    hour = timezone.now() + timedelta(days=3)
    times = {"entrants_at": hour, "press_at": hour, "public_at": hour + timedelta(hours=2)}
    Announcement.objects.create(round=round, outcome="winner", **times)

    accepted = accept_embargo(press_pass=press_pass)

    assert (accepted.state, accepted.terms_version) == (InvitationState.ACCEPTED, embargo.VERSION)
    for sentence in (*embargo.terms_of(edition), embargo.spoken_hours(embargo.hours_of(edition)[0], edition.zone)):
        assert sentence in accepted.terms_text
    assert verbs_about(accepted) == ["press_pass.accepted"]


def test_hours_are_told_on_the_clock_of_the_edition(edition):
    round = round_of(edition.prize, edition=edition)
    times = {"entrants_at": "2031-03-04T14:00Z", "press_at": "2031-03-04T15:00Z", "public_at": "2031-03-05T15:00Z"}
    for outcome in ("commended", "winner"):
        Announcement.objects.create(round=round, outcome=outcome, **times)
    Announcement.objects.create(round=round, outcome="finalist", entrants_at=times["entrants_at"])
    Announcement.objects.create(round=round, outcome="decline", **times)

    [hours] = embargo.hours_of(edition)

    assert embargo.spoken_hours(hours, edition.zone) == (
        "Winner, Commended: press from Tuesday, March 4, 2031, 10:00 a.m. EST; "
        "public from Wednesday, March 5, 2031, 10:00 a.m. EST."
    )


@pytest.mark.parametrize("end", ["expired", "declined", "revoked", "withdrawn"])
def test_embargo_of_a_link_that_ended_is_not_accepted(press_pass, office, end):
    end_it(press_pass, end, office)

    with pytest.raises(TransitionRefused):
        accept_embargo(press_pass=press_pass)

    press_pass.refresh_from_db()
    assert press_pass.accepted_at is None


def end_it(press_pass, end, office):
    if end == "withdrawn":
        withdraw_press_pass(press_pass=press_pass, by=office)
    elif end == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        Invitation.objects.update(**{f"{end}_at": timezone.now()})
    return PressPass.objects.with_context().get(pk=press_pass.pk)


def test_embargo_is_not_accepted_twice(press_pass):
    accept_embargo(press_pass=press_pass)

    with pytest.raises(TransitionRefused):
        accept_embargo(press_pass=press_pass)


def test_no_other_door_accepts_for_the_press(client, press_pass):
    person = PersonFactory()

    with pytest.raises(ValidationError, match="what you agree to stands there"):
        accept_invitation(invitation=press_pass.invitation, by=person)

    client.force_login(person)
    token = f"token-of-{press_pass.invitation.address}"
    client.post(reverse("people:accept_invitation", args=[token]))
    press_pass.refresh_from_db()
    assert press_pass.state == InvitationState.OPEN


def test_pass_is_taken_back(press_pass, office):
    accept_embargo(press_pass=press_pass)

    withdrawn = withdraw_press_pass(press_pass=press_pass, by=office)

    assert (withdrawn.state, withdrawn.is_valid) == (InvitationState.REVOKED, False)
    assert verbs_about(withdrawn)[-1] == "press_pass.withdrawn"


def test_taking_back_closes_an_unanswered_invitation(press_pass, office):
    withdraw_press_pass(press_pass=press_pass, by=office)

    assert Invitation.objects.get().state == InvitationState.REVOKED


def test_invitation_taken_back_among_all_others_closes_the_pass(press_pass, office):
    revoke_invitation(invitation=press_pass.invitation, by=office)

    assert PressPass.objects.get().state == InvitationState.REVOKED


@pytest.mark.parametrize("end", ["declined", "revoked", "withdrawn"])
def test_pass_that_ended_is_not_taken_back(press_pass, office, end):
    ended = end_it(press_pass, end, office)

    with pytest.raises(TransitionRefused):
        withdraw_press_pass(press_pass=ended, by=office)


@pytest.mark.parametrize("make", [staff, PersonFactory, SuperuserFactory])
def test_pass_is_not_taken_back_by_others(press_pass, make):
    with pytest.raises(NotAllowed):
        withdraw_press_pass(press_pass=press_pass, by=make())


@pytest.mark.parametrize("look", PressLook)
def test_look_is_an_event_that_names_nobody(press_pass, look):
    accept_embargo(press_pass=press_pass)

    looked = note_press_look(press_pass=press_pass, look=look)

    assert looked.looks == 1
    assert looked.last_looked_at
    event = Event.objects.latest("position")
    assert (event.verb, event.target_id, event.scope) == (look, str(press_pass.pk), press_pass.record_scope)
    told = event.canonical + EventDetail.objects.get(event=event).payload
    assert not [word for word in (press_pass.name, press_pass.outlet, press_pass.invitation.address) if word in told]


def test_looks_are_counted(press_pass):
    accept_embargo(press_pass=press_pass)

    for look in (PressLook.PAGE, PressLook.PICTURE, PressLook.ARCHIVE):
        note_press_look(press_pass=press_pass, look=look)

    press_pass.refresh_from_db()
    assert press_pass.looks == 3


def test_nobody_looks_without_accepting(press_pass):
    with pytest.raises(NotAllowed):
        note_press_look(press_pass=press_pass, look=PressLook.PAGE)


def test_sent_again_keeps_the_pass_and_changes_the_link(press_pass, office):
    before = press_pass.invitation.token_hash

    resend_invitation(invitation=press_pass.invitation, by=office)

    press_pass.refresh_from_db()
    assert press_pass.state == InvitationState.OPEN
    assert Invitation.objects.get().token_hash != before


def of_somebody(edition, **fields):
    person = PersonFactory()
    return person, PressPassFactory(edition=edition, invitation__address=person.email, **fields)


def test_copy_of_personal_data_has_the_press_pass(edition):
    person, press_pass = of_somebody(edition, accepted=True)

    [row] = export_person(person=person, by=person)["press_passes"]

    assert (row["name"], row["outlet"], row["edition"]) == (press_pass.name, "The Bay Courier", edition.name)
    assert row["accepted"] == "Nothing before the hour."
    assert export_person(person=PersonFactory(), by=staff())["press_passes"] == []


@pytest.mark.parametrize("accepted", [True, False])
def test_erased_person_leaves_a_pass_without_a_name_that_opens_nothing(edition, accepted):
    person, _press_pass = of_somebody(edition, accepted=accepted)
    other = PressPassFactory(edition=edition)

    erase_person(person=person, by=person)

    erased = PressPass.objects.exclude(pk=other.pk).get()
    assert (erased.name, erased.outlet, erased.is_valid) == (None, None, False)
    assert person.email not in erased.invitation.address
    assert str(erased) == "somebody since erased"
    other.refresh_from_db()
    assert (other.name, other.withdrawn_at) == (other.name, None)


@pytest.fixture
def in_office(client, office):
    client.force_login(office)
    return office


def test_office_invites_in_the_back_office(client, in_office, edition):
    url = reverse("press_passes:add")

    client.post(url, {"edition": edition.pk, **FACTS})

    assert PressPass.objects.get().invitation.address == "nell@courier.example"


def test_form_says_what_is_wrong_where_it_was_typed(client, in_office, press_pass):
    typed = {"edition": press_pass.edition.pk, **FACTS, "address": press_pass.invitation.address}

    response = client.post(reverse("press_passes:add"), typed)

    assert set(response.context["form"].errors) == {"address"}
    assert PressPass.objects.count() == 1


def test_form_offers_editions_of_the_office_only(client, in_office, edition):
    other = EditionFactory()

    response = client.get(reverse("press_passes:add"))

    assert list(response.context["form"].fields["edition"].queryset) == [edition]
    client.post(reverse("press_passes:add"), {"edition": other.pk, **FACTS})
    assert not PressPass.objects.exists()


def test_list_tells_who_accepted_and_how_often_they_looked(client, in_office, edition):
    waiting, accepted = PressPassFactory(edition=edition), PressPassFactory(edition=edition, accepted=True)
    for _ in range(7):
        note_press_look(press_pass=accepted, look=PressLook.PAGE)

    text = client.get(reverse("press_passes:index")).text

    for told in (waiting.name, accepted.name, "Open", "Accepted", accepted.invitation.address, "7"):
        assert told in text


def test_acts_are_offered_where_they_make_sense(client, in_office, edition, office):
    waiting, accepted = PressPassFactory(edition=edition), PressPassFactory(edition=edition, accepted=True)
    ended = PressPassFactory(edition=edition, withdrawn_at=timezone.now())

    text = client.get(reverse("press_passes:index")).text

    def offered(name):
        return [row for row in (waiting, accepted, ended) if reverse(f"press_passes:{name}", args=[row.pk]) in text]

    assert offered("resend") == [waiting]
    assert offered("withdraw") == [waiting, accepted]


def test_acts_of_the_back_office(client, in_office, press_pass):
    client.post(reverse("press_passes:resend", args=[press_pass.pk]))
    assert Notice.objects.filter(template="showcase.press_invitation").count() == 1

    client.post(reverse("press_passes:withdraw", args=[press_pass.pk]))
    assert PressPass.objects.get().withdrawn_at


def test_second_act_is_refused_in_words(client, in_office, press_pass):
    url = reverse("press_passes:withdraw", args=[press_pass.pk])
    client.post(url)

    assert "opens nothing already" in client.post(url).text
