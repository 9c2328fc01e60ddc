"""The judging record: how a round was judged, in counts, for everybody to read once its outcome is public.

Counted once, at the release, and kept with it: what is published cannot follow later changes. Over the whole round, since
in a single category counts could tell whose entry was passed over.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from audit.models import Event
from judging.enums import DeclarationKind, SealKind
from judging.jury import SEATS_IN_WORDS
from judging.models import Candidacy, Decision, Declaration, Release, Scorecard, Seat, Waiver
from judging.standings import standings_of


def record_at_release(round):
    """Plain data: nobody's name and no mark is in it."""
    entries = Candidacy.objects.current().filter(round=round)
    cards = Scorecard.objects.in_round(round).counting()
    per_entry = Counter(dict(cards.order_by().values_list("candidacy").annotate(Count("pk"))))
    counts = [per_entry[pk] for pk in entries.values_list("pk", flat=True)]
    seats = Seat.objects.filter(panel__round=round, scores=True).order_by().values_list("juror", "seat_type").distinct()
    ties = _ties(round, entries)
    standings = standings_of(round)
    return {
        "entries": len(counts),
        "cards": sum(counts),
        "least": min(counts, default=0),
        "most": max(counts, default=0),
        "seats": dict(Counter(kind for _, kind in seats)),
        "ties": ties.count(),
        "exclusions": ties.filter(kind=DeclarationKind.EXCLUDE).count(),
        "waivers": Waiver.objects.filter(declaration__in=ties).count(),
        "plain": sum(not category.is_fair for category in standings.categories.values()) if standings else 0,
        "categories": round.round_categories.count(),
        "seals": {seal.kind: [seal.sealed_at.isoformat(), seal.input_hash] for seal in round.standing_seals},
    }


def _ties(round, entries):
    """What its jurors declared on companies of the round."""
    jurors = Seat.objects.filter(panel__round=round).values("juror")
    companies = entries.values("nomination__organisation")
    declared = Declaration.objects.filter(edition=round.edition, juror__in=jurors, organisation__in=companies)
    return declared.exclude(kind=DeclarationKind.NONE)


@dataclass(frozen=True)
class Published:
    """One round's record with its times and the head of the chain as it stood at the release."""

    release: Release
    head: Event | None

    @property
    def round(self):
        return self.release.round

    @property
    def counts(self):
        return self.release.record

    @property
    def seats(self):
        seats = self.release.record["seats"]
        return [(words, seats[kind]) for kind, words in SEATS_IN_WORDS.items() if seats.get(kind)]

    @property
    def seals(self):
        """Label, moment and hash of each seal that the release rests on."""
        kept = self.release.record["seals"]
        return [(kind.label, datetime.fromisoformat(kept[kind][0]), kept[kind][1]) for kind in SealKind if kind in kept]


def published_records(edition):
    """Of the rounds whose outcome the public was told, in the order of the rounds."""
    told = Decision.objects.told_to_public().filter(candidacy__round__edition=edition)
    releases = Release.objects.filter(round__in=told.values("candidacy__round")).exclude(record={})
    releases = list(releases.select_related("round").order_by("round__position", "pk"))
    heads = Event.objects.filter(verb="round.released", target_id__in=[str(row.round_id) for row in releases])
    by_round = {event.target_id: event for event in heads}
    return [Published(release, by_round.get(str(release.round_id))) for release in releases]
