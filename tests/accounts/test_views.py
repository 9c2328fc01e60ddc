from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.enums import RoleName
from accounts.models import Invitation, Person
from audit.models import Event
from tests.accounts.factories import (
    AffiliationFactory,
    InvitationFactory,
    OrganisationDomainFactory,
    OrganisationFactory,
    PersonFactory,
    PrizeFactory,
    staff,
    token_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = PersonFactory(email="ruth@works.example", name="Ruth")
    client.force_login(person)
    return person


def page_of(invitation, name="invitation"):
    return reverse(f"people:{name}", args=[token_for(invitation.address)])


@pytest.mark.parametrize("name", ["profile", "affiliate", "erase"])
def test_visitor_is_asked_to_sign_in(client, name):
    assert client.get(reverse(f"people:{name}")).url.startswith(reverse("account_login"))


def test_profile_changes_the_name_in_one_event(client, person):
    response = client.post(reverse("people:profile"), {"name": "Ruth Anne", "language": "en"})

    assert response.status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Ruth Anne"
    assert Event.objects.get().verb == "person.changed"


def test_profile_cannot_be_without_a_name(client, person):
    response = client.post(reverse("people:profile"), {"name": " ", "language": "en"})

    assert response.status_code == 200
    assert Person.objects.get(pk=person.pk).name == "Ruth"


def test_name_with_letters_that_did_not_arrive_is_refused_at_the_field(client, person):
    client.force_login(person)

    page = client.post(
        reverse("people:profile"), "language=en&name=Andr%E9", content_type="application/x-www-form-urlencoded"
    )

    assert page.context["form"].errors == {
        "name": ["Some letters did not arrive as you wrote them and show as “�”. Type them again."]
    }


def test_profile_proposes_the_organisation_of_the_address(client, person):
    organisation = OrganisationDomainFactory(domain="works.example").organisation

    assert client.get(reverse("people:profile")).context["proposal"] == organisation
    AffiliationFactory(person=person, organisation=organisation)
    assert client.get(reverse("people:profile")).context["proposal"] is None


def test_affiliation_takes_a_known_or_a_new_organisation(client, person):
    known = OrganisationFactory(name="Known Works")

    for name in ("known works", "New Works"):
        client.post(reverse("people:affiliate"), {"name": name, "kind": "sme", "title": "Engineer"})

    names = set(person.affiliations.values_list("organisation__name", flat=True))
    assert names == {known.name, "New Works"}


def test_affiliation_of_somebody_else_cannot_be_ended(client, person):
    others, own = AffiliationFactory(), AffiliationFactory(person=person)

    assert client.post(reverse("people:end_affiliation", args=[others.pk])).status_code == 404
    assert client.post(reverse("people:end_affiliation", args=[own.pk])).status_code == 302
    own.refresh_from_db()
    assert own.ended_on


def test_own_data_is_downloaded_with_an_event(client, person):
    response = client.post(reverse("people:export"))

    assert response.json()["person"]["email"] == "ruth@works.example"
    assert response["Content-Disposition"].startswith("attachment")
    assert Event.objects.get().verb == "person.exported"


def test_erasing_oneself_needs_the_address_typed(client, person):
    client.post(reverse("people:erase"), {"email": "other@works.example"})
    assert Person.objects.get(pk=person.pk).is_active

    client.post(reverse("people:erase"), {"email": "Ruth@works.example"})
    assert not Person.objects.get(pk=person.pk).is_active
    assert client.get(reverse("people:profile")).status_code == 302


def test_invitation_page_tells_who_asks_and_for_what(client):
    invitation = InvitationFactory(invited_by__name="Ines Inviter")

    response = client.get(page_of(invitation))

    assert "Ines Inviter asks you to come in as a guest" in response.content.decode()
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_unknown_link_is_not_there(client):
    assert client.get(reverse("people:invitation", args=["guessed"])).status_code == 404


@pytest.mark.parametrize(
    ("past", "says"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "has expired"),
        ({"accepted_at": timezone.now()}, "already been accepted"),
        ({"declined_at": timezone.now()}, "was declined"),
        ({"revoked_at": timezone.now()}, "was taken back"),
    ],
)
def test_closed_invitation_says_why(client, person, past, says):
    invitation = InvitationFactory(**past)

    assert says in client.get(page_of(invitation)).content.decode()
    assert client.post(page_of(invitation, "accept_invitation"), follow=True).status_code == 200
    assert not Event.objects.filter(verb="invitation.accepted").exists()


