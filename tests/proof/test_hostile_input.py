"""Whatever is sent to a door that takes something, the answer is never an error page."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.backoffice import registered_viewsets
from accounts.sessions import SECOND_FACTOR_OF
from tests.accounts.viewset_walk import all_viewsets
from tests.prizes.factories import EligibilityRuleFactory, NumberRuleFactory
from tests.proof.doors import DOORS, address
from tests.proof.world import prize_with_people

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

HUGE = "9" * 5000
TEXTS = (
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "' OR 1=1 --",
    '"; drop table',
    "%",
    "<script>alert(1)</script>",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "{{ 7 * 7 }}",
    "NaN",
    "Infinity",
    "1e999",
    "-0",
    "٣",
    HUGE,
    "x" * 100_000,
)
VALUES = (*TEXTS[:12], None, True, [], {}, 0, -1, 10**30, 1.5, [None], {"a": [1]}, ["\x00"], {"2031": "\x00"})
RAW_BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'"text"',
    b'{"base_revision": NaN, "client_id": "x"}',
    b'{"base_revision": ' + HUGE.encode() + b', "client_id": "x", "value": 1}',
    b"[" * 100_000,
)


class Guest(Client):
    """Errors come back as pages, so that all of them are found in one run."""

    def __init__(self, person=None):
        super().__init__(raise_request_exception=False)
        self.broken = []
        if person:
            self.force_login(person)
            session = self.session
            session[SECOND_FACTOR_OF] = str(person.pk)
            session.save()

    def request(self, **request):
        response = super().request(**request)
        if response.status_code >= 500:
            error = response.exc_info[1] if getattr(response, "exc_info", None) else "?"
            told = f"{request['REQUEST_METHOD']} {request['PATH_INFO']}?{request.get('QUERY_STRING', '')[:80]}"
            self.broken.append(f"{told}: {error!r:.300}")
        return response


@pytest.fixture
def world():
    return prize_with_people()


def sendable(text):
    return text.encode("utf-8", "replace").decode()


def json_bodies(**good):
    """The good body with one value spoilt at a time, then what is no object at all."""
    for name in good:
        for value in VALUES:
            yield json.dumps({**good, name: value}).encode()
        yield json.dumps({key: value for key, value in good.items() if key != name}).encode()
    yield from RAW_BODIES


def save_each(guest, url, values):
    """Each value as the next save: under an id of its own, on the revision that stands."""
    revision = save_next(guest, url, 0, "steel")
    for value in values:
        revision = save_next(guest, url, revision, value)


def save_next(guest, url, revision, value):
    """The revision that stands afterwards, whether this was saved or only told which one that is."""
    body = {"client_id": str(uuid.uuid4()), "base_revision": revision, "value": value}
    response = guest.post(url, json.dumps(body).encode(), content_type="application/json")
    return response.json()["revision"] if response.status_code in (200, 409) else revision


def send_all(guest, url, bodies):
    for body in bodies:
        guest.post(url, body, content_type="application/json")


@pytest.mark.parametrize("key", ["headline", "people", "turnover", "material", "methods", "exports", "film", "scrap"])
def test_answer(world, key):
    guest = Guest(world.people["entrant"])
    url = reverse("nominations:answer", args=[world.draft.pk, key])

    send_all(guest, url, json_bodies(client_id=str(uuid.uuid4()), base_revision=1, value="steel"))
    save_each(guest, url, VALUES)

    assert guest.broken == []


def test_answer_to_no_question(world):
    guest = Guest(world.people["entrant"])

    for key in ("nothing", "-", "x" * 200):
        url = reverse("nominations:answer", args=[world.draft.pk, key])
        send_all(guest, url, json_bodies(client_id=str(uuid.uuid4()), base_revision=0, value="a"))

    assert guest.broken == []


@pytest.mark.parametrize(("name", "key"), [("mark", "criterion-1"), ("mark", "nothing"), ("remark", "private")])
def test_mark_and_remark(world, name, key):
    guest = Guest(world.people["juror"])
    url = reverse(f"judging:{name}", args=[world.candidacy.pk, key])

    send_all(guest, url, json_bodies(client_id=str(uuid.uuid4()), base_revision=0, value="4"))
    save_each(guest, url, VALUES)

    assert guest.broken == []


def test_upload(world):
    guest = Guest(world.people["entrant"])
    piece = reverse("nominations:upload_piece", args=[world.draft.pk, world.upload.pk])
    finish = reverse("nominations:finish_upload", args=[world.draft.pk, world.upload.pk])

    send_all(
        guest,
        reverse("nominations:new_upload", args=[world.draft.pk]),
        json_bodies(question="evidence", name="a.pdf", size=10),
    )
    for offset in (None, "", "-1", "0", "100", HUGE, "٣", "a", "1.5"):
        headers = {} if offset is None else {"HTTP_UPLOAD_OFFSET": offset}
        guest.put(piece, b"x" * 200, content_type="application/octet-stream", **headers)
    for body in RAW_BODIES:
        guest.post(finish, body, content_type="application/json")

    assert guest.broken == []


def test_plain_forms(world):
    """Every door that takes a form gets each text in every field that it shows, by somebody who may send it."""
    broken = []
    for name, door in DOORS.items():
        who = sorted(door.who & set(world.people))
        if not who or name.startswith(("search:", "prizes:", "people:erase")) or not door_is_of(world, name):
            continue
        guest = Guest(world.people[who[0]])
        url = address(name, world)
        for text in ("", "a\x00b", "\ud800", "NaN", "-1", HUGE):
            guest.post(url, dict.fromkeys(FIELDS, sendable(text)))
        broken += guest.broken

    assert broken == []


FIELDS = (
    *("reason", "answer", "text", "outcome", "base_revision", "above", "below", "entrants_at", "public_at", "press_at"),
    *("mark-criterion-1", "remark-private", "base-criterion-1", "base-private", "private", "headline", "people"),
    *("base-headline", "scrap", "organisation", "organisation_name", "category", "confirm", "up", "kind", "label"),
    *("email", "address", "name", "subject", "body", "act", "question", "terms", "terms_version", "started_on"),
    *("key", "next", "signed"),
)


def test_embargo_form(world):
    guest = Guest()

    for text in TEXTS:
        guest.post(reverse("press:pass", args=[world.press_token]), {"answer": sendable(text)})

    assert guest.broken == []


def door_is_of(world, name):
    try:
        return bool(address(name, world))
    except AttributeError:
        return False


def test_screener(world):
    EligibilityRuleFactory(edition=world.edition, key="made")
    NumberRuleFactory(edition=world.edition, key="staff")
    guest = Guest(world.people["rival"])
    url = reverse("nominations:screener", args=[world.edition.pk])

    for text in TEXTS:
        guest.post(url, {"made": sendable(text), "staff": sendable(text), "rule-made": text[:5].strip("\ud800")})
        guest.get(reverse("nominations:start", args=[world.edition.pk]), {"organisation": sendable(text)})

    assert guest.broken == []


def test_addresses_with_wild_arguments(world):
    guest = Guest(world.people["secretariat"])
    big = 10**25

    for path in (
        f"/nominations/start/{big}/",
        f"/nominations/forms/{big}/print/",
        f"/judging/rounds/{big}/",
        f"/judging/rounds/{world.round.pk}/ties-and-waivers/{big}/waive/",
        f"/judging/rounds/{world.round.pk}/assignments/{big}/recuse/",
        f"/judging/rounds/{world.round.pk}/announcements/nothing/",
        f"/support/{big}/",
        f"/admin/record/{big}/",
        f"/admin/edition/edit/{big}/",
        f"/admin/form/inspect/{big}/",
        f"/nominations/{world.sent.pk}/submissions/{big}/",
        f"/judging/entries/{world.candidacy.pk}/files/{big}/",
        "/people/invitations/%00/",
        "/approve/%00/",
        "/embargo/%00/",
        "/embargo/%00/download/",
        f"/embargo/{world.press_token}/pictures/{big}/",
        f"/embargo/{world.press_token}/pictures/{HUGE}/small/",
        "/media/../secret",
        "/media/%00",
        "/media/" + "a/" * 500,
        "/%00/",
        "/admin/people/edit/not-a-uuid/",
        "/admin/notice-texts/%00/",
    ):
        guest.get(path)
    juror = Guest(world.people["juror"])
    juror.get(f"/judging/entries/{world.candidacy.pk}/files/{big}/")
    juror.get(f"/judging/rounds/{big}/marks/")

    assert guest.broken + juror.broken == []


LIST_QUERIES = ("q", "p", "page", "ordering", "export", "state", "edition", "category", "kind", "scope", "verb")


def test_lists_of_the_back_office(world):
    all_viewsets()
    guest = Guest(world.people["secretariat"])
    urls = [reverse(viewset.get_url_name("index")) for viewset in registered_viewsets()]
    for url in [*urls, reverse("outbox:index"), reverse("record:index"), reverse("notice_texts:index")]:
        for text in ("\x00", HUGE, "-1 OR 1=1", "edition__prize__slug"):
            guest.get(url, dict.fromkeys(LIST_QUERIES, text))

    assert guest.broken == []


@FEW
@given(
    st.dictionaries(
        st.sampled_from(["q", "kind", "year", "page", "size", "sort", "category", "technology", "place", "x"]),
        st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from([HUGE, "-1", "0", "\x00", '"', "*", "^"]),
        max_size=5,
    ),
    st.sampled_from(["text/html", "application/json", "\x7f", "a/b;q=x"]),
)
def test_search(params, accept):
    guest = Guest()

    guest.get(reverse("search:results"), params, headers={"accept": accept})
    guest.get(reverse("search:suggest"), params)

    assert guest.broken == []


def test_headers_hold_no_second_line(client):
    """What is typed never becomes a header of its own."""
    hostile = "x\r\nSet-Cookie: stolen=1"

    for url in ("/search/", "/admin/login/", "/account/login/", "/nominations/"):
        response = client.get(url, {"next": hostile, "q": hostile})
        assert "stolen" not in response.cookies
        assert all("\n" not in value for value in response.headers.values())
        assert "\nSet-Cookie" not in response.get("Location", "")
