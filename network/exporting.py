"""What is public of companies, as a file for a spreadsheet."""

import csv
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from judging.exporting import safe_cell
from network.facts import fact_labels, facts_of
from network.honours import honour_labels, public_honours
from network.models import CapabilityProfile
from search import engines

# Read, and sent, so many at a time.
CHUNK = 200
# Spreadsheets take a file without the mark for something older than Unicode.
MARK = "\ufeff"


class Echo:
    """What a writer of lines writes to: it hands each line on."""

    def write(self, line):
        return line


def csv_lines(query, absolute):
    """The whole of a search in its order, as lines of a file. `absolute` makes a whole address of a path."""
    writer = csv.writer(Echo())
    yield MARK + writer.writerow(headings())
    for hits in _pages(query):
        for row in _rows(hits, absolute):
            yield writer.writerow([safe_cell(cell) for cell in row])


def headings():
    return [
        _("Company"),
        _("In short"),
        *fact_labels().values(),
        _("Awards"),
        _("Equipment"),
        _("Miles away"),
        _("Last confirmed"),
        _("Website"),
        _("Page"),
    ]


def _pages(query):
    query = replace(query, size=CHUNK, page=1)
    while True:
        result = engines.current().search(query)
        yield result.hits
        if query.page >= result.pages:
            return
        query = query.on_page(query.page + 1)


def _rows(hits, absolute):
    found = CapabilityProfile.objects.public().filter(pk__in=[hit.key for hit in hits])
    profiles = {
        str(each.pk): each for each in found.select_related("organisation").prefetch_related("terms", "equipment")
    }
    honours = public_honours([profile.organisation_id for profile in profiles.values()])
    for hit in hits:
        if profile := profiles.get(hit.key):
            yield _row(profile, honours[profile.organisation_id], hit.miles, absolute)


def _row(profile, awards, miles, absolute):
    return [
        profile.organisation.name,
        profile.summary,
        *(fact.text for fact in facts_of(profile)),
        "; ".join(honour_labels(awards)),
        "; ".join(machine.name for machine in profile.equipment.all()),
        "" if miles is None else round(miles),
        timezone.localtime(profile.confirmed_at).date().isoformat(),
        profile.website,
        absolute(profile.get_absolute_url()),
    ]
