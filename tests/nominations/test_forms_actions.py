import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import NotAllowed
from audit.models import Event, EventDetail
from nominations.actions.forms import (
    copy_form_to_category,
    correct_form,
    create_form,
    delete_form,
    delete_question,
    delete_section,
    edit_form,
    move_part,
    save_question,
    save_section,
)
from nominations.enums import QuestionKind, Stage
from nominations.models import Form, Option, Question, Section
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory
from tests.nominations.factories import (
    AnswerFactory,
    FormFactory,
    NominationFactory,
    OptionFactory,
    QuestionFactory,
    SectionFactory,
    submitted,
)
from tests.prizes.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return FormFactory()


@pytest.fixture
def section(form):
    return SectionFactory(form=form)


@pytest.fixture
def question(section):
    return QuestionFactory(section=section, key="headline", kind=QuestionKind.SHORT_TEXT)


@pytest.fixture
def office(form):
    return RoleFactory(prize=form.category.edition.prize).person


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def details():
    return json.loads(EventDetail.objects.latest("event__position").payload)


def keys_of(form):
    return list(form.questions.order_by("position", "pk").values_list("key", flat=True))


def every_change(form, section, question, by):
    """Each act that changes a form, ready to be called."""
    new = Question(form=form, section=section, label="Another", kind=QuestionKind.SHORT_TEXT)
    return {
        "edit": lambda: edit_form(form=form, by=by),
        "add section": lambda: save_section(section=Section(form=form, label="More"), by=by),
        "delete section": lambda: delete_section(section=section, by=by),
        "add question": lambda: save_question(question=new, by=by),
        "change question": lambda: save_question(question=question, by=by),
        "delete question": lambda: delete_question(question=question, by=by),
        "move": lambda: move_part(part=question, up=True, by=by),
        "delete": lambda: delete_form(form=form, by=by),
    }


CHANGES = (
    "edit",
    "add section",
    "delete section",
    "add question",
    "change question",
    "delete question",
    "move",
    "delete",
)


@pytest.mark.parametrize("name", CHANGES)
def test_a_frozen_form_is_read_only_at_every_door(name, form, section, question, office):
    Form.objects.filter(pk=form.pk).update(frozen_at=timezone.now())

    with pytest.raises(ValidationError, match="frozen"):
        every_change(form, section, question, office)[name]()

    assert verbs() == []
    assert keys_of(form) == ["headline"]


@pytest.mark.parametrize("name", CHANGES)
def test_only_the_office_of_the_prize_changes_a_form(name, form, section, question):
    auditor = RoleFactory(prize=form.category.edition.prize, name=RoleName.AUDITOR).person

    for person in (auditor, RoleFactory().person, PersonFactory(), SuperuserFactory()):
        with pytest.raises(NotAllowed):
            every_change(form, section, question, person)[name]()


@pytest.mark.parametrize("name", ["edit", "add section", "add question", "change question", "delete question"])
def test_a_change_is_one_event(name, form, section, question, office):
    every_change(form, section, question, office)[name]()

    assert verbs() == ["form.changed"]


def test_creating_a_form_for_a_category_that_has_one_is_refused(form, office):
    with pytest.raises(ValidationError, match="already has a form"):
        create_form(form=Form(category=form.category, stage=Stage.ENTRY), by=office)

    create_form(form=Form(category=form.category, stage=Stage.FINAL), by=office)
    assert verbs() == ["form.created"]


def test_keys_are_made_from_labels_and_told_apart(form, section, office):
    for _ in range(2):
        save_question(
            question=Question(form=form, section=section, label="What did you do?", kind=QuestionKind.LONG_TEXT),
            by=office,
        )

    assert keys_of(form) == ["what-did-you-do", "what-did-you-do-2"]


def test_a_choice_keeps_the_options_it_carries(form, section, office):
    question = Question(form=form, section=section, label="How new?", kind=QuestionKind.CHOICE)
    question.options.set([Option(label="To us", position=0), Option(label="To the world", position=1)])

    save_question(question=question, by=office)

    assert list(Option.objects.values_list("key", "label")) == [("to-us", "To us"), ("to-the-world", "To the world")]


