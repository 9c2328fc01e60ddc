from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy

from accounts import rules

WRITES = frozenset({"add", "change", "delete"})


class HousePermissionPolicy(BasePermissionPolicy):
    """Who may do what in the back office, asked of the rules. Django's permissions play no part, nor does superuser.

    `may(person)` opens the viewset for writing, `may_view(person)` for reading (the writers when not given).
    `may_row(person, row)` says whether this row may be written; `writes` which kinds of write exist at all.
    """

    def __init__(self, model, *, may, may_view=None, may_row=None, writes=WRITES):
        super().__init__(model)
        self.may = may
        self.may_view = may_view
        self.may_row = may_row
        self.writes = frozenset(writes)

    def user_has_permission(self, user, action):
        if not rules.is_signed_in(user):
            return False
        if action == "view":
            return bool(self.may(user) or (self.may_view and self.may_view(user)))
        # "act" stands for the named acts of a section, which it may offer where it offers no form.
        return (action == "act" or action in self.writes) and bool(self.may(user))

    def user_has_permission_for_instance(self, user, action, instance):
        if not self.user_has_permission(user, action):
            return False
        return action == "view" or self.may_row is None or bool(self.may_row(user, instance))

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        return self.model._default_manager.visible_to(user)

    def users_with_any_permission(self, actions):
        """Asked by Wagtail for small choices only, so that asking each holder of a role is fair."""
        people = get_user_model().objects.filter(is_active=True, roles__isnull=False).distinct()
        return people.filter(pk__in=[person.pk for person in people if self.user_has_any_permission(person, actions)])
