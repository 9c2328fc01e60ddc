from wagtail import hooks

from notices.viewsets import NoticesViewSetGroup


@hooks.register("register_admin_viewset")
def register_notices():
    return NoticesViewSetGroup()
