"""Jurors at work: seats, pledges, declarations, marks and remarks."""

import random
from datetime import timedelta

from home.demo.clock import at
from judging.actions import declare_on_list, hand_in, open_round, save_sheet, seat_juror, sign_pledge
from judging.actions.declaring import Said
from judging.actions.planning import commit_run, draw_up, set_expertise
from judging.enums import CommentState, DeclarationKind, Outcome, RemarkKind
from judging.models import Candidacy, Panel, Scorecard, TieKind
from judging.planning import Settings
from prizes.enums import MATCHED, SeatType
from prizes.models import Term

REMARKS = {
    5: "Convincing from the first line: the figures are shown, the method is plain, and others could do it tomorrow.",
    4: "Strong work with clear figures. Say next time what it took from your people, and what you would do otherwise.",
    3: "A sound improvement. The effect is stated rather than shown: one chart before and after would help most.",
    2: "The beginning is promising. Tell the jury how you measured, and over how long.",
    1: "The entry names a goal and not yet a result. Come back when it has run for a year.",
}


FIELDS_OF_EACH = 4
KINDER = "The entry shows where you want to go. With a year of figures behind it the jury could judge how far you came."
ADVICE = {
    "strengths": "The problem is told from the shop floor, by the people who had it, and the solution is theirs.",
    "next_steps": "Show one figure before and after, over the same months, and say how it was counted.",
}
# A jury that decided so has marked so.
WORTH_OF_OUTCOME = {Outcome.WINNER: 4.9, Outcome.FINALIST: 4.3, Outcome.COMMENDED: 3.8, Outcome.DECLINE: 2.6}


def seat_everybody(round, jurors, chair, office, when):
    with at(when):
        panel = Panel.objects.create(round=round, name="Jury")
        panel.categories.set(round.edition.categories.all())
        seat_juror(panel=panel, juror=chair, seat_type=SeatType.OTHER, by=office, is_chair=True, scores=False)
        for number, (juror, seat_type) in enumerate(jurors):
            seat_juror(panel=panel, juror=juror, seat_type=seat_type, by=office, is_deputy=number == 4)


def name_fields(juror):
    """A few fields of each vocabulary, the same whenever the demo is made."""
    dice = random.Random(juror.email)  # noqa: S311, ornament
    terms = [
        term
        for vocabulary in MATCHED
        for term in dice.sample(list(Term.objects.filter(vocabulary=vocabulary).order_by("slug")), FIELDS_OF_EACH)
    ]
    set_expertise(juror=juror, terms=terms, by=juror)


def take_in(round, office, when):
    with at(when):
        open_round(round=round, by=office)
    return list(Candidacy.objects.filter(round=round).select_related("nomination__organisation").order_by("code"))


def share_out(round, office, when, *, least):
    """By plan: each juror reads what they know best, and at least so many entries."""
    with at(when):
        run = draw_up(round=round, settings=Settings(least=least), by=office)
        commit_run(run=run, by=office)


def pledge(round, juror, when):
    with at(when):
        sign_pledge(round=round, by=juror)


def declare_free(round, juror, when, *, except_for=()):
    """No tie to any company of the round, but for those that are named otherwise."""
    companies = {row.nomination.organisation for row in Candidacy.objects.filter(round=round)}
    answers = {company: Said(DeclarationKind.NONE) for company in companies if company not in except_for}
    with at(when):
        declare_on_list(round=round, juror=juror, answers=answers, by=juror)


def declare_tie(round, juror, company, key, note, when):
    tie = TieKind.objects.get(edition=round.edition, key=key)
    with at(when):
        declare_on_list(
            round=round, juror=juror, answers={company: Said(DeclarationKind.DISCLOSE, (tie,), note)}, by=juror
        )


def cards_of(round, juror):
    rows = Scorecard.objects.for_juror(juror).in_round(round).assigned()
    return list(rows.select_related("candidacy__round_category__rubric", "candidacy__nomination"))


def score(card, juror, when, *, share=1.0, around=None):
    """Mark a card, or the first part of it, near the worth that the demo gives the entry."""
    dice = random.Random(f"{card.candidacy.nomination.title}{juror.email}")  # noqa: S311, ornament
    worth = around or worth_of(card.candidacy.nomination)
    leniency = random.Random(juror.email).uniform(-0.9, 0.9)  # noqa: S311, ornament
    criteria = list(card.candidacy.round_category.rubric.criteria.all())
    marked = criteria[: round_up(len(criteria) * share)]
    marks = {criterion.key: (str(level_near(worth + leniency + dice.gauss(0, 0.55))), 0) for criterion in marked}
    remarks = {RemarkKind.ENTRANT: (REMARKS[level_near(worth + leniency)], 0)} if share == 1.0 else {}
    with at(when):
        save_sheet(scorecard=card, marks=marks, remarks=remarks, by=juror)


def level_near(worth):
    return min(5, max(1, round(worth)))


def score_all(round, juror, when, *, outcomes=None):
    """`outcomes`: by nomination, what the jury decided in a year that is over."""
    for number, card in enumerate(cards_of(round, juror)):
        outcome = (outcomes or {}).get(card.candidacy.nomination_id)
        score(card, juror, when + timedelta(minutes=25 * number), around=WORTH_OF_OUTCOME.get(outcome))


def read_comment(remark):
    """What the chair says to a comment: (remark, state, other words, reason)."""
    if remark.text == REMARKS[1]:
        return remark, CommentState.REWORDED, KINDER, ""
    return remark, CommentState.APPROVED, "", ""


def finish(round, juror, when):
    with at(when):
        hand_in(round=round, by=juror)


def worth_of(nomination):
    return random.Random(nomination.title).uniform(2.0, 4.7)  # noqa: S311, ornament


def round_up(number):
    return max(1, int(number + 0.999))
