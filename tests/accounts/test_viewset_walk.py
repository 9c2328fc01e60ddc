"""Every door is the same door: each registered section of the back office, walked by everybody."""

import pytest
from django.urls import reverse

from accounts.enums import RoleName
from audit.models import Event
from tests.accounts.factories import PersonFactory, PrizeFactory, SuperuserFactory, staff
from tests.accounts.viewset_walk import all_viewsets, walk_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ROW_VIEWS = ("edit", "delete", "inspect", "copy", "history", "history_results")


def named(viewsets):
    return [pytest.param(viewset, id=f"{viewset.app_label}.{viewset.name}") for viewset in viewsets]


every_viewset = pytest.mark.parametrize("viewset", named(filter(walk_of, all_viewsets())))


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def secretariat(prize):
    return staff(RoleName.SECRETARIAT, prize)


def views_of(viewset):
    return {pattern.name for pattern in viewset.get_urlpatterns()}


def row_urls(viewset, row):
    names = views_of(viewset) & {*ROW_VIEWS, *viewset.acts}
    return [reverse(viewset.get_url_name(name), args=[row.pk]) for name in sorted(names)]


def list_urls(viewset):
    urls = [reverse(viewset.get_url_name(name)) for name in ("index", "index_results")]
    exports = [f"{urls[0]}?export=csv", f"{urls[0]}?export=xlsx"] if exported(viewset) else []
    return urls + exports + ([reverse(viewset.get_url_name("add"))] if "add" in views_of(viewset) else [])


def exported(viewset):
    return isinstance(viewset.list_export, (list, tuple)) and bool(viewset.list_export)


@pytest.mark.parametrize("viewset", named(all_viewsets()))
def test_viewset_is_described(viewset):
    assert walk_of(viewset), f"Describe {type(viewset).__name__} in tests/{viewset.app_label}/walks.py."


@every_viewset
def test_secretariat_opens_every_page(client, viewset, prize, secretariat):
    row = walk_of(viewset).row(prize)
    client.force_login(secretariat)

    for url in [*list_urls(viewset), *row_urls(viewset, row)]:
        assert client.get(url).status_code == 200, url


@every_viewset
@pytest.mark.parametrize("make", [PersonFactory, SuperuserFactory], ids=["stranger", "superuser"])
def test_nobody_without_a_role_writes(client, viewset, prize, make):
    row = walk_of(viewset).row(prize)
    person = make()
    client.force_login(person)
    sees = viewset.policy.user_has_permission(person, "view")
    before = Event.objects.count()

    assert not sees or person.is_superuser
    for url in row_urls(viewset, row):
        assert client.post(url, walk_of(viewset).change(row)).status_code == 404 or "history" in url, url
    if "add" in views_of(viewset):
        assert client.post(reverse(viewset.get_url_name("add")), walk_of(viewset).add(prize)).status_code == 404
    for url in () if sees else list_urls(viewset):
        assert client.get(url).status_code == 404, url
    assert Event.objects.count() == before


@every_viewset
def test_visitor_is_asked_to_sign_in(client, viewset, prize):
    row = walk_of(viewset).row(prize)

    for url in [*list_urls(viewset), *row_urls(viewset, row)]:
        response = client.get(url)
        assert response.status_code == 302, url
        assert response.url.startswith(reverse("account_login")), url


@every_viewset
@pytest.mark.parametrize("role", [RoleName.SECRETARIAT, RoleName.EDITOR, RoleName.AUDITOR])
def test_neighbour_does_not_see_the_row(client, viewset, prize, role):
    if not walk_of(viewset).belongs_to_prize:
        return
    row = walk_of(viewset).row(prize)
    client.force_login(staff(role))
    before = Event.objects.count()

    for url in row_urls(viewset, row):
        assert client.get(url).status_code == 404, url
        assert client.post(url, walk_of(viewset).change(row)).status_code == 404, url
    response = client.get(reverse(viewset.get_url_name("index")))
    assert response.status_code == 404 or row not in response.context["object_list"]
    assert Event.objects.count() == before


@every_viewset
def test_neighbour_cannot_add_to_this_prize(client, viewset, prize):
    walk = walk_of(viewset)
    if not walk.belongs_to_prize or "add" not in views_of(viewset) - walk.apart:
        return
    data = walk.add(prize)
    client.force_login(staff(RoleName.SECRETARIAT))
    before = Event.objects.count()

    response = client.post(reverse(viewset.get_url_name("add")), data)

    assert response.status_code in (200, 404)
    assert Event.objects.count() == before


@every_viewset
@pytest.mark.parametrize("role", [RoleName.EDITOR, RoleName.AUDITOR])
def test_colleague_gets_what_the_policy_says(client, viewset, prize, role):
    row = walk_of(viewset).row(prize)
    person = staff(role, prize)
    client.force_login(person)
    sees = viewset.policy.user_has_permission(person, "view")
    shown = viewset.rows(person).filter(pk=row.pk).exists()

    assert client.get(reverse(viewset.get_url_name("index"))).status_code == (200 if sees else 404)
    for name, write in (("edit", "change"), ("delete", "delete")):
        if name in views_of(viewset):
            may = shown and viewset.policy.user_has_permission_for_instance(person, write, row)
            url = reverse(viewset.get_url_name(name), args=[row.pk])
            assert client.get(url).status_code == (200 if may else 404), url


def writes_one_event(client, url, data):
    before = Event.objects.count()
    response = client.post(url, data)
    refused = response.context and response.context.get("form") and response.context["form"].errors
    assert response.status_code == 302, refused
    assert Event.objects.count() == before + 1


@every_viewset
@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_each_write_is_one_event(client, viewset, prize, secretariat, view):
    walk = walk_of(viewset)
    if view not in views_of(viewset) - walk.apart:
        return
    row = None if view == "add" else walk.row(prize)
    data = {"add": lambda: walk.add(prize), "edit": lambda: walk.change(row), "delete": dict}[view]()
    client.force_login(secretariat)

    writes_one_event(client, reverse(viewset.get_url_name(view), args=[row.pk] if row else []), data)


@every_viewset
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_export_is_one_event(client, viewset, prize, secretariat, kind):
    if not exported(viewset):
        return
    walk_of(viewset).row(prize)
    client.force_login(secretariat)
    before = Event.objects.count()

    response = client.get(reverse(viewset.get_url_name("index")), {"export": kind})

    assert b"".join(response.streaming_content)
    assert Event.objects.filter(verb="list.exported").count() == 1
    assert Event.objects.count() == before + 1


@every_viewset
def test_list_asks_the_same_number_of_questions_for_any_length(client, viewset, prize, secretariat):
    walk = walk_of(viewset)
    client.force_login(secretariat)
    url = reverse(viewset.get_url_name("index"))
    walk.row(prize)
    client.get(url)

    one = queries_of(client, url)
    for _ in range(49):
        walk.row(prize)

    assert queries_of(client, url) == one


def queries_of(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)