def test_accepting_needs_a_signed_in_person(client):
    invitation = InvitationFactory()

    response = client.post(page_of(invitation, "accept_invitation"))

    assert response.url.startswith(reverse("account_login"))
    assert Invitation.objects.get().accepted_at is None


def test_signed_in_person_accepts(client, person):
    invitation = InvitationFactory(address=person.email)

    response = client.post(page_of(invitation, "accept_invitation"))

    assert response.status_code == 302
    assert Invitation.objects.get().accepted_by == person


def test_looking_answers_nothing(client, person):
    invitation = InvitationFactory()

    client.get(page_of(invitation))

    assert client.get(page_of(invitation, "accept_invitation")).status_code == 405
    assert client.get(page_of(invitation, "decline_invitation")).status_code == 405
    assert Invitation.objects.get().accepted_at is None


def test_visitor_declines_with_the_link_alone(client):
    invitation = InvitationFactory()

    response = client.post(page_of(invitation, "decline_invitation"), follow=True)

    assert Invitation.objects.get().declined_at
    assert "was declined" in response.content.decode()


SIGN_UP = {"name": "Greta Guest", "password1": "a long enough phrase", "password2": "a long enough phrase"}


def test_invited_stranger_signs_up_without_a_second_mail(client):
    invitation = InvitationFactory(address="greta@people.example")
    client.get(page_of(invitation))

    response = client.post(
        reverse("account_signup"), SIGN_UP | {"email": "greta@people.example", "next": page_of(invitation)}
    )

    assert response.url == page_of(invitation)
    assert EmailAddress.objects.get().verified
    assert Person.objects.get(email="greta@people.example").name == "Greta Guest"
    assert mail.outbox == []


def test_invited_stranger_with_another_address_verifies_it(client):
    invitation = InvitationFactory(address="greta@people.example")
    client.get(page_of(invitation))

    client.post(reverse("account_signup"), SIGN_UP | {"email": "other@people.example"})

    assert not EmailAddress.objects.get(email="other@people.example").verified
    assert not EmailAddress.objects.filter(email="greta@people.example").exists()


def test_sign_up_is_an_event_and_needs_the_address_confirmed(client):
    response = client.post(reverse("account_signup"), SIGN_UP | {"email": "new@people.example"})

    assert response.url == reverse("account_email_verification_sent")
    assert Event.objects.get().verb == "person.joined"
    assert "_auth_user_id" not in client.session


def test_sign_up_does_not_tell_who_is_here(client):
    person = PersonFactory(email="known@people.example")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)

    response = client.post(reverse("account_signup"), SIGN_UP | {"email": "known@people.example"})

    assert response.url == reverse("account_email_verification_sent")
    assert Person.objects.filter(email="known@people.example").count() == 1


def test_back_office_act_asks_then_does(client):
    prize = PrizeFactory()
    client.force_login(staff(RoleName.SECRETARIAT, prize))
    invitation = InvitationFactory(prize=prize)
    url = reverse("invitations:revoke", args=[invitation.pk])

    client.get(url)
    assert Invitation.objects.get().revoked_at is None
    client.post(url)

    assert Invitation.objects.get().revoked_at


def test_formula_in_a_name_is_exported_as_text(client):
    client.force_login(staff())
    PersonFactory(name="=cmd|'/c calc'!A1")

    response = client.get(reverse("persons:index"), {"export": "csv"})

    assert "'=cmd" in b"".join(response.streaming_content).decode()
