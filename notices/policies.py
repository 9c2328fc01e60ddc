from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from notices.access import may_manage


class ManagersPolicy(BasePermissionPolicy):
    """Managers look here and act through notices.actions: nothing is added, changed or deleted by a generic view."""

    def user_has_permission(self, user, action):
        return action == "view" and may_manage(user)

    def users_with_any_permission(self, actions):
        managers = [user.pk for user in get_user_model().objects.filter(is_active=True) if may_manage(user)]
        return get_user_model().objects.filter(pk__in=managers if "view" in actions else [])
