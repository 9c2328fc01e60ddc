from typing import NamedTuple


class Word(NamedTuple):
    """A term that every installation starts with."""

    slug: str
    name: str
    description: str
    broader: str = ""
