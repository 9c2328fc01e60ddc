"""Assignment by plan: who matches whom, what is drawn up, committed, topped up and taken back, and who may."""

import json
from collections import Counter
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.actions import planning
from judging.actions.planning import commit_run, draw_up, lift_pair_rule, rule_on_pair, set_expertise, undo_run
from judging.assignment import commit_plan, plan_by_hand
from judging.drawing import Table
from judging.enums import AssignmentState, PairRuleKind
from judging.matching import match_table
from judging.models import Assignment, AssignmentRun, Candidacy, Expertise, PairRule, Remark, Scorecard
from judging.planning import Settings
from nominations.models import Question
from prizes.enums import Vocabulary
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    CandidacyFactory,
    PledgeFactory,
    QuestionFactory,
    SubmissionAnswerFactory,
    close,
    declare_excluded,
    mark_card,
    open_round_with_entries,
    seat,
    secretary_of,
)
from tests.prizes.factories import TermFactory

pytestmark = pytest.mark.django_db


class Setting:
    def __init__(self, entries=6, jurors=5, each=3):
        self.round, self.entries = open_round_with_entries(entries)
        self.round.round_categories.update(jurors_per_entry=each)
        kinds = ("oem", "university", "intermediary")
        self.jurors = [seat(self.round, seat_type=kinds[number % 3]) for number in range(jurors)]
        self.office = secretary_of(self.round)

    def plan(self, **settings):
        return draw_up(round=self.round, settings=Settings(**settings), by=self.office)

    def commit(self, **settings):
        run = self.plan(**settings)
        commit_run(run=run, by=self.office)
        return run

    def pairs(self):
        return set(Assignment.objects.active().in_round(self.round).values_list("candidacy", "juror"))


@pytest.fixture
def setting():
    return Setting()


def names(candidacy, *terms):
    """The entry names these terms in its submission."""
    for number, term in enumerate(terms):
        question = QuestionFactory(section__form=candidacy.submission.form, key=f"field-{number}")
        Question.objects.filter(pk=question.pk).update(vocabulary=term.vocabulary, kind="choices")
        SubmissionAnswerFactory(
            submission=candidacy.submission, question_key=question.key, value=json.dumps([term.slug])
        )


# Match.


