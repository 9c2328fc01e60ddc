"""What a profile says, as rows of a table: on the company's page, in a comparison, in a file, and where it is confirmed."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.enums import Freshness
from network.languages import language_name
from network.searchable import OPEN_TO_PILOTS
from prizes.enums import Vocabulary
from prizes.gazetteer import find_place
from search.enums import Facet


@dataclass(frozen=True)
class Value:
    text: str
    # Where others with the same are listed; empty where nobody looks for that.
    url: str = ""


@dataclass(frozen=True)
class Fact:
    key: str
    label: str
    values: list[Value] = field(default_factory=list)

    @property
    def text(self):
        return "; ".join(value.text for value in self.values)


def fact_labels():
    """Of every fact, by its key, in the order in which they are told."""
    return {
        Vocabulary.PROCESS: _("Processes"),
        Vocabulary.MATERIAL: _("Materials"),
        Vocabulary.CERTIFICATION: _("Certifications"),
        Vocabulary.CAPABILITY: _("Capabilities"),
        Vocabulary.TECHNOLOGY: _("Technologies"),
        Vocabulary.PRACTICE: _("Practices"),
        Vocabulary.SUB_INDUSTRY: _("Works for"),
        "batch": _("Size of batch"),
        "lead_time": _("First prototype"),
        "openness": _("Open to"),
        "languages": _("Languages"),
        "place": _("Place"),
    }


def facts_of(profile, terms=None):
    """Every fact, also what it says nothing about: that has no value. `terms` where they are not saved yet."""
    values = _terms_by_vocabulary(profile.terms.all() if terms is None else terms) | {
        "batch": _texts(batch_size(profile)),
        "lead_time": _texts(prototype_time(profile)),
        "openness": _openness(profile),
        "languages": [Value(language_name(code)) for code in profile.languages],
        "place": _texts(place_name(profile)),
    }
    return [Fact(key, label, values.get(key, [])) for key, label in fact_labels().items()]


def stated(facts):
    return [fact for fact in facts if fact.values]


def batch_size(profile):
    least, most = (
        number and number_format(number, force_grouping=True) for number in (profile.batch_least, profile.batch_most)
    )
    if least and most:
        return _("%(least)s to %(most)s pieces") % {"least": least, "most": most}
    if least:
        words = ngettext("%(least)s piece and more", "%(least)s pieces and more", profile.batch_least)
        return words % {"least": least}
    return _("up to %(most)s pieces") % {"most": most} if most else ""


def prototype_time(profile):
    days = profile.prototype_days
    if not days:
        return ""
    return ngettext("within %(days)s working day", "within %(days)s working days", days) % {"days": days}


def place_name(profile):
    place = find_place(profile.place)
    if place is None:
        return profile.place
    return _("%(place)s, %(county)s County") % {"place": place.name, "county": place.county}


def freshness_words(profile):
    """Empty where nobody ever confirmed it."""
    if profile.confirmed_at is None:
        return ""
    month = date_format(timezone.localtime(profile.confirmed_at), "F Y")
    if profile.freshness == Freshness.FRESH:
        return _("Confirmed in %(month)s") % {"month": month}
    return _("Not confirmed for a year: last in %(month)s") % {"month": month}


def _terms_by_vocabulary(terms):
    found = defaultdict(list)
    for term in terms:
        found[term.vocabulary].append(Value(term.name, _listed(term.vocabulary, term.slug)))
    return found


def _openness(profile):
    if not profile.open_to_pilots:
        return []
    return [Value(_("Prototypes and pilots"), _listed(Facet.OPENNESS, OPEN_TO_PILOTS))]


def _listed(facet, slug):
    return f"{reverse('directory:index')}?{urlencode({str(facet): slug})}"


def _texts(text):
    return [Value(text)] if text else []
