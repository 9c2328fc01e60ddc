import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.rules import NotAllowed
from nominations.actions import save_answer, withdraw_nomination
from nominations.enums import QuestionKind
from nominations.models import Answer, AnswerRevision, Question
from tests.nominations.factories import (
    AnswerFactory,
    CollaboratorFactory,
    NominationFactory,
    QuestionFactory,
    SectionFactory,
    complete_draft,
    form_of_every_kind,
    save_arguments,
)
from tests.prizes.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_draft():
    category = CategoryFactory()
    form_of_every_kind(category)
    nomination = NominationFactory(category=category)
    nomination.person = CollaboratorFactory(nomination=nomination).person
    return nomination


def test_save_keeps_value_and_revision(empty_draft):
    saved = save_answer(**save_arguments(empty_draft, empty_draft.person))

    answer = empty_draft.answers.get()
    assert (saved.revision, saved.value) == (1, "A better mould")
    assert (answer.value, answer.revision, answer.saved_by) == ("A better mould", 1, empty_draft.person)
    assert answer.revisions.get().value == "A better mould"


def test_repeated_save_is_the_same_save(empty_draft):
    arguments = save_arguments(empty_draft, empty_draft.person)

    first, second = save_answer(**arguments), save_answer(**arguments)

    assert first == second
    assert AnswerRevision.objects.count() == 1


def test_repeated_save_is_acknowledged_after_others_went_on(empty_draft):
    arguments = save_arguments(empty_draft, empty_draft.person)
    first = save_answer(**arguments)
    save_answer(**save_arguments(empty_draft, empty_draft.person, value="Better still", base_revision=1))

    assert save_answer(**arguments) == first
    assert empty_draft.answers.get().value == "Better still"


def test_stale_save_returns_both_and_writes_nothing(empty_draft):
    colleague = CollaboratorFactory(nomination=empty_draft).person
    save_answer(**save_arguments(empty_draft, colleague, value="Theirs"))

    outcome = save_answer(**save_arguments(empty_draft, empty_draft.person, value="Yours"))

    assert outcome.is_conflict
    assert (outcome.yours, outcome.theirs, outcome.revision) == ("Yours", "Theirs", 1)
    assert outcome.saved_by == colleague
    assert empty_draft.answers.get().value == "Theirs"


def test_conflict_is_resolved_on_the_revision_it_named(empty_draft):
    save_answer(**save_arguments(empty_draft, empty_draft.person, value="Theirs"))
    conflict = save_answer(**save_arguments(empty_draft, empty_draft.person, value="Yours"))

    save_answer(**save_arguments(empty_draft, empty_draft.person, value="Both", base_revision=conflict.revision))

    assert list(AnswerRevision.objects.values_list("value", flat=True)) == ["Theirs", "Both"]


def test_two_people_in_different_answers_do_not_meet(empty_draft):
    colleague = CollaboratorFactory(nomination=empty_draft).person

    first = save_answer(**save_arguments(empty_draft, empty_draft.person))
    second = save_answer(**save_arguments(empty_draft, colleague, question_key="people", value="7"))

    assert (first.is_conflict, second.is_conflict) == (False, False)


def test_id_of_another_save_is_refused(empty_draft):
    arguments = save_arguments(empty_draft, empty_draft.person)
    save_answer(**arguments)

    with pytest.raises(ValidationError, match="another save"):
        save_answer(**{**arguments, "question_key": "story"})


def test_title_names_the_nomination(empty_draft):
    save_answer(**save_arguments(empty_draft, empty_draft.person, question_key="title", value="A mould"))

    empty_draft.refresh_from_db()
    assert empty_draft.title == "A mould"


def test_named_companies_are_kept_where_conflicts_are_proposed(empty_draft):
    section = SectionFactory(form=Question.objects.first().form)
    QuestionFactory(section=section, key="related-organisations", kind=QuestionKind.LONG_TEXT)
    lines = "Castings Ltd\n\n  Gears Inc "

    save_answer(**save_arguments(empty_draft, empty_draft.person, question_key="related-organisations", value=lines))

    empty_draft.refresh_from_db()
    assert empty_draft.related_organisations == ["Castings Ltd", "Gears Inc"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("headline", 7),
        ("headline", "x" * 301),
        ("story", ["a"]),
        ("story", "x" * 100_001),
        ("people", "many"),
        ("people", "NaN"),
        ("people", "1e40"),
        ("people", True),
        ("turnover", "1.23456"),
        ("material", "gold"),
        ("material", ["steel"]),
        ("methods", "casting"),
        ("methods", ["sorcery"]),
        ("exports", "yes"),
        ("film", "javascript:alert(1)"),
        ("film", "no address"),
        ("scrap", {"1066": "1"}),
        ("scrap", "7"),
        ("nothing_asked", "x"),
    ],
)
def test_value_of_the_wrong_shape_is_refused(empty_draft, key, value):
    with pytest.raises(ValidationError):
        save_answer(**save_arguments(empty_draft, empty_draft.person, question_key=key, value=value))

    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("headline", "  two\x00 words ", "two words"),
        ("people", " 1,250 ", "1250"),
        ("people", 12, "12"),
        ("methods", ["milling", "casting"], ["casting", "milling"]),
        ("methods", [], None),
        ("exports", False, False),
        ("film", "example.org", "https://example.org"),
        ("story", "word " * 60, ("word " * 60).strip()),
    ],
)
def test_value_is_kept_in_one_spelling(empty_draft, key, value, kept):
    AnswerFactory(nomination=empty_draft, question_key=key, value="x")

    saved = save_answer(
        **save_arguments(empty_draft, empty_draft.person, question_key=key, value=value, base_revision=1)
    )

    assert saved.value == kept


