from wagtail import hooks

from accounts.backoffice.work import register_work
from showcase.office import awards_that_wait
from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet

register_work(awards_that_wait)


@hooks.register("register_admin_viewset")
def register_awards():
    return [AwardViewSet(), PressPassViewSet()]
