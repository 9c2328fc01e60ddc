"""What manufacturers call by several names, as the office keeps it: any name of a group finds all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Sum

from audit.canonical import canonical_json, sha256_hex
from search.models import SynonymGroup
from search.text import words


@dataclass(frozen=True)
class Names:
    """Never changed once made, so that threads may share one."""

    state: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    # Words of the longest name.
    longest: int = 1

    def other_names(self, phrase):
        """The other names of what these words name: tuples of words."""
        return self.others.get(tuple(phrase), ())


_held = Names()


def current():
    """The names as they are now. One small question each time, and the groups are read only when one has changed."""
    global _held
    # Asked before the groups are read: what changes meanwhile is read the next time.
    state = SynonymGroup.objects.aggregate(count=Count("pk"), total=Sum("stamp", default=0))
    if state != _held.state:
        _held = _read(state)
    return _held


def changed(**kwargs):
    """A group was written or deleted: what was made of the groups is out of date."""
    global _held
    _held = Names()


def solr_lines():
    """The groups as a `synonym_graph` filter reads them, in the words that are indexed."""
    groups = [[" ".join(phrase) for phrase in phrases] for phrases in _phrases()]
    return sorted(", ".join(group) for group in groups if len(group) > 1)


def fingerprint():
    """Another one whenever the lines are others: tells whether an index was made with these."""
    return sha256_hex(canonical_json(solr_lines()))


def _phrases():
    """Of each group, the words of its names."""
    for group in SynonymGroup.objects.order_by("pk"):
        found = dict.fromkeys(tuple(words(name)) for name in group.spellings)
        yield [phrase for phrase in found if phrase]


def _read(state):
    others = {}
    for phrases in _phrases():
        for phrase in phrases:
            rest = tuple(other for other in phrases if other != phrase)
            for form in (phrase, (*phrase[:-1], phrase[-1] + "s")):
                others[form] = others.get(form, ()) + rest
    return Names(state=state, others=others, longest=max(map(len, others), default=1))
