"""Every door of the house, tried without a second factor, without business there, and after the session has ended."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from accounts import registries
from accounts.doors import BACK_OFFICE
from accounts.enums import RoleName
from accounts.joining import confirm_address
from accounts.sessions import LAST_SEEN, quiet
from tests.accounts.factories import PersonFactory, SuperuserFactory, staff

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
NOON = 1_800_000_000
DOORS = [
    "/people/",
    "/admin/",
    "/admin/people/",
    "/admin/pages/",
    "/admin/api/main/pages/",
    "/account/email/",
    "/account/password/change/",
]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", RoleName.values)
def test_role_without_second_factor_is_sent_to_set_it_up(client, role, door):
    client.password_login(staff(role))

    response = client.get(door)

    assert response.status_code == 302
    assert response.url == reverse("mfa_index")


@pytest.mark.parametrize("door", DOORS)
def test_superuser_without_second_factor_is_sent_to_set_it_up(client, door):
    client.password_login(SuperuserFactory())

    assert client.get(door).url == reverse("mfa_index")


@pytest.mark.parametrize(
    "door", [*DOORS, "/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/"]
)
def test_second_factor_set_up_but_not_used_must_be_used(client, door):
    person = staff()
    TOTP.activate(person, generate_totp_secret())
    client.password_login(person)

    response = client.get(door)

    assert response.status_code == 302
    assert response.url.startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
@time_machine.travel(NOON, tick=False)
def test_code_of_the_step_before_or_after_counts(client, steps, opens):
    person, secret = staff(), generate_totp_secret()
    TOTP.activate(person, secret)
    client.password_login(person)

    client.post(reverse("mfa_reauthenticate"), {"code": format_hotp_value(hotp_value(secret, NOON // 30 + steps))})

    assert client.get("/people/").status_code == (200 if opens else 302)


@pytest.mark.parametrize("door", ["/people/", "/admin/", "/admin/people/"])
def test_second_factor_used_opens_the_door(client, door):
    client.force_login(staff())

    assert client.get(door).status_code == 200


def test_script_without_second_factor_gets_401(client):
    client.password_login(staff())

    response = client.get("/people/", **JSON)

    assert response.status_code == 401


def test_setting_up_and_signing_out_stay_open(client):
    client.password_login(staff())

    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200


def test_ordinary_person_needs_no_second_factor(client):
    client.password_login(PersonFactory())

    assert client.get("/people/").status_code == 200


def test_registered_need_is_asked(client, monkeypatch):
    chair = PersonFactory()
    monkeypatch.setattr(registries, "_second_factor_needs", [lambda person: person == chair])
    client.password_login(chair)

    assert client.get("/people/").url == reverse("mfa_index")


def test_demo_relaxes_the_second_factor(client, settings):
    settings.DEMO = True
    client.password_login(staff())

    assert client.get("/people/").status_code == 200


def test_second_factor_of_somebody_else_in_this_session_does_not_count(client):
    client.force_login(staff())
    client.password_login(staff())

    assert client.get("/people/").url == reverse("mfa_index")


@pytest.mark.parametrize(("kind", "opens"), [("totp", True), ("webauthn", True), ("recovery_codes", False)])
def test_adding_a_factor_counts_as_using_it(client, rf, kind, opens):
    person = staff()
    client.password_login(person)
    authenticator = Authenticator.objects.create(user=person, type=kind, data={})
    request = rf.get("/")
    request.session = client.session

    authenticator_added.send(Authenticator, request=request, user=person, authenticator=authenticator)
    request.session.save()

    assert client.get("/people/").status_code == (200 if opens else 302)


@pytest.mark.parametrize(
    "door", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_sign_in_opens_nothing(client, door, method):
    person = staff(email="staff@people.example")
    confirm_address(person)

    response = getattr(client, method)(door, {"username": person.email, "password": PASSWORD, "email": person.email})

    assert response.status_code == 302
    assert response.url.startswith("/account/")
    assert SESSION_KEY not in client.session


def test_closed_sign_in_sends_nobody_to_another_site(client):
    response = client.get("/admin/login/?next=https://elsewhere.example/")

    assert "elsewhere" not in response.url


@pytest.mark.parametrize("door", ["/admin/", "/admin/people/", "/admin/account/", "/admin/pages/", "/admin/nothing/"])
def test_back_office_is_not_there_for_a_person_without_business(client, door):
    client.force_login(PersonFactory())

    assert client.get(door).status_code == 404


@pytest.mark.parametrize("door", ["/admin/", "/admin/people/"])
def test_back_office_asks_a_visitor_to_sign_in(client, door):
    response = client.get(door)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "door",
    [
        "/admin/users/",
        "/admin/users/new/",
        "/admin/groups/",
        "/admin/groups/new/",
        "/admin/bulk/accounts/person/assign_role/",
        "/admin/bulk/accounts/person/delete/",
        "/admin/bulk/accounts/person/set_active_state/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_forms_for_users_and_groups_are_gone(client, door, method):
    client.force_login(SuperuserFactory())

    assert getattr(client, method)(door).status_code == 404


def test_wagtails_account_page_changes_neither_name_nor_address_nor_password(client):
    person = staff(email="staff@people.example", name="Staff")
    client.force_login(person)

    client.post(
        "/admin/account/",
        {
            "name_email-first_name": "Other",
            "name_email-email": "other@people.example",
            "password-old_password": PASSWORD,
            "password-new_password1": "another horse",
            "password-new_password2": "another horse",
            "theme-theme": "dark",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    person.refresh_from_db()
    assert (person.name, person.email) == ("Staff", "staff@people.example")
    assert person.check_password(PASSWORD)


def idle(client, settings):
    session = client.session
    session[LAST_SEEN] = time.time() - settings.SESSION_IDLE.total_seconds() - 1
    session.save()


def test_idle_session_ends_and_comes_back_to_the_page(client, settings):
    client.force_login(PersonFactory())
    idle(client, settings)

    response = client.get("/people/")

    assert response.url == f"{reverse('account_login')}?next=/people/"
    assert SESSION_KEY not in client.session


def test_idle_session_answers_a_script_with_401(client, settings):
    client.force_login(PersonFactory())
    idle(client, settings)

    first, second = client.post("/people/data/", **JSON), client.post("/people/data/", **JSON)

    assert (first.status_code, second.status_code) == (401, 401)


def test_form_sent_after_the_end_comes_back_to_its_page(client, settings):
    client.force_login(PersonFactory())
    idle(client, settings)

    response = client.post("/people/data/", HTTP_REFERER="http://testserver/people/")

    assert response.status_code == 302
    assert response.url.endswith("next=/people/")


def test_session_in_use_goes_on(client, settings):
    client.force_login(PersonFactory())
    session = client.session
    session[LAST_SEEN] = time.time() - settings.SESSION_IDLE.total_seconds() + 30
    session.save()

    assert client.get("/people/").status_code == 200
    assert time.time() - client.session[LAST_SEEN] < 5


def test_quiet_view_does_not_extend_the_session(client, settings, monkeypatch):
    from accounts.views import ProfileView

    monkeypatch.setattr(ProfileView, "does_not_extend_session", True, raising=False)
    client.force_login(PersonFactory())
    session = client.session
    session[LAST_SEEN] = before = time.time() - 600
    session.save()

    assert client.get("/people/").status_code == 200
    assert client.session[LAST_SEEN] == before


def test_quiet_marks_a_function_view():
    @quiet
    def autosave(request):
        return None

    assert autosave.does_not_extend_session


def test_busy_session_ends_with_the_working_day(client, settings):
    client.force_login(PersonFactory())
    client.get("/people/")
    session = client.session
    session["session_began"] = time.time() - settings.SESSION_COOKIE_AGE - 1
    session.save()

    assert client.get("/people/").status_code == 302


def test_visitor_without_cookie_leaves_the_session_unread(client):
    response = client.get(reverse("account_login"))

    assert response.status_code == 200
    assert "sessionid" not in response.cookies


def test_groups_follow_roles(client):
    from accounts.actions import take_role

    person = staff(RoleName.EDITOR)
    role = person.roles.get()
    assert set(person.groups.values_list("name", flat=True)) == {BACK_OFFICE, f"Editors of prize {role.prize_id}"}

    take_role(role=role, by=None)

    assert not person.groups.exists()
