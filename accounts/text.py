"""What people type, as it can be kept and read again. Every door comes through here, whatever the text came by."""

import re

# No database keeps NUL, nothing can be made of half a surrogate pair, and other control characters show as nothing.
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
# Marks that make a reader see one name where another is written.
REORDERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def readable(text):
    """Without what nobody can read; lines end in one way."""
    return UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def readable_line(text):
    """The same for a name or another text of one line."""
    return " ".join(REORDERING.sub("", readable(text)).split())
