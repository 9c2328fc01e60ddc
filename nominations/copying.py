"""How entry forms travel: to another year, or to the next version of themselves."""

from nominations.models import Form, Option
from prizes.copying import categories_by_key, register_copier, twin


def copy_forms(source, target, by):
    """The newest form of each category and stage, as the first version of its own year."""
    forms = Form.objects.filter(category__edition=source).select_related("category").order_by("version")
    newest = {(form.category.key, form.stage): form for form in forms}
    categories = categories_by_key(target)
    for (category_key, _), form in newest.items():
        copy_form(form, category=categories[category_key], version=1, correction="")


def copy_form(form, **changes):
    """A new, unfrozen form that asks the same, with these fields changed. Keys stay."""
    copy = twin(form, frozen_at=None, **changes)
    copy.save()
    sections = {}
    for section in form.sections.all():
        sections[section.pk] = twin(section, form=copy)
        sections[section.pk].save()
    for question in form.questions.prefetch_related("options"):
        question_copy = twin(question, form=copy, section=sections[question.section_id])
        question_copy.save()
        Option.objects.bulk_create(twin(option, question=question_copy) for option in question.options.all())
    return copy


register_copier("forms", copy_forms)
