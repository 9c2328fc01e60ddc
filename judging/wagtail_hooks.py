from wagtail import hooks

from accounts.backoffice.work import register_work
from judging.office.viewsets import JudgingGroup
from judging.office.work import concerns_that_wait

register_work(concerns_that_wait)
hooks.register("register_admin_viewset", JudgingGroup)
