"""Editors lead old addresses of their own site somewhere, and of no other prize's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from home.models import SiteRedirect
from tests.accounts.factories import SuperuserFactory, staff
from tests.home.factories import redirect_of, site_for
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db
ADD = "site_redirects:add"


@pytest.fixture
def prize():
    prize = PrizeFactory()
    site_for(prize)
    return prize


@pytest.fixture
def editor(client, prize):
    person = staff("editor", prize)
    client.force_login(person)
    return person


def typed(prize, **changes):
    facts = {"old_path": "/old/", "redirect_page": prize.site.root_page.pk, "redirect_link": "", "site": prize.site.pk}
    return facts | changes


def test_old_address_leads_to_the_page(client, prize, editor):
    client.post(reverse(ADD), typed(prize, is_permanent="on"))

    response = client.get("/old/", headers={"host": prize.site.hostname})

    assert (response.status_code, response.url.removesuffix("/")) == (301, f"http://{prize.site.hostname}")
    event = Event.objects.latest("position")
    assert (event.verb, event.scope) == ("siteredirect.created", prize.record_scope)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"old_path": "old"}, "old_path"),
        ({"old_path": "/"}, "old_path"),
        ({"redirect_page": ""}, "redirect_page"),
        ({"redirect_link": "https://example.org/"}, "redirect_page"),
        ({"redirect_page": "", "redirect_link": "javascript:alert(1)"}, "redirect_link"),
        ({"site": ""}, "site"),
    ],
)
def test_what_leads_nowhere_is_refused_where_it_was_typed(client, prize, editor, changes, field):
    response = client.post(reverse(ADD), typed(prize, **changes))

    assert list(response.context["form"].errors) == [field]
    assert not SiteRedirect.objects.exists()


def test_site_of_another_prize_is_not_offered_and_not_taken(client, prize, editor):
    other = PrizeFactory()

    response = client.post(reverse(ADD), typed(prize, site=site_for(other).pk))

    assert list(response.context["form"].errors) == ["site"]
    assert other.site.hostname not in client.get(reverse(ADD)).text


def test_neighbour_and_stranger_see_none_of_it(client, prize):
    row = redirect_of(prize)

    for person, status in ((staff("editor", PrizeFactory()), 404), (staff("auditor", prize), 404)):
        client.force_login(person)
        assert client.get(reverse("site_redirects:edit", args=[row.pk])).status_code == status
    client.force_login(SuperuserFactory())
    assert client.get(reverse("site_redirects:index")).status_code == 404


def test_list_asks_the_same_for_one_and_for_fifty(client, prize, editor):
    def questions():
        client.get(reverse("site_redirects:index"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("site_redirects:index"))
        return len(asked)

    redirect_of(prize, "/gone-0")
    one = questions()
    for number in range(1, 50):
        redirect_of(prize, f"/gone-{number}")

    assert questions() == one
