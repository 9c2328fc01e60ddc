"""Filters of the list of nominations that somebody keeps under a name, for themselves or for their whole office."""

from contextlib import contextmanager
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseCreateView, HouseEditView, HouseIndexView
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from nominations import rules
from nominations.models import SavedFilter
from nominations.office.filters import NominationFilterSet, with_parts

WORDS, ORDER = "q", "ordering"


def kept(params):
    """What of the list's address is worth keeping, always in the same order; never a page of it, nor an export."""
    query = QueryDict(mutable=True)
    for name in sorted([*filter_params(), WORDS, ORDER]):
        values = [value for value in params.getlist(name) if value]
        if values:
            query.setlist(name, values)
    return query.urlencode()


def filter_params():
    """The names under which the filters stand in an address."""
    filters = with_parts(NominationFilterSet).base_filters
    return [param for name, each in filters.items() for param in params_of(name, each.extra.get("widget"))]


def params_of(name, widget):
    """A range has two."""
    return [f"{name}_{suffix}" for suffix in getattr(widget, "suffixes", ())] or [name]


def list_url(query):
    return f"{reverse('nomination:index')}?{query}"


def list_url_without(params, *names):
    left = params.copy()
    for name in {*names, "p", "_w_filter_fragment", "export"} & set(left):
        del left[name]
    return list_url(left.urlencode())


def links_for(person, shown):
    """The saved filters that this person sees, as they stand above the list; `shown` is what it filters by now."""
    return [
        {"name": each.name, "url": list_url(each.query), "current": each.query == shown, "shared": each.prize_id}
        for each in SavedFilter.objects.visible_to(person)
    ]


class SavedFilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ["name", "prize"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prize"].empty_label = _("Nobody: only I see it")
        if self.instance.pk and self.instance.owner_id != person.pk:
            # Whoever took it back from the office would lose sight of it.
            del self.fields["prize"]


class NewFilterForm(SavedFilterForm):
    class Meta(SavedFilterForm.Meta):
        fields = ["name", "prize", "query"]
        widgets = {"query": forms.HiddenInput}

    def clean_query(self):
        return kept(QueryDict(self.cleaned_data["query"]))

    def clean(self):
        """Nobody sees the field of what is saved, so what is wrong with it is said of the whole."""
        typed = super().clean()
        if self.errors.pop("query", None):
            self.add_error(None, _("These filters are too long to be saved. Search for fewer words."))
        elif not typed["query"]:
            self.add_error(None, _("Choose filters, words or an order in the list of nominations first."))
        return typed


class AsksForPerson:
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}


class SavedFilterIndexView(HouseIndexView):
    # What is saved is chosen in the list of nominations.
    header_buttons = []

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        return [
            title("name", label=_("Name"), sort_key="name", get_url=lambda saved: list_url(saved.query)),
            Column("prize", label=_("Shared with the office of"), accessor=lambda saved: saved.prize or "–"),
            Column("owner", label=_("Saved by"), accessor="owner"),
        ]


class SavedFilterCreateView(AsksForPerson, HouseCreateView):
    page_title = gettext_lazy("Save these filters")

    def get_initial(self):
        return {"query": kept(self.request.GET)}

    def get_success_url(self):
        return list_url(self.object.query)


class SavedFilterEditView(AsksForPerson, HouseEditView):
    page_title = gettext_lazy("Saved filter")


class SavedFilterViewSet(HouseViewSet):
    model = SavedFilter
    name = "saved_filter"
    url_prefix = "saved-filters"
    icon = "sliders"
    menu_label = gettext_lazy("Saved filters")
    # Reached from above the list of nominations.
    add_to_admin_menu = False
    policy = HousePermissionPolicy(
        SavedFilter,
        may=is_secretariat_of_any_prize | is_auditor_of_any_prize,
        may_row=rules.may_change_saved_filter,
    )
    index_view_class = SavedFilterIndexView
    add_view_class = SavedFilterCreateView
    edit_view_class = SavedFilterEditView
    search_fields = ["name"]
    search_backend_name = None
    ordering = "name"

    def rows(self, user):
        return super().rows(user).select_related("owner", "prize")

    def get_form_class(self, for_update=False):
        return SavedFilterForm if for_update else NewFilterForm

    def action_create(self, *, form, by):
        form.instance.owner = by
        with name_refused_when_taken():
            return super().action_create(form=form, by=by)

    def action_update(self, *, form, by):
        with name_refused_when_taken():
            return super().action_update(form=form, by=by)


@contextmanager
def name_refused_when_taken():
    """Asked of the database alone, so that of two tabs one is refused in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        taken = _("There is a saved filter of this name already. Choose another name, or delete the other one first.")
        raise ValidationError({"name": taken}) from error
