"""What is told of many companies together, and that nothing is told of a few."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from judging.models import Announcement
from judging.registries import tell_release
from network.actions.topics import compute_lessons
from network.enums import LEAST_COMPANIES
from network.lessons.figures import Entrant, Subject, Value, around, lessons_of, rounded, row_of, told_number
from network.lessons.gathering import change_between, levels_of
from network.models import TopicLesson
from nominations.enums import Audience, NominationState
from nominations.models import Nomination, Question
from notices.clock import registered_jobs
from prizes.actions import edit_term, merge_terms
from prizes.models import Edition
from showcase.models import Award
from tests.accounts.factories import PersonFactory
from tests.judging.factories import RoundCategoryFactory, RoundFactory, mark_card
from tests.network.lessons import PastYear, topic
from tests.showcase.factories import candidacy_in, decided

SCRAP = Subject("latest", "scrap", "%", "calendar year")
FEW, ENOUGH = LEAST_COMPANIES - 1, LEAST_COMPANIES
LONG_AGO, TO_COME = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


def rows(term):
    lesson = TopicLesson.objects.filter(term=term).first()
    return {row["kind"]: row for row in lesson.content["rows"]} if lesson else {}


@pytest.fixture
def casting(db):
    return topic("casting")


@pytest.mark.parametrize(("count", "kinds"), [(FEW, set()), (ENOUGH, {"latest", "change"})])
def test_seven_companies_teach_nothing_and_eight_do(casting, count, kinds):
    PastYear().enter_many(count, ["casting"])

    compute_lessons()

    assert set(rows(casting)) == kinds


def test_told_are_the_middle_half_in_the_latest_year_and_how_far_it_moved(casting):
    year = PastYear(year=2031)
    year.enter_many(11, ["casting"])

    compute_lessons()

    latest, change = rows(casting)["latest"], rows(casting)["change"]
    # Eleven from 10 to 20: around 12.5, 15 and 17.5.
    assert (latest["low"], latest["middle"], latest["high"]) == ("12", "15", "18")
    assert (latest["companies"], latest["years"]) == (10, [2030, 2030])
    # A share changes by points, to half of what it was.
    assert (change["low"], change["middle"], change["high"]) == ("-18", "-15", "-12")
    assert change["years"] == [2028, 2030]


def test_figures_of_seven_are_not_told_though_the_topic_has_more_companies(casting):
    year = PastYear()
    year.enter_many(FEW, ["casting"])
    year.enter_many(5, ["casting"], first=40, figures=False)

    compute_lessons()

    assert rows(casting) == {}


def test_company_that_entered_twice_is_one_company_with_its_newer_figures(casting):
    first, second = PastYear(year=2031), PastYear(year=2032)
    earlier = first.enter_many(FEW, ["casting"], first=60)
    second.enter(earlier[0].nomination.organisation, ["casting"], {2029: 4, 2031: 2})

    compute_lessons()
    assert rows(casting) == {}

    second.enter_many(1, ["casting"])
    compute_lessons()
    assert rows(casting)["latest"]["years"] == [2030, 2031]


def test_before_the_public_is_told_nothing_is(casting):
    year = PastYear(told=False)
    year.enter_many(ENOUGH, ["casting"])

    compute_lessons()

    assert rows(casting) == {}


@pytest.mark.parametrize(
    "fields", [{"rehearsal": True, "published": False}, {"published": False}], ids=["rehearsal", "withdrawn"]
)
def test_rehearsal_and_withdrawn_edition_never_count(casting, fields):
    year = PastYear()
    year.enter_many(ENOUGH, ["casting"])
    compute_lessons()
    assert rows(casting)

    Edition.objects.filter(pk=year.edition.pk).update(**fields)
    compute_lessons()

    assert rows(casting) == {}


def test_year_whose_last_round_is_not_told_teaches_nothing(casting):
    year = PastYear()
    year.enter_many(ENOUGH, ["casting"])
    RoundFactory(edition=year.edition, position=year.round.position + 1)

    compute_lessons()

    assert rows(casting) == {}


def test_year_of_which_one_award_is_still_to_be_told_teaches_nothing(casting):
    year = PastYear()
    finalist = year.enter_many(ENOUGH, ["casting"])[0]
    decided(finalist.candidacy, "finalist")

    compute_lessons()
    assert rows(casting) == {}

    told = Announcement.objects.get(round=year.round)
    Announcement.objects.create(
        round=year.round, outcome="finalist", entrants_at=told.entrants_at, public_at=told.public_at
    )
    compute_lessons()
    assert rows(casting)


def test_year_that_brings_one_company_waits_for_more(casting):
    earlier, later = PastYear(year=2032), PastYear(year=2031)
    earlier.enter_many(ENOUGH, ["casting"])
    compute_lessons()
    before = rows(casting)
    # Told after the other, though it is the year before.
    Announcement.objects.filter(round=earlier.round).update(entrants_at=LONG_AGO, public_at=LONG_AGO)
    Announcement.objects.create(round=earlier.round, outcome="finalist", entrants_at=TO_COME, public_at=TO_COME)
    later.enter("Newcomer", ["casting"], {2028: 90, 2030: 80})

    compute_lessons()

    assert rows(casting) == before
    later.enter_many(FEW, ["casting"], first=40)
    compute_lessons()
    assert rows(casting)["latest"]["companies"] == 15


@pytest.mark.parametrize("state", [NominationState.WITHDRAWN, NominationState.INELIGIBLE, NominationState.MERGED])
def test_entry_that_was_withdrawn_or_refused_counts_for_nothing(casting, state):
    entries = PastYear().enter_many(ENOUGH, ["casting"])
    other = Nomination.objects.exclude(pk=entries[0].nomination_id).first()
    merged = {"merged_into": other} if state == NominationState.MERGED else {}
    Nomination.objects.filter(pk=entries[0].nomination_id).update(state=state, screening_reason="So.", **merged)

    compute_lessons()

    assert rows(casting) == {}


def test_erased_answer_is_left_out(casting):
    entries = PastYear().enter_many(ENOUGH, ["casting"])
    entries[0].answers.filter(question_key="scrap-rate").update(value=None, salt=None)

    compute_lessons()

    assert rows(casting) == {}


def test_answer_that_only_the_office_reads_is_left_out(casting):
    PastYear().enter_many(ENOUGH, ["casting"])
    Question.objects.filter(key="scrap-rate").update(audience=Audience.STAFF)

    compute_lessons()

    assert rows(casting) == {}


def test_levels_of_the_jury_are_told_of_enough_companies(casting):
    year = PastYear()
    first = year.row.rubric.criteria.first()
    for number, entry in enumerate(year.enter_many(ENOUGH, ["casting"], figures=False)):
        mark_card(entry.candidacy, PersonFactory(), 1 + number / 2, 3)

    compute_lessons()

    level = rows(casting)["level"]
    assert (level["key"], level["lowest"], level["highest"]) == (first.name, "1", "5")
    assert (level["low"], level["middle"], level["high"]) == ("2", "2.8", "3.5")


def test_level_of_a_round_that_was_never_released_is_not_told(casting):
    year = PastYear()
    [entry] = year.enter_many(1, ["casting"])
    open_round = RoundFactory(edition=year.edition, position=year.round.position + 1)
    RoundCategoryFactory(round=open_round, category=year.category)
    unreleased = candidacy_in(open_round, company="Later Works", category=year.category)
    for candidacy in (entry.candidacy, unreleased):
        mark_card(candidacy, PersonFactory(), 4, 3)

    assert set(levels_of([year.edition])) == {entry.nomination_id}


def test_topic_includes_narrower_terms(casting):
    topic("sand-casting", broader=casting)
    topic("die-casting", broader=casting)
    year = PastYear()
    year.enter_many(4, ["sand-casting"])
    year.enter_many(4, ["die-casting"], first=30)

    compute_lessons()

    assert rows(casting)["latest"]["companies"] == 8


def test_old_slug_in_a_frozen_answer_counts_for_the_term_of_now(casting):
    PastYear().enter_many(ENOUGH, ["casting"])
    casting.slug = "metal-casting"
    edit_term(term=casting, by=None)
    foundry = topic("foundry")

    merge_terms(source=casting, target=foundry, by=None)
    compute_lessons()

    assert rows(foundry)["latest"]["companies"] == 8


def test_merged_topics_teach_together_once_it_stands(casting, django_capture_on_commit_callbacks):
    year = PastYear()
    year.enter_many(4, ["casting"])
    year.enter_many(4, ["foundry"], first=30)
    foundry = topic("foundry")

    with django_capture_on_commit_callbacks(execute=True):
        merge_terms(source=casting, target=foundry, by=None)

    assert rows(foundry)["latest"]["companies"] == 8


def test_what_two_topics_taught_is_gone_with_their_merger(casting, django_capture_on_commit_callbacks):
    year = PastYear()
    year.enter_many(ENOUGH, ["casting"])
    year.enter_many(ENOUGH, ["foundry"], first=30)
    foundry = topic("foundry")
    compute_lessons()
    assert rows(casting)
    assert rows(foundry)

    with django_capture_on_commit_callbacks(execute=True):
        merge_terms(source=casting, target=foundry, by=None)
        assert not TopicLesson.objects.exists()

    assert rows(foundry)["latest"]["companies"] == 15


def test_release_and_the_clock_compute_them(casting):
    year = PastYear()
    year.enter_many(ENOUGH, ["casting"])

    # The release makes them.
    Award.objects.all().delete()
    tell_release(year.round, by=None)
    assert rows(casting)

    TopicLesson.objects.all().delete()
    [job] = [job for job in registered_jobs() if job.name == "network.compute_lessons"]
    job.act()
    assert rows(casting)


def test_nothing_is_written_where_nothing_changed(casting):
    PastYear().enter_many(ENOUGH, ["casting"])
    compute_lessons()
    before = TopicLesson.objects.get()

    compute_lessons()

    assert TopicLesson.objects.get().computed_at == before.computed_at


def test_entrants_are_gathered_in_as_many_queries_for_many_as_for_few(casting):
    year = PastYear()
    year.enter_many(ENOUGH, ["casting"])
    compute_lessons()
    with CaptureQueriesContext(connection) as few:
        compute_lessons()
    year.enter_many(20, ["casting", "more"])
    compute_lessons()

    with CaptureQueriesContext(connection) as many:
        compute_lessons()

    assert len(many) == len(few)


# Without a database: what may be told.


def entrants(companies, term, *, numbers=None):
    numbers = numbers or {company: Decimal(10 + company) for company in companies}
    return [
        Entrant(company, (2031, company), frozenset({term}), {SCRAP: Value(numbers[company], (2030,))})
        for company in companies
    ]


BROAD, NARROW, OTHER = 1, 2, 3
BENEATH = {BROAD: None, NARROW: BROAD, OTHER: BROAD}


@pytest.mark.parametrize(
    ("beyond", "told"),
    [(0, {BROAD, NARROW}), (1, {BROAD}), (FEW, {BROAD}), (ENOUGH, {BROAD, NARROW})],
)
def test_narrower_term_is_told_only_where_what_it_leaves_is_nobody_or_enough(beyond, told):
    found = lessons_of(entrants(range(9), NARROW) + entrants(range(50, 50 + beyond), BROAD), BENEATH)

    assert set(found) == told


def test_narrower_terms_together_leave_nobody_or_enough():
    both = entrants(range(10), NARROW) + entrants(range(20, 29), OTHER)

    assert set(lessons_of(both, BENEATH)) == {BROAD, NARROW, OTHER}
    assert set(lessons_of(both + entrants(range(40, 43), BROAD), BENEATH)) == {BROAD, NARROW}


def entered(company, term, number, *, year=2031, since=0):
    return Entrant(company, (year, company), frozenset({term}), {SCRAP: Value(Decimal(number), (year - 1,))}, since)


@pytest.mark.parametrize(("moved", "told"), [(1, {BROAD}), (FEW, {BROAD}), (ENOUGH, {BROAD, NARROW})])
def test_narrower_term_is_not_told_where_a_few_have_another_figure_in_the_broader(moved, told):
    first = entrants(range(12), NARROW)
    later = [entered(company, BROAD, 60 + company, year=2032) for company in range(moved)]

    assert set(lessons_of(first + later, BENEATH)) == told


def test_larger_of_two_narrower_terms_is_told_and_the_smaller_is_not():
    smaller, larger = NARROW, OTHER
    both = entrants(range(20, 31), larger) + entrants(range(9), smaller) + entrants(range(40, 43), BROAD)

    assert set(lessons_of(both, BENEATH)) == {BROAD, larger}


def test_newest_entry_counts_in_whatever_order_they_come():
    newer = [entered(company, BROAD, 60 + company, year=2032) for company in range(12)]
    older = [entered(company, BROAD, 10 + company, year=2031) for company in range(12)]

    assert told_of(newer + older) == told_of(older + newer) == told_of(newer)


def test_narrower_term_is_held_against_the_broader_one_alone_and_not_only_with_its_neighbors():
    # With its neighbor it leaves nobody, and alone two companies.
    found = lessons_of(entrants(range(12), NARROW) + entrants(range(10), OTHER), BENEATH)

    assert set(found) == {BROAD, NARROW}


@pytest.mark.parametrize(
    ("first", "last", "unit", "change"),
    [("20", "10", "%", "-10"), ("20", "10", "USD", "-50"), ("0", "10", "USD", None), ("-10", "10", "USD", None)],
)
def test_change_is_told_in_points_or_percent_of_what_there_was(first, last, unit, change):
    expected = None if change is None else Decimal(change)

    assert change_between(Decimal(first), Decimal(last), unit) == expected


def told_of(found):
    [row] = lessons_of(found, BENEATH)[BROAD]["rows"]
    return row["low"], row["middle"], row["high"]


@pytest.mark.parametrize(("new", "is_told"), [(1, False), (FEW, False), (ENOUGH, True)])
@pytest.mark.parametrize("offset", [0, 100], ids=["companies of before", "new companies"])
def test_year_that_brings_a_few_changes_nothing(new, is_told, offset):
    first = entrants(range(12), BROAD)
    second = [entered(offset + company, BROAD, 60 + company, year=2032, since=1) for company in range(new)]

    assert (told_of(first + second) != told_of(first)) == is_told


def test_years_that_bring_a_few_are_told_once_they_bring_enough_together():
    first = entrants(range(12), BROAD)
    second = [entered(100 + company, BROAD, 60 + company, year=2032, since=1) for company in range(4)]
    third = [entered(200 + company, BROAD, 60 + company, year=2033, since=2) for company in range(4)]

    assert told_of(first + second) == told_of(first)
    at_once = [replace(each, since=0) for each in (*first, *second, *third)]
    assert told_of(first + second + third) == told_of(at_once) != told_of(first)


def test_figure_that_a_later_year_no_longer_gives_is_told_no_more():
    first = entrants(range(8), BROAD)
    second = [Entrant(company, (2032, company), frozenset({BROAD}), {}, since=1) for company in range(8)]

    assert lessons_of(first + second, BENEATH) == {}


LEVEL = Subject("level", "Idea", lowest="1", highest="5")


@pytest.mark.parametrize(
    ("subject", "numbers", "is_told"),
    [
        (SCRAP, (0, 0, 0, 0, 0, 0, 7, 9), False),
        (SCRAP, (0, 0, 0, 0, 1, 2, 7, 9), True),
        (SCRAP, (1, 1, 1, 1, 1, 1, 90, 900), False),
        (SCRAP, (-9, -7, 0, 0, 0, 0, 0, 1), False),
        (LEVEL, (1, 1, 1, 1, 1, 1, 4, 5), False),
        (LEVEL, (1, 2, 5, 5, 5, 5, 5, 5), False),
        (LEVEL, (1, 2, 3, 3, 3, 4, 4, 5), True),
    ],
)
def test_figure_that_one_company_makes_is_not_told(subject, numbers, is_told):
    values = {company: Value(Decimal(number), (2030,)) for company, number in enumerate(numbers)}

    assert (row_of(subject, values) is not None) == is_told


def test_same_figure_of_everybody_is_not_told():
    numbers = {company: Decimal(4) for company in range(12)}

    assert lessons_of(entrants(range(12), BROAD, numbers=numbers), BENEATH) == {}


def test_no_figure_is_that_of_one_company_and_the_ends_never_enter():
    numbers = [Decimal(number) for number in (1, 20, 30, 40, 50, 60, 70, 100_000)]

    assert [around(numbers, Decimal(share)) for share in ("0.25", "0.5", "0.75")] == [30, 45, 60]


@pytest.mark.parametrize(
    ("number", "shown"), [("12345", "12000"), ("0.01234", "0.012"), ("97.6", "98"), ("-3.14", "-3.1"), ("0", "0")]
)
def test_figures_are_rounded_to_two_digits(number, shown):
    assert rounded(Decimal(number)) == Decimal(shown)


@pytest.mark.parametrize(("companies", "told"), [(8, 8), (9, 8), (10, 10), (14, 10), (15, 15)])
def test_number_of_companies_is_told_in_steps(companies, told):
    assert told_number(companies) == told


def test_row_of_too_few_is_none():
    values = {company: Value(Decimal(company), (2030,)) for company in range(FEW)}

    assert row_of(SCRAP, values) is None
    assert row_of(SCRAP, values | {99: Value(Decimal(99), (2030,))})
