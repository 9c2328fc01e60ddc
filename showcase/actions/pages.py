from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.rules import NotAllowed
from audit.record import record_event
from nominations.models import Collaborator
from showcase.actions.answers import ask_by_link, is_to_the_text_of, record_answer, record_of, tell_who_asked
from showcase.drafting import draft_text
from showcase.enums import APPROVER, SHOWN_STATES
from showcase.models import Award, WinnerPage, WinnersPage
from showcase.rules import may_draft_winner_page, may_edit_winner_page


@transaction.atomic
def draft_winner_page(*, award, by):
    """An unpublished page under the prize's showcase, from what the company allowed to be published and nothing else."""
    if not may_draft_winner_page(by, award):
        raise NotAllowed(_("Only the prize office drafts a winner page."))
    parent = WinnersPage.objects.filter(prize=award.category.edition.prize).first()
    if parent is None or hasattr(award, "page"):
        return None
    page = WinnerPage(title=award.company_name, slug=free_slug(award, parent), award=award, live=False)
    page.summary, page.body = draft_text(award)
    parent.add_child(instance=page)
    page.save_revision(user=by)
    record_event("winner_page.drafted", target=award, by=by)
    return page


def free_slug(award, parent):
    """The company and the year. An address that can be guessed tells nothing: it is 404 until the announcement."""
    wanted = slugify(f"{award.company_name} {award.category.edition.year}") or str(award.pk)
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def ask_for_approval(*, page, address, by):
    """Mail the company a signed link to exactly the text that stands now."""
    if not may_edit_winner_page(by, page):
        raise NotAllowed(_("Only the prize office and its editors ask a company for approval."))
    award = page.award
    if not Award.objects.told_to_entrants().filter(pk=award.pk).exists():
        raise ValidationError(
            _("The company does not know of its award yet: the link would tell it. Wait for its time.")
        )
    digest = latest_draft(award).text_digest
    return ask_by_link(address=address, purpose=APPROVER, target=award, digest=digest, by=by, prize=page.prize)


@transaction.atomic
def answer_approval(*, invitation, approves, name, remark="", by=None):
    """The company's word, through its link and without an account. It holds for this text only."""
    award = Award.objects.select_for_update().get(pk=invitation.target)
    stands = may_be_answered(invitation, latest_draft(award))
    given = {"approves": approves, "name": name, "remark": remark, "by": by}
    approval = record_answer(award.approvals, invitation=invitation, stands=stands, **given)
    context = {"company": award.company_name, "award": award.label}
    tell_who_asked("showcase.answered", answer=approval, context=context, about=award, scope=award.record_scope)
    verb = "winner_page.approved" if approves else "winner_page.not_approved"
    record_event(verb, target=award, by=by, **record_of(approval))
    return approval


def may_be_answered(invitation, page):
    """The link leads to a text that still stands, of an award that still does."""
    return is_to_the_text_of(invitation, page) and page.award.state in SHOWN_STATES


@transaction.atomic
def mark_ready(*, page, by):
    """The editor's workflow is through. Publishing waits for the announcement: `tick` does it."""
    revision = page.get_latest_revision() or page.save_revision(user=by)
    WinnerPage.objects.filter(pk=page.pk).update(ready_at=timezone.now(), ready_revision=revision)
    record_event("winner_page.ready", target=page.award, by=by)


def publish_due(now=None):
    """Publish every ready page whose award is announced. One page's failure does not keep back the others."""
    due = WinnerPage.objects.filter(ready_revision__isnull=False).announced(now)
    failures = [failure for pk in due.values_list("pk", flat=True) if (failure := _failure_to_publish(pk, now))]
    if failures:
        raise ExceptionGroup("Some winner pages could not be published", failures)


def _failure_to_publish(page_id, now):
    try:
        publish_announced(page_id=page_id, now=now)
    except Exception as failure:
        return failure
    return None


@transaction.atomic
def publish_announced(*, page_id, now=None):
    """Exactly what the editor let through; a draft that was begun since stays a draft."""
    due = WinnerPage.objects.filter(ready_revision__isnull=False).announced(now)
    page = due.select_for_update(of=("self",)).filter(pk=page_id).first()
    if page is None:
        return
    page.ready_revision.publish()
    WinnerPage.objects.filter(pk=page_id).update(ready_at=None, ready_revision=None)
    record_event("winner_page.published", target=page.award, by=None)


def latest_draft(award):
    """The page as it would be published: its newest revision. None when it was deleted or never drafted."""
    page = WinnerPage.objects.filter(award=award).first()
    return page and page.get_latest_revision_as_object()


def company_addresses(award):
    """Where the company can be asked: its collaborators on the nomination."""
    rows = Collaborator.objects.filter(nomination=award.nomination_id, person__is_active=True)
    return list(rows.values_list("person__email", flat=True))
