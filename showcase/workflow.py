"""Where Wagtail's workflow ends. Its own ending publishes at once; a winner page must wait for the announcement."""

from wagtail.workflows import publish_workflow_state

from showcase.actions.pages import mark_ready
from showcase.models import WinnerPage


def finish_workflow(workflow_state, user=None):
    page = workflow_state.content_object
    if isinstance(page, WinnerPage):
        return mark_ready(page=page, by=user)
    return publish_workflow_state(workflow_state, user=user)
