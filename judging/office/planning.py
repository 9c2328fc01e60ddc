"""Assignment by plan: settings, the plan with all that it amounts to, words on single pairs, commit, undo."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from accounts.backoffice import HouseActView
from accounts.models import Person
from judging.actions.planning import commit_run, lift_pair_rule, newest_committed, rule_on_pair, undo_run
from judging.bidding import bidders_in_words
from judging.enums import PairRuleKind
from judging.models import AssignmentRun, Candidacy, PairRule, Seat
from judging.planning import Settings, draw_up, seat_types_of
from prizes.enums import SeatType

MIX = "mix-"


class PlanForm(forms.Form):
    least = forms.IntegerField(
        label=gettext_lazy("At least so many entries for a juror"), min_value=0, initial=0, max_value=1000
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most so many"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=gettext_lazy("Empty: a third more than the average."),
    )

    def __init__(self, *args, seat_types=(), **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in seat_types:
            self.fields[MIX + kind] = forms.IntegerField(
                label=_("On each entry at least, from: %(seat)s") % {"seat": label},
                min_value=0,
                max_value=20,
                initial=0,
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("At most is less than at least."))
        return cleaned

    def settings(self):
        cleaned = self.cleaned_data
        mix = {name.removeprefix(MIX): number for name, number in cleaned.items() if name.startswith(MIX) and number}
        return Settings(least=cleaned["least"], most=cleaned["most"], mix=mix)


class PairForm(forms.Form):
    candidacy = forms.ModelChoiceField(label=gettext_lazy("Entry"), queryset=Candidacy.objects.none())
    juror = forms.ModelChoiceField(label=gettext_lazy("Juror"), queryset=Person.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("What holds for them"), choices=PairRuleKind.choices)
    match = forms.IntegerField(
        label=gettext_lazy("Match, 0 to 100"), min_value=0, max_value=100, required=False,
        help_text=gettext_lazy("Only where it says how well they match."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)

    def __init__(self, *args, entries, jurors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidacy"].queryset = entries
        self.fields["candidacy"].label_from_instance = entry_name
        self.fields["juror"].queryset = jurors


def entry_name(candidacy):
    return f"{candidacy.nomination.organisation} ({candidacy.code})"


@dataclass(frozen=True)
class Line:
    """One row of the report: what it is about, and how much."""

    name: str
    value: str
    note: str = ""


class PlanView(HouseActView):
    page_title = gettext_lazy("Assign by plan")
    label = gettext_lazy("Plan")
    icon_name = "order"
    submit_label = gettext_lazy("Draw up a plan")
    template_name = "judging/office/plan.html"

    @classmethod
    def offered_for(cls, row):
        return not row.is_closed

    def post(self, request, *args, **kwargs):
        steps = {"draw": self.draw, "commit": self.commit, "undo": self.undo, "rule": self.rule, "lift": self.lift}
        step = steps.get(request.POST.get("step"), self.draw)
        try:
            return step()
        except ValidationError as refusal:
            return self.render_to_response(self.get_context_data(refusals=refusal.messages))

    def draw(self):
        form = PlanForm(self.request.POST, seat_types=seat_types_of(self.object))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(plan_form=form))
        self.refuse_empty()
        run = draw_up(round=self.object, settings=form.settings(), by=self.request.user)
        return redirect(f"{self.request.path}?run={run.pk}")

    def refuse_empty(self):
        if not self.jurors.exists():
            raise ValidationError(_("Nobody scores on a panel of this round yet. Invite jurors to its panels first."))
        if not self.entries.exists():
            raise ValidationError(_("The round has no entries yet. Take them in first."))

    def commit(self):
        made = commit_run(run=self.run(self.request.POST.get("run")), by=self.request.user)
        text = ngettext("%(count)d pair is assigned.", "%(count)d pairs are assigned.", len(made))
        messages.success(self.request, text % {"count": len(made)})
        return redirect(self.request.path)

    def undo(self):
        count = undo_run(run=self.run(self.request.POST.get("run")), by=self.request.user)
        text = ngettext("%(count)d pair is taken back.", "%(count)d pairs are taken back.", count)
        messages.success(self.request, text % {"count": count})
        return redirect(self.request.path)

    def rule(self):
        form = PairForm(self.request.POST, entries=self.entries, jurors=self.jurors)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(pair_form=form))
        try:
            rule = rule_on_pair(**form.cleaned_data, by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.render_to_response(self.get_context_data(pair_form=form))
        messages.success(self.request, _("It holds for the next plan: %(rule)s.") % {"rule": rule})
        return redirect(self.request.path)

    def lift(self):
        rules = PairRule.objects.filter(candidacy__round=self.object)
        lift_pair_rule(rule=get_object_or_404(rules, pk=number(self.request.POST.get("rule"))), by=self.request.user)
        messages.success(self.request, _("It no longer holds."))
        return redirect(self.request.path)

    def run(self, pk):
        return get_object_or_404(AssignmentRun.objects.filter(round=self.object), pk=number(pk))

    @property
    def entries(self):
        rows = Candidacy.objects.current().filter(round=self.object)
        return rows.select_related("nomination__organisation", "round_category__category").order_by("code")

    @property
    def jurors(self):
        seats = Seat.objects.scoring().filter(panel__round=self.object)
        return Person.objects.filter(pk__in=seats.values("juror")).order_by("name", "email")

    def get_context_data(self, **kwargs):
        shown = self.request.GET.get("run")
        run = self.run(shown) if shown else None
        committed = newest_committed(self.object)
        kwargs.setdefault("plan_form", PlanForm(seat_types=seat_types_of(self.object), initial=asked_before(run)))
        kwargs.setdefault("pair_form", PairForm(entries=self.entries, jurors=self.jurors))
        return super().get_context_data(
            run=run,
            committed=committed,
            bidders=bidders_in_words(self.object),
            report=self.report(run or committed),
            pair_rules=PairRule.objects.filter(candidacy__round=self.object).select_related(
                "candidacy__nomination__organisation", "juror"
            ),
            **kwargs,
        )

    def report(self, run):
        """The whole report in lines, and who is short of what; None without a run."""
        if run is None:
            return None
        names = {str(person.pk): str(person) for person in self.jurors}
        entries = {str(entry.pk): entry_name(entry) for entry in self.entries}
        told = run.report
        return {
            "lines": [*coverage_lines(told, len(run.pairs)), *match_lines(told)],
            "load": [Line(names.get(pk, "–"), str(load)) for pk, load in sorted(told["load"].items(), key=by_load)],
            "short": [short_line(entries.get(pk, "–"), seat, missing) for pk, seat, missing in told["short"]],
            "under": [
                _("%(juror)s reads %(missing)d too few.") % {"juror": names.get(pk, "–"), "missing": missing}
                for pk, missing in told["under"].items()
            ],
        }


def by_load(item):
    return -item[1]


def number(text):
    """A row's number from a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def asked_before(run):
    if run is None:
        return {}
    return {"least": run.asked["least"], "most": run.asked["most"]} | {
        MIX + kind: count for kind, count in run.asked["mix"].items()
    }


