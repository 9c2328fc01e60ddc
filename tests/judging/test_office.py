import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import RoleName
from accounts.models import Invitation
from audit.models import Event
from judging.actions.rubrics import correct_rubric
from judging.enums import AssignmentState, DeclarationKind
from judging.models import Assignment, BarLevel, Candidacy, Concern, Panel, Round, RoundCategory, Rubric
from judging.office.work import concerns_that_wait
from nominations.models import Submission
from tests.accounts.factories import staff
from tests.judging.factories import (
    AssignmentFactory,
    DeclarationFactory,
    EligibleNominationFactory,
    RoundFactory,
    SubmissionFactory,
    close,
    full_rubric,
    mark_card,
    open_round_with_entries,
    sealed_round,
    seat,
    secretary_of,
)
from tests.judging.walks import round_fields
from tests.prizes.factories import CategoryFactory, EditionFactory
from tests.prizes.typed import formset

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


@pytest.fixture
def secretary(client, entry):
    secretary = secretary_of(entry.round)
    client.force_login(secretary)
    return secretary


def act(client, model, name, row, **data):
    return client.post(reverse(f"{model}:{name}", args=[row.pk]), data)


# Rounds.


def test_round_is_typed_on_the_clock_of_its_edition(client):
    edition = EditionFactory(time_zone="America/New_York")
    client.force_login(staff(RoleName.SECRETARIAT, edition.prize))

    client.post(reverse("round:add"), round_fields(edition))

    round = Round.objects.get()
    assert (round.key, round.closes_at.isoformat()) == ("first-round", "2031-03-20T21:00:00+00:00")


def test_sealed_round_is_not_edited(client):
    round, _, _ = sealed_round()
    client.force_login(secretary_of(round))

    assert client.get(reverse("round:edit", args=[round.pk])).status_code == 404


def test_office_takes_in_what_is_eligible(client, entry, secretary):
    nomination = EligibleNominationFactory(category=entry.round_category.category)
    SubmissionFactory(nomination=nomination)

    act(client, "round", "open", entry.round)

    assert Candidacy.objects.filter(nomination=nomination).exists()


def test_office_calls_an_entry_with_a_reason(client, entry, secretary):
    nomination = EligibleNominationFactory(category=entry.round_category.category, state="submitted")
    SubmissionFactory(nomination=nomination)

    act(client, "round", "call_entry", entry.round, nomination=nomination.pk, reason="The chair asked for it.")

    assert Candidacy.objects.get(nomination=nomination).reason == "The chair asked for it."


# Round categories.


def category_fields(row, **changes):
    fields = {"rubric": row.rubric_id, "jurors_per_entry": 3, "places": 1, "least_total": "60"}
    return fields | changes


def test_bar_is_set_by_criterion_and_taken_back(client, entry, secretary):
    row = entry.round_category
    criterion = row.rubric.criteria.first()
    url = reverse("roundcategory:edit", args=[row.pk])

    client.post(url, category_fields(row, **{f"bar_{criterion.pk}": "3.5"}))
    assert [(level.criterion, level.least) for level in BarLevel.objects.all()] == [(criterion, 3.5)]
    row.refresh_from_db()
    assert row.least_total == 60

    client.post(url, category_fields(row))
    assert not BarLevel.objects.exists()


def test_rubric_of_a_marked_category_stays(client, entry, secretary):
    mark_card(entry, seat(entry.round), 3, 3)
    other = full_rubric(entry.round.edition)

    client.post(
        reverse("roundcategory:edit", args=[entry.round_category.pk]),
        category_fields(entry.round_category, rubric=other.pk),
    )

    entry.round_category.refresh_from_db()
    assert entry.round_category.rubric != other


def test_category_of_another_edition_is_refused(client, entry, secretary):
    elsewhere = CategoryFactory(edition=EditionFactory(prize=entry.round.edition.prize))
    typed = category_fields(entry.round_category, round=entry.round.pk, category=elsewhere.pk)

    response = client.post(reverse("roundcategory:add"), typed)

    assert "belongs to another edition" in response.content.decode()
    assert RoundCategory.objects.count() == 1


