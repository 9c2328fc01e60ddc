"""What waits in the showcase: for the prize office among the awards, for editors among pages and pictures."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState
from wagtail.permissions import policy_registry

from accounts.backoffice.work import WorkItem, WorkRow, item_of
from accounts.enums import RoleName
from accounts.models import Invitation
from accounts.rules import is_editor_of_any_prize, prizes_where
from showcase.enums import APPROVER, SHOWN_STATES, ApprovalAnswer
from showcase.models import Approval, Award, Picture, WinnerPage

# Long enough to write to whoever gave the permission, and to get an answer.
RENEW_BEFORE = timedelta(days=60)


def awards_that_wait(user):
    """Only the office acts on awards; an auditor reads them."""
    shown = Award.objects.managed_by(user).filter(state__in=SHOWN_STATES)
    url = reverse("awards:index")
    without_citation = shown.filter(citation="").count()
    pages = WinnerPage.objects.filter(award__in=shown.filter(approvals=None)).count()
    items = [
        WorkItem(
            ngettext("award without a citation", "awards without a citation", without_citation), url, without_citation
        ),
        WorkItem(
            ngettext(
                "winner page that no company has answered for", "winner pages that no company has answered for", pages
            ),
            url,
            pages,
        ),
    ]
    return [item for item in items if item.count]


def pages_to_let_through(user):
    """What an editor's workflow brought before this person, the longest waiting first."""
    if not is_editor_of_any_prize(user):
        return []
    states = TaskState.objects.reviewable_by(user).select_related("revision__user").order_by("started_at")
    rows = [
        WorkRow(
            state.revision.object_str,
            edit_url(state.revision.object_id),
            _("Read and decide"),
            note=_("Handed in by %(who)s on %(day)s")
            % {"who": state.revision.user or _("the system"), "day": day(state.started_at)},
        )
        for state in states
    ]
    return item_of(ngettext("page to approve", "pages to approve", len(rows)), rows)


def winner_approvals(user):
    """What companies were asked about their winner pages, and where one said no."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    pages = WinnerPage.objects.filter(award__category__edition__prize__in=prizes, award__state__in=SHOWN_STATES)
    links = unanswered_links(APPROVER, prizes)
    by_award = {str(page.award_id): page for page in pages}
    refused = {str(pk) for pk in refused_among(Approval.objects.filter(award__page__in=pages), "award_id")}
    found = [(by_award[pk], links.get(pk)) for pk in by_award if pk in links or pk in refused]
    rows = [approval_row(page, link) for page, link in found]
    return item_of(ngettext("winner page before its company", "winner pages before their companies", len(rows)), rows)


def unanswered_links(purpose, prizes):
    """By target, the newest link that nobody answered."""
    links = Invitation.objects.unanswered().filter(purpose=purpose, prize__in=prizes).order_by("created_at")
    return {link.target: link for link in links}


def refused_among(answers, of):
    """The ids of those things whose newest answer is no."""
    newest = {}
    for key, answer in answers.order_by("given_at", "pk").values_list(of, "answer"):
        newest[key] = answer
    return {key for key, answer in newest.items() if answer == ApprovalAnswer.DECLINED}


def approval_row(page, link, ask_again=""):
    """`link`: still unanswered, or None where the company said no. `ask_again`: where this person may send another."""
    title, url = page.get_admin_display_title(), edit_url(page.pk)
    if link is None:
        return WorkRow(title, url, _("Read its remark"), note=_("The company wants something changed."), urgent=True)
    told = {"address": link.address, "asked": day(link.created_at), "until": day(link.expires_at)}
    if link.expires_at <= timezone.now():
        note = _("%(address)s did not answer; the link ended on %(until)s.") % told
        return WorkRow(title, ask_again or url, _("Ask again") if ask_again else _("See the page"), note, urgent=True)
    note = _("%(address)s was asked on %(asked)s; the link works until %(until)s.") % told
    if page.latest_revision_created_at and page.latest_revision_created_at > link.created_at:
        note += " " + _("The page was saved since: if its text changed, ask again.")
    return WorkRow(title, url, _("See the page"), note)


def pages_before_their_hour(user):
    """Let through, and published by themselves when the award is announced."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    pages = WinnerPage.objects.filter(award__category__edition__prize__in=prizes, ready_revision__isnull=False)
    note = _("Published by itself when its award is announced.")
    rows = [WorkRow(page.get_admin_display_title(), edit_url(page.pk), _("See the page"), note) for page in pages]
    return item_of(ngettext("winner page ready", "winner pages ready", len(rows)), rows)


def rights_to_renew(user):
    """Pictures whose permission ends soon, or has ended."""
    if not is_editor_of_any_prize(user):
        return []
    mine = policy_registry.get_by_type(Picture).instances_user_has_permission_for(user, "change")
    today = timezone.localdate()
    pictures = mine.filter(rights_until__lte=today + RENEW_BEFORE).order_by("rights_until", "pk")
    rows = [
        WorkRow(
            picture.title,
            reverse("wagtailimages:edit", args=[picture.pk]),
            _("Renew or replace"),
            note=_("May be shown until %(day)s (%(rights)s)")
            % {"day": date_format(picture.rights_until), "rights": picture.rights},
            urgent=picture.rights_until < today,
        )
        for picture in pictures
    ]
    return item_of(ngettext("picture whose permission ends", "pictures whose permission ends", len(rows)), rows)


def edit_url(page_id):
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def day(moment):
    return date_format(timezone.localtime(moment), "F j, Y")
