"""Up to four companies side by side."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from network.facts import Fact, Value, facts_of, freshness_words
from network.honours import honour_labels, public_honours
from network.models import CapabilityProfile

MOST = 4
# Nobody ticks more; a made-up address is read no further.
MOST_ASKED = 50


@dataclass(frozen=True)
class Comparison:
    # As they were chosen.
    companies: list[CapabilityProfile]
    rows: list
    # Names of those for which there was no room.
    left_out: list[str] = field(default_factory=list)
    # How many were asked for that are not, or no longer, in the directory.
    missing: int = 0

    def address_without(self, company):
        others = [other.slug for other in self.companies if other != company]
        return "?" + urlencode([("company", slug) for slug in others])


@dataclass(frozen=True)
class Row:
    label: str
    # Pairs of each company and its values.
    cells: list


def compare(slugs):
    asked = list(dict.fromkeys(slug for slug in slugs[:MOST_ASKED] if slug))
    found = CapabilityProfile.objects.public().filter(slug__in=[slug for slug in asked if "\x00" not in slug])
    profiles = found.select_related("organisation").prefetch_related("terms", "equipment")
    by_slug = {profile.slug: profile for profile in profiles}
    chosen = [by_slug[slug] for slug in asked if slug in by_slug]
    return Comparison(
        companies=chosen[:MOST],
        rows=_rows(chosen[:MOST]),
        left_out=[profile.organisation.name for profile in chosen[MOST:]],
        missing=len(asked) - len(chosen),
    )


def _rows(companies):
    """A row for what at least one of them says something about."""
    honours = public_honours([company.organisation_id for company in companies])
    columns = [_facts(company, honours[company.organisation_id]) for company in companies]
    rows = [Row(facts[0].label, _cells(companies, facts)) for facts in zip(*columns, strict=True)]
    return [row for row in rows if any(values for company, values in row.cells)]


def _cells(companies, facts):
    return [(company, fact.values) for company, fact in zip(companies, facts, strict=True)]


def _facts(company, awards):
    machines = [Value(machine.name) for machine in company.equipment.all()]
    return [
        Fact("summary", _("In short"), [Value(company.summary)]),
        Fact("honours", _("Awards"), [Value(label) for label in honour_labels(awards)]),
        *facts_of(company),
        Fact("equipment", _("Equipment"), machines),
        Fact("freshness", _("Up to date"), [Value(freshness_words(company))]),
    ]
