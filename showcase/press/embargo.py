"""What the press agrees to before it reads, and the hours that it holds for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from judging.enums import AWARD_OUTCOMES
from judging.models import Announcement
from prizes.clock import spoken
from showcase.enums import AwardKind

# Counts up with every change of the sentences below: each acceptance says which it was.
VERSION = "1"


@dataclass(frozen=True)
class Hours:
    """When the awards of these kinds are told to the press and to the public; either may not be set yet."""

    kinds: tuple
    press_at: datetime | None
    public_at: datetime | None

    @property
    def label(self):
        return ", ".join(map(str, self.kinds))


def hours_of(edition):
    """The earliest first. That an hour is set tells nothing of who is honoured, nor whether anybody is."""
    rows = Announcement.objects.filter(round__edition=edition, outcome__in=AWARD_OUTCOMES)
    kinds = defaultdict(dict)
    for row in rows.exclude(press_at=None, public_at=None):
        kinds[row.press_at, row.public_at][AwardKind(row.outcome)] = None
    found = [Hours(tuple(each.label for each in AwardKind if each in kinds[key]), *key) for key in kinds]
    return sorted(found, key=lambda hours: hours.press_at or hours.public_at)


def terms_of(edition):
    return [
        _("You may read the awards of %(edition)s before they are announced, to prepare what you will say of them.")
        % {"edition": edition.name},
        _("You publish nothing of them, and tell nobody outside your newsroom, before the hour of the public."),
        _("When the prize office moves that hour, the new one holds. This page always shows it."),
        _("The link is yours alone: you do not pass it on. Each look at the press pack is recorded."),
        _("A picture is shown with its credit, and only for reporting on the prize."),
    ]


def spoken_hours(hours, zone):
    """One line, as it is kept with the acceptance and stands in the pack."""
    return _("%(kinds)s: press from %(press)s; public from %(public)s.") % {
        "kinds": hours.label,
        "press": spoken_hour(hours.press_at, zone),
        "public": spoken_hour(hours.public_at, zone),
    }


def spoken_hour(moment, zone):
    return spoken(moment, zone) if moment else _("an hour that is not set yet")


def whole_text(edition):
    """What an acceptance keeps: the terms, and the hours as they stood."""
    return "\n".join([*terms_of(edition), *(spoken_hours(each, edition.zone) for each in hours_of(edition))])
