from wagtail import hooks

from accounts.backoffice.dashboard import arrange_panels
from accounts.viewsets import PeopleGroup

hooks.register("register_admin_viewset", PeopleGroup)
hooks.register("construct_homepage_panels", arrange_panels)
