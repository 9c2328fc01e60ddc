from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from nominations import rules
from nominations.actions import forms as acts
from nominations.editor import views
from nominations.editor.forms import KeyedForm, PartForm, QuestionForm
from nominations.models import Form, Question, Section


class OptionsPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = KeyedForm
        return options


def part_policy(model):
    return HousePermissionPolicy(
        model,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=rules.may_change_form_of,
        # A part is added at an address that names what it is added to.
        writes={"change", "delete"},
    )


class FormViewSet(HouseViewSet):
    model = Form
    icon = "form"
    menu_label = _("Forms")
    menu_order = 110
    add_to_admin_menu = True
    policy = HousePermissionPolicy(
        Form, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, may_row=rules.may_edit_forms
    )
    index_view_class = views.FormIndexView
    add_view_class = views.FormCreateView
    edit_view_class = views.FormEditView
    inspect_view_class = views.FormOutlineView
    inspect_view_enabled = True
    inspect_template_name = "nominations/editor/outline.html"
    acts = {"correct": views.CorrectFormView, "copy_to_category": views.CopyFormView}
    list_filter = {"category__edition": ["exact"], "stage": ["exact"]}
    list_display = [
        "category",
        Column("edition", accessor="category.edition"),
        Column("stage", accessor="get_stage_display"),
        "version",
        DateColumn("frozen_at", label=_("Frozen")),
    ]
    edit_handler = ObjectList([FieldPanel("introduction", help_text=_("Read before the first question."))])
    add_handler = ObjectList([FieldPanel("category"), FieldPanel("stage"), FieldPanel("introduction")])

    def rows(self, user):
        return super().rows(user).select_related("category__edition__prize")

    def get_form_class(self, for_update=False):
        # Category and stage say what a form is; they are chosen once.
        handler = self.edit_handler if for_update else self.add_handler
        return handler.bind_to_model(self.model).get_form_class()

    def get_add_view_kwargs(self):
        return super().get_add_view_kwargs() | {"panel": self.add_handler.bind_to_model(self.model)}

    def get_urlpatterns(self):
        preview = self.construct_view(views.FormPreviewView)
        return [*super().get_urlpatterns(), path("preview/<int:pk>/", preview, name="preview")]

    def action_create(self, *, form, by):
        return acts.create_form(form=form.save(commit=False), by=by)

    def action_update(self, *, form, by):
        return acts.edit_form(form=form.save(commit=False), by=by) if form.has_changed() else form.instance

    def action_delete(self, *, instance, by):
        acts.delete_form(form=instance, by=by)


class PartViewSet(HouseViewSet):
    """Sections and questions are reached from the outline of their form, so they have no place in the menu."""

    add_to_admin_menu = False
    edit_view_class = views.PartEditView
    delete_view_class = views.PartDeleteView

    def rows(self, user):
        return super().rows(user).select_related("form__category__edition__prize")

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("add/<int:parent>/", self.add_view, name="add_to"),
            path("move/<int:pk>/", self.construct_view(views.MovePartView), name="move"),
        ]


class SectionViewSet(PartViewSet):
    model = Section
    icon = "list-ul"
    policy = part_policy(Section)
    add_view_class = views.SectionCreateView
    list_display = ["label", "form", "key"]
    edit_handler = ObjectList([FieldPanel(name) for name in ("label", "help_text", "key")], base_form_class=PartForm)

    def action_create(self, *, form, by):
        return acts.save_section(section=form.save(commit=False), by=by)

    def action_update(self, *, form, by):
        return acts.save_section(section=form.save(commit=False), by=by) if form.has_changed() else form.instance

    def action_delete(self, *, instance, by):
        acts.delete_section(section=instance, by=by)


class QuestionViewSet(PartViewSet):
    model = Question
    icon = "help"
    policy = part_policy(Question)
    add_view_class = views.QuestionCreateView
    list_display = ["label", "kind", "form", "key"]
    list_filter = ["kind", "audience"]
    search_fields = ["label", "help_text", "key"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("label"),
                    FieldPanel("help_text"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("section")]),
                    FieldPanel("required"),
                    FieldPanel("key"),
                ],
                heading=_("Question"),
            ),
            MultiFieldPanel([FieldPanel("audience"), FieldPanel("identifies")], heading=_("Who reads the answer")),
            MultiFieldPanel(
                [
                    FieldPanel("word_limit", help_text=_("For a long text.")),
                    FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
                    FieldRowPanel([FieldPanel("measure"), FieldPanel("unit"), FieldPanel("period")]),
                    FieldPanel("years"),
                ],
                heading=_("Limits and figures"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("vocabulary"),
                    OptionsPanel(
                        "options",
                        label=_("Option"),
                        panels=[FieldPanel("label"), FieldPanel("key")],
                    ),
                ],
                heading=_("Options of a choice"),
            ),
        ],
        base_form_class=QuestionForm,
    )

    def action_create(self, *, form, by):
        return acts.save_question(question=form.save(commit=False), by=by)

    def action_update(self, *, form, by):
        return acts.save_question(question=form.save(commit=False), by=by) if form.has_changed() else form.instance

    def action_delete(self, *, instance, by):
        acts.delete_question(question=instance, by=by)
