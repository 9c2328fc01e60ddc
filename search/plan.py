"""From what somebody typed to the terms that an engine looks for."""

import re
from dataclasses import dataclass, replace

from search import synonyms
from search.text import ASKED_WORDS, ASKING_WORDS, STOP_WORDS, words

QUOTED = re.compile(r'"([^"]*)"')
TERMS_LIMIT = 16


@dataclass(frozen=True)
class Term:
    """One thing asked for: its words in any order (next to each other when quoted), or one of its other names."""

    words: tuple[str, ...]
    quoted: bool = False
    other_names: tuple[tuple[str, ...], ...] = ()
    # Its words as one, or its one word as two.
    compounds: tuple[tuple[str, ...], ...] = ()
    # What an unfinished last word may become.
    endings: tuple[str, ...] = ()
    unfinished: bool = False


@dataclass(frozen=True)
class Plan:
    terms: tuple[Term, ...]
    # The last word is being typed: it may be the beginning of a longer one.
    open_ended: bool

    @property
    def words(self):
        return tuple(word for term in self.terms for word in term.words)

    def with_endings(self, endings):
        last = replace(self.terms[-1], endings=tuple(endings), unfinished=True)
        return replace(self, terms=(*self.terms[:-1], last))


def make_plan(text):
    names = synonyms.current()
    terms, position = [], 0
    for quoted in QUOTED.finditer(text):
        terms += _loose_terms(text[position : quoted.start()], names)
        terms += _quoted_term(quoted[1])
        position = quoted.end()
    rest = _loose_terms(text[position:], names)
    kept = tuple(dict.fromkeys(terms + rest))[:TERMS_LIMIT]
    return Plan(terms=kept, open_ended=bool(rest) and kept[-1] == rest[-1] and len(rest[-1].words) == 1)


def _quoted_term(text):
    phrase = tuple(words(text))
    return [Term(phrase, quoted=True)] if phrase else []


def _loose_terms(text, names):
    found = words(text)
    terms, position = [], 0
    while position < len(found):
        length = _length_of_name(found, position, names)
        phrase = tuple(found[position : position + length])
        terms.append(Term(phrase, other_names=names.other_names(phrase)))
        position += length
    silent = STOP_WORDS | ASKED_WORDS if found and found[0] in ASKING_WORDS else STOP_WORDS
    telling = [term for term in terms if term.other_names or term.words[0] not in silent]
    # "Who is who" holds nothing but stop words: then they are what was meant.
    return telling or terms


def _length_of_name(found, position, names):
    """How many of the next words make up one known name; 1 when they make up none."""
    for length in range(min(names.longest, len(found) - position), 1, -1):
        if names.other_names(found[position : position + length]):
            return length
    return 1
