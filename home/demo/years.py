"""Whole years of the prize: two that are over, with their winners, and one in the middle of its scoring."""

from datetime import date, timedelta

from accounts.models import Organisation
from home.demo import cast, jury, stage
from home.demo.clock import at
from home.demo.entries import EARLIER, RUNNING, Entry
from home.demo.press import let_the_press_in, set_hours
from judging.actions import raise_concern, waive
from judging.actions.decisions import decide, release_results, seal_decisions, seal_figures, set_announcement
from judging.actions.feedback import edit_feedback, send_feedback
from judging.enums import DeclarationKind, Outcome
from judging.feedback import entrant_remarks
from judging.models import Assignment, Candidacy, Declaration, Round
from nominations.actions import (
    decline_nomination,
    grant_extension,
    merge_nominations,
    request_information,
    screen_eligible,
    screen_ineligible,
    withdraw_nomination,
)
from nominations.actions.clock import close_drafts
from nominations.enums import NominationState
from nominations.models import Collaborator, Nomination
from prizes.actions import create_starter_edition
from showcase.actions import answer_approval, answer_award, ask_for_approval, mark_ready, publish_due, write_citation
from showcase.models import Award

TOLD = (Outcome.WINNER, Outcome.FINALIST, Outcome.COMMENDED, Outcome.DECLINE)
# Entries of the earlier years that the jury did not choose: companies that came back this year.
TRIED_BEFORE = slice(15, 24)
# The earlier juries were smaller, so that each of them read enough for their leniency to be told.
EARLIER_JURY = slice(0, 7)


class Cast:
    """Everybody who keeps the prize going, signed up once."""

    def __init__(self, house):
        self.house = house
        self.office = house.member(cast.OFFICE)
        self.auditor = house.member(cast.AUDITOR)
        self.editor = house.member(cast.EDITOR)
        self.chair = house.member(cast.CHAIR)
        self.jurors = house.jurors()
        for juror, _ in self.jurors:
            jury.name_fields(juror)


def add_edition(prize, year, opens, closes, office, *, name, theme, when):
    with at(when):
        return create_starter_edition(
            prize=prize,
            year=year,
            opens_at=opens,
            closes_at=closes,
            by=office,
            place="Massachusetts",
            name=name,
            theme=theme,
            published=True,
        )


def play_past_year(prize, people, ago, zone, today):
    """One year from the first nomination to the winners' pages."""
    year = today.year + 1 - ago
    opens = stage.moment(zone, date(year - 1, 9, 8), 9)
    closes = stage.moment(zone, date(year, 1, 15), 17)
    themes = {2: "Made to be copied", 1: "Quality that anybody can see"}
    edition = add_edition(
        prize, year, opens, closes, people.office,
        name=f"{prize.name} {year}", theme=themes[ago], when=opens - timedelta(days=60),
    )  # fmt: skip
    entered = _enter_past(edition, people, EARLIER[ago], opens)
    round = _one_round(edition, closes)
    _judge_past(round, people, {nomination.pk: outcome for outcome, _, nomination, _ in entered})
    _decide_past(round, people, entered)
    _publish_past(round, people)


def _enter_past(edition, people, honoured, opens):
    tried = [(Outcome.DECLINE, "", entry) for entry in RUNNING[TRIED_BEFORE]]
    entered = []
    for number, (outcome, citation, entry) in enumerate([*honoured, *tried]):
        begun = opens + timedelta(days=20 + 5 * number, hours=10)
        handed_in = begun + timedelta(days=11, hours=2)
        nomination, person = stage.enter(people.house, edition, entry, begun, handed_in)
        with at(edition.closes_at + timedelta(days=1, minutes=number)):
            screen_eligible(nomination=nomination, by=people.office)
        entered.append((outcome, citation, nomination, person))
    return entered


def _one_round(edition, closes):
    """The earlier years decided in one round, with one winner for each category."""
    Round.objects.filter(edition=edition).exclude(key="scoring").delete()
    round = Round.objects.get(edition=edition)
    Round.objects.filter(pk=round.pk).update(opens_at=closes + timedelta(days=4), closes_at=closes + timedelta(days=40))
    round.round_categories.update(jurors_per_entry=3, places=1)
    round.refresh_from_db()
    return round


