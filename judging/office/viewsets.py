"""The office's sections of the judging. Marks are nowhere here: who looks at them goes through the results, on record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from accounts.backoffice import HousePermissionPolicy, HouseViewSet
from accounts.backoffice.views import HouseCreateView, HouseEditView
from accounts.backoffice.viewset import changed_fields
from accounts.rules import is_auditor_of_any_prize, is_secretariat_of_any_prize
from accounts.typed import whole_number
from audit.record import record_event
from judging import rules
from judging.actions.rubrics import refuse_frozen, refuse_unbalanced
from judging.models import (
    Assignment,
    Candidacy,
    Concern,
    Declaration,
    Panel,
    Round,
    RoundCategory,
    Rubric,
    Scorecard,
    Seat,
    TieKind,
)
from judging.office import acts
from judging.office.assigning import AssignView
from judging.office.forms import CriterionForm, OfEditionForm, PanelForm, RoundCategoryForm, TieKindForm
from judging.office.planning import PlanView
from judging.querysets.rounds import office_prizes
from prizes.backoffice import OnTheEditionsClock
from prizes.clock import spoken
from prizes.models import Edition


def office_policy(model, may_row=None, **kwargs):
    return HousePermissionPolicy(
        model, may=is_secretariat_of_any_prize, may_view=is_auditor_of_any_prize, may_row=may_row, **kwargs
    )


def of_round(rule, path):
    """Ask a rule about the round that a row belongs to."""

    def may_row(person, row):
        for name in path.split("."):
            row = getattr(row, name)
        return rule(person, row)

    return may_row


class RoundCreateView(OnTheEditionsClock, HouseCreateView):
    def stored_zone(self):
        chosen = self.request.POST.get("edition", "")
        editions = Edition.objects.visible_to(self.request.user).filter(pk=whole_number(chosen))
        return editions.values_list("time_zone", flat=True).first()


class RoundEditView(OnTheEditionsClock, HouseEditView):
    def stored_zone(self):
        rows = self.visible_rows().filter(pk=self.kwargs["pk"])
        return rows.values_list("edition__time_zone", flat=True).first()


class RoundViewSet(HouseViewSet):
    model = Round
    icon = "history"
    policy = office_policy(Round, rules.may_edit_round)
    add_view_class = RoundCreateView
    edit_view_class = RoundEditView
    acts = {"open": acts.OpenRoundView, "call_entry": acts.CallEntryView, "plan": PlanView, "assign": AssignView}
    list_filter = ["edition", "kind"]
    list_display = [
        "name",
        "edition",
        Column("kind", accessor="get_kind_display"),
        Column("state", label=gettext_lazy("State"), accessor=lambda round: round.state.label),
        Column("opens", label=gettext_lazy("Opens"), accessor=lambda round: spoken(round.opens_at, round.edition.zone)),
        Column(
            "closes", label=gettext_lazy("Closes"), accessor=lambda round: spoken(round.closes_at, round.edition.zone)
        ),
        BooleanColumn("blind"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("position")]),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldPanel("blind"),
            FieldPanel("asks_bids"),
            MultiFieldPanel([FieldPanel("pledge_version"), FieldPanel("pledge_text")], heading=gettext_lazy("Pledge")),
        ],
        base_form_class=OfEditionForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("edition__prize", "release").prefetch_related("seals")

    def act_buttons(self, row, user):
        front = Button(
            _("Progress, results, announcement"), url=reverse("judging:round", args=[row.pk]), icon_name="view"
        )
        return [front, *super().act_buttons(row, user)]


class RoundCategoryViewSet(HouseViewSet):
    """Its form asks for the bar by criterion, so that the fields follow the rubric and no panel names them."""

    model = RoundCategory
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Categories of rounds")
    policy = office_policy(RoundCategory, of_round(rules.may_edit_round, "round"))
    list_filter = {"round": ["exact"]}
    list_display = [
        "category",
        "round",
        Column("edition", accessor="round.edition"),
        "rubric",
        "jurors_per_entry",
        "places",
        "least_total",
    ]

    def rows(self, user):
        rows = super().rows(user).select_related("round__edition__prize", "category", "rubric")
        return rows.prefetch_related("round__seals")

    def get_form_class(self, for_update=False):
        return RoundCategoryForm


class CriteriaPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = CriterionForm
        return options


class RubricViewSet(HouseViewSet):
    """Read-only from the first mark on."""

    model = Rubric
    icon = "list-ol"
    policy = office_policy(Rubric, rules.may_edit_rubric)
    acts = {"correct": acts.CorrectRubricView}
    inspect_view_enabled = True
    list_filter = ["edition"]
    list_display = ["name", "edition", "version", DateColumn("frozen_at", label=gettext_lazy("Frozen"))]
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
            FieldPanel("introduction"),
            CriteriaPanel(
                "criteria",
                label=gettext_lazy("Criterion"),
                help_text=gettext_lazy("Their weights sum to 100."),
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
                    FieldPanel("description"),
                    FieldRowPanel([FieldPanel("weight"), FieldPanel("position"), FieldPanel("mandatory")]),
                    FieldRowPanel([FieldPanel("lowest"), FieldPanel("highest")]),
                    FieldPanel("evidence"),
                    FieldPanel("assistance"),
                    MultiFieldPanel(
                        [
                            InlinePanel(
                                "levels",
                                label=gettext_lazy("Level"),
                                panels=[
                                    FieldRowPanel([FieldPanel("value"), FieldPanel("label")]),
                                    FieldPanel("description"),
                                ],
                            )
                        ],
                        heading=gettext_lazy("Levels"),
                    ),
                ],
            ),
        ],
        base_form_class=OfEditionForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("edition__prize")

    def action_create(self, *, form, by):
        rubric = form.save()
        refuse_unbalanced(rubric)
        return self._recorded("created", rubric, form, by)

    def action_update(self, *, form, by):
        if not form.has_changed():
            return form.instance
        refuse_frozen(form.instance)
        rubric = form.save()
        refuse_unbalanced(rubric)
        return self._recorded("changed", rubric, form, by)

    def _recorded(self, act, rubric, form, by):
        record_event(self.verb(act), target=rubric, by=by, details={"fields": changed_fields(form)})
        return rubric


class PanelViewSet(HouseViewSet):
    model = Panel
    icon = "group"
    policy = office_policy(Panel, of_round(rules.may_edit_round, "round"))
    acts = {"invite": acts.InviteJurorView}
    list_filter = {"round": ["exact"]}
    list_display = ["name", "round", Column("edition", accessor="round.edition")]
    edit_handler = ObjectList([FieldPanel(name) for name in ("round", "name", "categories")], base_form_class=PanelForm)

    def rows(self, user):
        return super().rows(user).select_related("round__edition__prize").prefetch_related("round__seals")


class SeatViewSet(HouseViewSet):
    """A seat is taken by accepting an invitation."""

    model = Seat
    icon = "user"
    form_fields = ()
    policy = office_policy(Seat, of_round(rules.is_office, "panel.round"), writes=())
    acts = {"fields": acts.SetFieldsView, "end": acts.EndSeatView}
    list_filter = {"panel__round": ["exact"], "seat_type": ["exact"]}
    list_display = [
        "juror",
        "panel",
        Column("round", accessor="panel.round"),
        Column("seat_type", label=gettext_lazy("Speaks for"), accessor="get_seat_type_display"),
        BooleanColumn("is_chair", label=gettext_lazy("Chair")),
        BooleanColumn("is_deputy", label=gettext_lazy("Deputy")),
        BooleanColumn("scores"),
        DateColumn("left_at", label=gettext_lazy("Left")),
    ]

    def rows(self, user):
        return super().rows(user).select_related("juror", "panel__round__edition__prize")


class TieKindViewSet(HouseViewSet):
    model = TieKind
    icon = "link"
    menu_label = gettext_lazy("Kinds of tie")
    policy = office_policy(TieKind, rules.edits_rubrics)
    list_filter = ["edition"]
    list_display = ["label", "edition", Column("consequence", accessor="get_consequence_display")]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("edition", "label", "key", "consequence", "position")],
        base_form_class=TieKindForm,
    )

    def rows(self, user):
        return super().rows(user).select_related("edition__prize")


class CandidacyViewSet(HouseViewSet):
    """Entries come in by acts on the round."""

    model = Candidacy
    icon = "doc-full"
    menu_label = gettext_lazy("Entries in rounds")
    form_fields = ()
    policy = office_policy(Candidacy, of_round(rules.may_assign, "round"), writes=())
    acts = {"newest": acts.RepinView}
    list_filter = {"round": ["exact"], "round_category__category": ["exact"], "source": ["exact"]}
    search_fields = ["code", "nomination__title", "nomination__organisation__name"]
    list_display = [
        "code",
        Column("company", label=gettext_lazy("Company"), accessor="nomination.organisation.name"),
        Column("category", label=gettext_lazy("Category"), accessor="round_category.category"),
        "round",
        Column("source", label=gettext_lazy("Came in by"), accessor="get_source_display"),
        DateColumn("withdrawn_at", label=gettext_lazy("Withdrawn")),
    ]

    def rows(self, user):
        rows = Candidacy.objects.filter(round__edition__prize__in=office_prizes(user))
        return rows.select_related("round__edition__prize", "round_category__category", "nomination__organisation")


class AssignmentViewSet(HouseViewSet):
    model = Assignment
    icon = "tasks"
    form_fields = ()
    policy = office_policy(Assignment, rules.manages_its_round, writes=())
    acts = {"recuse": acts.RecuseView}
    list_filter = {"candidacy__round": ["exact"], "state": ["exact"], "source": ["exact"]}
    list_display = [
        "juror",
        Column("entry", label=gettext_lazy("Entry"), accessor="candidacy.code"),
        Column("round", accessor="candidacy.round"),
        Column("state", accessor="get_state_display"),
        Column("source", accessor="get_source_display"),
        "reason",
    ]

    def rows(self, user):
        rows = Assignment.objects.filter(candidacy__round__edition__prize__in=office_prizes(user))
        return rows.select_related("juror", "candidacy__round__edition__prize")


class ScorecardViewSet(HouseViewSet):
    """How far each card is. What is on it stands in the results."""

    model = Scorecard
    icon = "form"
    form_fields = ()
    policy = office_policy(Scorecard, of_round(rules.is_office, "candidacy.round"), writes=())
    list_filter = {"candidacy__round": ["exact"], "state": ["exact"], "source": ["exact"]}
    list_display = [
        "juror",
        Column("entry", label=gettext_lazy("Entry"), accessor="candidacy.code"),
        Column("round", accessor="candidacy.round"),
        Column("state", accessor="get_state_display"),
        Column("source", accessor="get_source_display"),
        DateColumn("handed_in_at", label=gettext_lazy("Handed in")),
    ]

    def rows(self, user):
        rows = Scorecard.objects.filter(candidacy__round__edition__prize__in=office_prizes(user))
        return rows.defer("total").select_related("juror", "candidacy__round__edition__prize")


class DeclarationViewSet(HouseViewSet):
    """What jurors declared, and what was waived by whom and why. Declared and waived at the front."""

    model = Declaration
    icon = "warning"
    form_fields = ()
    policy = office_policy(Declaration, writes=())
    list_filter = {"edition": ["exact"], "kind": ["exact"]}
    search_fields = ["organisation__name", "juror__name"]
    list_display = [
        "juror",
        "organisation",
        "edition",
        Column("kind", label=gettext_lazy("Declared"), accessor="get_kind_display"),
        "note",
        Column("waiver", label=gettext_lazy("Waived"), accessor=lambda declaration: waiver_of(declaration)),
    ]

    def rows(self, user):
        rows = Declaration.objects.filter(edition__prize__in=office_prizes(user))
        return rows.select_related("juror", "organisation", "edition__prize", "waiver__given_by")


def waiver_of(declaration):
    waiver = getattr(declaration, "waiver", None)
    return f"{waiver.given_by}: {waiver.reason}" if waiver else ""


class ConcernViewSet(HouseViewSet):
    model = Concern
    icon = "comment"
    form_fields = ()
    policy = office_policy(Concern, of_round(rules.is_office, "assignment.candidacy.round"), writes=())
    acts = {"resolve": acts.ResolveConcernView}
    list_filter = {"assignment__candidacy__round": ["exact"]}
    list_display = [
        "text",
        Column("juror", accessor="assignment.juror"),
        Column("entry", label=gettext_lazy("Entry"), accessor="assignment.candidacy.code"),
        DateColumn("raised_at", label=gettext_lazy("Raised")),
        DateColumn("resolved_at", label=gettext_lazy("Answered")),
    ]

    def rows(self, user):
        rows = Concern.objects.filter(assignment__candidacy__round__edition__prize__in=office_prizes(user))
        return rows.select_related("assignment__juror", "assignment__candidacy__round__edition__prize")


class JudgingGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Judging")
    menu_icon = "list-ol"
    menu_order = 120
    items = (
        RoundViewSet,
        RoundCategoryViewSet,
        RubricViewSet,
        PanelViewSet,
        SeatViewSet,
        TieKindViewSet,
        CandidacyViewSet,
        AssignmentViewSet,
        ScorecardViewSet,
        DeclarationViewSet,
        ConcernViewSet,
    )
