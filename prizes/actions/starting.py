from datetime import datetime, time, timedelta

from django.db import transaction

from audit.record import record_event
from prizes import clock, starter, starter_data
from prizes.actions.editions import demand_may_edit
from prizes.enums import Vocabulary
from prizes.models import Category, Edition, EditionDate, EligibilityOption, EligibilityRule, Prize
from prizes.terms import terms_by_slug

DEFAULT_PLACE = "the state"


@transaction.atomic
def create_prize(*, slug, name, by, place=DEFAULT_PLACE, contact_email=""):
    prize = Prize(slug=slug, name=name, languages=["en"], contact_email=contact_email)
    prize.summary = starter_data.SUMMARY.format(place=place)
    prize.full_clean()
    prize.save()
    record_event("prize.created", target=prize, by=by, details={"slug": slug})
    return prize


@transaction.atomic
def create_starter_edition(*, prize, year, opens_at, closes_at, by, place=DEFAULT_PLACE, **fields):
    """An edition that could open as it is: categories, rules, dates, terms, and the parts that higher apps register."""
    fields = {"name": f"{prize.name} {year}", "terms_text": starter_data.TERMS} | fields
    edition = Edition(prize=prize, year=year, opens_at=opens_at, closes_at=closes_at, **fields)
    demand_may_edit(edition, by)
    edition.full_clean()
    edition.save()
    _add_categories(edition)
    _add_dates(edition)
    _add_rules(edition, place)
    for build in starter.parts():
        build(edition, by)
    record_event("edition.created", target=edition, by=by, details={"prize": prize.pk, "year": year, "starter": True})
    return edition


def _add_categories(edition):
    Category.objects.bulk_create(
        Category(edition=edition, position=position, **category._asdict())
        for position, category in enumerate(starter_data.CATEGORIES)
    )


def _add_dates(edition):
    EditionDate.objects.bulk_create(
        EditionDate(edition=edition, name=date.name, note=date.note, at=_moment(edition, date))
        for date in starter_data.DATES
    )


def _moment(edition, date):
    start = edition.opens_at if date.after == "opens" else edition.closes_at
    day = clock.local(start, edition.zone).date() + timedelta(days=date.days)
    return clock.at_wall_clock(datetime.combine(day, time(date.hour)), edition.zone)


def _add_rules(edition, place):
    # An office that took a term out of its vocabulary gets the rule without it.
    help_terms = {slug: term for (_, slug), term in terms_by_slug([Vocabulary.ASSISTANCE]).items()}
    for position, starter_rule in enumerate(starter_data.RULES):
        fields = starter_rule._asdict() | {
            "question": starter_rule.question.format(place=place),
            "reason": starter_rule.reason.format(place=place),
            "assistance": help_terms.get(starter_rule.assistance),
        }
        options = fields.pop("options")
        rule = EligibilityRule(edition=edition, position=position, **fields)
        rule.save()
        EligibilityOption.objects.bulk_create(
            EligibilityOption(rule=rule, position=place_in_row, **option._asdict())
            for place_in_row, option in enumerate(options)
        )
