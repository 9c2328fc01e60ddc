"""A story that names a company goes public with that company's word on exactly its text, and never without."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.rich_text import RichText

from accounts.models import Invitation
from accounts.rules import NotAllowed
from audit.models import Event
from home.actions import (
    answer_story_approval,
    ask_for_story_approval,
    finish_story_workflow,
    publish_ready_stories,
)
from home.models import StoryApproval, StoryPage
from nominations.enums import NominationState
from notices.models import Notice
from search.models import PublicDocument
from showcase.workflow import NAME
from tests.accounts.factories import staff
from tests.home.factories import offer_in, site_of
from tests.judging.factories import CandidacyFactory
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import ReleaseFactory, announce_round, company_said, decided, story

pytestmark = pytest.mark.django_db
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


@pytest.fixture
def draft(index):
    return story(index, approved=False)


def asked(draft, editor):
    return ask_for_story_approval(story=draft, address=ADDRESS, by=editor)


def reworded(page):
    page = page.get_latest_revision_as_object()
    page.situation = "Set-ups took days."
    page.save_revision()
    return page


def live(page):
    return StoryPage.objects.get(pk=page.pk).live


def publish_by_button(client, page):
    """What the edit form of the back office sends."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    data = {
        "title": page.title,
        "slug": page.slug,
        "focus": "practice",
        "summary": page.summary,
        "picture": "",
        "company_name": page.company_name,
        "place": "",
        "award": "",
        "situation": page.situation,
        "body": streamfield([("text", rich_text(page.body[0].value.source))]),
        "lessons": "",
        "effort_people": "",
        "effort_money": "",
        "effort_months": "",
        "effort_note": "",
        "contacts": streamfield([]),
        "terms": [],
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
        "action-publish": "Publish",
    }
    comments = {f"comments-{name}": value for name, value in data.pop("comments").items()}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data) | comments)


@pytest.mark.parametrize(
    "publish",
    [
        lambda page: page.get_latest_revision().publish(),
        lambda page: type(page).objects.get(pk=page.pk).copy(update_attrs={"slug": "another", "live": True}),
        lambda page: setattr(page, "live", True) or page.save(),
    ],
    ids=["revision", "copy", "save"],
)
def test_story_without_approval_is_not_made_public(draft, publish):
    with pytest.raises(ValidationError), transaction.atomic():
        publish(draft)

    assert not StoryPage.objects.live().exists()


def test_keys_that_the_editor_gives_to_paragraphs_are_no_text(draft):
    first, again = ([("text", RichText(f'<p data-block-key="{key}">Cranes.</p>'))] for key in ("3t2e0", "q9mav"))
    draft.body = first
    digest = draft.text_digest

    draft.body = again
    assert draft.text_digest == digest
    draft.body = [("text", RichText('<p data-block-key="q9mav">Trucks.</p>'))]
    assert draft.text_digest != digest


def test_story_that_names_nobody_needs_nobody(index):
    page = story(index, approved=False, company_name="")

    page.get_latest_revision().publish()

    assert live(page)


def test_approval_opens_the_way(draft):
    company_said(draft)

    draft.get_latest_revision().publish()

    assert live(draft)


