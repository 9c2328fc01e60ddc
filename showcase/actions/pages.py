from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import Truncator
from wagtail.rich_text import RichText

from accounts.actions import accept_invitation, invite
from accounts.rules import NotAllowed
from audit.record import record_event
from nominations.enums import QuestionKind
from nominations.models import Collaborator
from nominations.reading import plain
from showcase.enums import ApprovalAnswer
from showcase.models import Approval, Award, WinnerPage, WinnersPage
from showcase.publishable import publishable_answers
from showcase.rules import may_edit_winner_page

APPROVER = "approver"
SUMMARY_LENGTH = 600
HEADING_LENGTH = 120


@transaction.atomic
def draft_winner_page(*, award, by):
    """An unpublished page under the prize's showcase, from what the company allowed to be published and nothing else."""
    parent = WinnersPage.objects.filter(prize=award.category.edition.prize).first()
    if parent is None or hasattr(award, "page"):
        return None
    page = WinnerPage(title=award.company_name, slug=f"award-{award.pk}", award=award, live=False)
    page.summary, page.body = _draft_text(award)
    parent.add_child(instance=page)
    page.save_revision(user=by)
    return page


def _draft_text(award):
    """Summary and body. The first long answer meant for the public becomes the summary, the others follow it."""
    summary, body = "", []
    for answer in publishable_answers(award.decision.candidacy.submission):
        text = plain(answer.shown)
        if answer.asked.kind == QuestionKind.LONG_TEXT and not summary:
            summary = Truncator(text).chars(SUMMARY_LENGTH)
        if text:
            body += [("heading", answer.asked.label[:HEADING_LENGTH]), ("text", RichText(_paragraphs(text)))]
    return summary, body


def _paragraphs(text):
    return format_html_join("", "<p>{}</p>", ((line,) for line in str(text).splitlines() if line.strip()))


@transaction.atomic
def ask_for_approval(*, page, address, by):
    """Mail the company a signed link to exactly the text that stands now."""
    if not may_edit_winner_page(by, page):
        raise NotAllowed("Only the prize office and its editors ask a company for approval.")
    prize = page.award.category.edition.prize
    terms = {"digest": page.text_digest}
    return invite(address=address, purpose=APPROVER, target=page.award, by=by, prize=prize, terms=terms)


@transaction.atomic
def answer_approval(*, invitation, approves, name, remark="", by=None):
    """The company's word, through its link and without an account. It holds for this text only."""
    award = Award.objects.select_for_update().get(pk=invitation.target)
    page = latest_draft(award)
    if not name.strip():
        raise ValidationError({"name": "Write your name: the record keeps who answered."})
    if invitation.terms.get("digest") != page.text_digest:
        raise ValidationError("The text was changed after this link was sent. The prize office will send a new one.")
    approval = Approval.objects.create(
        award=award,
        answer=ApprovalAnswer.APPROVED if approves else ApprovalAnswer.DECLINED,
        text_digest=page.text_digest,
        remark=remark.strip(),
        given_name=name.strip(),
        given_by=by,
    )
    accept_invitation(invitation=invitation, by=by)
    verb = "winner_page.approved" if approves else "winner_page.not_approved"
    record_event(verb, target=award, by=by, details={"name": approval.given_name, "remark": approval.remark})
    return approval


@transaction.atomic
def mark_ready(*, page, by):
    """The editor's workflow is through. Publishing waits for the announcement: `tick` does it."""
    WinnerPage.objects.filter(pk=page.pk).update(ready_at=timezone.now())
    record_event("winner_page.ready", target=page.award, by=by)


def publish_due(now=None):
    """Publish every ready page whose award is announced. One page's failure does not keep back the others."""
    due = WinnerPage.objects.filter(live=False, ready_at__isnull=False).announced(now)
    return [publish_announced(page_id=pk) for pk in due.values_list("pk", flat=True)]


@transaction.atomic
def publish_announced(*, page_id):
    page = WinnerPage.objects.select_for_update().get(pk=page_id)
    if page.live:
        return page
    revision = page.get_latest_revision() or page.save_revision()
    revision.publish()
    record_event("winner_page.published", target=page.award, by=None)
    return page


def latest_draft(award):
    """The page as it would be published: its newest revision."""
    return WinnerPage.objects.get(award=award).get_latest_revision_as_object()


def company_addresses(award):
    """Where the company can be asked: its collaborators on the nomination."""
    rows = Collaborator.objects.filter(nomination=award.nomination_id, person__is_active=True)
    return list(rows.values_list("person__email", flat=True))
