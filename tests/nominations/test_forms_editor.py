import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import RoleName
from audit.models import Event
from nominations.enums import QuestionKind
from nominations.models import Form, Question, Section
from tests.accounts.factories import PersonFactory, RoleFactory, SuperuserFactory
from tests.nominations.factories import FormFactory, QuestionFactory, SectionFactory, form_of_every_kind
from tests.prizes.factories import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return form_of_every_kind()


@pytest.fixture
def section(form):
    return form.sections.get()


@pytest.fixture
def question(form):
    return form.questions.get(key="headline")


@pytest.fixture
def office(form):
    return RoleFactory(prize=form.category.edition.prize).person


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


def freeze(form):
    Form.objects.filter(pk=form.pk).update(frozen_at=timezone.now())


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def options(*labels):
    data = {
        "options-TOTAL_FORMS": len(labels),
        "options-INITIAL_FORMS": 0,
        "options-MIN_NUM_FORMS": 0,
        "options-MAX_NUM_FORMS": 1000,
    }
    for place, label in enumerate(labels):
        data |= {f"options-{place}-label": label, f"options-{place}-ORDER": place + 1, f"options-{place}-key": ""}
    return data


def posted(section, *labels, **changes):
    fields = {"label": "How new is it?", "kind": "choice", "section": section.pk, "audience": "jury", "required": "on"}
    return fields | options(*labels) | changes


def test_the_outline_shows_the_form_and_how_to_change_it(at_office, form):
    page = at_office.get(reverse("form:inspect", args=[form.pk])).content.decode()

    assert all(question.label in page for question in form.questions.all())
    assert reverse("section:add_to", args=[form.pk]) in page
    assert reverse("form:preview", args=[form.pk]) in page


def test_the_outline_of_a_frozen_form_offers_the_correction_only(at_office, form, question):
    freeze(form)

    page = at_office.get(reverse("form:inspect", args=[form.pk])).content.decode()

    assert reverse("form:correct", args=[form.pk]) in page
    assert reverse("section:add_to", args=[form.pk]) not in page
    assert reverse("question:edit", args=[question.pk]) not in page


def test_adding_a_section_and_a_question_to_it(at_office, form):
    at_office.post(reverse("section:add_to", args=[form.pk]), {"label": "The way there", "help_text": "", "key": ""})
    section = Section.objects.get(key="the-way-there")

    response = at_office.post(reverse("question:add_to", args=[section.pk]), posted(section, "To us", "To the world"))

    assert response.url == reverse("form:inspect", args=[form.pk])
    question = Question.objects.get(key="how-new-is-it")
    assert (question.form, question.section) == (form, section)
    assert list(question.options.values_list("key", flat=True)) == ["to-us", "to-the-world"]
    assert verbs() == ["form.changed", "form.changed"]


def test_a_refused_question_is_shown_again_at_its_own_address(at_office, section):
    url = reverse("question:add_to", args=[section.pk])

    response = at_office.post(url, posted(section, "Only one"))

    page = response.content.decode()
    assert "needs two options" in page
    assert f'action="{url}"' in page


def test_two_options_of_one_key_are_refused(at_office, section):
    response = at_office.post(reverse("question:add_to", args=[section.pk]), posted(section, "Same", "Same"))

    assert response.status_code == 200
    assert not Question.objects.filter(label="How new is it?").exists()


@pytest.mark.parametrize(
    ("typed", "years"), [("-3, -2, -1", [-3, -2, -1]), ("-1 0", [-1, 0]), ("soon", None), ("-99", None)]
)
def test_years_of_a_table_are_typed_with_commas(at_office, form, section, typed, years):
    question = form.questions.get(key="scrap")
    data = posted(section, kind="table", label="Scrap", key="scrap", years=typed)

    at_office.post(reverse("question:edit", args=[question.pk]), data)

    question.refresh_from_db()
    assert question.years == (years or [-2, -1])


def test_moving_is_posted_from_the_outline(at_office, form, section):
    last = list(section.questions.order_by("position", "pk"))[-1]

    response = at_office.post(reverse("question:move", args=[last.pk]), {"direction": "up"})

    assert response.url.startswith(reverse("form:inspect", args=[form.pk]))
    assert list(section.questions.order_by("position", "pk"))[-2] == last
    assert at_office.get(reverse("question:move", args=[last.pk])).status_code == 405


def test_deleting_a_question(at_office, form, question):
    at_office.post(reverse("question:delete", args=[question.pk]))

    assert not Question.objects.filter(pk=question.pk).exists()
    assert verbs() == ["form.changed"]


def test_a_new_form_names_its_category_and_stage(at_office, form):
    category = CategoryFactory(edition=form.category.edition)

    at_office.post(reverse("form:add"), {"category": category.pk, "stage": "entry", "introduction": "Welcome."})

    assert Form.objects.get(category=category).introduction == "Welcome."
    assert verbs() == ["form.created"]


