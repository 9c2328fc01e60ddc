from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from accounts.backoffice.dashboard import arrange_panels
from accounts.viewsets import PeopleGroup


def house_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/back-office.css"))


hooks.register("register_admin_viewset", PeopleGroup)
hooks.register("construct_homepage_panels", arrange_panels)
hooks.register("insert_global_admin_css", house_colours)
