"""Assignment by hand: entries against jurors, with load, exclusions and coverage in view before anything is committed."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from accounts.backoffice import HouseActView
from accounts.models import Person
from judging.assignment import Obstacles, commit_plan, plan_pairs
from judging.enums import AssignmentSource
from judging.models import Candidacy, Seat

ENTRIES_PER_PAGE = 50


@dataclass(frozen=True)
class Cell:
    pair: str
    # Why the pair cannot be assigned; empty when it can.
    obstacle: str
    is_assigned: bool


@dataclass(frozen=True)
class Line:
    candidacy: Candidacy
    read_by: int
    cells: list

    @property
    def is_covered(self):
        return self.read_by >= self.candidacy.round_category.jurors_per_entry


class AssignView(HouseActView):
    """One pair by its own box, many by the boxes of entries and jurors; first the plan, then the act."""

    page_title = gettext_lazy("Assign by hand")
    label = gettext_lazy("Assign")
    icon_name = "group"
    submit_label = gettext_lazy("Show the plan")
    template_name = "judging/office/assign.html"

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def post(self, request, *args, **kwargs):
        try:
            plan = plan_pairs(
                round=self.object,
                pairs=self.chosen_pairs(),
                source=AssignmentSource.HAND,
                again="again" in request.POST,
            )
            if "commit" in request.POST:
                return self.commit(plan)
        except ValidationError as refusal:
            return self.render_to_response(self.get_context_data(refusals=refusal.messages))
        return self.render_to_response(self.get_context_data(plan=plan, summary=self.summarise(plan)))

    def commit(self, plan):
        made = commit_plan(plan, by=self.request.user)
        text = ngettext("%(count)d pair is assigned.", "%(count)d pairs are assigned.", len(made))
        messages.success(self.request, text % {"count": len(made)})
        return redirect(self.request.get_full_path())

    def chosen_pairs(self):
        """Each box of a pair, and every entry with a box against every juror with one; no pair twice."""
        entries = {str(candidacy.pk): candidacy for candidacy in self.candidacies}
        jurors = {str(juror.pk): juror for juror in self.jurors}
        posted = self.request.POST
        single = [box.partition(":")[::2] for box in posted.getlist("pair")]
        many = [(entry, juror) for entry in posted.getlist("entry") for juror in posted.getlist("juror")]
        chosen = dict.fromkeys([*single, *many])
        if not chosen:
            raise ValidationError(_("Choose pairs in the table, or entries and jurors to be matched."))
        if any(entry not in entries or juror not in jurors for entry, juror in chosen):
            raise ValidationError(_("An entry or a juror that you chose is no longer in this round."))
        return [(entries[entry], jurors[juror]) for entry, juror in chosen]

    @property
    def candidacies(self):
        rows = Candidacy.objects.current().filter(round=self.object)
        return rows.select_related("nomination__organisation", "round_category__category", "submission").order_by(
            "round_category__category__position", "code"
        )

    @property
    def jurors(self):
        seats = Seat.objects.scoring().filter(panel__round=self.object)
        return Person.objects.filter(pk__in=seats.values("juror")).order_by("name", "email")

    def get_context_data(self, **kwargs):
        page = Paginator(self.candidacies, ENTRIES_PER_PAGE).get_page(self.request.GET.get("p"))
        jurors = list(self.jurors)
        obstacles = Obstacles(self.object, jurors, again=True)
        load = Counter(juror for _, juror in obstacles.active)
        read_by = Counter(entry for entry, _ in obstacles.active)
        active = set(obstacles.active)
        return super().get_context_data(
            page=page,
            jurors=[(juror, load[juror.pk]) for juror in jurors],
            lines=[
                Line(entry, read_by[entry.pk], [cell(entry, juror, obstacles, active) for juror in jurors])
                for entry in page
            ],
            **kwargs,
        )

    def summarise(self, plan):
        people = {juror.pk: juror for _, juror in plan.pairs}
        entries = {entry.pk: entry for entry, _ in plan.pairs}
        return {
            "load": [(juror, plan.load_before[pk], plan.load[pk]) for pk, juror in people.items()],
            "coverage": [(entry, plan.coverage[pk], plan.wanted[pk]) for pk, entry in entries.items()],
            "pairs": [f"{entry.pk}:{juror.pk}" for entry, juror in plan.pairs],
            "again": "again" in self.request.POST,
        }


def cell(entry, juror, obstacles, active):
    is_assigned = (entry.pk, juror.pk) in active
    obstacle = "" if is_assigned else obstacles.reason(entry, juror) or ""
    return Cell(f"{entry.pk}:{juror.pk}", obstacle, is_assigned)
