from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from showcase.rules import may_let_through


class EditorApproval(Task):
    """An editor of the prize reads the page. Roles decide who that is; Wagtail's groups are not asked."""

    def user_can_access_editor(self, page, person):
        return may_let_through(person, page.specific)

    def locked_for_user(self, page, person):
        return not may_let_through(person, page.specific)

    def user_can_lock(self, page, person):
        return may_let_through(person, page.specific)

    def user_can_unlock(self, page, person):
        return False

    def get_actions(self, page, person):
        if not may_let_through(person, page.specific):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve for the announcement"), False),
            ("approve", _("Approve with a comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision")
        mine = [state.pk for state in waiting if may_let_through(user, state.revision.content_object)]
        return TaskState.objects.filter(pk__in=mine)

    @classmethod
    def get_description(cls):
        return _("An editor of the prize lets the page through; it is published when its award is announced.")

    class Meta:
        verbose_name = _("approval by an editor of the prize")
        verbose_name_plural = _("approvals by an editor of the prize")
