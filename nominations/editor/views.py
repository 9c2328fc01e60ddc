"""The pages of the form editor: the outline of a form, its parts, its preview, its correction."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from accounts.backoffice import HouseActView
from accounts.backoffice.views import (
    HouseCreateView,
    HouseDeleteView,
    HouseEditView,
    HouseIndexView,
    HouseInspectView,
    HouseView,
)
from nominations import rules
from nominations.actions.forms import copy_form_to_category, correct_form, move_part
from nominations.editor.forms import CopyFormForm, CorrectForm
from nominations.forms import DraftForm
from nominations.models import Form, Question, Section
from nominations.questionnaire import load_questionnaire


def outline_url(form):
    return reverse("form:inspect", args=[form.pk])


class FormIndexView(HouseIndexView):
    """A form opens at its outline, where everybody reads it and the office changes it."""

    def get_edit_url(self, instance):
        return outline_url(instance)


class FormOutlineView(HouseInspectView):
    page_title = gettext_lazy("Outline")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = self.object
        return context | {
            "outline": outline_of(form),
            "may_change": rules.may_change_form(self.request.user, form),
            "newer": Form.objects.filter(category=form.category, stage=form.stage, version__gt=form.version).first(),
        }


def outline_of(form):
    """Sections with their questions, in two queries."""
    questions = list(form.questions.all())
    return [
        (section, [question for question in questions if question.section_id == section.pk])
        for section in form.sections.all()
    ]


class FormEditView(HouseEditView):
    def get_object(self, queryset=None):
        form = super().get_object(queryset)
        if form.frozen_at:
            raise Http404
        return form

    def get_success_url(self):
        return outline_url(self.object)


class FormCreateView(HouseCreateView):
    def get_success_url(self):
        return outline_url(self.object)


class FormPreviewView(HouseView, View):
    """Every section as the entrant will meet it, in the public site's own look."""

    def get(self, request, pk):
        form = self.row_or_404(pk)
        language = (form.category.edition.prize.languages or ["en"])[0]
        questionnaire = load_questionnaire(form, language)
        sections = [(section, DraftForm(section=section, values={})) for section in questionnaire.sections]
        context = {"form": form, "questionnaire": questionnaire, "sections": sections, "edition": form.category.edition}
        return render(request, "nominations/editor/preview.html", context)


class CorrectFormView(HouseActView):
    page_title = gettext_lazy("Correct this form")
    label = gettext_lazy("Correct")
    icon_name = "edit"
    question = gettext_lazy(
        "A new version is made, which you then change. Drafts go on with it as soon as it exists; what was submitted "
        "keeps the version it was submitted on."
    )
    submit_label = gettext_lazy("Make a new version")
    form_class = CorrectForm

    @classmethod
    def offered_for(cls, row):
        return row.frozen_at is not None

    def act(self, form):
        corrected = correct_form(form=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("%(corrected)s is ready to be changed.") % {"corrected": corrected}


class CopyFormView(HouseActView):
    page_title = gettext_lazy("Copy this form to another category")
    label = gettext_lazy("Copy to a category")
    icon_name = "copy"
    question = gettext_lazy(
        "The same sections, questions and options, for a category of this edition that has no form yet."
    )
    submit_label = gettext_lazy("Copy the form")
    form_class = CopyFormForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"source": self.object}

    def act(self, form):
        copy = copy_form_to_category(form=self.object, category=form.cleaned_data["category"], by=self.request.user)
        return _("%(copy)s is ready to be changed.") % {"copy": copy}


class PartCreateView(HouseCreateView):
    """A part is added to the form or section that the address names; without one there is nothing to add to."""

    # Adding a part is a change of its form.
    permission_required = "change"
    parent_model = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.parent = get_object_or_404(self.parent_model.objects.visible_to(request.user), pk=kwargs["parent"])

    def dispatch(self, request, *args, **kwargs):
        if not rules.may_change_form(request.user, self.form_of_parent()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_add_url(self):
        return reverse(self.viewset.get_url_name("add_to"), args=[self.parent.pk])

    def get_success_url(self):
        return outline_url(self.object.form)


class SectionCreateView(PartCreateView):
    parent_model = Form

    def form_of_parent(self):
        return self.parent

    def get_initial_form_instance(self):
        return Section(form=self.parent)


class QuestionCreateView(PartCreateView):
    parent_model = Section

    def form_of_parent(self):
        return self.parent.form

    def get_initial_form_instance(self):
        return Question(form=self.parent.form, section=self.parent)


class PartEditView(HouseEditView):
    def get_success_url(self):
        return outline_url(self.object.form)


class PartDeleteView(HouseDeleteView):
    def get_success_url(self):
        return outline_url(self.object.form)


class MovePartView(HouseView, View):
    """One place up or down; posted from the outline."""

    http_method_names = ["post"]
    row_permission = "change"

    def post(self, request, pk):
        part = self.row_or_404(pk)
        try:
            move_part(part=part, up=request.POST.get("direction") == "up", by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(f"{outline_url(part.form)}#{part._meta.model_name}-{part.pk}")
