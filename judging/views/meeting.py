"""The jury's meeting, made for a projector: what is next, who has to leave, what was said, how they voted, what is decided."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.sessions import quiet
from judging import rules
from judging.actions import decide, possible_outcomes
from judging.actions.meeting import (
    call_back,
    close_meeting,
    note_attendance,
    open_meeting,
    save_discussion_note,
    step_out,
    take_vote,
)
from judging.agenda import Agenda
from judging.enums import RoundState
from judging.forms import AttendanceForm, DecisionForm, VotesForm
from judging.models import Ballot, Candidacy, Decision, DiscussionNote, Meeting
from judging.reading import read_entry
from judging.room import Room, jurors_of, open_meeting_of
from judging.scoreboard import cards_of
from judging.views.leading import ResultsPage, add_refusal
from judging.views.saving import read_save, told
from nominations.views.api import answers_json


class MeetingPage(ResultsPage, TemplateView):
    """One page, several acts: each button names its own, and a refusal stands where it was pressed."""

    rule = rules.may_manage_round & rules.figures_are_sealed
    page = "judging:meeting"
    acts = ()

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            raise Http404 from refusal

    def post(self, request, *args, **kwargs):
        if not rules.may_meet(request.user, self.round):
            raise Http404
        name = request.POST.get("act", "")
        if name not in self.acts:
            raise Http404
        try:
            return getattr(self, name)()
        except ValidationError as refusal:
            return self.refused(name, refusal)

    def refused(self, name, refusal):
        return self.render_to_response(self.get_context_data(refused=name, refusals=refusal.messages))

    def done(self, sentence, url=None):
        messages.success(self.request, sentence)
        return redirect(url or self.request.path)


class MeetingStart(MeetingPage):
    """Who is here, and what will be talked about in which order."""

    template_name = "judging/meeting.html"
    acts = ("open", "attendance", "close")

    def get_context_data(self, **kwargs):
        meeting = open_meeting_of(self.round)
        agenda = Agenda(self.request.user, self.round)
        return super().get_context_data(
            **{"attendance": self.attendance_form(meeting)} | kwargs,
            meeting=meeting,
            earlier=list(Meeting.objects.filter(round=self.round).exclude(closed_at=None)),
            agenda=agenda,
            following=next(iter(agenda.open), None),
            may_open=self.round.state == RoundState.FIGURES_SEALED,
        )

    def attendance_form(self, meeting):
        if meeting is None:
            return None
        here = [str(person.juror.pk) for person in Room(meeting).here]
        return AttendanceForm(jurors=jurors_of(self.round.pk), initial={"present": here})

    def open(self):
        open_meeting(round=self.round, by=self.request.user)
        return self.done(_("The meeting is open. Say who is here."))

    def attendance(self):
        jurors = jurors_of(self.round.pk)
        form = AttendanceForm(self.request.POST, jurors=jurors)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(attendance=form))
        present = [juror for juror in jurors if str(juror.pk) in form.cleaned_data["present"]]
        came, left = note_attendance(round=self.round, jurors=present, by=self.request.user)
        return self.done(_("Noted: %(came)d came, %(left)d left.") % {"came": len(came), "left": len(left)})

    def close(self):
        close_meeting(round=self.round, by=self.request.user)
        return self.done(_("The meeting is closed. What was noted stands in the minutes."))


class MeetingEntry(MeetingPage):
    """One entry at a time. Nothing of it is shown while somebody who is tied to the company is in the room."""

    template_name = "judging/meeting_entry.html"
    acts = ("decision", "note", "votes", "out", "back")

    def get(self, request, *args, **kwargs):
        if rules.may_see_results(request.user, self.round):
            self.find()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not rules.may_meet(request.user, self.round):
            raise Http404
        self.find()
        return super().post(request, *args, **kwargs)

    def find(self):
        self.candidacy = get_object_or_404(Candidacy.objects.for_reading(), pk=self.kwargs["pk"], round=self.round)
        if not rules.may_minute(self.request.user, self.candidacy):
            raise Http404
        self.agenda = Agenda(self.request.user, self.round)
        self.item = self.agenda.item(self.candidacy.pk)

    def get_context_data(self, **kwargs):
        meeting = open_meeting_of(self.round)
        room = Room(meeting, self.candidacy) if meeting else None
        before, after = self.agenda.beside(self.item)
        about = {
            "item": self.item,
            "row": self.item.row,
            "name": self.item.row.name,
            "candidacy": self.candidacy,
            "of": len(self.agenda.items),
            "before": before,
            "after": after,
            "meeting": meeting,
            "room": room,
            "outside": room.out_for_another(self.candidacy) if room else [],
            "is_hidden": bool(room and room.must_leave),
            "ballots": Ballot.objects.filter(candidacy=self.candidacy).prefetch_related("votes__juror"),
        }
        typed = {"votes_form": self.votes_form(room), "note": self.note_shown()}
        return super().get_context_data(**typed | self.deciding() | self.reading() | kwargs | about)

    def deciding(self):
        """What stands, who may change it, and the form to do so."""
        person, standing = self.request.user, Decision.objects.filter(candidacy=self.candidacy).first()
        deciding = self.round.state == RoundState.FIGURES_SEALED
        return {
            "form": self.decision_form(standing),
            "decision": standing,
            "deciding": deciding,
            "may_decide": deciding and rules.may_decide(person, self.candidacy),
            "chair_is_tied": rules.has_no_free_chair(person, self.candidacy),
        }

    def reading(self):
        """What was submitted and marked. Who leads reads it under the pledge, the clerk by office, without its files."""
        opens_files = rules.may_read_entry(self.request.user, self.candidacy)
        cards = cards_of(self.candidacy)
        return {
            "reading": read_entry(self.candidacy)
            if opens_files or rules.is_office(self.request.user, self.round)
            else None,
            "files_of": self.candidacy.pk if opens_files else None,
            "cards": cards,
            "criteria": self.item.board.results.criteria,
            "has_comments": any(each["jury"] for each in cards),
        }

    def votes_form(self, room, data=None):
        people = room.voters if room else []
        return VotesForm(data, people=people, outcomes=possible_outcomes(self.round))

    def decision_form(self, decision, data=None):
        initial = {"base_revision": 0}
        if decision:
            initial = {
                "outcome": decision.outcome,
                "reason": decision.reason,
                "base_revision": decision.revision,
            }
        return DecisionForm(data, outcomes=possible_outcomes(self.round), initial=initial)

    def note_shown(self, **about):
        """As the parts of a scorecard show a remark."""
        note = DiscussionNote.objects.filter(candidacy=self.candidacy).first()
        return {
            "kind": "note",
            "label": _("Discussion"),
            "help_text": _("What was said, for the minutes. It is saved while you write."),
            "text": note.text if note else "",
            "revision": note.revision if note else 0,
        } | about

    def decision(self):
        standing = Decision.objects.filter(candidacy=self.candidacy).first()
        form = self.decision_form(standing, self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            made = decide(candidacy=self.candidacy, by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            form.data = form.data.copy()
            form.data["base_revision"] = standing.revision if standing else 0
            return self.render_to_response(self.get_context_data(form=form))
        sentence = _("Entry %(code)s: %(outcome)s.") % {
            "code": self.candidacy.code,
            "outcome": made.get_outcome_display(),
        }
        return self.done(sentence, self.after_decision())

    def after_decision(self):
        """The next entry that is still open; the list of all where there is none."""
        later = [item for item in self.agenda.open if item.candidacy.pk != self.candidacy.pk]
        ahead = [item for item in later if item.number > self.item.number] or later
        if not ahead:
            return reverse("judging:meeting", args=[self.round.pk])
        return reverse("judging:meeting_entry", args=[self.round.pk, ahead[0].candidacy.pk])

    def note(self):
        """Without scripts the note is saved by its button, by the same contract."""
        text = self.request.POST.get("remark-note", "")
        base = self.request.POST.get("base-note", "")
        outcome = save_discussion_note(
            candidacy=self.candidacy,
            text=text,
            client_id=uuid4(),
            base_revision=int(base) if base.isdecimal() else 0,
            by=self.request.user,
        )
        if outcome.is_conflict:
            return self.render_to_response(self.get_context_data(note=self.note_shown(conflict=outcome)))
        return self.done(_("The note is saved."))

    def votes(self):
        meeting = open_meeting_of(self.round)
        form = self.votes_form(Room(meeting, self.candidacy) if meeting else None, self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(votes_form=form))
        ballot = take_vote(candidacy=self.candidacy, votes=form.votes(), by=self.request.user)
        return self.done(_("Ballot %(number)d is noted.") % {"number": ballot.number})

    def out(self):
        left = step_out(candidacy=self.candidacy, by=self.request.user)
        text = ngettext("%(count)d juror left the room.", "%(count)d jurors left the room.", len(left))
        return self.done(text % {"count": len(left)})

    def back(self):
        came = call_back(candidacy=self.candidacy, by=self.request.user)
        text = ngettext("%(count)d juror is back.", "%(count)d jurors are back.", len(came))
        return self.done(text % {"count": len(came)})

    def refused(self, name, refusal):
        if name == "note":
            text = self.request.POST.get("remark-note", "")
            shown = self.note_shown(text=text, refusals=refusal.messages)
            return self.render_to_response(self.get_context_data(note=shown))
        return super().refused(name, refusal)

    def looked_at(self):
        return super().looked_at() | {"candidacy": str(self.candidacy.pk)}


@quiet
@require_POST
@answers_json
def note(request, round, pk):
    """Body: `client_id`, `base_revision`, `value`. 200 saved, 409 with both texts when somebody else saved since."""
    candidacy = get_object_or_404(Candidacy.objects.for_reading(), pk=pk, round=round)
    if not (rules.may_meet(request.user, candidacy.round) and rules.may_minute(request.user, candidacy)):
        raise Http404
    text, place = read_save(request)
    outcome = save_discussion_note(candidacy=candidacy, text=text or "", by=request.user, **place)
    return told(outcome, _("Somebody else who keeps the record"))