def test_match_is_the_share_of_terms_that_the_juror_knows(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    laser, robots = (TermFactory(vocabulary=Vocabulary.TECHNOLOGY) for _ in range(2))
    lean = TermFactory(vocabulary=Vocabulary.PRACTICE)
    names(entry, laser, robots, lean)
    set_expertise(juror=juror, terms=[laser, lean], by=juror)

    (match,) = match_table([entry], [juror])[0]

    assert match == 75


def test_neighbouring_term_counts_half(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    optics = TermFactory(vocabulary=Vocabulary.TECHNOLOGY)
    laser = TermFactory(vocabulary=Vocabulary.TECHNOLOGY, broader=optics)
    names(entry, laser)
    set_expertise(juror=juror, terms=[optics], by=juror)

    assert match_table([entry], [juror]).tolist() == [[50]]


def test_what_nobody_said_is_neither_sought_nor_shunned(setting):
    assert set(match_table(setting.entries, setting.jurors).ravel()) == {50}


def test_stranger_to_the_field_matches_nothing(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    names(entry, TermFactory(vocabulary=Vocabulary.TECHNOLOGY))
    set_expertise(juror=juror, terms=[TermFactory(vocabulary=Vocabulary.TECHNOLOGY)], by=juror)

    assert match_table([entry], [juror]).tolist() == [[0]]


def test_the_offices_word_stands_above_the_fields(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    rule_on_pair(
        candidacy=entry, juror=juror, kind=PairRuleKind.MATCH, match=90, reason="Worked on it.", by=setting.office
    )

    assert match_table([entry], [juror]).tolist() == [[90]]


# Plans.


def test_plan_covers_every_entry_and_assigns_nothing(setting):
    run = setting.plan()

    assert Counter(entry for entry, _ in run.pairs) == {str(entry.pk): 3 for entry in setting.entries}
    assert (run.report["covered"], run.report["parts"], run.report["short"]) == (6, 1, [])
    assert not Assignment.objects.exists()


def test_committed_plan_assigns_its_pairs_with_one_event(setting):
    run = setting.commit()

    assert {(str(entry), str(juror)) for entry, juror in setting.pairs()} == {tuple(pair) for pair in run.pairs}
    assert len(setting.pairs()) == 18
    assert Event.objects.filter(verb="assignments.made").count() == 1


def test_plan_is_committed_once(setting):
    run = setting.commit()

    with pytest.raises(ValidationError, match="assigned already"):
        commit_run(run=run, by=setting.office)


def test_excluded_pair_is_never_planned(setting):
    for entry in setting.entries:
        declare_excluded(entry, setting.jurors[0])

    run = setting.plan()

    assert str(setting.jurors[0].pk) not in {juror for _, juror in run.pairs}


def test_tie_declared_after_the_plan_refuses_it_whole(setting):
    run = setting.plan()
    entry, juror = run.pairs[0]
    declare_excluded(Candidacy.objects.get(pk=entry), next(j for j in setting.jurors if str(j.pk) == juror))

    with pytest.raises(ValidationError, match="has changed"):
        commit_run(run=run, by=setting.office)

    assert not Assignment.objects.exists()


def test_seat_mix_is_kept_on_every_entry():
    setting = Setting(entries=6, jurors=6)

    run = setting.plan(mix={"oem": 1, "university": 1, "intermediary": 1})

    assert {kind: list(counts) for kind, counts in run.report["mix"].items()} == dict.fromkeys(
        ("intermediary", "oem", "university"), [(1, 6)]
    )


def test_shortage_is_named_and_the_rest_is_planned():
    setting = Setting(entries=4, jurors=2)

    run = setting.plan()

    assert sorted(run.report["short"]) == sorted([str(entry.pk), "", 1] for entry in setting.entries)
    assert len(run.pairs) == 8


def test_pinned_pair_is_planned_and_forbidden_one_is_not(setting):
    entry, pinned, forbidden = setting.entries[0], setting.jurors[0], setting.jurors[1]
    rule_on_pair(candidacy=entry, juror=pinned, kind=PairRuleKind.PIN, reason="Knows lasers.", by=setting.office)
    rule_on_pair(candidacy=entry, juror=forbidden, kind=PairRuleKind.FORBID, reason="A quarrel.", by=setting.office)

    pairs = setting.plan().pairs

    assert [str(entry.pk), str(pinned.pk)] in pairs
    assert [str(entry.pk), str(forbidden.pk)] not in pairs
    assert len(pairs) == 18


def test_pin_against_a_tie_does_not_hold(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    declare_excluded(entry, juror)
    rule_on_pair(candidacy=entry, juror=juror, kind=PairRuleKind.PIN, reason="Knows lasers.", by=setting.office)

    assert [str(entry.pk), str(juror.pk)] not in setting.plan().pairs


def test_top_up_keeps_what_stands_and_asks_nobody_twice(setting):
    setting.commit()
    before = setting.pairs()
    recused = Assignment.objects.filter(juror=setting.jurors[0]).first()
    Assignment.objects.filter(pk=recused.pk).update(state=AssignmentState.RECUSED, reason="A tie.")
    late = CandidacyFactory(round_category=setting.entries[0].round_category)

    setting.commit()

    added = setting.pairs() - before
    assert Counter(entry for entry, _ in added) == {recused.candidacy_id: 1, late.pk: 3}
    assert (recused.candidacy_id, recused.juror_id) not in setting.pairs()


def test_least_and_most_hold_for_every_juror(setting):
    run = setting.plan(least=3, most=4)

    assert set(run.report["load"].values()) <= {3, 4}


def forbid(setting, entry, juror):
    return rule_on_pair(candidacy=entry, juror=juror, kind="forbid", reason="A quarrel.", by=setting.office)


def pin(setting, entry, juror):
    return rule_on_pair(candidacy=entry, juror=juror, kind="pin", reason="Knows lasers.", by=setting.office)


def pair_of(setting, run):
    entry, juror = run.pairs[0]
    return Candidacy.objects.get(pk=entry), next(person for person in setting.jurors if str(person.pk) == juror)


def test_pair_forbidden_after_the_plan_refuses_it_and_says_so(setting):
    run = setting.plan()
    forbid(setting, *pair_of(setting, run))

    with pytest.raises(ValidationError, match="was forbidden this entry by the office"):
        commit_run(run=run, by=setting.office)

    assert not Assignment.objects.exists()


def test_forbidden_pair_is_refused_by_hand(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    before = plan_by_hand(round=setting.round, candidacies=[entry], jurors=[juror])
    forbid(setting, entry, juror)

    plan = plan_by_hand(round=setting.round, candidacies=[entry], jurors=[juror])

    assert [refused.reason for refused in plan.refused] == ["was forbidden this entry by the office"]
    with pytest.raises(ValidationError, match="forbidden"):
        commit_plan(before, by=setting.office)


def test_pair_that_is_assigned_is_recused_and_not_forbidden(setting):
    run = setting.commit()

    with pytest.raises(ValidationError, match="Recuse them"):
        forbid(setting, *pair_of(setting, run))


def test_second_plan_of_two_is_refused(setting):
    first, second = setting.plan(), setting.plan()
    AssignmentRun.objects.filter(pk=second.pk).update(pairs=[])
    commit_run(run=first, by=setting.office)

    with pytest.raises(ValidationError, match="Draw up a new plan"):
        commit_run(run=second, by=setting.office)


def test_plan_holds_again_once_the_other_is_undone(setting):
    first, second = setting.plan(), setting.plan()
    commit_run(run=second, by=setting.office)
    undo_run(run=second, by=setting.office)

    commit_run(run=first, by=setting.office)

    assert len(setting.pairs()) == 18


def test_newest_plan_is_the_one_committed_last(setting):
    older, newer = setting.plan(), setting.plan()
    now = timezone.now()
    AssignmentRun.objects.filter(pk=newer.pk).update(committed_at=now - timezone.timedelta(hours=1))
    AssignmentRun.objects.filter(pk=older.pk).update(committed_at=now)

    assert planning.newest_committed(setting.round) == older


def test_drawing_up_is_an_act_of_who_may_assign(setting):
    setting.plan()

    assert Event.objects.filter(verb="assignments.planned").count() == 1
    for person in (setting.jurors[0], PersonFactory()):
        with pytest.raises(PermissionDenied):
            draw_up(round=setting.round, settings=Settings(), by=person)


def test_round_without_jurors_or_entries_is_refused_in_words():
    round, _ = open_round_with_entries(0)
    office = secretary_of(round)

    with pytest.raises(ValidationError, match="Invite jurors"):
        draw_up(round=round, settings=Settings(), by=office)
    seat(round)
    with pytest.raises(ValidationError, match="Take them in"):
        draw_up(round=round, settings=Settings(), by=office)


def test_rule_of_a_closed_round_is_not_lifted(setting):
    rule = pin(setting, setting.entries[0], setting.jurors[0])
    close(setting.round)

    with pytest.raises(TransitionRefused):
        lift_pair_rule(rule=PairRule.objects.get(pk=rule.pk), by=setting.office)


def test_pin_counts_with_its_own_match(setting):
    pin(setting, setting.entries[0], setting.jurors[0])

    report = setting.plan().report

    assert (report["worst"], report["mean"]) == (50, 50)


def test_pin_that_cannot_hold_is_told_with_the_reason(setting):
    entry, juror = setting.entries[0], setting.jurors[0]
    pin(setting, entry, juror)
    declare_excluded(entry, juror)

    run = setting.plan()

    assert run.report["dropped"] == [[str(entry.pk), str(juror.pk), "declared a tie that excludes"]]


def test_pin_on_a_full_juror_is_told(setting):
    for entry in setting.entries[:3]:
        pin(setting, entry, setting.jurors[0])

    run = setting.plan(most=2)

    assert run.report["load"][str(setting.jurors[0].pk)] == 2
    assert [reason for _, _, reason in run.report["dropped"]] == ["has as many entries as a juror may have at most"]


def test_most_load_rises_until_no_entry_is_short_without_need():
    """All but one juror are tied to most entries: an average over all would leave entries short."""
    setting = Setting(entries=6, jurors=4, each=1)
    for entry in setting.entries:
        for juror in setting.jurors[1:]:
            declare_excluded(entry, juror)

    run = setting.plan()

    assert run.report["short"] == []
    assert run.report["load"][str(setting.jurors[0].pk)] == 6
    assert run.report["most"] == [0, 8]


def test_possible_pairs_as_a_table_are_those_without_a_reason(setting):
    declare_excluded(setting.entries[0], setting.jurors[0])
    forbid(setting, setting.entries[1], setting.jurors[1])
    setting.commit()
    Assignment.objects.filter(pk=Assignment.objects.first().pk).update(state=AssignmentState.RETURNED, reason="No.")
    nomination = setting.entries[2].nomination
    type(nomination).objects.filter(pk=nomination.pk).update(nominator=setting.jurors[2])
    table = Table(setting.round)

    reasons = [[table.obstacles.reason(entry, juror) is None for juror in table.jurors] for entry in table.entries]

    assert table.possible().tolist() == reasons


def test_large_round_is_drawn_up_in_a_task(client, setting, monkeypatch):
    monkeypatch.setattr(planning, "AT_ONCE", 10)
    monkeypatch.setattr(planning, "draw_plan", SimpleNamespace(enqueue=lambda pk: None))
    client.force_login(setting.office)
    run = setting.plan()

    with pytest.raises(ValidationError, match="not drawn up yet"):
        commit_run(run=run, by=setting.office)
    assert "being drawn up" in client.get(url(setting.round, f"?run={run.pk}")).content.decode()
    planning.finish_drawing(run.pk)
    commit_run(run=run, by=setting.office)

    assert len(setting.pairs()) == 18


# Undo.


def test_plan_is_undone_until_the_first_mark(setting):
    run = setting.commit()

    undo_run(run=run, by=setting.office)

    assert not setting.pairs()
    assert not Scorecard.objects.exists()
    assert Event.objects.filter(verb="assignments.undone").count() == 1


def test_undo_leaves_what_was_assigned_otherwise(setting):
    first = setting.commit()
    late = CandidacyFactory(round_category=setting.entries[0].round_category)
    second = setting.commit()

    undo_run(run=second, by=setting.office)

    assert late.pk not in {entry for entry, _ in setting.pairs()}
    assert len(setting.pairs()) == len(first.pairs)


def test_marked_plan_is_not_undone(setting):
    run = setting.commit()
    card = Scorecard.objects.first()
    mark_card(card.candidacy, card.juror, 4, None, state="in_progress")

    with pytest.raises(ValidationError, match="has marked already"):
        undo_run(run=run, by=setting.office)


def test_plan_that_a_juror_wrote_about_is_not_undone(setting):
    run = setting.commit()
    Remark.objects.create(scorecard=Scorecard.objects.first(), kind="private", text="Ask about scrap.")

    with pytest.raises(ValidationError, match="has written"):
        undo_run(run=run, by=setting.office)


def test_older_plan_is_not_undone(setting):
    first = setting.commit()
    CandidacyFactory(round_category=setting.entries[0].round_category)
    setting.commit()

    with pytest.raises(ValidationError, match="Only the newest"):
        undo_run(run=first, by=setting.office)


# Who.


def test_who_scores_does_not_assign(setting):
    run = setting.plan()

    for person in (setting.jurors[0], PersonFactory()):
        with pytest.raises(PermissionDenied):
            commit_run(run=run, by=person)
        with pytest.raises(PermissionDenied):
            rule_on_pair(candidacy=setting.entries[0], juror=setting.jurors[1], kind="pin", reason="So.", by=person)


def test_closed_round_is_neither_planned_nor_undone(setting):
    run = setting.commit()
    close(setting.round)

    with pytest.raises(ValidationError):
        undo_run(run=run, by=setting.office)


def test_juror_names_own_fields_and_the_office_those_of_its_jurors(setting):
    term, juror = TermFactory(vocabulary=Vocabulary.PRACTICE), setting.jurors[0]

    set_expertise(juror=juror, terms=[term], by=setting.office)
    assert Expertise.objects.get(juror=juror).term == term
    set_expertise(juror=juror, terms=[], by=juror)
    assert not Expertise.objects.exists()
    for person in (setting.jurors[1], secretary_of(open_round_with_entries(1)[0])):
        with pytest.raises(PermissionDenied):
            set_expertise(juror=juror, terms=[term], by=person)


# Pages.


def url(round, query=""):
    return reverse("round:plan", args=[round.pk]) + query


def test_office_walks_from_settings_to_undo(client):
    setting = Setting(entries=6, jurors=2, each=2)
    client.force_login(setting.office)
    assert client.get(url(setting.round)).status_code == 200

    shown = client.post(url(setting.round), {"step": "draw", "least": 2, "most": 6}, follow=True)
    run = AssignmentRun.objects.get()
    page = shown.content.decode()
    assert "nothing is assigned yet" in page
    assert "Contrast factor" in page
    client.post(url(setting.round), {"step": "commit", "run": run.pk})
    assert len(setting.pairs()) == 12
    assert "What was assigned by plan" in client.get(url(setting.round)).content.decode()
    client.post(url(setting.round), {"step": "undo", "run": run.pk})

    assert not setting.pairs()


def test_settings_that_make_no_sense_are_refused_where_they_were_typed(client, setting):
    client.force_login(setting.office)

    page = client.post(url(setting.round), {"step": "draw", "least": 6, "most": 5}).content.decode()

    assert "At most is less than at least." in page
    assert not AssignmentRun.objects.exists()


def test_office_pins_a_pair_and_takes_it_back(client, setting):
    client.force_login(setting.office)
    run = setting.plan()
    posted = {"step": "rule", "candidacy": setting.entries[0].pk, "juror": setting.jurors[0].pk, "kind": "pin"}
    page = client.get(url(setting.round, f"?run={run.pk}")).content.decode()
    assert "worst-matched first" in page
    assert str(setting.jurors[0].pk) in page
    assert "ortools" in page or "scipy" in page

    assert "This field is required" in client.post(url(setting.round), posted).content.decode()
    client.post(url(setting.round), posted | {"reason": "Knows lasers."})
    rule = PairRule.objects.get()
    assert "Knows lasers." in client.get(url(setting.round)).content.decode()
    client.post(url(setting.round), {"step": "lift", "rule": rule.pk})

    assert not PairRule.objects.exists()
    assert Event.objects.filter(verb="pair.freed").count() == 1


def test_match_without_a_number_says_so(client, setting):
    client.force_login(setting.office)
    posted = {"step": "rule", "candidacy": setting.entries[0].pk, "juror": setting.jurors[0].pk, "kind": "match"}

    page = client.post(url(setting.round), posted | {"reason": "Knows lasers."}).content.decode()

    assert "Say how well they match" in page


def test_empty_round_says_what_to_do_first(client):
    round, _ = open_round_with_entries(0)
    client.force_login(secretary_of(round))

    page = client.post(url(round), {"step": "draw", "least": 0}).content.decode()

    assert "Invite jurors to its panels first" in page


@pytest.mark.parametrize("step", ["commit", "undo", "lift"])
def test_rows_of_elsewhere_are_not_there(client, setting, step):
    other = Setting(entries=2, jurors=3)
    client.force_login(setting.office)

    answer = client.post(url(setting.round), {"step": step, "run": other.plan().pk, "rule": "7"})

    assert answer.status_code == 404


def test_plan_page_asks_as_much_for_many_as_for_few(client):
    def queries(entries):
        setting = Setting(entries=entries)
        run = setting.plan()
        client.force_login(setting.office)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(setting.round, f"?run={run.pk}")).status_code == 200
        return len(asked)

    queries(2)

    assert queries(3) == queries(50)


def test_entry_is_found_by_its_code_to_rule_on_it(client, setting):
    client.force_login(setting.office)

    page = client.get(url(setting.round, f"?code={setting.entries[0].code}")).content.decode()

    assert 'name="candidacy"' in page
    assert "No entry of this round" in client.get(url(setting.round, "?code=nothing")).content.decode()


def test_juror_names_fields_on_a_page_and_a_stranger_finds_none(client, setting):
    term = TermFactory(vocabulary=Vocabulary.TECHNOLOGY)
    client.force_login(setting.jurors[0])
    PledgeFactory(round=setting.round, juror=setting.jurors[0])

    client.post(reverse("judging:fields"), {"technology": [term.pk]})

    assert Expertise.objects.get().term == term
    assert "checked" in client.get(reverse("judging:fields")).content.decode()
    client.force_login(PersonFactory())
    assert client.get(reverse("judging:fields")).status_code == 404


def test_lifting_needs_the_same_right_as_ruling(setting):
    rule = rule_on_pair(
        candidacy=setting.entries[0], juror=setting.jurors[0], kind="pin", reason="So.", by=setting.office
    )

    with pytest.raises(PermissionDenied):
        lift_pair_rule(rule=rule, by=setting.jurors[0])