def coverage_lines(told, new):
    loads = list(told["load"].values())
    yield Line(_("New pairs"), str(new), _("Pairs that stand are kept."))
    yield Line(
        _("Entries with as many jurors as wanted"),
        _("%(covered)d of %(entries)d") % {"covered": told["covered"], "entries": told["entries"]},
    )
    yield Line(
        _("Entries of a juror"),
        _("%(least)d to %(most)d") % {"least": min(loads, default=0), "most": max(loads, default=0)},
    )
    for kind, counts in told["mix"].items():
        seen = ", ".join(_("%(entries)d with %(jurors)d") % {"entries": n, "jurors": jurors} for jurors, n in counts)
        yield Line(_("Seat: %(seat)s") % {"seat": SeatType(kind).label}, seen, _("Entries with so many jurors of it."))


def match_lines(told):
    yield Line(
        _("Match of an entry's jurors, worst and mean"),
        _("%(worst)s and %(mean)s of 100") % {"worst": shown(told["worst"]), "mean": shown(told["mean"])},
        _("From the fields that entry and juror name; 50 where nothing is known."),
    )
    yield Line(
        _("Groups of jurors that share no entry"),
        str(told["parts"]),
        _("One is right: with more, leniency cannot be compared across them."),
    )
    yield Line(
        _("Contrast factor"),
        shown(told["contrast"]),
        _("How much leniency adds to the variance of a difference; 1.01 to 1.04 is normal."),
    )


def shown(figure):
    return "–" if figure is None else str(figure)


def short_line(entry, seat, missing):
    who = SeatType(seat).label if seat else _("any seat")
    return _("%(entry)s lacks %(missing)d: %(seat)s.") % {"entry": entry, "missing": missing, "seat": who}
