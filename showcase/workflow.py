"""The one step between a winner page and its announcement: an editor of the prize reads it and lets it through."""

from django.db import transaction

NAME = "Editor approves"


def finish_workflow(workflow_state, user=None):
    """Where Wagtail's workflow ends. Its own ending publishes at once; a winner page must wait for the announcement."""
    # Wagtail imports this while its own models are still loading, so ours are imported when they are used.
    from wagtail.workflows import publish_workflow_state

    from showcase.actions import mark_ready
    from showcase.models import WinnerPage

    # Wagtail hands over the plain page; which kind it is decides.
    page = workflow_state.content_object.specific
    if isinstance(page, WinnerPage):
        return mark_ready(page=page, by=user)
    return publish_workflow_state(workflow_state, user=user)


@transaction.atomic
def ensure_workflow():
    """The workflow, and every showcase under it. Makes what is missing, changes nothing else."""
    from wagtail.models import Workflow, WorkflowPage, WorkflowTask

    from showcase.models import EditorApproval, WinnersPage

    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    task, _ = EditorApproval.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for showcase in WinnersPage.objects.filter(workflowpage=None):
        WorkflowPage.objects.create(page=showcase, workflow=workflow)