def _judge_past(round, people, outcomes):
    start = round.opens_at
    jurors = people.jurors[EARLIER_JURY]
    jury.seat_everybody(round, jurors, people.chair, people.office, start - timedelta(days=1))
    jury.take_in(round, people.office, start + timedelta(hours=1))
    jury.share_out(round, people.office, start + timedelta(hours=2), least=5)
    for number, (juror, _) in enumerate(jurors):
        when = start + timedelta(days=2 + number, hours=8)
        jury.pledge(round, juror, when)
        jury.declare_free(round, juror, when + timedelta(minutes=5))
        jury.score_all(round, juror, when + timedelta(minutes=20), outcomes=outcomes)
        if jury.cards_of(round, juror):
            jury.finish(round, juror, when + timedelta(hours=6))


def _decide_past(round, people, entered):
    meeting = round.closes_at + timedelta(days=3)
    with at(meeting):
        seal_figures(round=round, by=people.chair)
    by_nomination = {row.nomination_id: row for row in Candidacy.objects.filter(round=round)}
    for number, (outcome, citation, nomination, _) in enumerate(entered):
        reason = citation or "A good step, whose effect was not yet shown in figures."
        with at(meeting + timedelta(minutes=10 * (number + 1))):
            decide(candidacy=by_nomination[nomination.pk], outcome=outcome, reason=reason, by=people.chair)
    with at(meeting + timedelta(hours=4)):
        seal_decisions(round=round, by=people.chair)
    for outcome in TOLD:
        told = {} if outcome == Outcome.DECLINE else {"press_at": 19, "public_at": 21}
        times = {name: meeting + timedelta(days=days) for name, days in {"entrants_at": 7, **told}.items()}
        with at(meeting + timedelta(days=1)):
            set_announcement(round=round, outcome=outcome, by=people.office, **times)
    with at(meeting + timedelta(days=2)):
        release_results(round=round, by=people.auditor)
    _accept_awards(meeting, people, entered)
    _give_feedback(round, people, meeting)


def _give_feedback(round, people, meeting):
    """The chair lets every comment through but the bluntest, which is put in other words; the office sends all."""
    with at(meeting + timedelta(days=5)):
        for candidacy in Candidacy.objects.filter(round=round).select_related("round", "nomination", "round_category"):
            edits = [jury.read_comment(remark) for remark in entrant_remarks([candidacy])]
            edit_feedback(candidacy=candidacy, by=people.chair, edits=edits, **jury.ADVICE)
    with at(meeting + timedelta(days=8)):
        send_feedback(round=round, by=people.office)


def _accept_awards(meeting, people, entered):
    for _, citation, nomination, person in entered:
        award = Award.objects.filter(nomination=nomination).first()
        if award is None:
            continue
        with at(meeting + timedelta(days=3)):
            write_citation(award=award, citation=citation, by=people.office)
        with at(meeting + timedelta(days=8)):
            answer_award(award=award, accept=True, by=person)
        _approve_page(award, person, people, meeting + timedelta(days=9))


def _approve_page(award, person, people, when):
    """The picture, the company's word and the editor's, all before the announcement."""
    page = award.page
    with at(when):
        page.picture = people.pictures(award.company_name)
        page.save_revision(user=people.editor)
        invitation = ask_for_approval(page=page, address=person.email, by=people.editor)
    with at(when + timedelta(days=2)):
        answer_approval(invitation=invitation, approves=True, name=person.name, by=None)
        mark_ready(page=page, by=people.editor)


def _publish_past(round, people):
    with at(round.closes_at + timedelta(days=25)):
        publish_due()


