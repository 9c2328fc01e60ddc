from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState

from showcase.rules import may_let_through
from showcase.sharing import read_prizes


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
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision")
        states = list(waiting.prefetch_related("revision__content_object"))
        read_prizes([state.revision.content_object for state in states])
        mine = [state.pk for state in states if may_let_through(user, state.revision.content_object)]
        return TaskState.objects.filter(pk__in=mine)

    @classmethod
    def get_description(cls):
        return _(
            "An editor of the prize lets the page through. It is published when nothing else is missing: the company's "
            "approval of a story, the announcement of an award."
        )

    class Meta:
        verbose_name = _("approval by an editor of the prize")
        verbose_name_plural = _("approvals by an editor of the prize")
