"""What an app above adds to the office's list of nominations. It registers its part in its `wagtail_hooks.py`."""

_parts = []


class ListPart:
    """Filters, columns of the screen and columns of a file. What is shown follows what was chosen.

    `chosen` are the values of all filters by name; it is empty when they cannot be read.
    """

    # {name: django_filters.Filter}
    filters = {}

    def refusals(self, person, chosen):
        """{name of a filter: why it is not answered}; while there are any, the list shows nothing."""
        return {}

    def annotated(self, nominations, person, chosen, *, is_export):
        """The nominations with what the filters and columns of this part ask of each."""
        return nominations

    def columns(self, chosen):
        return []

    def export_columns(self, chosen):
        """{attribute: (heading, function from a nomination to its value)}."""
        return {}

    def note_look(self, person, chosen, *, is_export):
        """The list, or a file of it, is being handed over: record what has to be."""


def register_list_part(part):
    _parts.append(part)


def list_parts():
    return tuple(_parts)