# Rubrics.


def criteria(*weights):
    rows = [
        {"name": f"Criterion {n}", "weight": weight, "position": n, "mandatory": "on", "lowest": 1, "highest": 5}
        for n, weight in enumerate(weights, start=1)
    ]
    data = formset("criteria", rows)
    for number in range(len(weights)):
        data |= formset(
            f"criteria-{number}-levels", [{"value": "1", "label": "Weak"}, {"value": "5", "label": "Strong"}]
        )
    return data


@pytest.mark.parametrize(("weights", "saved"), [((60, 40), 1), ((60, 30), 0), ((100, 100), 0)])
def test_weights_of_a_rubric_sum_to_100(client, weights, saved):
    edition = EditionFactory()
    client.force_login(staff(RoleName.SECRETARIAT, edition.prize))

    response = client.post(reverse("rubric:add"), {"edition": edition.pk, "name": "Ours"} | criteria(*weights))

    assert Rubric.objects.count() == saved
    if saved:
        rubric = Rubric.objects.get()
        assert [(row.key, row.weight, row.levels.count()) for row in rubric.criteria.all()] == [
            ("criterion-1", 60, 2),
            ("criterion-2", 40, 2),
        ]
    else:
        assert "not to 100" in response.content.decode()


def test_frozen_rubric_is_read_and_not_edited(client, entry, secretary):
    rubric = entry.round_category.rubric
    Rubric.objects.update(frozen_at=timezone.now())
    assert client.get(reverse("rubric:edit", args=[rubric.pk])).status_code == 404
    assert client.get(reverse("rubric:inspect", args=[rubric.pk])).status_code == 200


def test_new_version_of_a_rubric_carries_criteria_and_levels(entry):
    rubric = entry.round_category.rubric
    Rubric.objects.update(frozen_at=timezone.now())

    version = correct_rubric(rubric=rubric, by=secretary_of(entry.round))

    assert (version.version, version.frozen_at) == (2, None)
    assert [(row.key, row.levels.count()) for row in version.criteria.all()] == [
        (row.key, row.levels.count()) for row in rubric.criteria.all()
    ]


# Panels and seats.


def test_office_invites_a_juror(client, entry, secretary):
    panel = Panel.objects.get()

    act(client, "panel", "invite", panel, address="ada@works.example", seat_type="oem", part="chair", scores="on")

    invitation = Invitation.objects.get()
    assert invitation.address == "ada@works.example"
    assert invitation.terms["is_chair"] is True


def test_panel_with_a_chair_gets_no_second_one(client, entry, secretary):
    seat(entry.round, is_chair=True)

    response = act(
        client, "panel", "invite", Panel.objects.get(), address="ada@works.example", seat_type="oem", part="chair"
    )

    assert "This panel has a chair." in response.content.decode()
    assert not Invitation.objects.exists()


def test_office_ends_a_seat(client, entry, secretary):
    juror = seat(entry.round)

    act(client, "seat", "end", Panel.objects.get().seats.get(juror=juror))

    assert Panel.objects.get().seats.get(juror=juror).left_at


# Entries, assignments, concerns.


def test_office_puts_the_newest_submission_before_the_jury(client, entry, secretary):
    newer = SubmissionFactory(nomination=entry.nomination, number=2)

    act(client, "candidacy", "newest", entry, reason="A page was missing.")

    entry.refresh_from_db()
    assert entry.submission == Submission.objects.get(pk=newer.pk)


def test_office_answers_a_concern(client, entry, secretary):
    assignment = AssignmentFactory(candidacy=entry, juror=seat(entry.round))
    concern = Concern.objects.create(assignment=assignment, text="Two figures differ.")
    assert [item.count for item in concerns_that_wait(secretary)] == [1]
    assert concerns_that_wait(staff(RoleName.SECRETARIAT)) == []

    act(client, "concern", "resolve", concern, answer="The second one is right.")

    concern.refresh_from_db()
    assert concern.answer == "The second one is right."
    assert concerns_that_wait(secretary) == []


