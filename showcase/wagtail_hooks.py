from wagtail import hooks

from accounts.backoffice.work import register_work
from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet
from showcase.work import (
    awards_that_wait,
    pages_before_their_hour,
    pages_to_let_through,
    rights_to_renew,
    winner_approvals,
)

for source in (awards_that_wait, pages_to_let_through, winner_approvals, pages_before_their_hour, rights_to_renew):
    register_work(source)


@hooks.register("register_admin_viewset")
def register_awards():
    return [AwardViewSet(), PressPassViewSet()]