def test_a_form_is_not_made_for_somebody_elses_category(at_office):
    category = CategoryFactory()

    at_office.post(reverse("form:add"), {"category": category.pk, "stage": "entry", "introduction": ""})

    assert not Form.objects.filter(category=category).exists()


def test_changing_the_introduction(at_office, form):
    at_office.post(reverse("form:edit", args=[form.pk]), {"introduction": "Write plainly."})

    form.refresh_from_db()
    assert form.introduction == "Write plainly."
    assert verbs() == ["form.changed"]


def test_correcting_a_frozen_form(at_office, form):
    freeze(form)

    at_office.post(reverse("form:correct", args=[form.pk]), {"reason": "The unit was wrong."})

    corrected = Form.objects.get(category=form.category, version=2)
    assert corrected.questions.count() == form.questions.count()
    page = at_office.get(reverse("form:inspect", args=[form.pk])).content.decode()
    assert reverse("form:inspect", args=[corrected.pk]) in page


def test_copying_to_another_category_of_the_edition(at_office, form):
    category = CategoryFactory(edition=form.category.edition)
    elsewhere = CategoryFactory()
    url = reverse("form:copy_to_category", args=[form.pk])

    at_office.post(url, {"category": elsewhere.pk})
    at_office.post(url, {"category": category.pk})

    assert Form.objects.filter(category=category).exists()
    assert not Form.objects.filter(category=elsewhere).exists()


def test_a_frozen_form_has_no_page_to_change_it(at_office, form, section, question):
    freeze(form)

    for url in (
        reverse("form:edit", args=[form.pk]),
        reverse("section:edit", args=[section.pk]),
        reverse("question:edit", args=[question.pk]),
        reverse("question:delete", args=[question.pk]),
        reverse("section:add_to", args=[form.pk]),
        reverse("question:add_to", args=[section.pk]),
    ):
        assert at_office.get(url).status_code == 404
        assert at_office.post(url, {}).status_code == 404
    assert at_office.post(reverse("question:move", args=[question.pk]), {"direction": "up"}).status_code == 404
    assert verbs() == []


@pytest.mark.parametrize("name", ["section", "question"])
def test_a_part_is_added_to_something_or_nowhere(at_office, name):
    assert at_office.get(reverse(f"{name}:add_to", args=[0])).status_code == 404


def addresses(form, section, question):
    return [
        reverse("form:inspect", args=[form.pk]),
        reverse("form:preview", args=[form.pk]),
        reverse("form:edit", args=[form.pk]),
        reverse("form:delete", args=[form.pk]),
        reverse("form:copy_to_category", args=[form.pk]),
        reverse("section:edit", args=[section.pk]),
        reverse("question:edit", args=[question.pk]),
        reverse("section:add_to", args=[form.pk]),
        reverse("question:add_to", args=[section.pk]),
    ]


def test_the_office_finds_every_page(at_office, form, section, question):
    for url in addresses(form, section, question):
        assert at_office.get(url).status_code == 200, url


def test_neighbour_and_superuser_find_none(client, form, section, question):
    for person in (RoleFactory().person, SuperuserFactory()):
        client.force_login(person)
        for url in addresses(form, section, question):
            assert client.get(url).status_code == 404, url


def test_the_auditor_reads_outline_and_preview_only(client, form, section, question):
    client.force_login(RoleFactory(prize=form.category.edition.prize, name=RoleName.AUDITOR).person)

    found = [client.get(url).status_code for url in addresses(form, section, question)]

    assert found == [200, 200, *[404] * 7]


def test_stranger_and_visitor_come_nowhere(client, form, section, question):
    for person in (None, PersonFactory()):
        if person:
            client.force_login(person)
        for url in addresses(form, section, question):
            assert client.get(url).status_code in (302, 403, 404), url


def test_the_preview_asks_every_question_as_the_draft_does(at_office, form):
    page = at_office.get(reverse("form:preview", args=[form.pk])).content.decode()

    assert all(f'name="q-{key}' in page for key in form.questions.values_list("key", flat=True))


@pytest.mark.parametrize("name", ["form", "section", "question"])
def test_lists_ask_as_often_for_many_rows_as_for_one(at_office, form, section, name):
    queries_of(at_office, name)
    few = queries_of(at_office, name)
    for number in range(12):
        category = CategoryFactory(edition=form.category.edition)
        QuestionFactory(section=SectionFactory(form=FormFactory(category=category)), key=f"key-{number}")

    assert queries_of(at_office, name) == few


@pytest.mark.parametrize("rows", [1, 12])
def test_the_outline_asks_as_often_for_many_questions(at_office, section, rows, django_assert_max_num_queries):
    for number in range(rows):
        QuestionFactory(section=section, key=f"key-{number}", kind=QuestionKind.SHORT_TEXT)

    with django_assert_max_num_queries(20):
        at_office.get(reverse("form:inspect", args=[section.form_id]))


def queries_of(client, name):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(f"{name}:index")).status_code == 200
    return len(captured)
