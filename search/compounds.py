"""One word or two: "toolholder", "tool holder" and "tool-holder" find each other, where the documents write them so."""

from dataclasses import replace

from search.models import Word

SHORTEST_PART = 3


def with_compounds(plan):
    """The plan in which two loose words side by side may be one, and one word two: never one that no document holds."""
    known = _known(plan.terms)
    terms, position = [], 0
    while position < len(plan.terms):
        pair = plan.terms[position : position + 2]
        whole = next((word for word in _wholes(pair) if word in known), None)
        terms.append(_joined(pair, whole) if whole else _parted(pair[0], known))
        position += 2 if whole else 1
    # What is one word of two has no end left to guess.
    return replace(plan, terms=tuple(terms), open_ended=plan.open_ended and len(terms[-1].words) == 1)


def _known(terms):
    wholes = [word for position in range(len(terms)) for word in _wholes(terms[position : position + 2])]
    parts = [word for term in terms for first, last in _parts(term) for word in (first, *_numbers(last))]
    asked = {*wholes, *parts}
    return set(Word.objects.filter(word__in=asked).values_list("word", flat=True)) if asked else set()


def _wholes(pair):
    """How two terms would be written as one word."""
    if len(pair) < 2 or not all(_is_plain(term) for term in pair):
        return ()
    return _numbers(pair[0].words[0] + pair[1].words[0])


def _parts(term):
    """Each way to write a term of one word as two."""
    if not _is_plain(term):
        return []
    [word] = term.words
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return [(word[:place], word[place:]) for place in places]


def _numbers(word):
    """Singular and plural: the documents may hold the other one."""
    return (word, f"{word}s", word.removesuffix("s"))


def _is_plain(term):
    return len(term.words) == 1 and not term.quoted and not term.other_names


def _joined(pair, whole):
    first, second = pair
    return replace(first, words=first.words + second.words, compounds=((whole,),))


def _parted(term, known):
    compounds = [
        (first, last) for first, last in _parts(term) if first in known and not known.isdisjoint(_numbers(last))
    ]
    return replace(term, compounds=tuple(compounds))
