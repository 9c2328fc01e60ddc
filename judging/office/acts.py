"""Named acts of the office on what a round is made of."""

from accounts.backoffice import HouseActView
from judging.actions import (
    add_candidacy,
    end_seat,
    invite_juror,
    open_round,
    recuse,
    repin_candidacy,
    resolve_concern,
)
from judging.actions.rubrics import correct_rubric
from judging.enums import AssignmentState
from judging.office.forms import AnswerForm, CallEntryForm, InviteJurorForm, ReasonForm


class OpenRoundView(HouseActView):
    page_title = "Take in the entries"
    icon_name = "download"
    question = (
        "Every eligible nomination of the round's categories comes in with its newest submission. "
        "Doing it again takes in what became eligible since."
    )
    submit_label = "Take them in"

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def act(self, form):
        entered = open_round(round=self.object, by=self.request.user)
        return f"{len(entered)} {'entry' if len(entered) == 1 else 'entries'} came into {self.object}."


class CallEntryView(HouseActView):
    page_title = "Call an entry into the round"
    icon_name = "plus"
    question = "An entry that its category and earlier decisions did not bring. The reason stands in the record."
    submit_label = "Call it in"
    form_class = CallEntryForm

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"round": self.object}

    def act(self, form):
        candidacy = add_candidacy(round=self.object, by=self.request.user, **form.cleaned_data)
        return f"The entry is in the round as {candidacy.code}."


class CorrectRubricView(HouseActView):
    page_title = "Make a new version"
    icon_name = "copy"
    question = (
        "The new version can be edited and chosen for rounds that have no mark yet. Rounds that use this one keep it."
    )
    submit_label = "Make a new version"

    def act(self, form):
        version = correct_rubric(rubric=self.object, by=self.request.user)
        return f"Version {version.version} of “{version}” is ready to be edited."


class InviteJurorView(HouseActView):
    page_title = "Invite a juror"
    icon_name = "mail"
    question = "They get a mail with a link. The seat is theirs when they accept."
    submit_label = "Invite"
    form_class = InviteJurorForm

    def act(self, form):
        data = form.cleaned_data
        invite_juror(
            panel=self.object,
            address=data["address"],
            seat_type=data["seat_type"],
            is_chair=data["part"] == "chair",
            is_deputy=data["part"] == "deputy",
            scores=data["scores"],
            by=self.request.user,
        )
        return f"{data['address']} is invited to {self.object}."


class EndSeatView(HouseActView):
    page_title = "End this seat"
    icon_name = "cross"
    question = "What they handed in stays; what they had not is returned, and needs another juror."
    submit_label = "End the seat"
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return row.left_at is None

    def act(self, form):
        end_seat(seat=self.object, by=self.request.user)
        return f"{self.object.juror} has left {self.object.panel}."


class RepinView(HouseActView):
    page_title = "Put the newest submission before the jury"
    label = "Newest submission"
    icon_name = "rotate"
    question = "Its jurors are told. Cards that were handed in are open again."
    submit_label = "Put it before the jury"
    form_class = ReasonForm

    @classmethod
    def offered_for(cls, row):
        return row.withdrawn_at is None

    def act(self, form):
        repin_candidacy(candidacy=self.object, by=self.request.user, **form.cleaned_data)
        return f"The jury reads the newest submission of {self.object.code}."


class RecuseView(HouseActView):
    page_title = "Recuse the juror from this entry"
    label = "Recuse"
    icon_name = "cross"
    question = "What they marked is kept, and counts no more. The entry may need another juror."
    submit_label = "Recuse the juror"
    form_class = ReasonForm
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return row.state == AssignmentState.ACTIVE

    def act(self, form):
        recuse(assignment=self.object, by=self.request.user, **form.cleaned_data)
        return f"{self.object.juror} is off entry {self.object.candidacy.code}."


class ResolveConcernView(HouseActView):
    page_title = "Answer this concern"
    label = "Answer"
    icon_name = "check"
    submit_label = "Answer"
    form_class = AnswerForm

    @classmethod
    def offered_for(cls, row):
        return row.resolved_at is None

    @property
    def question(self):
        return self.object.text

    def act(self, form):
        resolve_concern(concern=self.object, by=self.request.user, **form.cleaned_data)
        return "The juror has your answer."
