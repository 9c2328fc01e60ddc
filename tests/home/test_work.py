"""What the first page of the back office tells an editor, each thing with its next step, and nobody else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Workflow

from accounts.backoffice.work import work_for
from accounts.models import Invitation
from home.actions import answer_story_approval, ask_for_story_approval, finish_story_workflow
from home.models import HomePage, NewsPage, StandardPage
from prizes.clock import spoken
from showcase.models import Picture
from showcase.workflow import NAME
from tests.accounts.factories import SuperuserFactory, staff
from tests.home.factories import facts_page, news_index, offer_in, site_of
from tests.nominations.factories import NominationFactory
from tests.prizes.factories import CategoryFactory, PrizeFactory
from tests.showcase.factories import asked, awarded, let_through, showcase_of, story

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADDRESS = "robin@ashfield.example"


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def index(prize):
    return site_of(prize)


@pytest.fixture
def editor(prize, index):
    return staff("editor", prize)


def told(person):
    """By what is said of them: title, next step and urgency of each thing that waits."""
    return {item.text: [(row.title, row.step, row.urgent) for row in item.rows] for item in work_for(person)}


def handed_in(page, by):
    Workflow.objects.get(name=NAME).start(page, by)
    return page


def ask(draft, by):
    return ask_for_story_approval(story=draft, address=ADDRESS, by=by)


def picture(title, until, number=1):
    return Picture.objects.create(
        title=title,
        description="A lathe.",
        credit="Robin Ashfield",
        rights="permission of the company",
        rights_until=until,
        collection=Collection.get_first_root_node(),
        file=get_test_image_file(filename=f"lathe-{number}.png", size=(96, 64)),
    )


def test_page_in_the_workflow_is_to_be_approved(index, editor):
    page = handed_in(story(index, approved=False), editor)

    [item] = work_for(editor)

    assert told(editor) == {"page to approve": [("Story 1", "Read and decide", False)]}
    assert item.rows[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_page_that_was_let_through_waits_no_more(index, editor):
    page = handed_in(story(index, company_name="", approved=False), editor)

    page.current_workflow_task_state.approve(user=editor)

    assert told(editor) == {}


def test_open_link_is_told_with_its_end(index, editor):
    link = ask(story(index, approved=False), editor)

    [item] = work_for(editor)

    assert told(editor) == {"story before its company": [("Story 1", "See the page", False)]}
    assert ADDRESS in item.rows[0].note
    assert f"{timezone.localtime(link.expires_at):%B} {timezone.localtime(link.expires_at).day}" in item.rows[0].note


def test_link_that_ran_out_is_to_be_sent_again(index, editor):
    draft = story(index, approved=False)
    ask(draft, editor)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(hours=1))

    [item] = work_for(editor)

    assert told(editor) == {"story before its company": [("Story 1", "Ask again", True)]}
    assert item.rows[0].url == reverse("ask_for_story", args=[draft.pk])


def test_company_that_wants_a_change_comes_first(index, editor):
    ask(story(index, 1, approved=False), editor)
    link = ask(story(index, 2, approved=False), editor)

    answer_story_approval(invitation=link, approves=False, name="Robin", remark="Not our figure.")

    assert told(editor) == {
        "stories before their companies": [("Story 2", "Read its remark", True), ("Story 1", "See the page", False)]
    }


def test_company_that_approved_is_waited_for_no_more(index, editor):
    link = ask(story(index, approved=False), editor)

    answer_story_approval(invitation=link, approves=True, name="Robin")

    assert told(editor) == {}


def test_story_let_through_whose_company_nobody_asked(index, editor):
    draft = story(index, approved=False)

    finish_story_workflow(page=draft, by=editor)

    assert told(editor) == {"story before its company": [("Story 1", "Ask the company", True)]}


def test_winner_page_before_its_company_and_then_its_hour(prize, index, editor):
    showcase_of(prize, HomePage.objects.get())
    award = awarded(prize)
    asked(award, ADDRESS, editor)
    assert told(editor) == {"winner page before its company": [("Ashfield Castings", "See the page", False)]}

    let_through(award)

    assert told(editor)["winner page ready"] == [("Ashfield Castings", "See the page", False)]


def test_offer_is_to_be_answered(prize, editor):
    offer = offer_in(prize)

    [item] = work_for(editor)

    assert told(editor) == {"story offered by an entrant": [(offer.title, "Read and answer", False)]}
    assert item.url == reverse("story_offers:index")


def test_scheduled_page_is_told_with_its_hour_and_zone(index, editor):
    hour = timezone.now() + timedelta(days=3)
    news = NewsPage(title="Doors open", slug="doors", summary="They do.", body=[("text", "<p>So.</p>")], live=False)
    news_index().add_child(instance=news)
    news.go_live_at = hour
    news.save_revision(approved_go_live_at=hour)

    [item] = work_for(editor)

    assert told(editor) == {"page scheduled": [("Doors open", "See or change", False)]}
    assert item.rows[0].note == spoken(hour, timezone.get_current_timezone())


@pytest.mark.parametrize(("days", "waits"), [(-1, False), (10, True), (40, False)])
def test_page_that_goes_offline_soon(index, editor, days, waits):
    Page.objects.filter(pk=index.pk).update(expire_at=timezone.now() + timedelta(days=days))

    assert told(editor) == ({"page to renew": [("Stories", "Renew, or let it end", False)]} if waits else {})


@pytest.mark.parametrize(("days", "waits"), [(364, False), (366, True)])
def test_lasting_page_is_read_through_once_a_year(index, editor, days, waits):
    about = HomePage.objects.get().add_child(instance=StandardPage(title="About", slug="about"))
    for page in (index, about):
        Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=days))

    assert told(editor) == ({"page to renew": [("About", "Read it through", False)]} if waits else {})


@pytest.mark.parametrize(("years", "waits"), [(5, False), (6, True)])
def test_old_figures_are_to_be_looked_up(index, editor, years, waits):
    facts_page(year=timezone.localdate().year - years)

    assert told(editor) == ({"page to renew": [("Facts", "Look for newer ones", False)]} if waits else {})


@pytest.mark.parametrize(("days", "urgent"), [(-1, True), (0, False), (59, False), (61, None)])
def test_permission_of_a_picture_that_ends(index, editor, days, urgent):
    found = picture("Lathe", timezone.localdate() + timedelta(days=days))

    expected = {"picture whose permission ends": [("Lathe", "Renew or replace", urgent)]}
    assert told(editor) == ({} if urgent is None else expected)
    assert all(
        row.url == reverse("wagtailimages:edit", args=[found.pk]) for item in work_for(editor) for row in item.rows
    )


@pytest.fixture
def everything(prize, index, editor):
    def add(count, start=0):
        year = timezone.localdate().year
        news = news_index() if not start else Page.objects.get(slug="news").specific
        for number in range(start, start + count):
            handed_in(story(index, 1000 + number, approved=False), editor)
            ask(story(index, 2000 + number, approved=False), editor)
            finish_story_workflow(page=story(index, 3000 + number, approved=False), by=editor)
            offer_in(prize)
            hour = timezone.now() + timedelta(days=3)
            news.add_child(
                instance=NewsPage(title="N", slug=f"n-{number}", summary="N.", body=[("text", "N")], live=False)
            ).save_revision(approved_go_live_at=hour)
            about = StandardPage(title="About", slug=f"about-{number}", last_published_at=hour - timedelta(days=400))
            HomePage.objects.get().add_child(instance=about)
            asked(awarded(prize, company=f"Company {number}"), ADDRESS, editor)
            picture("Lathe", date(year, 1, 1), number)

    showcase_of(prize, HomePage.objects.get())
    return add


EDITORS_WORK = {
    "page to approve",
    "stories before their companies",
    "winner page before its company",
    "story offered by an entrant",
    "page scheduled",
    "page to renew",
    "picture whose permission ends",
}


@pytest.mark.parametrize(("role", "shared"), [("secretariat", {"story offered by an entrant"}), ("auditor", set())])
def test_work_of_editors_is_theirs_alone(everything, prize, role, shared):
    everything(1)

    assert set(told(staff(role, prize))) & EDITORS_WORK == shared


def test_neighbour_and_stranger_are_told_nothing_of_it(everything):
    everything(1)

    assert set(told(staff("editor"))) == {"picture whose permission ends"}, (
        "The picture library is one for all editors."
    )
    assert told(SuperuserFactory()) == {}


def test_editor_is_told_nothing_of_nominations_and_judging(client, everything, prize, editor):
    everything(1)
    NominationFactory(category=CategoryFactory(edition__prize=prize), handed_in=True, title="A secret entry")
    client.force_login(editor)

    text = client.get(reverse("wagtailadmin_home")).text

    assert set(told(editor)) == EDITORS_WORK
    for word in ("A secret entry", "to screen", "/admin/nominations/", "/judging/", "juror", "/admin/awards/"):
        assert word not in text


def test_first_page_asks_the_same_for_one_and_for_fifty(client, everything, editor):
    client.force_login(editor)
    home = reverse("wagtailadmin_home")

    def questions():
        client.get(home)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(home).status_code == 200
        return len(captured)

    everything(1)
    one = questions()
    everything(49, start=1)

    assert questions() == one


def test_long_list_is_folded(client, index, editor):
    for number in range(7):
        handed_in(story(index, number, approved=False), editor)
    client.force_login(editor)

    text = client.get(reverse("wagtailadmin_home")).text

    assert "Show all 7" in text
    assert all(f"Story {number}" in text for number in range(7))


def test_editor_for_whom_nothing_waits_is_shown_where_to_begin(client, index, editor):
    client.force_login(editor)

    text = client.get(reverse("wagtailadmin_home")).text

    assert "Nothing waits for you now." in text
    assert reverse("wagtailadmin_pages:add", args=["home", "storypage", index.pk]) in text
