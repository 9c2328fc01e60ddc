from django.forms import Media
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from accounts import rules
from accounts.backoffice.work import work_for

PAGE_PANELS = (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)


class WorkPanel(Component):
    name = "work"
    template_name = "accounts/backoffice/work.html"
    order = 10
    media = Media(css={"all": ["css/office.css"]})

    def __init__(self, items):
        self.items = items

    def get_context_data(self, parent_context):
        return {"items": self.items}


def arrange_panels(request, panels):
    """Work first. Panels about pages are for those who write them; to all others they say nothing."""
    if not rules.is_editor_of_any_prize(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, PAGE_PANELS)]
    items = work_for(request.user)
    if items or rules.holds_any_role(request.user):
        panels.append(WorkPanel(items))
