"""Where Wagtail's workflow ends. Its own ending publishes at once; a winner page must wait for the announcement."""


def finish_workflow(workflow_state, user=None):
    # Wagtail imports this while its own models are still loading, so ours are imported when they are used.
    from wagtail.workflows import publish_workflow_state

    from showcase.actions import mark_ready
    from showcase.models import WinnerPage

    page = workflow_state.content_object
    if isinstance(page, WinnerPage):
        return mark_ready(page=page, by=user)
    return publish_workflow_state(workflow_state, user=user)
