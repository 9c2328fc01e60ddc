"""The entry page: the submission beside the rubric."""

from types import MappingProxyType

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from accounts.rules import NotAllowed
from accounts.typed import whole_number
from judging import rules
from judging.actions import note_opened, save_sheet
from judging.actions.marks import mark_value
from judging.enums import RemarkKind, ScorecardState
from judging.models import Assignment, MarkRevision, RemarkRevision, Scorecard
from judging.reading import file_numbered, name_of, read_entry
from judging.scoring import criteria_of, pile_of, questions_of, remark_fields
from judging.views.common import JudgingPage, find_candidacy, find_readable

NOTHING = MappingProxyType({})


class Entry(JudgingPage, TemplateView):
    template_name = "judging/entry.html"

    def get(self, request, pk):
        candidacy = find_candidacy(request.user, pk)
        if gate := closed_gate(request.user, candidacy):
            return redirect(gate, candidacy.round_id)
        if not rules.may_read_entry(request.user, candidacy):
            raise Http404
        if candidacy.gate_assigned and candidacy.opened_at is None:
            note_opened(Assignment.objects.get(candidacy=candidacy, juror=request.user))
        return self.show(candidacy)

    def post(self, request, pk):
        """The page without script: everything at once, each value on the revision that it was shown with."""
        candidacy = find_readable(request.user, pk)
        card = find_card(request.user, candidacy)
        try:
            conflicts, refusals = save_all(card, request)
        except NotAllowed:
            messages.error(
                request, _("Not saved: this scorecard cannot be changed now. Your text stands below to be copied.")
            )
            return self.show(candidacy, typed=remarks_typed(request.POST), status=403)
        if refusals:
            messages.error(request, _("Nothing is saved yet: look at what is marked below."))
        if conflicts or refusals:
            return self.show(candidacy, conflicts=conflicts, refusals=refusals, typed=request.POST)
        messages.success(request, _("Saved."))
        following = pile_of(request.user, candidacy).next_open if "next" in request.POST else None
        if "next" in request.POST and following is None:
            return redirect("judging:queue")
        return redirect("judging:entry", following or candidacy.pk)

    def show(self, candidacy, *, conflicts=NOTHING, refusals=NOTHING, typed=NOTHING, status=200):
        card = own_card(self.request.user, candidacy)
        marks = {mark.criterion_id: mark for mark in card.marks.all()} if card else {}
        remarks = {remark.kind: remark for remark in card.remarks.all()} if card else {}
        reading = read_entry(candidacy)
        criteria = criteria_of(candidacy.round_category.rubric)
        return self.render_to_response(
            self.get_context_data(
                candidacy=candidacy,
                round=candidacy.round,
                zone=candidacy.round.edition.zone,
                name=name_of(candidacy),
                reading=reading,
                card=card,
                questions=questions_of(criteria, marks, reading, conflicts, refusals, typed),
                remarks=remark_fields(remarks, conflicts, refusals, typed) if card else [],
                may_revise=card is not None
                and card.state == ScorecardState.SUBMITTED
                and rules.may_revise(self.request.user, card),
                can_write=card is not None and rules.may_write_card(self.request.user, card),
                pile=pile_of(self.request.user, candidacy),
            ),
            status=status,
        )


def closed_gate(person, candidacy):
    """Where the juror has to go first, if it is only the pledge or the declaration that is missing."""
    if not (rules.is_assigned(person, candidacy) and rules.is_current(person, candidacy)):
        return None
    if not rules.has_pledged(person, candidacy):
        return "judging:pledge"
    return None if rules.has_declared(person, candidacy) else "judging:declare"


def own_card(person, candidacy):
    if not candidacy.gate_assigned:
        return None
    card = Scorecard.objects.filter(candidacy=candidacy, juror=person).prefetch_related("marks", "remarks").first()
    if card:
        # The gates have been read with it.
        card.candidacy = candidacy
    return card


def find_card(person, candidacy):
    card = own_card(person, candidacy)
    if card is None:
        raise Http404
    return card


def save_all(card, request):
    """Conflicts, and what was refused, in words, by criterion key or kind of remark."""
    marks, remarks = posted_changes(card, request.POST)
    try:
        outcomes = save_sheet(scorecard=card, marks=marks, remarks=remarks, by=request.user)
    except ValidationError as refusal:
        return {}, refusal.message_dict
    return {name: outcome for name, outcome in outcomes.items() if outcome.is_conflict}, {}


def posted_changes(card, data):
    """What differs from what the page showed: a value that was not touched says nothing about a newer one."""
    shown = shown_values(card, data)
    marks = {
        criterion.key: data.get(f"mark-{criterion.key}") or None
        for criterion in criteria_of(card.candidacy.round_category.rubric)
    }
    remarks = {kind: data.get(f"remark-{kind}", "").replace("\r\n", "\n").strip() for kind in RemarkKind.values}
    return (
        {key: (value, base_revision(data, key)) for key, value in marks.items() if value != shown.get(key)},
        {kind: (text, base_revision(data, kind)) for kind, text in remarks.items() if text != shown.get(kind, "")},
    )


def shown_values(card, data):
    """The values of the revisions that the page was made from."""
    marks = MarkRevision.objects.filter(mark__scorecard=card).select_related("mark__criterion")
    remarks = RemarkRevision.objects.filter(remark__scorecard=card).select_related("remark")
    shown = {
        row.mark.criterion.key: mark_value(row)
        for row in marks
        if row.revision == base_revision(data, row.mark.criterion.key)
    }
    return shown | {
        row.remark.kind: row.text for row in remarks if row.revision == base_revision(data, row.remark.kind)
    }


def remarks_typed(data):
    """Text is a loss where it is not kept; a mark is a click, and the ones that stand are shown."""
    return {name: data[name] for name in data if name.startswith("remark-")}


def base_revision(data, name):
    return whole_number(data.get(f"base-{name}", "")) or 0


class EntryFile(JudgingPage, View):
    """A file of the submission, under a name that tells nobody's in a blind round, and never opened inside the browser."""

    def get(self, request, pk, number):
        file = file_numbered(find_readable(request.user, pk), number)
        if file is None:
            raise Http404
        response = FileResponse(
            file.attachment.file.open("rb"),
            as_attachment=True,
            filename=file.name,
            content_type=file.attachment.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox"
        return response
