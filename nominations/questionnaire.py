"""A form ready to be asked: wording in one language, options and years resolved, in a fixed number of queries."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from nominations.enums import Audience, QuestionKind, Stage
from nominations.models import Form, Question
from prizes.models import Term

# Every nomination has a title. A form may word the question itself under this key; otherwise it is asked as below.
TITLE_KEY = "title"
TITLE_LABEL = "Title of your innovation"
TITLE_HELP = "What it is, without the company's name: jurors may read without knowing whose entry it is."
TITLE_LENGTH = 200
# The answer from which conflicts of interest are proposed: one company on each line, read by the prize office only.
RELATED_ORGANISATIONS_KEY = "related-organisations"
AUDIENCE_NOTES = {
    Audience.STAFF: _("Only the prize office reads this."),
    Audience.PUBLIC: _("May be published if you win and agree."),
}


@dataclass(frozen=True)
class Asked:
    """One question as it stands before a reader."""

    question: Question
    label: str
    help_text: str
    choices: tuple = ()
    years: tuple = ()
    # Pairs of a key that a term of the vocabulary had once, and the key that it has.
    former: tuple = ()

    @property
    def key(self):
        return self.question.key

    @property
    def kind(self):
        return self.question.kind

    @property
    def required(self):
        return self.question.required

    @property
    def is_file(self):
        return self.kind == QuestionKind.FILE

    @property
    def audience_note(self):
        """What the writer should know before writing; that the jury reads is what everybody expects."""
        return AUDIENCE_NOTES.get(self.question.audience, "")

    @property
    def unit(self):
        return self.question.unit

    def current(self, key):
        """Of an option: the key of now, where it was chosen under a former one."""
        return dict(self.former).get(key, key)

    def label_of(self, key):
        """Of an option. A key that the form no longer knows is shown as it is rather than lost."""
        return dict(self.choices).get(self.current(key), key)


@dataclass(frozen=True)
class AskedSection:
    key: str
    label: str
    help_text: str
    questions: tuple = field(default_factory=tuple)


@dataclass(frozen=True)
class Questionnaire:
    form: Form
    sections: tuple

    @cached_property
    def questions(self):
        return {asked.key: asked for section in self.sections for asked in section.questions}

    @property
    def introduction(self):
        return self.form.introduction

    def section(self, key):
        return next((section for section in self.sections if section.key == key), None)

    def section_of(self, question_key):
        return next(
            section for section in self.sections if any(asked.key == question_key for asked in section.questions)
        )


def load_questionnaire(form, language="en"):
    """`form` may be any Form; what is missing on it is read here."""
    questions = list(form.questions.prefetch_related("options").order_by("position", "pk"))
    terms = terms_of({question.vocabulary for question in questions if question.vocabulary})
    year = form.category.edition.year
    asked = {question: ask(question, language, terms=terms, year=year) for question in questions}
    sections = [
        AskedSection(
            key=section.key,
            label=section.wording("label", language),
            help_text=section.wording("help_text", language),
            questions=tuple(asked[question] for question in questions if question.section_id == section.pk),
        )
        for section in form.sections.all()
    ]
    return Questionnaire(form, tuple(with_title(form, sections)))


def current_questionnaire(category, language="en", stage=Stage.ENTRY):
    """What drafts of this category are written on, or None while the office has not made a form."""
    form = Form.objects.select_related("category__edition").current_for(category, stage)
    return load_questionnaire(form, language) if form else None


def current_questions(category, keys, language="en", stage=Stage.ENTRY):
    """Only these questions of what drafts are written on, by key: a save asks for one of many."""
    # PostgreSQL cannot be asked for every string that a script can send; a key is made of letters, digits and hyphens.
    keys = [key for key in keys if re.fullmatch(r"[-\w]+", str(key))]
    form = Form.objects.select_related("category__edition").current_for(category, stage)
    if form is None:
        return {}
    questions = list(form.questions.filter(key__in=keys).prefetch_related("options"))
    terms = terms_of({question.vocabulary for question in questions if question.vocabulary})
    year = form.category.edition.year
    asked = {question.key: ask(question, language, terms=terms, year=year) for question in questions}
    if TITLE_KEY in keys and TITLE_KEY not in asked and stage == Stage.ENTRY and form.sections.exists():
        asked[TITLE_KEY] = title_question(form)
    return asked


def ask(question, language, *, terms, year):
    former = ()
    if question.vocabulary:
        choices, former = terms[question.vocabulary]
    else:
        choices = [(option.key, option.wording("label", language)) for option in question.options.all()]
    return Asked(
        question=question,
        label=question.wording("label", language),
        help_text=question.wording("help_text", language),
        choices=tuple(choices),
        years=tuple(year + offset for offset in sorted(question.years)),
        former=former,
    )


def terms_of(vocabularies):
    """Of each vocabulary its terms as choices, and the pairs of a former and a current slug."""
    choices, former = ({vocabulary: {} for vocabulary in vocabularies} for _ in range(2))
    if not choices:
        return {}
    rows = Term.objects.filter(vocabulary__in=choices)
    for vocabulary, slug, name, lost in rows.values_list("vocabulary", "slug", "name", "redirects__slug"):
        choices[vocabulary][slug] = name
        if lost:
            former[vocabulary][lost] = slug
    return {each: (tuple(choices[each].items()), tuple(former[each].items())) for each in choices}


def with_title(form, sections):
    """The title is asked first, unless the form asks for it in its own words and place."""
    if form.stage != Stage.ENTRY or not sections:
        return sections
    if any(asked.key == TITLE_KEY for section in sections for asked in section.questions):
        return sections
    first, *others = sections
    return [AskedSection(first.key, first.label, first.help_text, (title_question(form), *first.questions)), *others]


def title_question(form):
    question = Question(form=form, key=TITLE_KEY, kind=QuestionKind.SHORT_TEXT, label=TITLE_LABEL, required=True)
    return Asked(question=question, label=TITLE_LABEL, help_text=TITLE_HELP)
