from django.core.exceptions import PermissionDenied
from wagtail import hooks

from accounts.backoffice.work import register_work
from showcase.models import WinnerPage
from showcase.office import awards_that_wait
from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet

register_work(awards_that_wait)


@hooks.register("register_admin_viewset")
def register_awards():
    return [AwardViewSet(), PressPassViewSet()]


@hooks.register("before_copy_page")
def refuse_a_second_page(request, page):
    """An award has one page."""
    if page.specific_class is WinnerPage:
        raise PermissionDenied
