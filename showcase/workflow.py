"""The one step between a page and its readers: an editor of the prize reads it and lets it through."""

from django.db import transaction

NAME = "Editor approves"

_endings = {}
_parents = []


def register_ending(model, finish):
    """`finish(page=, by=)`: what the end of the workflow means for this kind of page, in place of publishing."""
    _endings[model] = finish


def register_parent(model):
    """What hangs beneath pages of this kind goes through the workflow."""
    _parents.append(model)


def finish_workflow(workflow_state, user=None):
    """Where Wagtail's workflow ends. Its own ending publishes at once; a winner page must wait for the announcement."""
    # Wagtail imports this while its own models are still loading, so ours are imported when they are used.
    from wagtail.workflows import publish_workflow_state

    # Wagtail hands over the plain page; which kind it is decides.
    page = workflow_state.content_object.specific
    finish = _endings.get(type(page))
    if finish is None:
        return publish_workflow_state(workflow_state, user=user)
    return finish(page=page, by=user)


@transaction.atomic
def ensure_workflow():
    """The workflow, and every page whose children go through it. Makes what is missing, changes nothing else."""
    from wagtail.models import Workflow, WorkflowPage, WorkflowTask

    from showcase.models import EditorApproval

    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    task, _ = EditorApproval.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for model in _parents:
        for page in model.objects.filter(workflowpage=None):
            WorkflowPage.objects.create(page=page, workflow=workflow)
