from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import registries, rules
from accounts.domains import is_public_domain
from accounts.models import Affiliation, Organisation, OrganisationAlias, OrganisationDomain
from audit.record import record_event


def propose_organisation(email):
    """The organisation that owns the domain of this address, or a domain above it. None for public mail providers."""
    domain = email.rpartition("@")[2].strip().lower()
    if not domain or is_public_domain(domain):
        return None
    labels = domain.split(".")
    candidates = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    found = Organisation.objects.current().filter(domains__domain__in=candidates).values_list("domains__domain", "pk")
    owners = {owned: pk for owned, pk in found if owned in candidates}
    closest = next((owners[candidate] for candidate in candidates if candidate in owners), None)
    return Organisation.objects.get(pk=closest) if closest else None


@transaction.atomic
def create_organisation(*, name, by, aliases=(), domains=(), **facts):
    """A new organisation, unless one already goes by this name."""
    if Organisation.objects.named(name).exists():
        raise ValidationError({"name": _("“%(name)s” is already known. Choose it instead.") % {"name": name}})
    organisation = Organisation(name=name, **facts)
    organisation.full_clean()
    organisation.save()
    set_aliases(organisation, aliases)
    set_domains(organisation, domains)
    record_event("organisation.created", target=organisation, by=by, details={"name": organisation.name})
    return organisation


@transaction.atomic
def change_organisation(*, organisation, by, aliases=None, domains=None, **facts):
    rules.demand(by is None or rules.is_secretariat_of_any_prize(by), _("Only the secretariat changes organisations."))
    changed = sorted(field for field, value in facts.items() if getattr(organisation, field) != value)
    for field in changed:
        setattr(organisation, field, facts[field])
    organisation.full_clean()
    refuse_circle(organisation)
    organisation.save(update_fields=changed or None)
    if aliases is not None and set_aliases(organisation, aliases):
        changed.append("aliases")
    if domains is not None and set_domains(organisation, domains):
        changed.append("domains")
    if changed:
        record_event("organisation.changed", target=organisation, by=by, details={"fields": changed})
    return organisation


def set_aliases(organisation, names):
    """Make these the other names of the organisation; says whether anything changed."""
    kept = set(organisation.aliases.values_list("name", flat=True))
    organisation.aliases.exclude(name__in=names).delete()
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, name=name) for name in names if name not in kept
    )
    return kept != set(names)


def set_domains(organisation, domains):
    taken = OrganisationDomain.objects.filter(domain__in=domains).exclude(organisation=organisation).first()
    if taken:
        raise ValidationError(
            {
                "domains": _("%(domain)s belongs to %(organisation)s.")
                % {"domain": taken.domain, "organisation": taken.organisation}
            }
        )
    kept = set(organisation.domains.values_list("domain", flat=True))
    organisation.domains.exclude(domain__in=domains).delete()
    OrganisationDomain.objects.bulk_create(
        OrganisationDomain(organisation=organisation, domain=domain) for domain in domains if domain not in kept
    )
    return kept != set(domains)


def refuse_circle(organisation):
    above, seen = organisation.parent, {organisation.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError(
                {
                    "parent": _("%(parent)s already belongs to %(organisation)s.")
                    % {"parent": organisation.parent, "organisation": organisation}
                }
            )
        seen.add(above.pk)
        above = above.parent


@transaction.atomic
def affiliate(*, person, organisation, by, title="", started_on=None):
    """Say where somebody works. The conflict of interest checks read this."""
    demand_may_affiliate(person, by)
    if organisation.merged_into_id:
        raise ValidationError(
            {
                "organisation": _("%(organisation)s is now part of %(merged_into)s.")
                % {"organisation": organisation, "merged_into": organisation.merged_into}
            }
        )
    if Affiliation.objects.current().filter(person=person, organisation=organisation).exists():
        raise ValidationError({"organisation": _("%(person)s is already listed there.") % {"person": person}})
    affiliation = Affiliation.objects.create(
        person=person, organisation=organisation, title=title, started_on=started_on
    )
    record_event(
        "affiliation.begun",
        target=affiliation,
        by=by,
        details={"organisation": str(organisation.pk)},
        subjects=[person],
    )
    return affiliation


@transaction.atomic
def end_affiliation(*, affiliation, by, ended_on=None):
    """Close it, never delete it: a former employer is still a tie."""
    demand_may_affiliate(affiliation.person, by)
    if affiliation.ended_on:
        raise ValidationError(_("This has already ended."))
    affiliation.ended_on = ended_on or timezone.localdate()
    affiliation.validate_constraints()
    affiliation.save(update_fields=["ended_on"])
    record_event("affiliation.ended", target=affiliation, by=by, subjects=[affiliation.person])
    return affiliation


@transaction.atomic
def merge_organisations(*, source, target, by):
    """Two records were one organisation: all that `source` has moves to `target`, and `source` points there."""
    rules.demand(rules.is_secretariat_of_any_prize(by), _("Only the secretariat merges organisations."))
    source, target = locked(source, target)
    refuse_impossible_merge(source, target)
    move_names(source, target)
    source.domains.update(organisation=target)
    move_affiliations(source, target)
    Organisation.objects.filter(parent=source).exclude(pk=target.pk).update(parent=target)
    if target.parent_id == source.pk:
        target.parent = source.parent
        target.save(update_fields=["parent"])
    # Whatever was merged into the source earlier follows, so that every pointer ends at a living record in one step.
    Organisation.objects.filter(merged_into=source).update(merged_into=target)
    for merger in registries.mergers():
        merger(source, target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    record_event("organisation.merged", target=source, by=by, details={"into": str(target.pk), "name": source.name})
    return target


def locked(*organisations):
    """The same rows, locked in one order for everybody, so that two merges cannot wait for each other."""
    pks = [organisation.pk for organisation in organisations]
    rows = {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    return [rows[pk] for pk in pks]


def refuse_impossible_merge(source, target):
    if source == target:
        raise ValidationError({"target": _("Choose two different organisations.")})
    for organisation in (source, target):
        if organisation.merged_into_id:
            raise ValidationError(
                {"target": _("%(organisation)s has already been merged.") % {"organisation": organisation}}
            )


def move_names(source, target):
    known = {target.name.lower(), *(alias.name.lower() for alias in target.aliases.all())}
    for name in [source.name, *source.aliases.values_list("name", flat=True)]:
        if name.lower() not in known:
            known.add(name.lower())
            OrganisationAlias.objects.create(organisation=target, name=name)
    source.aliases.all().delete()


def move_affiliations(source, target):
    already = Affiliation.objects.current().filter(organisation=target).values("person")
    doubled = Affiliation.objects.current().filter(organisation=source, person__in=already)
    doubled.delete()
    Affiliation.objects.filter(organisation=source).update(organisation=target)


def demand_may_affiliate(person, by):
    allowed = by is None or by.pk == person.pk or rules.is_secretariat_of_any_prize(by)
    rules.demand(allowed, _("Only the person, or the prize office, says where they work."))
