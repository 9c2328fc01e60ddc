"""Every address by everybody: who comes in is written in `doors`, all others find nothing there and change nothing."""

import hashlib

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from audit.models import Event
from tests.conftest import HouseClient
from tests.judging.factories import SeatFactory
from tests.proof.code import APPS
from tests.proof.doors import DOORS, PUBLIC, SIGNED_IN, address, all_names
from tests.proof.world import two_prizes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NOT_THERE = (404, 405)
SIGN_IN = "account_login"


@pytest.fixture
def world():
    made = two_prizes()
    for place in (made.here, made.there):
        place.service = made.service
        place.event = Event.objects.filter(scope=place.round.record_scope).first()
    # What addresses are about is there before anybody knocks.
    for name in DOORS:
        address(name, made.here)
    return made


def everybody(world, door):
    """Pairs of a name and a person, each with whether this door is theirs."""
    yield "anonymous", None, door.who == PUBLIC
    for name in ("stranger", "superuser"):
        yield name, getattr(world, name), door.who in (PUBLIC, SIGNED_IN)
    for name, person in world.here.people.items():
        yield name, person, door.who in (PUBLIC, SIGNED_IN) or name in door.who
    if door.is_about_a_row and door.who not in (PUBLIC, SIGNED_IN):
        for name in sorted(door.who):
            yield f"{name} of the other prize", world.there.people[name], False


class Visits:
    """A client for each person, signed in once."""

    def __init__(self, **options):
        self.options, self.clients = options, {}

    def of(self, person):
        key = person and person.pk
        if key not in self.clients:
            self.clients[key] = HouseClient(**self.options)
            if person:
                self.clients[key].force_login(person)
        return self.clients[key]


@pytest.fixture
def visits():
    return Visits()


def is_refused(response, person):
    if person is None and response.status_code in (302, 401):
        return response.status_code == 401 or response.url.startswith(reverse(SIGN_IN))
    return response.status_code in NOT_THERE


def test_every_address_is_described():
    assert all_names() == set(DOORS)


def test_everybody_finds_what_is_theirs_and_nothing_else(visits, world):
    wrong = []
    for name, door in DOORS.items():
        url = address(name, world.here)
        for who, person, admitted in everybody(world, door):
            response = visits.of(person).get(url)
            right = response.status_code == door.status if admitted else is_refused(response, person)
            if not right:
                wrong.append(f"{name} answers {response.status_code} to {who}")

    assert not wrong, "\n".join(wrong)


def digest():
    """All that the house keeps. When somebody last signed in is no part of it."""
    text = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            fields = [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]
            rows = model._base_manager.order_by("pk").values_list(*fields)
            text.update(repr((model._meta.label, [[as_kept(value) for value in row] for row in rows])).encode())
    return text.hexdigest()


def as_kept(value):
    """The body of a page comes as an object of its own each time it is read."""
    return list(value.raw_data) if hasattr(value, "raw_data") else value


FORM = {"data": {"reason": "Because.", "outcome": "winner", "answer": "x"}}
JSON = {"data": '{"client_id": "x", "base_revision": 0, "value": "5"}', "content_type": "application/json"}


@pytest.mark.parametrize(
    ("method", "body", "by"),
    [
        ("post", FORM, ""),
        ("post", JSON, "anonymous stranger rival other juror of the other prize"),
        ("put", JSON, "anonymous stranger rival"),
        ("delete", {}, "anonymous stranger rival"),
    ],
)
def test_nobody_writes_through_a_door_that_is_not_theirs(visits, world, method, body, by):
    """`by`: whom it is enough to try, everybody when empty."""
    before, wrong = digest(), []
    for name, door in DOORS.items():
        url = address(name, world.here)
        for who, person, admitted in everybody(world, door):
            if admitted or (by and who not in by):
                continue
            response = getattr(visits.of(person), method)(url, **body)
            if not is_refused(response, person):
                wrong.append(f"{name} answers {response.status_code} to {method} by {who}")

    assert not wrong, "\n".join(wrong)
    assert digest() == before


def test_nothing_is_written_without_the_token_of_the_form(world):
    visits, before, wrong = Visits(enforce_csrf_checks=True), digest(), []
    for name, door in DOORS.items():
        who = next(iter(sorted(door.who & set(world.here.people))), "entrant")
        response = visits.of(world.here.people[who]).post(address(name, world.here), {})
        if response.status_code != 403:
            wrong.append(f"{name} answers {response.status_code} without a token")

    assert not wrong, "\n".join(wrong)
    assert digest() == before


def wagtail_addresses():
    """Pages of the admin itself that need no argument, as the resolver lists them."""
    found = set()
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and name.startswith("wagtailadmin"):
            found.add(name)
    for namespace in ("wagtailimages", "wagtaildocs", "wagtailadmin_pages", "wagtailsites", "wagtailusers_users"):
        if namespace in get_resolver().namespace_dict:
            found |= {f"{namespace}:{name}" for name in names_of(get_resolver().namespace_dict[namespace][1])}
    return sorted(name for name in found if takes_nothing(name))


def names_of(resolver):
    return {name for name in resolver.reverse_dict if isinstance(name, str)}


def takes_nothing(name):
    try:
        return bool(reverse(name))
    except Exception:  # noqa: BLE001, a name that cannot be reversed without arguments is none of ours
        return False


OPEN = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_login", "wagtailadmin_logout"}


@pytest.mark.parametrize("who", ["anonymous", "stranger", "entrant", "juror"])
def test_admin_of_wagtail_is_not_there_for_others(visits, world, who):
    names = {name for name in wagtail_addresses() if name not in OPEN and "password_reset" not in name}
    wrong = []
    assert len(names) > 20
    person = world.here.people.get(who) or getattr(world, who, None)

    for name in sorted(names):
        response = visits.of(person).get(reverse(name))
        if not is_refused(response, person):
            wrong.append(f"{name} answers {response.status_code} to {who}")

    assert not wrong, "\n".join(wrong)


def test_juror_declares_nothing_before_the_pledge(visits, world):
    juror = SeatFactory(panel__round=world.here.round).juror

    for method in ("get", "post"):
        response = getattr(visits.of(juror), method)(address("judging:declare", world.here))
        assert response.url == address("judging:pledge", world.here)
