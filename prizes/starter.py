"""The starter edition's parts. Higher apps register theirs in ready(): entry forms, rubric and rounds."""

_parts = {}


def register_part(name, build):
    """`build(edition, by)`: adds one part to a new starter edition, inside the act and without an event of its own.

    The edition has its categories by then. Parts of different apps must not count on each other's order.
    """
    if _parts.get(name, build) is not build:
        raise ValueError(f"The starter edition already has a part “{name}”.")
    _parts[name] = build


def parts():
    return tuple(_parts.values())
