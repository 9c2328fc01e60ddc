"""Wagtail's own doors to pages tell what one may know: one's own site, and what every visitor sees."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from accounts.enums import RoleName
from home.models import HomePage
from tests.accounts.factories import staff
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db


def site_with_pages(name):
    """A prize on a site of its own with a published page and a draft."""
    root = Site.objects.get(is_default_site=True).root_page.get_root()
    front = root.add_child(instance=HomePage(title=name, slug=name.lower(), headline=name, lead="Seen."))
    site = Site.objects.create(hostname=f"{name.lower()}.example", root_page=front)
    prize = PrizeFactory(site=site)
    shown, draft = (front.add_child(instance=page(f"{name} {kind}", kind)) for kind in ("shown", "draft"))
    return prize, shown, draft


def page(title, kind):
    return HomePage(title=title, slug=kind, headline=title, lead="Seen.", live=kind == "shown")


def offered(client, parent):
    response = client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk]))
    return response.content.decode() if response.status_code == 200 else ""


@pytest.fixture
def sites():
    return site_with_pages("Ours"), site_with_pages("Theirs")


@pytest.mark.parametrize("role", [RoleName.EDITOR, RoleName.SECRETARIAT])
def test_drafts_of_another_prize_are_not_offered(client, sites, role):
    (prize, *_), (_, shown, draft) = sites
    client.force_login(staff(role, prize))
    address = reverse("wagtailadmin_choose_page_chosen_multiple")

    below = offered(client, shown.get_parent())

    assert "Theirs shown" in below
    assert "Theirs draft" not in below
    assert offered(client, draft) == ""
    assert client.get(address, {"id": draft.pk}).status_code == 404
    assert client.get(address, {"id": [shown.pk, draft.pk]}).status_code == 404
    assert "Theirs shown" in client.get(address, {"id": shown.pk}).content.decode()
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Theirs"}).content.decode()
    assert "Theirs draft" not in found


def test_editor_chooses_from_all_pages_of_the_own_site(client, sites):
    (prize, shown, draft), _ = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    below = offered(client, shown.get_parent())

    assert "Ours shown" in below
    assert "Ours draft" in below
    assert (
        "Ours draft"
        in client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": draft.pk}).content.decode()
    )


@pytest.mark.parametrize("junk", ["", "x", "-1", "9" * 30, "\x00"])
def test_chosen_pages_of_junk_are_not_found(client, sites, junk):
    (prize, *_), _ = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    assert client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": junk}).status_code == 404


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_api_of_the_library_is_closed(client, sites, kind):
    (prize, *_), _ = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    assert client.get(f"/admin/api/main/{kind}/").status_code == 404


def test_page_of_another_prize_is_not_told_to_who_would_move_it(client, sites):
    (prize, shown, draft), (_, _, theirs) = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    def confirming(page, destination):
        return client.get(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])).status_code

    assert confirming(draft, shown) == 200
    assert confirming(theirs, shown) == 404
    assert confirming(draft, theirs) == 404


def asked(client, action, *which):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    response = client.get(address, {"id": which})
    return response.content.decode() if response.status_code == 200 else ""


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_act_on_many_names_only_pages_one_works_on(client, sites, action):
    (prize, shown, draft), (_, theirs, their_draft) = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    assert asked(client, action, theirs.pk, their_draft.pk) == ""
    for which in ([draft.pk, their_draft.pk], ["all"]):
        text = asked(client, action, *which)
        assert "Ours draft" in text
        assert "Theirs" not in text


@pytest.mark.parametrize("role", [RoleName.AUDITOR, RoleName.SECRETARIAT])
def test_act_on_all_pages_of_others_is_not_there(client, sites, role):
    (prize, *_), _ = sites
    client.force_login(staff(role, PrizeFactory()))

    assert asked(client, "delete", "all") == ""


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 30, "\x00"])
def test_act_on_junk_is_not_found(client, sites, junk):
    (prize, *_), _ = sites
    client.force_login(staff(RoleName.EDITOR, prize))

    for action in ("delete", "no-such-act"):
        assert client.get(f"/admin/bulk/wagtailcore/page/{action}/", {"id": junk}).status_code == 404
    assert client.get("/admin/bulk/no/such/delete/", {"id": "1"}).status_code == 404