def play_running_year(prize, people, zone, today):
    """This year: nominations are closed, the jury is half-way, and every state has somebody in it."""
    closes = stage.moment(zone, today - timedelta(days=27), 17)
    opens = stage.moment(zone, today - timedelta(days=130), 9)
    year = today.year + 1
    edition = add_edition(
        prize, year, opens, closes, people.office,
        name=f"{prize.name} {year}", theme="Listening to the work", when=opens - timedelta(days=40),
    )  # fmt: skip
    nominations = _enter_running(edition, people, opens, closes)
    _screen_running(edition, people, nominations, closes)
    round = Round.objects.get(edition=edition, key="scoring")
    Round.objects.filter(pk=round.pk).update(
        opens_at=stage.moment(zone, today - timedelta(days=13), 9),
        closes_at=stage.moment(zone, today + timedelta(days=11), 17),
    )
    round.round_categories.update(jurors_per_entry=3)
    round.refresh_from_db()
    _judge_running(round, people)
    set_hours(edition, people.office, stage.moment(zone, today - timedelta(days=9), 11))
    let_the_press_in(edition, people.office, stage.moment(zone, today - timedelta(days=8), 15))
    return edition


def _enter_running(edition, people, opens, closes):
    """Thirty-five finish in time; the last five stand for those who do not."""
    nominations = {}
    for number, entry in enumerate(RUNNING[:33]):
        begun = opens + timedelta(days=15 + 2 * number, hours=10)
        person = people.house.member(cast.ENTRANT) if number == 0 else None
        if number == 0:
            people.house.company(entry)
        nominations[entry.company] = _enter_one(edition, people, entry, begun, closes, person)
    for entry in RUNNING[33:37]:
        person = people.house.entrant_of(entry)
        draft = stage.start(edition, entry, person, closes - timedelta(days=20))
        stage.write(draft, entry, person, closes - timedelta(days=12), share=0.45)
        nominations[entry.company] = (draft, person)
    for entry, state in zip(RUNNING[37:39], ("invited", "declined"), strict=True):
        nominations[entry.company] = _name_company(edition, people, entry, state, closes)
    nominations[RUNNING[39].company] = _extended_draft(edition, people, RUNNING[39], closes)
    with at(closes + timedelta(hours=1)):
        close_drafts()
    return nominations


def _enter_one(edition, people, entry: Entry, begun, closes, person):
    person = person or people.house.entrant_of(entry)
    handed_in = min(begun + timedelta(days=6, hours=2), closes - timedelta(hours=3))
    return stage.enter(people.house, edition, entry, min(begun, handed_in - timedelta(days=2)), handed_in, person)


def _name_company(edition, people, entry, state, closes):
    """A large manufacturer names a supplier, who has not answered yet, or has said no."""
    juror, _ = people.jurors[2]
    person = people.house.entrant_of(entry)
    nomination = Nomination.objects.create(
        edition=edition,
        category=edition.categories.get(key=stage.CATEGORY_KEYS[entry.category]),
        organisation=people.house.company(entry),
        title=entry.title,
        state=NominationState.INVITED,
        nominator=juror,
        nominating_organisation=Organisation.objects.get(name="Commonwealth Medical Systems"),
        created_at=closes - timedelta(days=30),
    )
    Collaborator.objects.create(nomination=nomination, person=person)
    if state == "declined":
        with at(closes - timedelta(days=22)):
            decline_nomination(nomination=nomination, by=person)
    return nomination, person


def _extended_draft(edition, people, entry, closes):
    people.house.company(entry)
    person = people.house.member(cast.DRAFTER)
    draft = stage.start(edition, entry, person, closes - timedelta(days=9))
    stage.write(draft, entry, person, closes - timedelta(days=2), share=0.7)
    with at(closes - timedelta(days=1)):
        grant_extension(
            nomination=draft,
            until=closes + timedelta(days=45),
            reason="The shop was closed for two weeks after a burst pipe; photographs are on file.",
            by=people.office,
        )
    return draft, person


