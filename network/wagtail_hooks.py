from wagtail import hooks

from network.office.group import NetworkGroup


@hooks.register("register_admin_viewset")
def register_network():
    return NetworkGroup()
