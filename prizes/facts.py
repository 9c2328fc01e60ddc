"""What an edition says, as plain facts: compared before and after a change, and named in the record."""

from datetime import UTC, datetime
from decimal import Decimal

NOT_FACTS = {"id", "edition", "rule", "eligibility_version", "terms_version"}


def edition_facts(edition):
    """Its own fields, then its rows by key; read from memory when the edition carries changes, else from the table."""
    return {
        **_row_facts(edition),
        "dates": [_row_facts(date) for date in edition.dates.all()],
        "categories": {category.key: _row_facts(category) for category in edition.categories.all()},
        "eligibility_rules": eligibility_facts(edition),
    }


def eligibility_facts(edition):
    return {
        rule.key: {**_row_facts(rule), "options": {option.key: _row_facts(option) for option in rule.options.all()}}
        for rule in edition.eligibility_rules.all()
    }


def changes_between(old, new):
    """{"closes_at": ["2027-03-05T22:00:00+00:00", "2027-03-12T22:00:00+00:00"], …}: only what differs."""
    return {name: [old.get(name), new[name]] for name in new if old.get(name) != new[name]}


def _row_facts(row):
    return {field.name: _plain(field.value_from_object(row)) for field in _fact_fields(row)}


def _fact_fields(row):
    return [field for field in row._meta.concrete_fields if field.name not in NOT_FACTS]


def _plain(value):
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        # 500 is 500 whether it was typed as 500 or read back as 500.00.
        return format(value.normalize(), "f")
    return str(value)
