"""What travels with an edition when it is copied to another year. Higher apps register their part in ready()."""

from notices.models import TemplateText
from prizes.clock import moved_between
from prizes.models import Category, EditionDate, EligibilityOption

_copiers = {}


def register_copier(name, copier):
    """`copier(source, target, by)`: copies one part from edition to edition, in the act and without an event of its own.

    This app's own copiers run first, so the target has its categories; beyond that no copier may count on another.
    Find the twin of a category by its key (`categories_by_key`) and move dates with `prizes.clock.moved_between`.
    """
    if _copiers.get(name, copier) is not copier:
        raise ValueError(f"“{name}” is already copied by another function.")
    _copiers[name] = copier


def copiers():
    return tuple(_copiers.values())


def twin(row, **changes):
    """An unsaved copy of a row, with these fields changed."""
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    for name in changes:
        fields.pop(row._meta.get_field(name).attname, None)
    return type(row)(**fields, **changes)


def categories_by_key(edition):
    return {category.key: category for category in Category.objects.filter(edition=edition)}


def copy_categories(source, target, by):
    for category in source.categories.all():
        twin(category, edition=target).save()


def copy_dates(source, target, by):
    moved = [
        twin(date, edition=target, at=moved_between(date.at, source=source, target=target))
        for date in source.dates.all()
    ]
    EditionDate.objects.bulk_create(moved)


def copy_eligibility_rules(source, target, by):
    for rule in source.eligibility_rules.prefetch_related("options"):
        copy = twin(rule, edition=target)
        copy.save()
        EligibilityOption.objects.bulk_create(twin(option, rule=copy) for option in rule.options.all())


def copy_notice_texts(source, target, by):
    texts = TemplateText.objects.filter(scope=source.record_scope)
    TemplateText.objects.bulk_create(twin(text, scope=target.record_scope) for text in texts)


register_copier("categories", copy_categories)
register_copier("dates", copy_dates)
register_copier("eligibility rules", copy_eligibility_rules)
register_copier("notice texts", copy_notice_texts)
