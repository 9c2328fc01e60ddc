from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from prizes import backoffice
from prizes.actions import create_edition, create_term, delete_edition, delete_term, edit_edition, edit_term
from prizes.clock import spoken
from prizes.forms.setup import PrizeForm, TermForm
from prizes.models import Edition, Prize, Term
from prizes.rules import can_edit_edition, can_edit_prize
from prizes.support_office import ServiceRequestViewSet, SupportServiceViewSet

SLUG_HELP = _("Stands in addresses and answers; made from the name when left empty. A former one leads to the new one.")


class PrizeViewSet(HouseViewSet):
    """Prizes are made by the command that sets them up, together with the first role in them; here they are edited."""

    model = Prize
    icon = "trophy"
    policy = HousePermissionPolicy(
        Prize,
        may=is_secretariat_of_any_prize,
        may_view=is_auditor_of_any_prize,
        may_row=can_edit_prize,
        writes={"change"},
    )
    list_display = ["name", "slug", "contact_email"]
    panels = [FieldPanel(name) for name in ("name", "summary", "contact_email", "judging_time", "languages", "site")]
    edit_handler = ObjectList(panels, base_form_class=PrizeForm)


class EditionViewSet(HouseViewSet):
    model = Edition
    icon = "calendar-alt"
    policy = HousePermissionPolicy(
        Edition, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, may_row=can_edit_edition
    )
    add_view_class = backoffice.EditionCreateView
    edit_view_class = backoffice.EditionEditView
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id"]
    inspect_template_name = "prizes/backoffice/inspect_edition.html"
    acts = {"copy_to_year": backoffice.CopyEditionView}
    list_filter = ["prize", "published", "rehearsal"]
    search_fields = ["name", "theme"]
    list_display = [
        "name",
        Column("window", label=_("Nominations"), accessor=lambda edition: edition.window().label),
        Column("opens", label=_("Open"), accessor=lambda edition: spoken(edition.opens_at, edition.zone)),
        Column("closes", label=_("Close"), accessor=lambda edition: spoken(edition.closes_at, edition.zone)),
        BooleanColumn("published", label=_("Public")),
        BooleanColumn("rehearsal"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("prize"), FieldPanel("year")]),
                    FieldPanel("name"),
                    FieldPanel("theme"),
                    MultiFieldPanel(
                        [
                            FieldPanel(
                                "time_zone", help_text=_("All dates of the edition are on the clock of this zone.")
                            ),
                            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                            FieldPanel("upload_grace"),
                        ],
                        heading=_("Nominations"),
                    ),
                    InlinePanel(
                        "dates",
                        heading=_("Other dates"),
                        label=_("Date"),
                        help_text=_("Worth telling the public; they open or close nothing."),
                        panels=[FieldPanel("name"), FieldPanel("at"), FieldPanel("note")],
                    ),
                    FieldRowPanel([FieldPanel("published"), FieldPanel("rehearsal")]),
                ],
                heading=_("Edition"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "categories",
                        label=_("Category"),
                        panels=[
                            FieldPanel("name"),
                            FieldPanel("description"),
                            FieldRowPanel([FieldPanel("winners_least"), FieldPanel("winners_most")]),
                        ],
                    )
                ],
                heading=_("Categories"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "eligibility_rules",
                        label=_("Rule"),
                        help_text=_("Asked before a nomination begins. Any change counts the version of the rules up."),
                        panels=[
                            FieldPanel("question"),
                            FieldPanel("help_text"),
                            FieldPanel("kind"),
                            FieldRowPanel([FieldPanel("required_answer"), FieldPanel("least"), FieldPanel("most")]),
                            FieldPanel("reason"),
                            FieldPanel("assistance"),
                            InlinePanel(
                                "options",
                                label=_("Option"),
                                help_text=_("For a choice only."),
                                panels=[FieldPanel("label"), FieldPanel("eligible")],
                            ),
                        ],
                    )
                ],
                heading=_("Eligibility"),
            ),
            ObjectList([FieldPanel("terms_text")], heading=_("Terms")),
        ]
    )

    def rows(self, user):
        return super().rows(user).select_related("prize")

    def action_create(self, *, form, by):
        return create_edition(edition=form.save(commit=False), by=by)

    def action_update(self, *, form, by):
        return edit_edition(edition=form.save(commit=False), by=by)

    def action_delete(self, *, instance, by):
        delete_edition(edition=instance, by=by)


class TermViewSet(HouseViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Vocabularies")
    policy = HousePermissionPolicy(Term, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize)
    acts = {"merge": backoffice.MergeTermView}
    list_display = ["name", "vocabulary", "broader", "slug"]
    list_filter = ["vocabulary"]
    search_fields = ["name", "description"]
    ordering = ["vocabulary", "name"]
    list_per_page = 100
    edit_handler = ObjectList(
        [
            FieldPanel("vocabulary"),
            FieldPanel("name"),
            FieldPanel("slug", help_text=SLUG_HELP),
            FieldPanel("description"),
            FieldPanel("broader"),
        ],
        base_form_class=TermForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("broader")

    def action_create(self, *, form, by):
        return create_term(term=form.save(commit=False), by=by)

    def action_update(self, *, form, by):
        return edit_term(term=form.save(commit=False), by=by)

    def action_delete(self, *, instance, by):
        delete_term(term=instance, by=by)


class PrizeViewSetGroup(ModelViewSetGroup):
    menu_label = _("Prize")
    menu_icon = "trophy"
    menu_order = 100
    items = (EditionViewSet, PrizeViewSet, TermViewSet, SupportServiceViewSet, ServiceRequestViewSet)
