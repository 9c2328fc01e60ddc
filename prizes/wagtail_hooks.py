from wagtail import hooks

from prizes.viewsets import PrizeViewSetGroup


@hooks.register("register_admin_viewset")
def register_prize_viewsets():
    return PrizeViewSetGroup()


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "prizes/icons/trophy.svg"]
