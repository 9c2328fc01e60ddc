from wagtail import hooks

from nominations.editor.viewsets import FormViewSet, QuestionViewSet, SectionViewSet
from nominations.office.bulk import FoundEligibleBulkAction
from nominations.office.viewsets import NominationViewSet

hooks.register("register_bulk_action", FoundEligibleBulkAction)


@hooks.register("register_admin_viewset")
def register_nominations():
    return NominationViewSet()


@hooks.register("register_admin_viewset")
def register_form_editor():
    return [FormViewSet(), SectionViewSet(), QuestionViewSet()]
