"""Assignment by plan: settings, the plan with all that it amounts to, words on single pairs, commit, undo."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from accounts.backoffice import HouseActView
from accounts.models import Person
from judging.actions.planning import commit_run, draw_up, lift_pair_rule, newest_committed, rule_on_pair, undo_run
from judging.bidding import bidders_in_words
from judging.enums import PairRuleKind
from judging.models import AssignmentRun, Candidacy, PairRule, Seat
from judging.planning import Settings, seat_types_of
from prizes.enums import SeatType

MIX = "mix-"
ENTRIES_PER_PAGE = 20
# Of what is missing so many lines are shown; more would hide the plan.
LINES_SHOWN = 30
# After this long without an end the task was lost with its worker.
GIVEN_UP_AFTER = timedelta(minutes=15)


class PlanForm(forms.Form):
    least = forms.IntegerField(
        label=gettext_lazy("At least so many entries for a juror"), min_value=0, initial=0, max_value=1000
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most so many"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=gettext_lazy(
            "Empty: a third more than an even share of what a juror can read, more where it takes more."
        ),
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
    candidacy = forms.ModelChoiceField(queryset=Candidacy.objects.none(), widget=forms.HiddenInput)
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
        run = draw_up(round=self.object, settings=form.settings(), by=self.request.user)
        return redirect(f"{self.request.path}?run={run.pk}")

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
        text = _("It holds for the next plan: %(rule)s. Draw up a new plan when you have said all.")
        messages.success(self.request, text % {"rule": rule})
        return redirect(self.back())

    def lift(self):
        rules = PairRule.objects.filter(candidacy__round=self.object)
        lift_pair_rule(rule=get_object_or_404(rules, pk=number(self.request.POST.get("rule"))), by=self.request.user)
        messages.success(self.request, _("It no longer holds."))
        return redirect(self.request.path)

    def back(self):
        """To the plan and the page of it that the person was reading."""
        read = self.request.POST
        run, page = number(read.get("run")), number(read.get("p"))
        return f"{self.request.path}?run={run}&p={page or 1}" if run else self.request.path

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
        asked = self.request.GET if self.request.method == "GET" else self.request.POST
        run = self.run(asked["run"]) if asked.get("run") else None
        committed = newest_committed(self.object)
        jurors = {str(person.pk): person for person in self.jurors}
        kwargs.setdefault("plan_form", PlanForm(seat_types=seat_types_of(self.object), initial=asked_before(run)))
        pair_form = kwargs.pop("pair_form", None) or self.pair_form(asked)
        shown = run or committed
        return super().get_context_data(
            run=run,
            committed=committed,
            waits=run is not None and not run.drawn_at and not run.refusal,
            is_lost=run is not None and timezone.now() - run.made_at > GIVEN_UP_AFTER,
            pair_form=pair_form,
            pair_entry=self.entries.filter(pk=pair_form["candidacy"].value()).first() if pair_form else None,
            code=asked.get("code", ""),
            bidders=bidders_in_words(self.object),
            pair_rules=PairRule.objects.filter(candidacy__round=self.object).select_related(
                "candidacy__nomination__organisation", "juror"
            ),
            **(self.reading(shown, jurors, asked.get("p")) if shown and shown.drawn_at else {}),
            **kwargs,
        )

    def pair_form(self, asked):
        """The form on one entry: of a row of the plan, or found by its code."""
        entry = self.entries.filter(code__iexact=asked["code"].strip()).first() if asked.get("code") else None
        if entry is None:
            return None
        return PairForm(entries=self.entries, jurors=self.jurors, initial={"candidacy": entry.pk})

    def reading(self, run, jurors, page):
        """The report in lines, who is short of what, and a page of who reads what."""
        told = run.report
        page = Paginator(run.reading, ENTRIES_PER_PAGE).get_page(page)
        lacking = [*told["short"], *told.get("unmet", []), *told.get("dropped", [])][:LINES_SHOWN]
        rows = self.entries.filter(pk__in={row[0] for row in [*page, *lacking]})
        entries = {str(entry.pk): entry for entry in rows}
        missing = missing_lines(told, entries, jurors)
        return {
            "report": {
                "lines": [*coverage_lines(told, len(run.pairs)), *match_lines(told), *made_lines(run)],
                "load": [
                    Line(name_in(jurors, pk), str(load)) for pk, load in sorted(told["load"].items(), key=by_load)
                ],
                "missing": missing[:LINES_SHOWN],
                "more": len(missing[LINES_SHOWN:]),
            },
            "page": page,
            "rows": [reading_row(row, entries, run.jurors, jurors) for row in page if row[0] in entries],
        }


@dataclass(frozen=True)
class Reader:
    """A juror of an entry in the plan, how well they match, and how the pair came."""

    juror: Person
    match: int
    how: str


@dataclass(frozen=True)
class ReadingRow:
    entry: Candidacy
    match: str
    readers: list


def reading_row(row, entries, numbers, jurors):
    pk, match, readers = row
    words = {"stands": _("stands already"), "pin": _("pinned"), "": _("new")}
    found = [Reader(jurors.get(numbers[juror]), value, words[how]) for juror, value, how in readers]
    return ReadingRow(entries[pk], shown(match), [reader for reader in found if reader.juror])


def missing_lines(told, entries, jurors):
    """All that could not be done as asked, in sentences; of entries beyond the first lines only that there are more."""

    def entry(pk):
        return entry_name(entries[pk]) if pk in entries else "–"

    return [
        *(short_line(entry(pk), seat, missing) for pk, seat, missing in told["short"]),
        *(unmet_line(entry(pk), seat, missing) for pk, seat, missing in told.get("unmet", [])),
        *(dropped_line(entry(pk), name_in(jurors, juror), reason) for pk, juror, reason in told.get("dropped", [])),
        *(
            _("%(juror)s reads %(missing)d too few.") % {"juror": name_in(jurors, pk), "missing": missing}
            for pk, missing in told["under"].items()
        ),
    ]


def name_in(jurors, pk):
    return str(jurors.get(pk, "–"))


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
    if most := told.get("most"):
        yield Line(
            _("Most entries for a juror"),
            str(most[1]) if most[0] == most[1] else _("%(least)d to %(most)d") % {"least": most[0], "most": most[1]},
            _("The limit that was used: what you asked, or what follows from the entries that each juror can read."),
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


def unmet_line(entry, seat, missing):
    who = {"entry": entry, "missing": missing, "seat": SeatType(seat).label}
    return _("%(entry)s has enough jurors, but %(missing)d too few of: %(seat)s.") % who


def dropped_line(entry, juror, reason):
    said = {"entry": entry, "juror": juror, "reason": reason}
    return _("A pin does not hold: %(juror)s %(reason)s (%(entry)s).") % said


def made_lines(run):
    """What drew it up: enough to do it again."""
    if not run.versions:
        return
    engine = run.versions["engine"]
    yield Line(
        _("Drawn up by"),
        f"{engine} {run.versions[engine]}, numpy {run.versions['numpy']}",
        _("With seed %(seed)d: the same round gives the same plan.") % {"seed": run.seed},
    )
