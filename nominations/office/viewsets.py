from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.backoffice.columns import TextColumn
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from nominations import rules
from nominations.models import Nomination
from nominations.office import acts
from nominations.office.filters import NominationFilterSet, with_parts
from nominations.office.views import NominationIndexView, NominationInspectView, told


class NominationViewSet(HouseViewSet):
    """Entries are written by their companies; here they are read, and decided on by acts."""

    model = Nomination
    # The namespace of the plural is the front's.
    name = "nomination"
    url_prefix = "nominations"
    # Nothing is typed in: there is no form to add or edit.
    form_fields = ()
    icon = "doc-full"
    menu_label = _("Nominations")
    menu_order = 105
    add_to_admin_menu = True
    policy = HousePermissionPolicy(
        Nomination,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=rules.may_screen,
        writes=(),
    )
    acts = {
        "eligible": acts.EligibleView,
        "information": acts.RequestInformationView,
        "ineligible": acts.IneligibleView,
        "reopen_screening": acts.ReopenScreeningView,
        "extend": acts.ExtendView,
        "merge": acts.MergeView,
        "erase_answers": acts.EraseAnswersView,
    }
    index_view_class = NominationIndexView
    index_template_name = "nominations/office/index.html"
    index_results_template_name = "nominations/office/index_results.html"
    inspect_view_class = NominationInspectView
    inspect_view_enabled = True
    inspect_template_name = "nominations/office/inspect.html"
    search_fields = ["title", "organisation__name", "reference_code", "external_key"]
    search_backend_name = None
    ordering = "-submitted_at"
    list_per_page = 50
    list_display = [
        TextColumn("reference_code", label=_("Reference"), sort_key="reference_code"),
        TextColumn("company", label=_("Company"), accessor="organisation.name", sort_key="organisation__name"),
        TextColumn("category", label=_("Category"), accessor="category.name", sort_key="category__name"),
        TextColumn("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        TextColumn(
            "submitted",
            label=_("Submitted"),
            accessor=lambda nomination: told(nomination.submitted_at, nomination.edition),
            sort_key="submitted_at",
        ),
        TextColumn("language", label=_("Language"), sort_key="language"),
        TextColumn("attachments", label=_("Files"), accessor="attachment_count", sort_key="attachment_count"),
    ]
    list_export = [
        "reference_code",
        "title",
        "organisation.name",
        "organisation.city",
        "organisation.state",
        "edition.name",
        "category.name",
        "get_state_display",
        "submitted_locally",
        "language",
        "attachment_count",
        "contacts",
        "external_key",
        "screening_reason",
    ]

    @cached_property
    def filterset_class(self):
        return with_parts(NominationFilterSet)

    def rows(self, user):
        # The terms are long, and the same on every row.
        nominations = Nomination.objects.of_office(user).defer("edition__terms_text")
        return nominations.select_related("edition__prize", "category", "organisation")