@pytest.mark.parametrize(
    ("fields", "options", "refusal"),
    [
        ({"kind": QuestionKind.CHOICE}, ["One"], "two options or a vocabulary"),
        ({"kind": QuestionKind.CHOICE, "vocabulary": "technology"}, ["One", "Two"], "without a vocabulary"),
        ({"kind": QuestionKind.SHORT_TEXT}, ["One", "Two"], "without a vocabulary"),
        ({"kind": QuestionKind.TABLE}, [], "which years"),
        ({"kind": QuestionKind.SHORT_TEXT, "vocabulary": "technology"}, [], "from a vocabulary"),
        ({"kind": QuestionKind.SHORT_TEXT, "measure": "scrap"}, [], "count a measure"),
        ({"kind": QuestionKind.NUMBER, "word_limit": 5}, [], "word limit"),
        ({"kind": QuestionKind.NUMBER, "least": 5, "most": 4}, [], "below least"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(fields, options, refusal, form, section, office):
    question = Question(form=form, section=section, label="What?", **fields)
    question.options.set([Option(label=label, position=place) for place, label in enumerate(options)])

    with pytest.raises(ValidationError, match=refusal):
        save_question(question=question, by=office)

    assert verbs() == []


def test_the_same_fields_stand_where_they_make_sense(form, section, office):
    for fields in (
        {"kind": QuestionKind.CHOICES, "vocabulary": "technology"},
        {"kind": QuestionKind.TABLE, "years": [-2, -1], "measure": "scrap"},
        {"kind": QuestionKind.LONG_TEXT, "word_limit": 5},
        {"kind": QuestionKind.NUMBER, "least": 4, "most": 4},
    ):
        save_question(question=Question(form=form, section=section, label="What?", **fields), by=office)

    assert form.questions.count() == 4


@pytest.mark.parametrize("change", [{"key": "other"}, {"kind": QuestionKind.LONG_TEXT}])
def test_a_question_that_drafts_answered_keeps_key_and_kind(change, question, office):
    answer = AnswerFactory(
        nomination=NominationFactory(category=question.form.category), question_key="headline", value="A mould"
    )
    changed = Question.objects.get(pk=question.pk)
    for name, value in change.items():
        setattr(changed, name, value)

    with pytest.raises(ValidationError, match="Drafts have answered"):
        save_question(question=changed, by=office)

    answer.delete()
    save_question(question=changed, by=office)
    assert Question.objects.filter(pk=question.pk, **change).exists()


def test_a_question_stays_in_its_own_form(question, office):
    question.section = SectionFactory()

    with pytest.raises(ValidationError, match="another form"):
        save_question(question=question, by=office)


def test_a_section_with_questions_is_not_deleted(section, question, office):
    with pytest.raises(ValidationError, match="questions of this section"):
        delete_section(section=section, by=office)

    question.delete()
    delete_section(section=section, by=office)
    assert not Section.objects.exists()


def test_moving_changes_places_with_the_neighbour_and_stops_at_the_ends(form, section, office):
    first, second, third = (QuestionFactory(section=section, key=key) for key in ("a", "b", "c"))

    move_part(part=third, up=True, by=office)
    assert keys_of(form) == ["a", "c", "b"]
    move_part(part=first, up=True, by=office)
    assert keys_of(form) == ["a", "c", "b"]
    move_part(part=first, up=False, by=office)
    assert keys_of(form) == ["c", "a", "b"]
    assert verbs() == ["form.changed", "form.changed"]


def test_a_correction_is_a_new_version_and_submissions_keep_theirs():
    submission = submitted()
    form = submission.form
    office = RoleFactory(prize=form.category.edition.prize).person

    corrected = correct_form(form=form, reason="The unit was wrong.", by=office)

    assert (corrected.version, corrected.frozen_at, corrected.correction) == (2, None, "The unit was wrong.")
    assert keys_of(corrected) == keys_of(form)
    assert Form.objects.current_for(form.category, Stage.ENTRY) == corrected
    submission.refresh_from_db()
    assert submission.form == form
    assert details() == {"corrects": form.pk, "version": 2, "reason": "The unit was wrong."}


def test_a_correction_needs_a_reason_a_frozen_form_and_the_newest_version(form, office):
    with pytest.raises(ValidationError, match="Change it as it is"):
        correct_form(form=form, reason="Wrong unit.", by=office)
    Form.objects.filter(pk=form.pk).update(frozen_at=timezone.now())
    with pytest.raises(ValidationError, match="Say why"):
        correct_form(form=form, reason="  ", by=office)

    correct_form(form=form, reason="Wrong unit.", by=office)

    with pytest.raises(ValidationError, match="has replaced this one"):
        correct_form(form=form, reason="Wrong unit.", by=office)
    assert verbs() == ["form.corrected"]


def test_only_the_office_corrects(form):
    Form.objects.filter(pk=form.pk).update(frozen_at=timezone.now())

    for person in (RoleFactory().person, SuperuserFactory()):
        with pytest.raises(NotAllowed):
            correct_form(form=form, reason="Wrong unit.", by=person)


def test_a_form_is_copied_to_a_category_without_one(question, office):
    OptionFactory(question=QuestionFactory(section=question.section, key="how", kind=QuestionKind.CHOICE), key="so")
    other = CategoryFactory(edition=question.form.category.edition)

    copy = copy_form_to_category(form=question.form, category=other, by=office)

    assert keys_of(copy) == ["headline", "how"]
    assert copy.questions.get(key="how").options.get().key == "so"
    with pytest.raises(ValidationError, match="already has a form"):
        copy_form_to_category(form=question.form, category=other, by=office)
    assert verbs() == ["form.created"]


def test_a_form_is_not_copied_into_somebody_elses_prize(form, office):
    with pytest.raises(NotAllowed):
        copy_form_to_category(form=form, category=CategoryFactory(), by=office)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


def test_constraints_of_forms_hold_in_the_database(form, section, question):
    choice = QuestionFactory(section=section, key="how", kind=QuestionKind.CHOICE)
    OptionFactory(question=choice, key="so")

    SectionFactory(key=section.key)
    QuestionFactory(key=question.key)
    OptionFactory(key="so")
    FormFactory(category=form.category, version=2)

    assert refused(lambda: FormFactory(category=form.category, version=1))
    assert refused(lambda: SectionFactory(form=form, key=section.key))
    assert refused(lambda: QuestionFactory(section=section, key=question.key))
    assert refused(lambda: OptionFactory(question=choice, key="so"))
