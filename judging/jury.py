"""Who sits on the jury of an edition, as the public may know it: for whom, never who."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from judging.models import Seat
from prizes.enums import SeatType

SEATS_IN_WORDS = {
    SeatType.OEM: _("from large manufacturers"),
    SeatType.UNIVERSITY: _("from universities"),
    SeatType.INTERMEDIARY: _("from intermediary organizations"),
    SeatType.OTHER: _("with other expertise"),
}


def jury_by_seat(edition):
    """How many jurors sit for whom: people are counted once, however many panels they serve on."""
    seats = Seat.objects.current().filter(panel__round__edition=edition).order_by()
    counts = Counter(kind for _juror, kind in seats.values_list("juror", "seat_type").distinct())
    return [(words, counts[kind]) for kind, words in SEATS_IN_WORDS.items() if counts[kind]]
