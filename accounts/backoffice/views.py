from django import forms
from django.contrib.admin.utils import quote, unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import ModelChoiceField
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.history import HistoryView

from audit.models import Event
from audit.record import record_event

# What a spreadsheet would run as a formula when it opens the file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class HouseView:
    """Mixed into every view of a HouseViewSet: a row that the person may not see, or not write, is not there."""

    viewset = None
    row_permission = "view"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal

    def visible_rows(self):
        return self.viewset.rows(self.request.user)

    def may(self, action, row):
        return self.viewset.policy.user_has_permission_for_instance(self.request.user, action, row)

    def row_or_404(self, pk):
        try:
            row = self.visible_rows().filter(pk=unquote(str(pk))).first()
        except (ValueError, ValidationError) as error:
            raise Http404 from error
        if row is None or not self.may(self.row_permission, row):
            raise Http404
        return row


class HouseFormView(HouseView):
    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        limit_choices(form, self.request.user)
        return form

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def refuse_foreign_row(self, instance):
        """Saved, it must be a row that this person may write: nobody moves a row into somebody else's prize."""
        if not self.may("change", instance) and not self.may("add", instance):
            raise ValidationError(_("This belongs to a prize that is not yours."))


class HouseIndexView(HouseView, generic.IndexView):
    @cached_property
    def list_display(self):
        return ["__str__"]

    def get_base_queryset(self):
        return self.visible_rows()

    def get_filterset_kwargs(self):
        kwargs = super().get_filterset_kwargs()
        return kwargs | {"queryset": self.visible_rows()}

    @cached_property
    def filters(self):
        filters = super().filters
        if filters:
            limit_choices(filters.form, self.request.user)
        return filters

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self.may("change", instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self.may("delete", instance) else None

    def get_list_more_buttons(self, instance):
        return [*super().get_list_more_buttons(instance), *self.viewset.act_buttons(instance, self.request.user)]

    def render_to_response(self, context, **response_kwargs):
        if self.is_export:
            self.record_export(context["object_list"])
        return super().render_to_response(context, **response_kwargs)

    @transaction.atomic
    def record_export(self, rows):
        details = {"of": self.model._meta.label_lower, "rows": len(rows), "format": self.request.GET["export"]}
        record_event("list.exported", target=self.request.user, by=self.request.user, details=details)

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA_STARTS):
            return f"'{value}"
        return value


class HouseCreateView(HouseFormView, generic.CreateView):
    def get_success_buttons(self):
        return super().get_success_buttons() if self.edit_url_name else []

    def save_instance(self):
        instance = self.viewset.action_create(form=self.form, by=self.request.user)
        self.refuse_foreign_row(instance)
        return instance


class HouseEditView(HouseFormView, generic.EditView):
    row_permission = "change"

    def get_object(self, queryset=None):
        return self.row_or_404(self.object_pk)

    def save_instance(self):
        instance = self.viewset.action_update(form=self.form, by=self.request.user)
        self.refuse_foreign_row(instance)
        return instance

    def get_last_updated_info(self):
        """Wagtail's own log is not written by this house; the history page reads the record."""
        return


class HouseDeleteView(HouseView, generic.DeleteView):
    row_permission = "delete"

    def get_object(self, queryset=None):
        if getattr(self, "object", None) is None:
            self.object = self.row_or_404(self.kwargs["pk"])
        return self.object

    @transaction.atomic
    def delete_action(self):
        self.viewset.action_delete(instance=self.object, by=self.request.user)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            named = {"thing": self.model._meta.verbose_name}
            refusal = _("Other records still need this %(thing)s, so it cannot be deleted.") % named
        except ValidationError as error:
            refusal = " ".join(error.messages)
        messages.error(self.request, refusal)
        return redirect(self.get_delete_url())


class HouseInspectView(HouseView, generic.InspectView):
    def get_object(self, queryset=None):
        return self.row_or_404(self.pk)

    def get_edit_url(self):
        return super().get_edit_url() if self.may("change", self.object) else None

    def get_delete_url(self):
        return super().get_delete_url() if self.may("delete", self.object) else None


class HouseCopyView(HouseFormView, generic.CopyView):
    """Shows the form of a new row filled in from an old one. Sent to the add view: here it would overwrite."""

    http_method_names = ["get", "head", "options"]

    def get_object(self, queryset=None):
        return self.row_or_404(self.kwargs["pk"])


def names_of(actors):
    """By the id that stands in the record."""
    people = get_user_model().objects.filter(pk__in=set(actors) - {""})
    return {str(person.pk): str(person) for person in people}


def actor_name(actor, names):
    return names.get(actor, _("Somebody since removed") if actor else _("The system"))


class ActorColumn(Column):
    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names

    def get_value(self, instance):
        return actor_name(instance.actor, self.names)


class HouseHistoryView(HouseView, HistoryView):
    """The record of this row, instead of Wagtail's log: one history, and one that can be verified."""

    any_permission_required = ["view", *generic.IndexView.any_permission_required]
    filterset_class = None

    def get_object(self):
        return self.row_or_404(self.pk)

    def get_base_queryset(self):
        return Event.objects.about(self.object).order_by("-position")

    @cached_property
    def columns(self):
        return [
            Column("verb_label", label=_("What happened")),
            ActorColumn("actor", label=_("Who"), names=self.actor_names),
            DateColumn("occurred_at", label=_("When")),
        ]

    @cached_property
    def actor_names(self):
        return names_of(Event.objects.about(self.object).values_list("actor", flat=True))

    @cached_property
    def header_buttons(self):
        return super().header_buttons if self.may("change", self.object) else []

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self.may("change", self.object) else None


class HouseActView(HouseView, WagtailAdminTemplateMixin, FormView):
    """A named act on one row (merge, erase, send again): a question, perhaps a form, one call of an action.

    Subclasses set `page_title`, `question`, `submit_label`, perhaps `form_class`, and say `act(form)`. They are put on
    the viewset by `acts = {"merge": MergeView}`, which gives them the url `<viewset>:merge` and a button in the list.
    """

    row_permission = "act"
    form_class = forms.Form
    model = None
    index_url_name = None
    template_name = "accounts/backoffice/act.html"
    question = ""
    submit_label = gettext_lazy("Do it")
    label = ""
    icon_name = "cog"
    destructive = False

    @classmethod
    def offered_for(cls, row):
        """Whether the act makes sense for the row as it is now; the action decides, this only hides the button."""
        return True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = self.row_or_404(kwargs["pk"])

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        limit_choices(form, self.request.user)
        return form

    def form_valid(self, form):
        try:
            done = self.act(form)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, done)
        return redirect(self.get_success_url())

    def get_success_url(self):
        """Where the person is led when it is done, or when they leave it."""
        return reverse(self.index_url_name)

    def act(self, form):
        """Call the action; return the sentence that says what was done."""
        raise NotImplementedError

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        listing = {"url": reverse(self.index_url_name), "label": capfirst(self.model._meta.verbose_name_plural)}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, listing, here]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "object": self.object,
            "question": self.question,
            "submit_label": self.submit_label,
            "destructive": self.destructive,
            "cancel_url": self.get_success_url(),
        }


def act_url(viewset, name, row):
    return reverse(viewset.get_url_name(name), args=[quote(row.pk)])


def limit_choices(form, person):
    """Offer, and accept, only rows that the person may see."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField) and hasattr(field.queryset, "visible_to"):
            field.queryset = field.queryset.visible_to(person)


def add_refusal(form, refusal):
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
