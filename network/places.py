from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from prizes.gazetteer import STATE, find_place


def place_named(name):
    """None for nowhere. A name that the gazetteer does not know is refused: distances are counted from where it lies."""
    if not name.strip():
        return None
    place = find_place(name)
    if place is None:
        raise ValidationError(
            _("We know of no place in %(state)s by this name. Choose the nearest one that is suggested.")
            % {"state": STATE}
        )
    return place
