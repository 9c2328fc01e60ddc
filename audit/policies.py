from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from audit.access import may_read


class ReadersPolicy(BasePermissionPolicy):
    """Whoever reads the record may view it. Nobody, a superuser included, writes it here."""

    def user_has_permission(self, user, action):
        return action == "view" and may_read(user)

    def users_with_any_permission(self, actions):
        readers = [user.pk for user in get_user_model().objects.filter(is_active=True) if may_read(user)]
        return get_user_model().objects.filter(pk__in=readers if "view" in actions else [])