def _screen_running(edition, people, nominations, closes):
    """Twenty-four are with the jury; the others show what screening can decide."""
    rows = [nominations[entry.company] for entry in RUNNING[:33]]
    when = closes + timedelta(days=2)
    for number, (nomination, _) in enumerate(rows[:24]):
        with at(when + timedelta(minutes=12 * number)):
            screen_eligible(nomination=nomination, by=people.office)
    with at(when + timedelta(days=1)):
        for nomination, _ in rows[24:26]:
            screen_ineligible(
                nomination=nomination,
                reason="The innovation has been in use for less than three months. The prize is for what has proved itself; "
                "please come back next year.",
                by=people.office,
            )
        for nomination, _ in rows[26:28]:
            request_information(
                nomination=nomination,
                what="Please give the scrap figures of all three years, and say how you count.",
                due_at=closes + timedelta(days=40),
                by=people.office,
            )
        for nomination, person in rows[28:30]:
            withdraw_nomination(nomination=nomination, by=person)
        merge_nominations(source=rows[30][0], target=rows[31][0], by=people.office)


def _judge_running(round, people):
    """Every stage that a juror can be at: the demo's accounts say who is where."""
    start = round.opens_at
    jury.seat_everybody(round, people.jurors, people.chair, people.office, start - timedelta(days=2))
    jury.take_in(round, people.office, start + timedelta(minutes=30))
    jury.share_out(round, people.office, start + timedelta(hours=1), least=5)
    jurors = [juror for juror, _ in people.jurors]
    for number, juror in enumerate(jurors[:10]):
        jury.pledge(round, juror, start + timedelta(days=1, hours=number))
    for number, juror in enumerate(jurors[:9]):
        tied = _tie_of(round, juror, start) if number == 8 else ()
        jury.declare_free(round, juror, start + timedelta(days=1, hours=number, minutes=20), except_for=tied)
    for number, juror in enumerate(jurors[:4]):
        jury.score_all(round, juror, start + timedelta(days=2, hours=3 * number))
    for number, juror in enumerate(jurors[:3]):
        jury.finish(round, juror, start + timedelta(days=6, hours=number))
    for number, juror in enumerate(jurors[4:8]):
        _half_way(round, juror, start + timedelta(days=3, hours=2 * number), cards=2 + number)
    _disagree(round, jurors, start + timedelta(days=8))
    _concern(round, jurors[4], start + timedelta(days=9))
    _waive_one(round, people, jurors[8], start + timedelta(days=10))


def _half_way(round, juror, when, *, cards):
    for number, card in enumerate(jury.cards_of(round, juror)[:cards]):
        share = 0.5 if number == cards - 1 else 1.0
        jury.score(card, juror, when + timedelta(minutes=30 * number), share=share)


def _tie_of(round, juror, start):
    """One juror is tied to two companies: one exclusion is waived later, the other stands open for the chair."""
    assigned = Assignment.objects.filter(candidacy__round=round, juror=juror).select_related(
        "candidacy__nomination__organisation"
    )
    companies = [row.candidacy.nomination.organisation for row in assigned[:2]]
    notes = (
        "It supplies one of our members; I had no part in that contract.",
        "I advised the owner on an apprenticeship scheme last spring.",
    )
    for company, key, note in zip(companies, ("customer", "advice"), notes, strict=False):
        jury.declare_tie(round, juror, company, key, note, start + timedelta(days=1, hours=9))
    return companies


def _waive_one(round, people, juror, when):
    declaration = (
        Declaration.objects.filter(edition=round.edition, juror=juror, kind=DeclarationKind.EXCLUDE)
        .order_by("pk")
        .first()
    )
    reason = "The contract was placed by a different body, and no other juror knows this trade as well."
    with at(when):
        waive(declaration=declaration, round=round, reason=reason, by=people.chair)


def _disagree(round, jurors, when):
    """Two jurors read one entry and saw two different ones."""
    card = jury.cards_of(round, jurors[7])[-1]
    jury.score(card, jurors[7], when, around=1.2)
    others = [juror for juror in jurors[3:7] if juror != jurors[7]]
    for juror in others:
        twin = next((c for c in jury.cards_of(round, juror) if c.candidacy_id == card.candidacy_id), None)
        if twin and twin.state == "not_started":
            jury.score(twin, juror, when + timedelta(hours=1), around=4.9)


def _concern(round, juror, when):
    assignment = Assignment.objects.active().filter(candidacy__round=round, juror=juror).first()
    with at(when):
        raise_concern(
            assignment=assignment,
            text="The scrap figures in the table and in the text do not agree. Could the office ask which are right?",
            by=juror,
        )
