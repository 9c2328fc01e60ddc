"""Named acts of the office on what a round is made of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
from judging.actions.planning import set_expertise
from judging.actions.rubrics import correct_rubric
from judging.enums import AssignmentState
from judging.forms import FieldsForm, fields_of
from judging.office.forms import AnswerForm, CallEntryForm, InviteJurorForm, ReasonForm


class OpenRoundView(HouseActView):
    page_title = gettext_lazy("Take in the entries")
    icon_name = "download"
    question = gettext_lazy(
        "Every eligible nomination of the round's categories comes in with its newest submission. "
        "Doing it again takes in what became eligible since."
    )
    submit_label = gettext_lazy("Take them in")

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def act(self, form):
        entered = open_round(round=self.object, by=self.request.user)
        return ngettext(
            "%(count)d entry came into %(round)s.", "%(count)d entries came into %(round)s.", len(entered)
        ) % {"count": len(entered), "round": self.object}


class CallEntryView(HouseActView):
    page_title = gettext_lazy("Call an entry into the round")
    icon_name = "plus"
    question = gettext_lazy(
        "An entry that its category and earlier decisions did not bring. The reason stands in the record."
    )
    submit_label = gettext_lazy("Call it in")
    form_class = CallEntryForm

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"round": self.object}

    def act(self, form):
        candidacy = add_candidacy(round=self.object, by=self.request.user, **form.cleaned_data)
        return _("The entry is in the round as %(code)s.") % {"code": candidacy.code}


class CorrectRubricView(HouseActView):
    page_title = gettext_lazy("Make a new version")
    icon_name = "copy"
    question = gettext_lazy(
        "The new version can be edited and chosen for rounds that have no mark yet. Rounds that use this one keep it."
    )
    submit_label = gettext_lazy("Make a new version")

    def act(self, form):
        version = correct_rubric(rubric=self.object, by=self.request.user)
        return _("Version %(version)s of “%(version2)s” is ready to be edited.") % {
            "version": version.version,
            "version2": version,
        }


class SetFieldsView(HouseActView):
    page_title = gettext_lazy("Name the juror's fields")
    label = gettext_lazy("Fields")
    icon_name = "tag"
    question = gettext_lazy(
        "What the juror knows; assignment by plan goes by it. Jurors may name their fields themselves."
    )
    submit_label = gettext_lazy("Save the fields")
    form_class = FieldsForm

    def get_initial(self):
        return fields_of(self.object.juror)

    def act(self, form):
        set_expertise(juror=self.object.juror, terms=form.terms(), by=self.request.user)
        return _("The fields of %(juror)s are saved.") % {"juror": self.object.juror}


class InviteJurorView(HouseActView):
    page_title = gettext_lazy("Invite a juror")
    icon_name = "mail"
    question = gettext_lazy("They get a mail with a link. The seat is theirs when they accept.")
    submit_label = gettext_lazy("Invite")
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
        return _("%(address)s is invited to %(object)s.") % {"address": data["address"], "object": self.object}


class EndSeatView(HouseActView):
    page_title = gettext_lazy("End this seat")
    icon_name = "cross"
    question = gettext_lazy("What they handed in stays; what they had not is returned, and needs another juror.")
    submit_label = gettext_lazy("End the seat")
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return row.left_at is None

    def act(self, form):
        end_seat(seat=self.object, by=self.request.user)
        return _("%(juror)s has left %(panel)s.") % {"juror": self.object.juror, "panel": self.object.panel}


class RepinView(HouseActView):
    page_title = gettext_lazy("Put the newest submission before the jury")
    label = gettext_lazy("Newest submission")
    icon_name = "rotate"
    question = gettext_lazy("Its jurors are told. Cards that were handed in are open again.")
    submit_label = gettext_lazy("Put it before the jury")
    form_class = ReasonForm

    @classmethod
    def offered_for(cls, row):
        return row.withdrawn_at is None

    def act(self, form):
        repin_candidacy(candidacy=self.object, by=self.request.user, **form.cleaned_data)
        return _("The jury reads the newest submission of %(code)s.") % {"code": self.object.code}


class RecuseView(HouseActView):
    page_title = gettext_lazy("Recuse the juror from this entry")
    label = gettext_lazy("Recuse")
    icon_name = "cross"
    question = gettext_lazy("What they marked is kept, and counts no more. The entry may need another juror.")
    submit_label = gettext_lazy("Recuse the juror")
    form_class = ReasonForm
    destructive = True

    @classmethod
    def offered_for(cls, row):
        return row.state == AssignmentState.ACTIVE

    def act(self, form):
        recuse(assignment=self.object, by=self.request.user, **form.cleaned_data)
        return _("%(juror)s is off entry %(code)s.") % {"juror": self.object.juror, "code": self.object.candidacy.code}


class ResolveConcernView(HouseActView):
    page_title = gettext_lazy("Answer this concern")
    label = gettext_lazy("Answer")
    icon_name = "check"
    submit_label = gettext_lazy("Answer")
    form_class = AnswerForm

    @classmethod
    def offered_for(cls, row):
        return row.resolved_at is None

    @property
    def question(self):
        return self.object.text

    def act(self, form):
        resolve_concern(concern=self.object, by=self.request.user, **form.cleaned_data)
        return _("The juror has your answer.")
