from wagtail import hooks

from accounts.backoffice.work import register_work
from judging.office.listing import JudgedPart
from judging.office.viewsets import JudgingGroup
from judging.office.work import announcements_that_wait, concerns_that_wait, releases_that_wait
from nominations.office.parts import register_list_part

register_list_part(JudgedPart())
register_work(releases_that_wait)
register_work(announcements_that_wait)
register_work(concerns_that_wait)
hooks.register("register_admin_viewset", JudgingGroup)
