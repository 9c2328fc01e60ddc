"""The words of the vocabularies: made, renamed, merged. A slug that is lost leads on for good."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from prizes.models import Term, TermRedirect
from prizes.registries import term_mergers
from prizes.rules import can_edit_terms
from prizes.terms import models_using, uses_of
from search.watching import rows_changed

FACTS = ("name", "slug", "description", "broader_id")


@transaction.atomic
def create_term(*, term, by):
    demand_may_edit(by)
    refuse_anothers_former_slug(term)
    term.full_clean()
    term.save()
    record_event("term.created", target=term, by=by, details={"vocabulary": term.vocabulary, "slug": term.slug})
    return term


@transaction.atomic
def edit_term(*, term, by):
    """Save a term that carries changes in memory. Where its slug changes, the old one leads to it from then on."""
    demand_may_edit(by)
    stored = Term.objects.select_for_update().get(pk=term.pk)
    changed = [name for name in FACTS if getattr(stored, name) != getattr(term, name)]
    if not changed:
        return term
    refuse_anothers_former_slug(term)
    term.full_clean()
    term.save()
    if "slug" in changed:
        lead_on(stored.vocabulary, stored.slug, term)
    renamed = {"name", "slug"} & set(changed)
    details = {"fields": changed, "slug": {"before": stored.slug, "after": term.slug}}
    record_event("term.renamed" if renamed else "term.changed", target=term, by=by, details=details)
    return term


@transaction.atomic
def delete_term(*, term, by):
    """Only what nobody uses: what is used is merged into another term, so that nothing loses its word."""
    demand_may_edit(by)
    term = Term.objects.select_for_update().get(pk=term.pk)
    if uses := uses_of(term):
        raise ValidationError(
            _("“%(term)s” is in use (%(uses)s). Merge it into another term instead.") % {"term": term, "uses": uses}
        )
    pk, details = term.pk, {"vocabulary": term.vocabulary, "slug": term.slug}
    term.delete()
    # Deleting clears the key, and the event still has to say which term it was.
    term.pk = pk
    record_event("term.deleted", target=term, by=by, details=details)


@transaction.atomic
def merge_terms(*, source, target, by):
    """Two terms were one: what used `source` uses `target`, and every slug that `source` had leads there."""
    demand_may_edit(by)
    source, target = _locked(source, target)
    if source.vocabulary != target.vocabulary:
        raise ValidationError({"target": _("Choose a term of the same vocabulary.")})
    if source.pk == target.pk:
        raise ValidationError({"target": _("Choose another term: this is the one that is merged.")})
    _move_narrower(source, target)
    for merge in term_mergers():
        merge(source, target)
    _refuse_what_nobody_moved(source)
    details = {"source": str(source.pk), "slug": source.slug, "vocabulary": source.vocabulary}
    # One by one: what is shown of redirects is told of saved rows.
    for redirect in source.redirects.all():
        redirect.term = target
        redirect.save(update_fields=["term"])
    source.delete()
    lead_on(target.vocabulary, details["slug"], target)
    rows_changed([target])
    record_event("term.merged", target=target, by=by, details=details)
    return target


def demand_may_edit(by):
    demand(by is None or can_edit_terms(by), _("Only the prize office changes the vocabularies."))


def refuse_anothers_former_slug(term):
    taken = TermRedirect.objects.filter(vocabulary=term.vocabulary, slug=term.slug).exclude(term=term.pk).first()
    if taken:
        message = _("Addresses and answers with this slug lead to “%(term)s”. Choose another.")
        raise ValidationError({"slug": message % {"term": taken.term}})


def lead_on(vocabulary, slug, term):
    TermRedirect.objects.filter(vocabulary=vocabulary, slug__in=(slug, term.slug)).delete()
    TermRedirect.objects.create(vocabulary=vocabulary, slug=slug, term=term)


def _locked(source, target):
    """Both, in the order of their ids: two merges at once never wait for each other."""
    rows = {
        row.pk: row for row in Term.objects.select_for_update().filter(pk__in=(source.pk, target.pk)).order_by("pk")
    }
    if source.pk not in rows or target.pk not in rows:
        raise ValidationError(_("This term is no longer there."))
    return rows[source.pk], rows[target.pk]


def _move_narrower(source, target):
    """`target` takes the place of `source`: where it stood beneath it, it moves up first, so that no circle arises."""
    if source.pk in [above.pk for above in target.broader_terms()]:
        target.broader = source.broader
        target.save(update_fields=["broader"])
    Term.objects.filter(broader=source).exclude(pk=target.pk).update(broader=target)


def _refuse_what_nobody_moved(source):
    if left := models_using(source):
        names = ", ".join(str(model._meta.verbose_name_plural) for model in left)
        raise ValidationError(_("These still use “%(term)s”: %(names)s.") % {"term": source, "names": names})
