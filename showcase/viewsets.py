from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from showcase import office
from showcase.models import Award
from showcase.rules import may_manage_award


def page_state(award):
    """What stands between the page and its readers."""
    page = getattr(award, "page", None)
    if page is None:
        return "None"
    if page.live:
        return _("Published")
    return _("Ready") if page.ready_at else _("Draft")


def newest_answer(award):
    answers = award.approvals.all()
    return answers[0].get_answer_display() if answers else _("Not answered")


class AwardViewSet(HouseViewSet):
    """Awards come from released decisions; here they are read, cited, shown to their companies, and taken back."""

    model = Award
    name = "awards"
    icon = "trophy"
    menu_label = _("Awards")
    menu_order = 120
    add_to_admin_menu = True
    form_fields = ()
    policy = HousePermissionPolicy(
        Award,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=may_manage_award,
        writes=(),
    )
    acts = {
        "cite": office.CitationView,
        "ask": office.AskForApprovalView,
        "draft": office.DraftPageView,
        "revoke": office.RevokeView,
    }
    inspect_view_enabled = True
    inspect_view_fields = [
        "company_name",
        "place",
        "kind",
        "category",
        "title",
        "citation",
        "state",
        "reason",
        "offered_at",
        "answered_at",
    ]
    list_filter = ["category__edition", "category", "kind", "state"]
    search_fields = ["company_name", "title"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "company_name",
        Column("kind", label=_("Award"), accessor="get_kind_display", sort_key="kind"),
        Column("category", label=_("Category"), accessor="category.name", sort_key="category__name"),
        Column("edition", label=_("Edition"), accessor="category.edition.name", sort_key="category__edition__year"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column(
            "citation", label=_("Citation"), accessor=lambda award: _("Written") if award.citation else _("Missing")
        ),
        Column("page", label=_("Page"), accessor=page_state),
        Column("approval", label=_("Company says"), accessor=newest_answer),
    ]
    list_export = [
        "company_name",
        "place",
        "get_kind_display",
        "category.name",
        "category.edition.name",
        "get_state_display",
        "citation",
    ]

    def rows(self, user):
        return super().rows(user).in_order().with_context().select_related("page").prefetch_related("approvals")
