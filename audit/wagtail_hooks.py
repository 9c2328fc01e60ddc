from wagtail import hooks

from audit.viewsets import RecordViewSet


@hooks.register("register_admin_viewset")
def register_record():
    return RecordViewSet()
