from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from prizes.enums import RuleKind
from prizes.facts import changes_between, edition_facts
from prizes.keys import give_keys
from prizes.models import Edition
from prizes.registries import tell_deadline_moved
from prizes.rules import can_edit_edition

DEADLINES = {"opens_at", "closes_at", "time_zone"}


@transaction.atomic
def create_edition(*, edition, by):
    """Save a new edition with the rows it carries in memory: dates, categories, rules and their options."""
    demand_may_edit(edition, by)
    prepare_rows(edition)
    edition.save()
    record_event("edition.created", target=edition, by=by, details={"prize": edition.prize_id, "year": edition.year})
    return edition


@transaction.atomic
def edit_edition(*, edition, by):
    """Save an edition that carries changes in memory. Its versions count up where rules or terms changed."""
    stored = Edition.objects.select_for_update().get(pk=edition.pk)
    demand_may_edit(stored, by)
    demand_may_edit(edition, by)
    prepare_rows(edition)
    changes = changes_between(edition_facts(stored), edition_facts(edition))
    if not changes:
        return edition
    _count_versions_up(edition, stored, changes)
    _save_with_rows(edition)
    if DEADLINES & changes.keys():
        tell_deadline_moved(edition)
    record_event(_verb(changes), target=edition, by=by, details={"changes": changes})
    return edition


@transaction.atomic
def delete_edition(*, edition, by):
    demand_may_edit(edition, by)
    if edition.is_public:
        raise ValidationError(_("This edition is public. Take it off the public site first."))
    pk, details = edition.pk, {"prize": edition.prize_id, "year": edition.year}
    edition.delete()
    # Deleting clears the key, and the event still has to say which edition it was.
    edition.pk = pk
    # Filed under the prize: from here on it alone tells whose the edition's own events are.
    record_event("edition.deleted", target=edition, by=by, details=details, scope=edition.prize.record_scope)


def demand_may_edit(edition, by):
    demand(by is None or can_edit_edition(by, edition), _("Only the prize office changes an edition."))


def prepare_rows(edition):
    """Rows typed without a key get one from their words; a choice that nobody could pass is refused."""
    rules = list(edition.eligibility_rules.all())
    give_keys(edition.categories.all(), lambda category: category.name)
    give_keys(rules, lambda rule: rule.question)
    for rule in rules:
        options = list(rule.options.all())
        give_keys(options, lambda option: option.label)
        if rule.kind == RuleKind.CHOICE and not any(option.eligible for option in options):
            raise ValidationError(_("“%(question)s” needs an option that is eligible.") % {"question": rule.question})


def _count_versions_up(edition, stored, changes):
    # Counted from what is stored: the edition in hand may have been read before somebody else's change.
    edition.eligibility_version = stored.eligibility_version + ("eligibility_rules" in changes)
    edition.terms_version = stored.terms_version
    if "terms_text" in changes and stored.terms_text:
        edition.terms_version = str(int(stored.terms_version) + 1)


def _save_with_rows(edition):
    try:
        edition.save()
    except ProtectedError as error:
        kept = next(iter(error.protected_objects))._meta.verbose_name_plural
        raise ValidationError(_("A category that has %(kept)s cannot be taken away.") % {"kept": kept}) from error


def _verb(changes):
    if DEADLINES & changes.keys():
        return "edition.deadline_changed"
    if "eligibility_rules" in changes:
        return "edition.rules_changed"
    return "edition.changed"
