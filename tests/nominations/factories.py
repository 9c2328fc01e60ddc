import uuid
from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from nominations.actions import submit_nomination
from nominations.enums import NominationState, QuestionKind, ScanState
from nominations.models import (
    Answer,
    Attachment,
    Collaborator,
    Extension,
    Form,
    Nomination,
    Option,
    Question,
    SavedFilter,
    Section,
    Upload,
)
from tests.accounts.factories import OrganisationFactory, PersonFactory
from tests.prizes.factories import CategoryFactory


class FormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Form

    category = factory.SubFactory(CategoryFactory)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    form = factory.SubFactory(FormFactory)
    key = factory.Sequence(lambda n: f"section-{n}")
    label = factory.Sequence(lambda n: f"Section {n}")
    position = factory.Sequence(lambda n: n)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A short text that must be answered."""

    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    form = factory.SelfAttribute("section.form")
    key = factory.Sequence(lambda n: f"question-{n}")
    label = factory.Sequence(lambda n: f"Question {n}?")
    kind = QuestionKind.SHORT_TEXT
    position = factory.Sequence(lambda n: n)


class OptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Option

    question = factory.SubFactory(QuestionFactory, kind=QuestionKind.CHOICE)
    key = factory.Sequence(lambda n: f"option-{n}")
    label = factory.Sequence(lambda n: f"Option {n}")


class NominationFactory(factory.django.DjangoModelFactory):
    """A draft without collaborators."""

    class Meta:
        model = Nomination

    category = factory.SubFactory(CategoryFactory)
    edition = factory.SelfAttribute("category.edition")
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Innovation {n}")
    eligibility_version = factory.SelfAttribute("edition.eligibility_version")

    class Params:
        handed_in = factory.Trait(
            state=NominationState.SUBMITTED,
            reference_code=factory.Sequence(lambda n: f"CODE-{n:04}"),
            submitted_at=factory.LazyFunction(timezone.now),
        )


class SavedFilterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedFilter

    owner = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"Filter {n}")
    query = "state=submitted"


class CollaboratorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Collaborator

    nomination = factory.SubFactory(NominationFactory)
    person = factory.SubFactory(PersonFactory)


class ExtensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Extension

    nomination = factory.SubFactory(NominationFactory)
    until = factory.LazyFunction(lambda: timezone.now() + timedelta(days=40))
    reason = "A flood in the shop."


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    nomination = factory.SubFactory(NominationFactory)
    question_key = factory.Sequence(lambda n: f"question-{n}")
    revision = 1
    value = "What we wrote."


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    nomination = factory.SubFactory(NominationFactory)
    question_key = "evidence"
    name = "evidence.pdf"
    content_type = "application/pdf"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 evidence", name="evidence.pdf"))
    size = 17
    sha256 = "0" * 64
    scan_state = ScanState.UNSCANNED


class UploadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Upload

    nomination = factory.SubFactory(NominationFactory)
    question_key = "evidence"
    name = "evidence.pdf"
    size = 100
    started_by = factory.SubFactory(PersonFactory)


# One question of every kind, and an answer that completes it.
EVERY_KIND = {
    "headline": (QuestionKind.SHORT_TEXT, "A mould that reports its own wear"),
    "story": (QuestionKind.LONG_TEXT, "First we looked.\n\nThen we changed it."),
    "people": (QuestionKind.NUMBER, "42"),
    "turnover": (QuestionKind.MONEY, "1250000.50"),
    "material": (QuestionKind.CHOICE, "steel"),
    "methods": (QuestionKind.CHOICES, ["casting", "milling"]),
    "exports": (QuestionKind.YES_NO, False),
    "film": (QuestionKind.LINK, "https://example.org/film"),
    "scrap": (QuestionKind.TABLE, None),
}
OPTIONS = {"material": ("steel", "brass"), "methods": ("casting", "milling", "printing")}


def form_of_every_kind(category=None):
    """A form with a question of every kind but a file, all required."""
    section = SectionFactory(form=FormFactory(category=category or CategoryFactory()), key="work", label="The work")
    for key, (kind, _) in EVERY_KIND.items():
        question = QuestionFactory(section=section, key=key, kind=kind, label=key.capitalize())
        for option in OPTIONS.get(key, ()):
            OptionFactory(question=question, key=option, label=option.capitalize())
    Question.objects.filter(key="story", form=section.form).update(word_limit=50)
    Question.objects.filter(key="people", form=section.form).update(measure="employees", least=1)
    Question.objects.filter(key="scrap", form=section.form).update(measure="scrap", unit="%", years=[-2, -1])
    return section.form


def complete_values(form):
    year = form.category.edition.year
    values = {key: value for key, (_, value) in EVERY_KIND.items()}
    return {**values, "scrap": {str(year - 2): "7.5", str(year - 1): "2"}}


def complete_draft(**fields):
    """A draft whose every question is answered, with one collaborator. Returns both."""
    category = fields.pop("category", None) or CategoryFactory()
    form = Form.objects.current_for(category, "entry") or form_of_every_kind(category)
    nomination = NominationFactory(category=category, **fields)
    Answer.objects.bulk_create(
        Answer(nomination=nomination, question_key=key, revision=1, value=value)
        for key, value in complete_values(form).items()
    )
    return nomination, CollaboratorFactory(nomination=nomination).person


def submitted(**fields):
    """A nomination that was submitted through the front door. Returns its submission."""
    nomination, person = complete_draft(**fields)
    return submit_nomination(
        nomination=nomination,
        terms_version=nomination.edition.terms_version,
        consents_to_publish=True,
        by=person,
    )


def save_arguments(nomination, by, **changes):
    """The arguments of a first save of one answer."""
    return {
        "nomination": nomination,
        "question_key": "headline",
        "value": "A better mould",
        "client_id": uuid.uuid4(),
        "base_revision": 0,
        "by": by,
        **changes,
    }