def test_save_is_refused_to_a_stranger_and_the_office(empty_draft, stranger):
    with pytest.raises(NotAllowed):
        save_answer(**save_arguments(empty_draft, stranger))


def test_save_is_refused_at_the_very_moment_of_the_close(empty_draft):
    edition = empty_draft.edition
    edition.closes_at = timezone.now()
    edition.save()

    with pytest.raises(NotAllowed):
        save_answer(**save_arguments(empty_draft, empty_draft.person))


def test_save_is_refused_after_withdrawal(draft, person):
    withdraw_nomination(nomination=draft, by=person)

    with pytest.raises(NotAllowed):
        save_answer(**save_arguments(draft, person, base_revision=1))


def test_client_id_is_unique(draft):
    answer = draft.answers.first()
    client_id = uuid.uuid4()
    AnswerRevision.objects.create(answer=answer, revision=1, client_id=client_id)

    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerRevision.objects.create(answer=answer, revision=2, client_id=client_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerRevision.objects.create(answer=answer, revision=1)
    AnswerRevision.objects.create(answer=answer, revision=2)


# The JSON door


def post(client, nomination, key="headline", **body):
    body = {"client_id": str(uuid.uuid4()), "base_revision": 1, "value": "Newer", **body}
    address = reverse("nominations:answer", args=[nomination.pk, key])
    return client.post(address, body, content_type="application/json")


def test_json_says_saved(client, draft, person):
    client.force_login(person)

    response = post(client, draft)

    assert response.status_code == 200
    assert {key: response.json()[key] for key in ("state", "revision", "value")} == {
        "state": "saved",
        "revision": 2,
        "value": "Newer",
    }


def test_json_says_conflict_with_both(client, draft, person):
    client.force_login(person)

    response = post(client, draft, base_revision=0)

    assert response.status_code == 409
    assert response.json()["yours"] == "Newer"
    assert response.json()["theirs"] == "A mould that reports its own wear"


@pytest.mark.parametrize(
    "body",
    [{"client_id": "no uuid"}, {"base_revision": "1"}, {"base_revision": True}, {"value": 7}, {"client_id": None}],
)
def test_json_refuses_with_a_sentence(client, draft, person, body):
    client.force_login(person)

    response = post(client, draft, **body)

    assert response.status_code == 422
    assert response.json()["message"]


@pytest.mark.parametrize("body", ["", "[]", "{", "null"])
def test_json_refuses_what_is_no_object(client, draft, person, body):
    client.force_login(person)
    address = reverse("nominations:answer", args=[draft.pk, "headline"])

    assert client.post(address, body, content_type="application/json").status_code == 422


def test_json_answers_401_to_the_anonymous_and_404_to_others(client, draft, stranger, neighbour, office):
    assert post(client, draft).status_code == 401
    for other in (stranger, neighbour, office):
        client.force_login(other)
        assert post(client, draft).status_code == 404
    assert draft.answers.get(question_key="headline").revision == 1


def test_json_answers_403_after_the_close(client, draft, person):
    type(draft.edition).objects.filter(pk=draft.edition_id).update(closes_at=timezone.now())
    client.force_login(person)

    assert post(client, draft).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_forty_writers_at_once_lose_nothing():
    draft, person = complete_draft()
    section = SectionFactory(form=Question.objects.first().form)
    keys = [QuestionFactory(section=section, kind=QuestionKind.SHORT_TEXT).key for _ in range(40)]
    outcomes, errors = [], []

    def write(key):
        try:
            for number in range(3):
                arguments = save_arguments(
                    draft, person, question_key=key, value=f"{key} {number}", base_revision=number
                )
                outcomes.append(save_answer(**arguments))
        except Exception as error:  # noqa: BLE001 whatever a thread raises must reach the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert not any(outcome.is_conflict for outcome in outcomes)
    assert dict(draft.answers.filter(question_key__in=keys).values_list("question_key", "value")) == {
        key: f"{key} 2" for key in keys
    }


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_answer_either_save_or_are_told():
    draft, person = complete_draft()
    outcomes, errors = [], []

    def write(number):
        try:
            outcomes.append(save_answer(**save_arguments(draft, person, value=f"Version {number}", base_revision=1)))
        except Exception as error:  # noqa: BLE001 whatever a thread raises must reach the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    saved = [outcome for outcome in outcomes if not outcome.is_conflict]
    assert len(saved) == 1
    assert draft.answers.get(question_key="headline").value == saved[0].value
    assert {outcome.theirs for outcome in outcomes if outcome.is_conflict} == {saved[0].value}
