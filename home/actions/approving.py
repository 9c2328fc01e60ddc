from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import NotAllowed
from audit.record import record_event
from home.enums import STORY_APPROVER
from home.models import StoryPage
from home.publishing import why_not_publishable
from home.rules import may_edit_story
from showcase.actions.answers import ask_by_link, is_to_the_text_of, record_answer, record_of, tell_who_asked


@transaction.atomic
def ask_for_story_approval(*, story, address, by):
    """Mail the company a signed link to exactly the text that stands now."""
    if not may_edit_story(by, story):
        raise NotAllowed(_("Only the prize office and its editors ask a company for approval."))
    draft = _newest(story)
    if not draft.company_name:
        raise ValidationError(_("The story names no company, so there is nobody to ask."))
    digest = draft.text_digest
    return ask_by_link(address=address, purpose=STORY_APPROVER, target=story, digest=digest, by=by, prize=story.prize)


@transaction.atomic
def answer_story_approval(*, invitation, approves, name, remark="", by=None):
    """The company's word, through its link and without an account. A story that only waited for it goes public."""
    story = StoryPage.objects.get(pk=invitation.target)
    draft = _newest(story)
    given = {"approves": approves, "name": name, "remark": remark, "by": by}
    about = {"title": draft.title, "company_name": draft.company_name}
    stands = may_story_be_answered(invitation, draft)
    answer = record_answer(story.approvals, invitation=invitation, stands=stands, **given, **about)
    if approves:
        _publish_what_waited(story)
    context = {"company": story.company_name, "story": story.title}
    tell_who_asked("home.story_answered", answer=answer, context=context, about=story, scope=story.record_scope)
    verb = "story.approved" if approves else "story.not_approved"
    record_event(verb, target=story, by=by, **record_of(answer))
    return answer


def may_story_be_answered(invitation, story):
    return is_to_the_text_of(invitation, story)


@transaction.atomic
def finish_story_workflow(*, page, by):
    """The editor's workflow is through. What the company has still to approve is kept ready and published then."""
    revision = page.get_latest_revision()
    StoryPage.objects.filter(pk=page.pk).update(ready_at=timezone.now(), ready_revision=revision)
    _publish_what_waited(page)
    record_event("story.ready", target=page, by=by)


def publish_ready_stories(now=None):
    """What waited for the jury's decision, not for a company's answer, finds its time here."""
    for story in StoryPage.objects.filter(ready_revision__isnull=False):
        _publish_what_waited(story)


@transaction.atomic
def _publish_what_waited(story):
    """Exactly what an editor let through, once nothing stands in its way."""
    story = StoryPage.objects.select_for_update(of=("self",)).select_related("ready_revision").get(pk=story.pk)
    revision = story.ready_revision
    if revision is None or why_not_publishable(revision.as_object()):
        return
    revision.publish()
    StoryPage.objects.filter(pk=story.pk).update(ready_at=None, ready_revision=None)


def _newest(story):
    """As it was last saved, whatever has been read of it before."""
    return StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
