"""The entry page: the rubric with every level, this juror's marks on it, and where they are in their pile."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.actions.marks import mark_value
from judging.enums import RemarkKind, ScorecardState
from judging.models import Candidacy
from judging.queue import NEXT_ORDER
from judging.science.plain import CANNOT_JUDGE

RUBRIC_SECONDS = 3600
REMARKS = (
    (RemarkKind.PRIVATE, gettext_lazy("Private note"), gettext_lazy("Only you read this.")),
    (
        RemarkKind.JURY,
        gettext_lazy("Comment for the jury"),
        gettext_lazy("Read by the chair and the jury when they meet."),
    ),
    (
        RemarkKind.ENTRANT,
        gettext_lazy("Comment for the entrant"),
        gettext_lazy("Sent to the company after the announcement, without your name."),
    ),
)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    description: str = ""
    # What the keyboard calls it; none for "leave blank".
    key: str = ""


@dataclass(frozen=True)
class Question:
    """One criterion as it stands before the juror, with the mark that they gave."""

    criterion: object
    choices: tuple
    evidence: tuple
    value: str
    revision: int
    conflict: object = None
    refusals: tuple = ()

    @property
    def key(self):
        return self.criterion.key

    def label_of(self, value):
        return next(
            (choice.label for choice in self.choices if choice.value == (value or "")), value or _("Not marked")
        )


@dataclass(frozen=True)
class RemarkField:
    kind: str
    label: str
    help_text: str
    text: str
    revision: int
    conflict: object = None
    refusals: tuple = ()


@dataclass(frozen=True)
class Evidence:
    key: str
    label: str


def criteria_of(rubric):
    """With their levels. A frozen rubric does not change, so that it is read once for all."""
    if rubric.frozen_at is None:
        return list(rubric.criteria.prefetch_related("levels"))
    key = f"judging.rubric:{rubric.pk}:{rubric.frozen_at.timestamp()}"
    return cache.get_or_set(key, lambda: list(rubric.criteria.prefetch_related("levels")), RUBRIC_SECONDS)


def questions_of(criteria, marks, reading, conflicts, refusals, typed):
    """`marks` by criterion id, `typed` by field name, conflicts and refusals by criterion key.

    Evidence that this juror does not read is not named either.
    """
    labels = {answer.asked.key: answer.asked.label for section in reading.sections for answer in section.answers}
    return [
        question_of(criterion, marks.get(criterion.pk), labels, conflicts, refusals, typed) for criterion in criteria
    ]


def question_of(criterion, mark, labels, conflicts, refusals, typed):
    evidence = tuple(Evidence(key, labels[key]) for key in criterion.evidence if key in labels)
    return Question(
        criterion,
        choices_of(criterion),
        evidence,
        typed.get(f"mark-{criterion.key}", mark_value(mark)),
        mark.revision if mark else 0,
        conflicts.get(criterion.key),
        refusals.get(criterion.key, ()),
    )


def choices_of(criterion):
    levels = tuple(
        Choice(f"{level.value.normalize():f}", level.label, level.description, str(number))
        for number, level in enumerate(criterion.levels.all(), start=1)
    )
    cannot = Choice(CANNOT_JUDGE, _("Cannot judge"), _("The entry does not tell enough to say."), "0")
    blank = () if criterion.mandatory else (Choice("", _("Leave blank"), _("This criterion is optional.")),)
    return (*levels, cannot, *blank)


def remark_fields(remarks, conflicts, refusals, typed):
    """`remarks`, `conflicts` and `refusals` by kind, `typed` by field name."""
    return [
        RemarkField(
            kind,
            label,
            help_text,
            typed.get(f"remark-{kind}", remarks[kind].text if kind in remarks else ""),
            remarks[kind].revision if kind in remarks else 0,
            conflicts.get(kind),
            refusals.get(kind, ()),
        )
        for kind, label, help_text in REMARKS
    ]


@dataclass(frozen=True)
class Pile:
    """Where an entry lies among the juror's own in the round."""

    number: int
    total: int
    done: int
    following: object = None
    next_open: object = None


def pile_of(juror, candidacy):
    rows = list(
        Candidacy.objects.current()
        .filter(round=candidacy.round_id)
        .assigned_to(juror)
        .with_card_of(juror)
        .order_by("position", "code")
        .values_list("pk", "card_state")
    )
    pks = [pk for pk, _ in rows]
    if candidacy.pk not in pks:
        return Pile(0, len(rows), 0)
    here = pks.index(candidacy.pk)
    # Round the pile: after the last comes the first.
    after = rows[here + 1 :] + rows[:here]
    still_open = [pk for pk, state in after if state in NEXT_ORDER]
    return Pile(
        number=here + 1,
        total=len(rows),
        done=sum(state in (ScorecardState.COMPLETE, ScorecardState.SUBMITTED) for _, state in rows),
        following=after[0][0] if after else None,
        next_open=still_open[0] if still_open else None,
    )