def test_refusal_of_the_company_closes_it_again(draft):
    company_said(draft)
    company_said(draft, "declined")

    with pytest.raises(ValidationError), transaction.atomic():
        draft.get_latest_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"summary": "Another"},
        {"company_name": "Another"},
        {"place": "Another"},
        {"situation": "Another"},
        {"lessons": "Another"},
        {"effort_money": 5},
        {"effort_note": "Another"},
        {"body": [("text", "<p>Another.</p>")]},
        {"contacts": [("contact", {"name": "Kim"})]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_approval_is_gone_when_anything_shown_changes(draft, change):
    company_said(draft)
    page = draft.get_latest_revision_as_object()
    for name, value in change.items():
        setattr(page, name, value)
    revision = page.save_revision()

    with pytest.raises(ValidationError), transaction.atomic():
        revision.publish()


def test_button_saves_the_draft_and_says_why_it_is_not_published(client, draft, editor):
    client.force_login(editor)

    response = publish_by_button(client, draft)

    assert response.status_code == 302
    assert not live(draft)
    assert "has not approved this text" in client.get(response.url).text


def test_button_publishes_what_is_approved(client, draft, editor):
    client.force_login(editor)
    publish_by_button(client, draft)
    draft.refresh_from_db()
    company_said(draft)

    publish_by_button(client, draft.get_latest_revision_as_object())

    assert live(draft)


@pytest.mark.parametrize("whole", [False, True], ids=["chosen", "with what is below"])
def test_bulk_publishing_is_refused_with_the_reason(client, index, draft, editor, whole):
    client.force_login(editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = index if whole else draft

    response = client.post(
        f"{url}?id={chosen.pk}&next=/admin/", {"include_descendants": "on"} if whole else {}, follow=True
    )

    assert "has not approved this text" in response.text
    assert not live(draft)


@pytest.mark.parametrize("above", [False, True], ids=["story", "index"])
def test_story_has_no_double(client, index, draft, editor, above):
    client.force_login(editor)
    page = index if above else draft

    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Double", "new_slug": "double", "new_parent_page": page.get_parent().pk, "copy_subpages": "on"},
    )

    assert not Page.objects.filter(slug="double").exists()


def test_link_shows_the_text_and_takes_the_answer(client, draft, editor):
    url = reverse("stories:approve", args=[asked(draft, editor).token])
    assert "Set-ups took hours." in client.get(url).text

    client.post(url, {"answer": "approve", "name": "Robin Ashfield"})

    answer = StoryApproval.objects.get()
    assert (answer.answer, answer.given_name, answer.title) == ("approved", "Robin Ashfield", draft.title)
    assert Event.objects.latest("position").verb == "story.approved"
    assert "your answer is recorded" in client.get(url).text


def test_declining_tells_who_asked_what_should_change(client, draft, editor):
    url = reverse("stories:approve", args=[asked(draft, editor).token])

    client.post(url, {"answer": "decline", "name": "Kim", "remark": "Nine weeks, not seven."})

    notice = Notice.objects.get(template="home.story_answered")
    assert notice.recipient == editor
    assert "Nine weeks, not seven." in notice.body_text


def test_link_to_an_earlier_text_answers_nothing(client, draft, editor):
    url = reverse("stories:approve", args=[asked(draft, editor).token])
    reworded(draft)

    text = client.post(url, {"answer": "approve", "name": "Kim"}).text

    assert "The text has changed" in text
    assert not StoryApproval.objects.exists()


def test_link_of_another_purpose_opens_nothing(client, draft, editor):
    invitation = asked(draft, editor)
    Invitation.objects.update(purpose="approver")

    assert client.get(reverse("stories:approve", args=[invitation.token])).status_code == 404


@pytest.mark.parametrize("role", ["secretariat", "editor"])
def test_office_and_editors_ask(client, prize, draft, role):
    client.force_login(staff(role, prize))

    client.post(reverse("ask_for_story", args=[draft.pk]), {"address": ADDRESS})

    assert Invitation.objects.get().address == ADDRESS


@pytest.mark.parametrize("role", ["auditor", "editor", "secretariat"])
def test_nobody_else_asks(client, prize, draft, role):
    person = staff(role, prize) if role == "auditor" else staff(role)
    client.force_login(person)

    assert client.post(reverse("ask_for_story", args=[draft.pk]), {"address": ADDRESS}).status_code == 404
    with pytest.raises(NotAllowed):
        asked(draft, person)


def test_story_of_nobody_has_nobody_to_ask(client, index, editor):
    page = story(index, approved=False, company_name="")
    client.force_login(editor)

    text = client.post(reverse("ask_for_story", args=[page.pk]), {"address": ADDRESS}).text

    assert "there is nobody to ask" in text


def through_the_workflow(page, editor):
    workflow = Workflow.objects.get(name=NAME)
    state = workflow.start(page, editor)
    state.current_task_state.approve(user=editor)


def test_workflow_publishes_what_is_approved(draft, editor):
    company_said(draft)

    through_the_workflow(draft, editor)

    assert live(draft)


def test_workflow_keeps_ready_what_the_company_has_still_to_read(draft, editor):
    invitation = asked(draft, editor)

    through_the_workflow(draft, editor)

    assert not live(draft)
    assert StoryPage.objects.get().ready_at
    answer_story_approval(invitation=invitation, approves=True, name="Robin Ashfield")
    assert live(draft)
    assert StoryPage.objects.get().ready_revision is None


def test_what_is_ready_is_not_published_when_the_company_declines(draft, editor):
    invitation = asked(draft, editor)
    through_the_workflow(draft, editor)

    answer_story_approval(invitation=invitation, approves=False, name="Robin", remark="Not so.")

    assert not live(draft)


def test_newer_draft_is_not_published_with_what_was_let_through(draft, editor):
    through_the_workflow(draft, editor)
    reworded(draft)
    invitation = asked(draft, editor)

    answer_story_approval(invitation=invitation, approves=True, name="Robin")

    assert not live(draft)


def test_story_of_an_entry_waits_for_the_jury(index, prize, draft, editor):
    candidacy = CandidacyFactory(
        round__edition__prize=prize,
        nomination__category__edition__prize=prize,
        nomination__state=NominationState.ELIGIBLE,
    )
    offer = offer_in(
        prize, nomination=candidacy.nomination, state="taken", answered_at=draft.latest_revision_created_at
    )
    offer.page = draft
    offer.save()
    company_said(draft)
    finish_story_workflow(page=StoryPage.objects.get(), by=editor)
    assert not live(draft)

    decided(candidacy, "decline")
    ReleaseFactory(round=candidacy.round)
    announce_round(candidacy.round, "decline")
    publish_ready_stories()

    assert live(draft)


def test_record_of_the_approval_outlives_the_page(draft):
    company_said(draft)

    draft.delete()

    answer = StoryApproval.objects.get()
    assert (answer.story, answer.company_name) == (None, "Ashfield Castings")


@pytest.mark.parametrize("change", [{"answer": "declined"}, {"text_digest": "0" * 64}, {"given_name": "Somebody else"}])
def test_database_keeps_the_companys_word(draft, change):
    company_said(draft)

    with pytest.raises(DatabaseError), transaction.atomic():
        StoryApproval.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        StoryApproval.objects.all().delete()


def test_draft_is_not_found(client, draft):
    assert client.get(draft.get_url()).status_code == 404
    assert not PublicDocument.objects.filter(kind="story").exists()
