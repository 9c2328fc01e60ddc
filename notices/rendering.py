"""Texts with `{{ variables }}` and nothing else: no tags, no filters, no attribute access.

A value is data. It is escaped in HTML, cannot add a header or a paragraph to a subject, and never becomes a link unless
its variable is declared to be one.
"""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

VARIABLE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
URL = re.compile(r"https?://[^\s<>\"'{}]+[^\s<>\"'{}.,;:!?)\]]")
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")

# Control characters, and the marks that make a reader see text in another order than it is written.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Link:
    """A value that may become a link."""

    url: str


def variables_in(text):
    return set(VARIABLE.findall(text))


def wrong_words(text, *, known):
    """What would not render, as sentences for whoever wrote it."""
    unknown = [
        _("There is no variable “%(name)s” in this notice.") % {"name": name}
        for name in sorted(variables_in(text) - set(known))
    ]
    left_over = sorted(set(LEFT_OVER.findall(VARIABLE.sub("", text))))
    return unknown + [
        _("“%(mark)s” is not understood here. Only variables like {{ name }} can be used.") % {"mark": mark}
        for mark in left_over
    ]


def render_subject(template, values):
    """One line, however many lines the values have."""
    line = " ".join(render_text(template, values).split())
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1].rstrip() + "…"


def render_text(template, values):
    return VARIABLE.sub(lambda match: plain(values[match.group(1)]), _one_newline(template)).strip()


def render_html(template, values):
    """Paragraphs are those of the template: a value with blank lines in it stays inside its paragraph."""
    paragraphs = PARAGRAPHS.split(_one_newline(template).strip())
    return [_paragraph(text, values) for text in paragraphs]


def plain(value):
    text = value.url if isinstance(value, Link) else str(value)
    return UNPRINTABLE.sub("", _one_newline(text))


def _paragraph(text, values):
    alone = VARIABLE.fullmatch(text.strip())
    value = values[alone.group(1)] if alone else None
    if isinstance(value, Link) and URL.fullmatch(plain(value)):
        return {"button": plain(value)}
    return {"html": mark_safe("".join(_pieces(text, values)))}  # noqa: S308 every piece is escaped below


def _pieces(text, values):
    end = 0
    for match in VARIABLE.finditer(text):
        yield _literal(text[end : match.start()])
        yield _value(values[match.group(1)])
        end = match.end()
    yield _literal(text[end:])


def _literal(text):
    end = 0
    pieces = []
    for match in URL.finditer(text):
        pieces += [_escaped(text[end : match.start()]), _anchor(match.group())]
        end = match.end()
    return "".join([*pieces, _escaped(text[end:])])


def _value(value):
    text = plain(value)
    return _anchor(text) if isinstance(value, Link) and URL.fullmatch(text) else _escaped(text)


def _anchor(url):
    return f'<a href="{escape(url)}" style="color:#ad3a06">{escape(url)}</a>'


def _escaped(text):
    return escape(text).replace("\n", "<br>")


def _one_newline(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")
