from wagtail import hooks

from accounts.backoffice.work import register_work
from network.office.group import NetworkGroup
from network.office.industry_work import jury_offers_that_wait, problems_that_wait

register_work(problems_that_wait, order=60)
register_work(jury_offers_that_wait, order=60)


@hooks.register("register_admin_viewset")
def register_network():
    return NetworkGroup()
