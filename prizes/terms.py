"""Terms under every name they ever had, and what uses them.

Answers and addresses store slugs, and a frozen answer keeps the slug of its day for good. So whoever reads a slug reads
it here, where a slug that a term lost by a new name or a merger still leads to the term.
"""

from django.db.models import F, ManyToOneRel

from prizes.enums import Vocabulary
from prizes.models import EligibilityRule, SupportService, Term, TermRedirect
from prizes.registries import register_term_merger, term_uses
from search.former import register_former_names


def terms_by_slug(vocabularies):
    """{(vocabulary, slug): term} of these vocabularies, former slugs included, with what each is a part of. One query."""
    known = Term.objects.filter(vocabulary__in=vocabularies).select_related("broader")
    rows = list(known.annotate(former_slug=F("redirects__slug")))
    terms = {row.pk: row for row in rows}
    former = {(row.vocabulary, row.former_slug): terms[row.pk] for row in rows if row.former_slug}
    return former | {(term.vocabulary, term.slug): term for term in terms.values()}


def slugs_of(term):
    """The slug that it has, and every one that it had."""
    return [term.slug, *term.redirects.order_by("slug").values_list("slug", flat=True)]


def slugs_in(value):
    """The slugs that the value of an answer names: one, several, or none."""
    if isinstance(value, str):
        return [value]
    return [each for each in value or () if isinstance(each, str)]


def current_values(filters):
    """The values that a search is narrowed by, with the slug of now for each that a term lost."""
    asked = {name: values for name, values in filters.items() if name in Vocabulary.values and any(values)}
    if not asked:
        return filters
    named = [value for values in asked.values() for value in values]
    known = TermRedirect.objects.filter(vocabulary__in=asked, slug__in=named)
    lost = {(name, slug): now for name, slug, now in known.values_list("vocabulary", "slug", "term__slug")}
    return {
        name: tuple(dict.fromkeys(lost.get((name, value), value) for value in values))
        for name, values in filters.items()
    }


def models_using(term):
    """The models that have a row pointing at this term."""
    pointing = [field for field in Term._meta.get_fields(include_hidden=True) if isinstance(field, ManyToOneRel)]
    return [
        _owner(each.related_model)
        for each in pointing
        if each.related_model is not TermRedirect
        and each.related_model._base_manager.filter(**{each.field.name: term}).exists()
    ]


def uses_of(term):
    """What uses this term, in words: “stories, criteria”. Empty where nothing does."""
    rows = [str(model._meta.verbose_name_plural) for model in models_using(term)]
    named = [str(use(term)) for use in term_uses()]
    return ", ".join(dict.fromkeys(name for name in (*rows, *named) if name))


def move_links(field, source, target):
    """Of a many-to-many field: what was linked to `source` is linked to `target`, and once."""
    _move(field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name(), source, target)


def move_rows(model, owner, field, source, target):
    """Of rows that name an owner and a term: the same."""
    _move(model, owner, field, source, target)


def _move(model, owner, field, source, target):
    rows = model._base_manager.all()
    there = list(rows.filter(**{field: target}).values_list(owner, flat=True))
    rows.filter(**{field: source, f"{owner}__in": there}).delete()
    rows.filter(**{field: source}).update(**{field: target})


def _owner(model):
    """Of the hidden rows of a many-to-many field, the model that has the field."""
    return model._meta.auto_created or model


register_former_names(current_values)


@register_term_merger
def _merge_here(source, target):
    for name in ("assistance", "sub_industries", "topics"):
        move_links(SupportService._meta.get_field(name), source, target)
    EligibilityRule.objects.filter(assistance=source).update(assistance=target)
