"""What the figures are worth, how they were made, and all of them to take away."""

import json

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from accounts.models import Person
from judging import exporting, rules, wording
from judging.enums import SealKind
from judging.models import Seat
from judging.scoreboard import boards_for, cards_with_leniency
from judging.sealing import figures_input
from judging.standings import standings_of
from judging.views.figures import seal_of
from judging.views.leading import LeadPage, ResultsPage, note_export
from prizes.enums import SeatType


class Reliability(ResultsPage, TemplateView):
    """How far the jury agrees, a sentence to each figure; what stands out in the marking is for the chair alone."""

    template_name = "judging/chair_reliability.html"
    page = "judging:reliability"

    def get_context_data(self, **kwargs):
        person = self.request.user
        boards = boards_for(person, self.round)
        groups = dict.fromkeys(board.figures.group for board in boards if board.figures)
        return super().get_context_data(
            groups=[self.group(group, boards) for group in groups],
            flags=self.flags(boards) if rules.leads_round(person, self.round) else None,
            **kwargs,
        )

    def group(self, group, boards):
        mine = [
            board.round_category.category.name for board in boards if board.figures and board.figures.group is group
        ]
        refusal = group.refusal and wording.refusal_in_words(group.refusal, jurors=names_of(self.round))
        rows = wording.agreement_rows(group) if refusal else wording.reliability_rows(group)
        return {"categories": mine, "refusal": refusal, "rows": rows}

    def flags(self, boards):
        """In words; none about an entry that this chair may not see."""
        computation = getattr(self.round, "computation", None)
        names = names_of(self.round)
        entries = {str(row.candidacy.pk): row.name for board in boards for row in board.rows}
        return [
            self.told(flag, names, entries)
            for flag in (json.loads(computation.flags) if computation else [])
            if flag["candidacy"] is None or flag["candidacy"] in entries
        ]

    def told(self, flag, names, entries):
        jurors = [names.get(juror, _("a juror")) for juror in flag["jurors"]] + ["", ""]
        seat = SeatType(flag["seat"]).label if flag["seat"] else ""
        entry = entries.get(flag["candidacy"], "")
        return wording.flag_in_words(flag | {"seat_label": seat}, juror=jurors[0], other=jurors[1], entry=entry)


def names_of(round):
    """Jurors of the round by id as text: the names that figures use."""
    seats = Seat.objects.filter(panel__round=round)
    return {str(person.pk): str(person) for person in Person.objects.filter(pk__in=seats.values("juror"))}


class Method(ResultsPage, TemplateView):
    """How the figures were computed, in plain words, with an entry of this round as the example."""

    template_name = "judging/chair_method.html"
    page = "judging:method"

    def get_context_data(self, **kwargs):
        boards, standings = boards_for(self.request.user, self.round), standings_of(self.round)
        row = next((row for board in boards for row in board.rows if row.fair), None)
        return super().get_context_data(
            standings=standings,
            row=row,
            cards=cards_with_leniency(row.candidacy, row) if row else [],
            seal=seal_of(self.round, SealKind.FIGURES),
            **kwargs,
        )


class Export(LeadPage, View):
    """All figures as a file. Each file is an event, as each look is."""

    rule = rules.may_see_results

    def get(self, request, *args, **kwargs):
        make = {"csv": self.csv, "xlsx": self.xlsx, "json": self.json}.get(kwargs["kind"])
        if make is None:
            raise Http404
        content, content_type = make(boards_for(request.user, self.round))
        note_export(self.round, by=request.user, kind=kwargs["kind"])
        name = f"{slugify(self.round.edition.name)}-{self.round.key}.{kwargs['kind']}"
        return HttpResponse(
            content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    def csv(self, boards):
        return exporting.as_csv(exporting.entry_rows(boards)), "text/csv"

    def xlsx(self, boards):
        sheets = {_("Entries"): exporting.entry_rows(boards), _("Scorecards"): exporting.card_rows(boards)}
        if standings := standings_of(self.round):
            sheets[_("Jurors")] = exporting.juror_rows(standings, names_of(self.round))
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return exporting.as_workbook(sheets), content_type

    def json(self, boards):
        """The input, from which anybody can compute the figures again. It holds every entry: not for who is tied to one."""
        if any(board.withheld for board in boards) or not self.sees_every_category(boards):
            raise Http404
        seal = seal_of(self.round, SealKind.FIGURES)
        return (seal.input if seal else figures_input(self.round)), "application/json"

    def sees_every_category(self, boards):
        return len(boards) == self.round.round_categories.count()
