"""From the company's word and the editor's to the hour of the announcement, and never before it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow

from accounts.enums import InvitationState
from accounts.models import Invitation
from accounts.rules import NotAllowed
from audit.models import Event
from notices.models import Notice
from showcase.actions import answer_approval, ask_for_approval, latest_draft, mark_ready, may_be_answered, publish_due
from showcase.models import Approval, Award, WinnerPage
from showcase.workflow import NAME
from tests.accounts.factories import staff
from tests.showcase.factories import announce, approve, asked, awarded, editor_of, published

pytestmark = pytest.mark.django_db
ADDRESS = "boss@ashfield.example"


def reworded(page, summary="Another summary."):
    page = page.get_latest_revision_as_object()
    page.summary = summary
    page.save_revision()
    return page


def test_approval_holds_for_the_text_that_was_read(award):
    approve(award)

    assert award.page.is_approved()


def test_approval_is_gone_when_the_text_changes(award):
    approve(award)

    assert not reworded(award.page).is_approved()


def test_approval_survives_an_edit_that_changes_nothing(award):
    approve(award)

    page = award.page.get_latest_revision_as_object()
    page.save_revision().publish()

    assert WinnerPage.objects.get(award=award).is_approved()


@pytest.mark.parametrize("change", [{"answer": "declined"}, {"text_digest": "0" * 64}, {"given_name": "Somebody else"}])
def test_database_keeps_the_companys_word(award, change):
    approve(award)

    with pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.all().delete()


def test_newest_word_counts(award):
    approve(award)
    link = asked(award, "other@ashfield.example", editor_of(award.page.prize))

    answer_approval(invitation=link, approves=False, name="Kim", remark="Nine weeks, not seven.")

    assert not WinnerPage.objects.get(award=award).is_approved()


def test_declining_tells_who_asked(award, editor):
    link = asked(award, ADDRESS, editor)

    answer_approval(invitation=link, approves=False, name="Kim", remark="Nine weeks, not seven.")

    notice = Notice.objects.get(template="showcase.answered")
    assert notice.recipient == editor
    assert "Nine weeks, not seven." in notice.body_text
    assert Event.objects.latest("position").verb == "winner_page.not_approved"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"name": " ", "approves": True}, "name"), ({"name": "Kim", "approves": False, "remark": " "}, "remark")],
)
def test_answer_needs_a_name_and_a_no_needs_a_remark(award, editor, facts, field):
    link = asked(award, ADDRESS, editor)

    with pytest.raises(ValidationError) as refusal:
        answer_approval(invitation=link, **facts)

    assert field in refusal.value.message_dict


def test_link_to_an_earlier_text_answers_nothing(award, editor):
    link = asked(award, ADDRESS, editor)
    reworded(award.page)

    with pytest.raises(ValidationError):
        answer_approval(invitation=link, approves=True, name="Kim")

    assert not Approval.objects.exists()


def test_asking_again_closes_the_earlier_link(award, editor):
    earlier = asked(award, ADDRESS, editor)
    reworded(award.page)

    later = asked(award, ADDRESS, editor)

    earlier.refresh_from_db()
    assert earlier.state == InvitationState.REVOKED
    assert may_be_answered(later, latest_draft(award))
    assert Invitation.objects.unanswered().get() == later


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_link_of_an_award_that_ended_answers_nothing(award, editor, state):
    link = asked(award, ADDRESS, editor)
    Award.objects.update(state=state, reason="So it is.")

    with pytest.raises(ValidationError):
        answer_approval(invitation=link, approves=True, name="Kim")


def test_approval_is_asked_by_office_and_editors_only(award, prize):
    asked(award, ADDRESS, staff(prize=prize))
    for stranger in (staff(), editor_of(None), staff("auditor", prize)):
        with pytest.raises(NotAllowed):
            asked(award, ADDRESS, stranger)


def through_the_workflow(page, editor):
    workflow = page.get_workflow()
    workflow.start(page, editor)
    task_state = page.current_workflow_task_state
    task_state.task.on_action(task_state, editor, "approve")


def test_showcase_has_the_editors_workflow(award):
    assert award.page.get_workflow() == Workflow.objects.get(name=NAME)


def test_workflow_ends_ready_and_not_published(award, editor):
    through_the_workflow(award.page, editor)

    page = WinnerPage.objects.get(award=award)
    assert page.ready_at
    assert not page.live
    assert Event.objects.latest("position").verb == "winner_page.ready"


def test_workflow_is_for_editors_of_the_prize(award, editor, prize):
    task = award.page.get_workflow().tasks.get().specific

    assert task.get_actions(award.page, editor)
    for other in (editor_of(None), staff(prize=prize), staff("auditor", prize)):
        assert not task.get_actions(award.page, other)
        assert task.locked_for_user(award.page, other)


def test_menu_promises_no_publication(client, award, editor):
    """A winner page is published when its award is announced, whatever Wagtail writes beside the last approval."""
    award.page.get_workflow().start(award.page, None)
    client.force_login(editor)

    text = client.get(reverse("wagtailadmin_pages:edit", args=[award.page.pk])).text

    assert "Approve with a comment" in text
    assert "and Publish" not in text


def test_editor_sees_what_waits(award, editor):
    award.page.get_workflow().start(award.page, None)
    task = award.page.get_workflow().tasks.get().specific

    assert task.get_task_states_user_can_moderate(editor).count() == 1
    assert not task.get_task_states_user_can_moderate(editor_of(None)).exists()


def test_clock_publishes_when_the_hour_has_come(award, editor):
    through_the_workflow(award.page, editor)
    announce(award, at=timezone.now() + timedelta(hours=1))

    publish_due()
    assert not WinnerPage.objects.get(award=award).live
    publish_due(now=timezone.now() + timedelta(hours=2))

    assert WinnerPage.objects.get(award=award).live
    assert Event.objects.latest("position").verb == "winner_page.published"


def test_clock_publishes_nothing_that_no_editor_let_through(award):
    announce(award)

    publish_due()

    assert not WinnerPage.objects.get(award=award).live


def test_clock_publishes_what_the_editor_let_through_and_not_what_came_after(award, editor):
    mark_ready(page=award.page, by=editor)
    reworded(award.page, "Nobody has read this.")
    announce(award)

    publish_due()

    page = WinnerPage.objects.get(award=award)
    assert page.live
    assert page.summary != "Nobody has read this."
    assert page.get_latest_revision_as_object().summary == "Nobody has read this."


def test_clock_publishes_a_correction_of_a_page_that_is_out(award, editor):
    page = reworded(published(award), "A better summary.")

    mark_ready(page=page, by=editor)
    publish_due()

    assert WinnerPage.objects.get(award=award).summary == "A better summary."


def test_clock_leaves_an_unpublished_page_alone(award):
    published(award).unpublish()

    publish_due()

    assert not WinnerPage.objects.get(award=award).live


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_clock_does_not_publish_an_award_that_ended(award, editor, state):
    mark_ready(page=award.page, by=editor)
    announce(award)
    Award.objects.update(state=state, reason="So it is.")

    publish_due()

    assert not WinnerPage.objects.get(award=award).live


def test_one_failure_keeps_no_other_page_back(prize, award, editor):
    other = awarded(prize, round=award.decision.candidacy.round, company="Belmont Tool")
    for each in (award, other):
        mark_ready(page=each.page, by=editor)
    announce(award)
    Revision.objects.filter(pk=award.page.latest_revision_id).update(content={})

    with pytest.raises(ExceptionGroup):
        publish_due()

    assert WinnerPage.objects.get(award=other).live
    assert not WinnerPage.objects.get(award=award).live


def test_company_is_not_asked_before_it_was_told(award, editor):
    with pytest.raises(ValidationError, match="does not know of its award yet"):
        ask_for_approval(page=award.page, address=ADDRESS, by=editor)

    assert not Invitation.objects.exists()
