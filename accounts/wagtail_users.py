from wagtail.users.apps import WagtailUsersAppConfig


class HouseUsersConfig(WagtailUsersAppConfig):
    """People and their rights are managed by our own sections: Wagtail's forms hand out groups without an event."""

    user_viewset = "accounts.viewsets.ClosedViewSet"
    group_viewset = "accounts.viewsets.ClosedViewSet"
