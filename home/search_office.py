"""The office of the public search: synonyms, chosen results, and what people look for."""

import re
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseCreateView, HouseIndexView
from accounts.rules import is_editor_of_any_prize, is_secretariat_of_any_prize
from search.models import Pick, PublicDocument, SearchedText, SynonymGroup
from search.text import folded

# Also of an address that is none.
BEFORE_AND_AFTER_PATH = re.compile(r"^https?://[^/?#]*|[?#].*$")
looks_after_search = is_editor_of_any_prize | is_secretariat_of_any_prize


class FilledInCreateView(HouseCreateView):
    """Begins with what the address says, as the list of searches links here."""

    def get_initial(self):
        known = {name: self.request.GET[name] for name in self.viewset.filled_in if name in self.request.GET}
        return super().get_initial() | known


class SynonymGroupViewSet(HouseViewSet):
    model = SynonymGroup
    name = "synonyms"
    icon = "list-ul"
    menu_label = gettext_lazy("Synonyms")
    policy = HousePermissionPolicy(SynonymGroup, may=looks_after_search)
    add_view_class = FilledInCreateView
    filled_in = ("names",)
    search_fields = ["names"]
    search_backend_name = None
    list_per_page = 50
    list_display = ["__str__"]
    edit_handler = ObjectList([FieldPanel("names", widget=forms.Textarea(attrs={"rows": 6}))])


class PickForm(WagtailAdminModelForm):
    """A result is named by the address that the public has it at. What the public has not got cannot be chosen."""

    address = forms.CharField(
        max_length=500,
        label=gettext_lazy("Address of the result"),
        help_text=gettext_lazy("As it stands in the browser: a winner, story, company, support service or page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["address"].initial = document_of(self.instance, "url")

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not folded(text):
            raise ValidationError(_("Write what somebody would look for, in letters or digits."))
        return text

    def clean_address(self):
        document = document_at(self.cleaned_data["address"].strip())
        if document is None:
            raise ValidationError(_("The public finds nothing at this address."))
        self.instance.kind, self.instance.key = document.kind, document.key
        return self.cleaned_data["address"]

    def clean(self):
        cleaned = super().clean()
        if {"text", "address"} <= cleaned.keys() and self._is_chosen_already(folded(cleaned["text"])):
            raise ValidationError({"address": _("This result is chosen for this text already.")})
        return cleaned

    def _is_chosen_already(self, words):
        same = Pick.objects.for_words(words).filter(kind=self.instance.kind, key=self.instance.key)
        return same.exclude(pk=self.instance.pk).exists()


def document_at(address):
    """What the public finds at an address of this site, written with or without the site's name."""
    path = BEFORE_AND_AFTER_PATH.sub("", address).strip("/")
    path = f"/{path}/" if path else "/"
    return PublicDocument.objects.filter(url__in=[address, path]).order_by("pk").first()


def document_of(pick, field):
    return PublicDocument.objects.filter(kind=pick.kind, key=pick.key).values_list(field, flat=True).first()


class PickViewSet(HouseViewSet):
    model = Pick
    name = "chosen_results"
    icon = "pick"
    menu_label = gettext_lazy("Chosen results")
    policy = HousePermissionPolicy(Pick, may=looks_after_search)
    add_view_class = FilledInCreateView
    filled_in = ("text", "address")
    search_fields = ["text"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "text",
        Column("title", label=gettext_lazy("Shown first"), accessor=lambda pick: shown_by(pick)),
        Column("position", label=gettext_lazy("Position"), accessor="position"),
    ]
    edit_handler = ObjectList(
        [FieldPanel("text"), FieldPanel("address"), FieldPanel("position")], base_form_class=PickForm
    )

    def rows(self, user):
        return super().rows(user).with_documents()


def shown_by(pick):
    if pick.url is None:
        return _("Nothing: the public does not see it at present")
    return format_html('<a href="{}">{}</a>', pick.url, pick.title)


class SearchedTextFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label=gettext_lazy("Days"), widget=DateRangePickerWidget)
    found = ChoiceFilter(
        label=gettext_lazy("Found the last time"),
        choices=[("nothing", gettext_lazy("Nothing")), ("something", gettext_lazy("Something"))],
        method="filter_found",
    )

    class Meta:
        model = SearchedText
        fields = []

    def filter_found(self, rows, name, value):
        return rows.filter(found=0) if value == "nothing" else rows.filter(found__gt=0)


class SearchedTextIndexView(HouseIndexView):
    page_title = gettext_lazy("What people look for")
    filterset_class = SearchedTextFilterSet
    export_headings = {
        "text": gettext_lazy("Looked for"),
        "asked": gettext_lazy("Times"),
        "found": gettext_lazy("Found the last time"),
        "last_day": gettext_lazy("Last on"),
    }


class SearchedTextViewSet(HouseViewSet):
    """Read only: by text, the most frequent first, with the way to help those who found nothing."""

    model = SearchedText
    name = "searches"
    icon = "search"
    menu_label = gettext_lazy("What people look for")
    form_fields = ()
    policy = HousePermissionPolicy(SearchedText, may=looks_after_search, writes=())
    index_view_class = SearchedTextIndexView
    search_fields = ["text"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("text", label=gettext_lazy("Looked for"), accessor=lambda row: link_to_search(row), sort_key="text"),
        NumberColumn("asked", label=gettext_lazy("Times"), sort_key="asked"),
        NumberColumn("found", label=gettext_lazy("Found the last time"), sort_key="found"),
        DateColumn("last_day", label=gettext_lazy("Last on"), sort_key="last_day"),
        Column("help", label=gettext_lazy("Help it find more"), accessor=lambda row: ways_to_help(row)),
    ]
    list_export = ["text", "asked", "found", "last_day"]
    export_filename = "searches"

    def rows(self, user):
        return super().rows(user).by_text()

    def hidden_views(self):
        # A row of the list is a sum over days: nobody wrote it.
        return super().hidden_views() | {"history", "history_results"}


def link_to_search(row):
    # A page of its own by number is not counted: the office only looks.
    address = f"{reverse('search:results')}?{urlencode({'q': row['text'], 'page': 1})}"
    return format_html('<a href="{}">{}</a>', address, row["text"])


def ways_to_help(row):
    synonyms = f"{reverse('synonyms:add')}?{urlencode({'names': row['text']})}"
    pick = f"{reverse('chosen_results:add')}?{urlencode({'text': row['text']})}"
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>', synonyms, _("Add synonyms"), pick, _("Choose a result")
    )


class SearchViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Public search")
    menu_icon = "search"
    menu_order = 135
    items = (SearchedTextViewSet, SynonymGroupViewSet, PickViewSet)