def test_list_of_scorecards_tells_no_mark(client, entry, secretary):
    mark_card(entry, seat(entry.round), 3, 4)

    page = client.get(reverse("scorecard:index")).content.decode()

    assert "Handed in" in page
    assert "60" not in page.split("<table", 1)[1].split("</table", 1)[0]


# Assignment by hand.


def grid(client, round, **data):
    return client.post(reverse("round:assign", args=[round.pk]), data)


def pair(entry, juror):
    return f"{entry.pk}:{juror.pk}"


def test_plan_shows_load_and_coverage_and_commits_nothing(client, entry, secretary):
    juror = seat(entry.round)

    response = grid(client, entry.round, pair=[pair(entry, juror)])

    assert response.context["summary"]["load"] == [(juror, 0, 1)]
    assert response.context["summary"]["coverage"] == [(entry, 1, 3)]
    assert "still too few" in response.content.decode()
    assert not Assignment.objects.exists()


def test_committed_plan_assigns_with_one_event(client, entry, secretary):
    juror = seat(entry.round)

    grid(client, entry.round, pair=[pair(entry, juror)], commit="1")

    assert Assignment.objects.get().juror == juror
    assert Event.objects.filter(verb="assignments.made").count() == 1


def test_every_chosen_entry_goes_to_every_chosen_juror(client):
    round, entries = open_round_with_entries(3)
    jurors = [seat(round), seat(round)]
    client.force_login(secretary_of(round))

    grid(
        client,
        round,
        entry=[e.pk for e in entries[:2]],
        juror=[j.pk for j in jurors],
        pair=[pair(entries[2], jurors[0])],
        commit="1",
    )

    assert Assignment.objects.count() == 5


def test_excluded_pair_is_shown_and_refused(client, entry, secretary):
    juror = seat(entry.round)
    DeclarationFactory(
        edition=entry.round.edition,
        juror=juror,
        organisation=entry.nomination.organisation,
        kind=DeclarationKind.EXCLUDE,
    )
    page = client.get(reverse("round:assign", args=[entry.round.pk])).content.decode()
    assert "declared a tie that excludes" in page
    assert pair(entry, juror) not in page

    response = grid(client, entry.round, pair=[pair(entry, juror)], commit="1")

    assert response.status_code in (200, 302)
    assert not Assignment.objects.exists()


def test_returned_pair_comes_back_only_when_asked_for(client, entry, secretary):
    juror = seat(entry.round)
    assignment = AssignmentFactory(candidacy=entry, juror=juror, state=AssignmentState.RETURNED, reason="Not my field.")
    grid(client, entry.round, pair=[pair(entry, juror)], commit="1")
    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.RETURNED

    grid(client, entry.round, pair=[pair(entry, juror)], commit="1", again="on")

    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.ACTIVE


@pytest.mark.parametrize("pairs", [[], ["nonsense"], ["a:b"]])
def test_grid_that_says_nothing_usable_is_refused(client, entry, secretary, pairs):
    seat(entry.round)

    response = grid(client, entry.round, pair=pairs, commit="1")

    assert response.status_code == 200
    assert response.context["refusals"]
    assert not Assignment.objects.exists()


def test_juror_of_another_round_is_refused(client, entry, secretary):
    stranger = seat(open_round_with_entries(1)[0])

    assert grid(client, entry.round, pair=[pair(entry, stranger)], commit="1").context["refusals"]


def test_closed_round_is_not_assigned(client, entry, secretary):
    juror = seat(entry.round)
    close(entry.round)

    grid(client, entry.round, pair=[pair(entry, juror)], commit="1")

    assert not Assignment.objects.exists()


def test_grid_asks_the_same_number_of_questions_for_any_size(client, django_assert_max_num_queries):
    round, _ = open_round_with_entries(40)
    for _ in range(5):
        seat(round)
    client.force_login(secretary_of(round))

    with django_assert_max_num_queries(30):
        client.get(reverse("round:assign", args=[round.pk]))


def test_neighbour_assigns_nothing(client, entry):
    client.force_login(secretary_of(RoundFactory()))

    assert grid(client, entry.round, pair=[pair(entry, seat(entry.round))], commit="1").status_code == 404
