from wagtail import hooks

from accounts.backoffice.work import register_work
from network.office.enquiry_work import reports_that_wait
from network.office.group import NetworkGroup
from network.office.industry_work import jury_offers_that_wait, problems_that_wait
from network.office.profiles import claims_that_wait, profiles_that_nobody_keeps

register_work(claims_that_wait, order=25)
register_work(reports_that_wait, order=40)
register_work(profiles_that_nobody_keeps, order=45)
register_work(problems_that_wait, order=60)
register_work(jury_offers_that_wait, order=60)


@hooks.register("register_admin_viewset")
def register_network():
    return NetworkGroup()
