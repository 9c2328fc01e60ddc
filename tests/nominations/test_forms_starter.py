from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from nominations.actions.answers import save_answer
from nominations.enums import Audience, QuestionKind
from nominations.models import Form, Question
from nominations.questionnaire import RELATED_ORGANISATIONS_KEY, load_questionnaire
from prizes.actions import copy_edition, create_starter_edition
from tests.nominations.factories import CollaboratorFactory
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return create_starter_edition(
        prize=PrizeFactory(),
        year=2027,
        opens_at=datetime(2027, 1, 11, 14, tzinfo=UTC),
        closes_at=datetime(2027, 4, 2, 21, tzinfo=UTC),
        by=None,
    )


def form_of(edition, key):
    return Form.objects.select_related("category__edition").get(category__edition=edition, category__key=key)


def test_every_category_has_its_entry_form(edition):
    keys = Form.objects.filter(category__edition=edition).values_list("category__key", flat=True)

    assert set(keys) == set(edition.categories.values_list("key", flat=True))


def test_together_the_forms_ask_in_every_way_there_is(edition):
    kinds = set(Question.objects.filter(form__category__edition=edition).values_list("kind", flat=True))

    assert kinds == set(QuestionKind)


def test_every_question_is_sound(edition):
    for question in Question.objects.filter(form__category__edition=edition):
        question.full_clean()


def test_a_category_asks_what_only_it_needs(edition):
    people = load_questionnaire(form_of(edition, "people-and-skills")).questions
    operations = load_questionnaire(form_of(edition, "operations-excellence")).questions

    assert {"apprentices", "training-hours"} <= set(people)
    assert {"on-time-delivery", "scrap-rate"} <= set(operations)
    assert not {"apprentices", "training-hours"} & set(operations)


def test_years_of_a_table_follow_the_edition(edition):
    asked = load_questionnaire(form_of(edition, "people-and-skills")).questions

    assert asked["revenue"].years == (2024, 2025, 2026)


def test_ties_are_for_the_office_and_the_summary_for_all(edition):
    questions = {question.key: question for question in form_of(edition, "people-and-skills").questions.all()}

    assert questions[RELATED_ORGANISATIONS_KEY].audience == Audience.STAFF
    assert questions["public-summary"].audience == Audience.PUBLIC
    # A winner's page shows figures; what a company earns is none of them.
    assert questions["revenue"].audience == Audience.JURY
    assert {key for key, each in questions.items() if each.measure and each.audience == Audience.PUBLIC} <= {
        "training-hours",
        "on-time-delivery",
        "scrap-rate",
    }


def test_a_copied_edition_asks_the_same_by_the_same_keys(edition):
    source = form_of(edition, "operations-excellence")
    Form.objects.filter(pk=source.pk).update(frozen_at=edition.closes_at)

    copy = copy_edition(source=edition, year=2028, opens_on=date(2028, 1, 10), by=None)

    form = form_of(copy, "operations-excellence")
    assert (form.version, form.frozen_at) == (1, None)
    wording = ["section__key", "key", "kind", "label", "help_text", "required", "audience", "years", "position"]
    assert list(form.questions.values(*wording)) == list(source.questions.values(*wording))
    assert form.questions.get(key="novelty").options.count() == 4
    assert load_questionnaire(form).questions["revenue"].years == (2025, 2026, 2027)


def test_a_copied_edition_takes_the_newest_version_of_a_form(edition):
    source = form_of(edition, "operations-excellence")
    Form.objects.create(category=source.category, version=2, introduction="Corrected.", correction="A wrong unit.")

    copy = copy_edition(source=edition, year=2028, opens_on=date(2028, 1, 10), by=None)

    form = form_of(copy, "operations-excellence")
    assert (form.version, form.introduction, form.correction) == (1, "Corrected.", "")


def test_named_ties_are_kept_apart_for_the_proposals_of_conflicts(edition):
    category = edition.categories.get(key="people-and-skills")
    collaborator = CollaboratorFactory(nomination__edition=open_now(edition), nomination__category=category)

    save_answer(
        nomination=collaborator.nomination,
        question_key=RELATED_ORGANISATIONS_KEY,
        value="Great Lakes Turbines\n\n  Blue Harbor Castings ",
        client_id=uuid4(),
        base_revision=0,
        by=collaborator.person,
    )

    collaborator.nomination.refresh_from_db()
    assert collaborator.nomination.related_organisations == ["Great Lakes Turbines", "Blue Harbor Castings"]


def open_now(edition):
    edition.opens_at, edition.closes_at = timezone.now(), timezone.now() + timedelta(days=1)
    edition.save()
    return edition
