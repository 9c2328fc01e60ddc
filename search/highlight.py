"""Turns text in which an engine marked what matched into safe HTML."""

import re

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from search.text import MARK_END, MARK_START

MARKED = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")
OPEN, CLOSE = mark_safe("<mark>"), mark_safe("</mark>")
EXCERPT_LENGTH = 260
LEAD = 60


def to_html(marked):
    """Every piece is escaped; only whole pairs of marks become elements, as a cut may have gone through one."""
    pieces, position = [], 0
    for match in MARKED.finditer(marked):
        pieces.append(("", without_marks(marked[position : match.start()]), ""))
        pieces.append((OPEN, match[1], CLOSE))
        position = match.end()
    pieces.append(("", without_marks(marked[position:]), ""))
    return format_html_join("", "{}{}{}", pieces)


def excerpt(marked, length=EXCERPT_LENGTH):
    """The part of the text that holds most of what matched; its beginning when nothing did."""
    starts = [match.start() for match in MARKED.finditer(marked)]
    if not starts:
        return _cut(marked, 0, length)
    best = max(starts, key=lambda start: (sum(start <= other < start + length - LEAD for other in starts), -start))
    return _cut(marked, max(0, best - LEAD), length)


def is_marked(text):
    return MARK_START in text


def without_marks(text):
    return text.replace(MARK_START, "").replace(MARK_END, "")


def _cut(marked, start, length):
    end = start + length
    piece = marked[start:end]
    if start:
        piece = "… " + (piece.partition(" ")[2] or piece)
    if end < len(marked):
        piece = (piece.rpartition(" ")[0] or piece) + " …"
    return piece
