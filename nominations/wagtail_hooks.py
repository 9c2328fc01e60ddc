from wagtail import hooks

from nominations.editor.viewsets import FormViewSet, QuestionViewSet, SectionViewSet


@hooks.register("register_admin_viewset")
def register_form_editor():
    return [FormViewSet(), SectionViewSet(), QuestionViewSet()]
