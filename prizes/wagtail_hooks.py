from wagtail import hooks

from accounts.backoffice.work import register_work
from prizes.viewsets import PrizeViewSetGroup
from prizes.work import requests_without_answer, services_to_mend

register_work(services_to_mend, order=60)
register_work(requests_without_answer, order=60)


@hooks.register("register_admin_viewset")
def register_prize_viewsets():
    return PrizeViewSetGroup()


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "prizes/icons/trophy.svg"]
