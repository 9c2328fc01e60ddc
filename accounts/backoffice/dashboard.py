from django.forms import Media
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from accounts import rules
from accounts.backoffice.work import ideas_for, work_for

PAGE_PANELS = (LockedPagesPanel, RecentEditsPanel)
# Wagtail's lists of pages in a workflow ask several questions for each page; ours says the same of all of them at once.
REPLACED_PANELS = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


class WorkPanel(Component):
    name = "work"
    template_name = "accounts/backoffice/work.html"
    order = 10
    media = Media(css={"all": ["css/office.css"]})

    def __init__(self, items, ideas):
        self.items, self.ideas = items, ideas

    def get_context_data(self, parent_context):
        return {"items": self.items, "ideas": self.ideas}


def arrange_panels(request, panels):
    """Work first. Panels about pages are for those who write them; to all others they say nothing."""
    hidden = REPLACED_PANELS if rules.is_editor_of_any_prize(request.user) else REPLACED_PANELS + PAGE_PANELS
    panels[:] = [panel for panel in panels if not isinstance(panel, hidden)]
    items = work_for(request.user)
    if items or rules.holds_any_role(request.user):
        panels.append(WorkPanel(items, ideas_for(request.user)))
