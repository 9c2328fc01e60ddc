from django.db.models import Q
from wagtail import hooks
from wagtail.admin.action_menu import WorkflowMenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.backoffice.work import register_work
from showcase.models import EditorApproval, WinnerPage
from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet
from showcase.visibility import open_q
from showcase.work import (
    awards_that_wait,
    pages_before_their_hour,
    pages_to_let_through,
    rights_to_renew,
    winner_approvals,
)

register_work(awards_that_wait)
register_work(pages_to_let_through, order=10)
register_work(winner_approvals, order=20)
register_work(pages_before_their_hour, order=40)
register_work(rights_to_renew, order=50)


@hooks.register("construct_page_action_menu")
def say_what_approval_does(menu_items, request, context):
    """Wagtail adds “and Publish” to the last approval. Here a page is published when nothing else is missing."""
    task = context.get("page") and context["page"].current_workflow_task
    if not isinstance(task, EditorApproval):
        return
    labels = {(name, opens): label for name, label, opens in task.get_actions(context["page"], request.user)}
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem):
            item.label = labels.get((item.name, item.launch_modal), item.label)


@hooks.register("register_admin_viewset")
def register_awards():
    return [AwardViewSet(), PressPassViewSet()]


@hooks.register("construct_page_chooser_queryset")
def offer_what_one_may_know(pages, request):
    """Wagtail lets everybody in the back office choose from all pages, drafts of other prizes among them.

    Here it offers the pages on which somebody works, and of all others what a visitor sees.
    """
    own = page_permission_policy.explorable_instances(request.user)
    early = WinnerPage.objects.exclude(pk__in=WinnerPage.objects.announced())
    shown = Page.objects.filter(open_q()).exclude(pk__in=early.values("pk"))
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=shown.values("pk")))
