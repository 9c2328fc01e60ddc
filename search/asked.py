"""Counts what people look for, by day and text; of who looked it keeps nothing: docs/decisions/0021."""

import logging
import re
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import parse_qs

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from search.models import SearchedText
from search.query import TEXT_LIMIT
from search.text import folded

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=400)
LONGEST_TEXT, LONGEST_WORD = 100, 30
# A flood of made-up texts fills a day, not the disk.
TEXTS_A_DAY = 5_000
# Milliseconds.
PATIENCE = 100
# Seven digits make a telephone number, whatever stands between them. A standard, as in ISO 9001:2015, is none.
LONG_NUMBER = re.compile(r"\d(?:[\s().+/-]*\d){6}")
NO_PERSON = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|scan|fetch|curl|wget|python|java/|httpclient|headless", re.I
)

COUNT = (
    "INSERT INTO search_searchedtext (day, text, times, results) "
    "SELECT %s, %s, 1, %s WHERE EXISTS (SELECT 1 FROM search_searchedtext WHERE day = %s AND text = %s) "
    "OR (SELECT count(*) FROM search_searchedtext WHERE day = %s) < %s "
    "ON CONFLICT (day, text) DO UPDATE SET times = search_searchedtext.times + 1, results = excluded.results"
)


def note(request, result):
    """Count one search of one person. Never fails the page, which is all that the person came for."""
    text = kept_text(result.query.text)
    if not text or not _begins_a_search(request, text):
        return
    try:
        _count(text, max(result.total, len(result.picks)))
    except DatabaseError:
        logger.exception("A search was not counted")


def kept_text(text):
    """The text as it is counted; empty for what may tell of a person, and for what nobody types."""
    if "@" in text or LONG_NUMBER.search(text):
        return ""
    words = folded(text)
    is_typed = len(words) <= LONGEST_TEXT and all(len(word) <= LONGEST_WORD for word in words.split())
    return words if is_typed else ""


def forget_old_texts():
    SearchedText.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).delete()


def _begins_a_search(request, text):
    """By a person, in a browser; not a further page, nor the same text with another facet or order."""
    agent = request.headers.get("User-Agent", "")
    is_person = (
        request.method == "GET" and agent and not NO_PERSON.search(agent) and "Sec-Purpose" not in request.headers
    )
    return is_person and "page" not in request.GET and _text_before(request) != text


def _text_before(request):
    """What the page that led here had asked for, when it was a page of results."""
    page, _, query = request.headers.get("Referer", "").partition("?")
    if not page.endswith(request.path):
        return ""
    return folded(parse_qs(query[: 4 * TEXT_LIMIT]).get("q", [""])[0])


def _count(text, results):
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    with _impatient(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [today, text, results, today, text, today, TEXTS_A_DAY])


@contextmanager
def _impatient():
    """SQLite has one writer at a time, which a save may wait for and a search may not: then it is not counted."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
