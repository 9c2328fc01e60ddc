"""The entry forms of the starter edition."""

from nominations.models import Form, Option, Question, Section
from nominations.starter_data import INTRODUCTION, QUESTIONS, SECTIONS
from prizes.models import Category
from prizes.starter import register_part


def create_starter_forms(edition, by):
    for category in Category.objects.filter(edition=edition):
        create_starter_form(category)


def create_starter_form(category):
    """The entry form of this category: what all categories ask, and what only this one does."""
    form = Form.objects.create(category=category, introduction=INTRODUCTION)
    sections = {}
    for position, section in enumerate(SECTIONS):
        sections[section.key] = Section.objects.create(form=form, position=position, **section._asdict())
    asked = [question for question in QUESTIONS if not question.categories or category.key in question.categories]
    for position, starter in enumerate(asked):
        _add_question(form, sections[starter.section], starter, position)
    return form


def _add_question(form, section, starter, position):
    question = Question.objects.create(
        form=form,
        section=section,
        key=starter.key,
        kind=starter.kind,
        label=starter.label,
        help_text=starter.help_text,
        position=position,
        **starter.fields,
    )
    Option.objects.bulk_create(
        Option(question=question, key=key, label=label, position=place)
        for place, (key, label) in enumerate(starter.options)
    )


register_part("entry forms", create_starter_forms)
