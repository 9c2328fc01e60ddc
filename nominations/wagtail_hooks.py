from wagtail import hooks

from accounts.backoffice.work import register_work
from nominations.editor.viewsets import FormViewSet, QuestionViewSet, SectionViewSet
from nominations.office.bulk import FoundEligibleBulkAction
from nominations.office.saved import SavedFilterViewSet
from nominations.office.viewsets import NominationViewSet
from nominations.office.work import nominations_that_wait

register_work(nominations_that_wait)
hooks.register("register_bulk_action", FoundEligibleBulkAction)


@hooks.register("register_admin_viewset")
def register_nominations():
    return [NominationViewSet(), SavedFilterViewSet()]


@hooks.register("register_admin_viewset")
def register_form_editor():
    return [FormViewSet(), SectionViewSet(), QuestionViewSet()]
