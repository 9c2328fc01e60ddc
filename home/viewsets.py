from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.rules import is_editor_of_any_prize, is_secretariat_of_any_prize
from home import office
from home.models import SiteRedirect, StoryOffer
from home.redirect_form import SiteRedirectForm
from home.rules import makes_stories_of


class StoryOfferViewSet(HouseViewSet):
    """What entrants offered to tell: read, taken up as a draft, or declined with a reason."""

    model = StoryOffer
    name = "story_offers"
    icon = "openquote"
    menu_label = _("Story offers")
    menu_order = 130
    add_to_admin_menu = True
    form_fields = ()
    policy = HousePermissionPolicy(
        StoryOffer, may=is_editor_of_any_prize | is_secretariat_of_any_prize, may_row=makes_stories_of, writes=()
    )
    acts = {"take_up": office.TakeUpView, "decline": office.DeclineView}
    inspect_view_enabled = True
    inspect_view_fields = [
        "company_name",
        "place",
        "title",
        "situation",
        "action",
        "result",
        "lessons",
        "contact_name",
        "contact_email",
        "offered_at",
        "state",
        "reason",
    ]
    list_filter = ["state"]
    search_fields = ["company_name", "title"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("title", label=_("Story"), accessor="title", sort_key="title"),
        Column("company_name", label=_("Company"), accessor="company_name", sort_key="company_name"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("offered_at", label=_("Offered"), sort_key="offered_at"),
    ]
    list_export = ["company_name", "place", "title", "get_state_display", "offered_at"]

    def rows(self, user):
        return super().rows(user).with_context()


class SiteRedirectViewSet(HouseViewSet):
    """Where somebody is led who comes by an old address. Wagtail adds one itself when a page is moved or renamed."""

    model = SiteRedirect
    name = "site_redirects"
    icon = "redirect"
    menu_label = _("Redirects")
    menu_order = 140
    add_to_admin_menu = True
    # Whoever may see one may change it, and the form offers no other site than theirs.
    policy = HousePermissionPolicy(SiteRedirect, may=is_editor_of_any_prize | is_secretariat_of_any_prize)
    search_fields = ["old_path"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column("old_path", label=_("From"), accessor="old_path", sort_key="old_path"),
        Column("leads_to", label=_("To"), accessor="leads_to"),
        Column("site", label=_("Site"), accessor="site"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("old_path", help_text=_("What stands behind the site's name, as in /old-page/.")),
            FieldPanel("redirect_page"),
            FieldPanel("redirect_link", help_text=_("For an address on another site.")),
            FieldPanel("is_permanent"),
            FieldPanel("site"),
        ],
        base_form_class=SiteRedirectForm,
    )

    def rows(self, user):
        return super().rows(user).with_context()
