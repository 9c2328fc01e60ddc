"""Did you mean: the nearest word that the documents hold, for each word that they do not."""

from django.db.models.functions import Length

from search.models import Word
from search.plan import make_plan
from search.text import WORD, fold

SHORTEST = 4
CANDIDATES = 1000


def correct(text, *, is_found, similar):
    """The text with each unknown word replaced by the nearest known one; empty when there is nothing to replace."""
    nearest = {word: _nearest(word, similar(word)) for word in _unknown_words(text, is_found)}
    replacements = {word: better for word, better in nearest.items() if better}
    if not replacements:
        return ""
    return WORD.sub(lambda match: replacements.get(fold(match[0]), match[0]), text)


def words_of_like_shape(word):
    """Words of about the same length that share one of the first two letters."""
    near = Word.objects.annotate(length=Length("word")).filter(length__range=(len(word) - 2, len(word) + 2))
    beginnings = near.filter(word__startswith=word[0]) | near.filter(word__startswith=word[1])
    return list(beginnings.order_by("-documents").values_list("word", "documents")[:CANDIDATES])


def distance(one, other, most):
    """Letters to add, leave out, replace or swap with the next one; `most` + 1 as soon as it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, other_letter in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _unknown_words(text, is_found):
    words = [word for word in make_plan(text).words if len(word) >= SHORTEST and not word.isdigit()]
    known = set(Word.objects.filter(word__in=words).values_list("word", flat=True))
    # A word may be known by its stem only: "welders" where the documents say "welder".
    return [word for word in words if word not in known and not is_found(word)]


def _nearest(word, candidates):
    most = 1 if len(word) <= 5 else 2
    ranked = [(distance(word, candidate, most), -documents, candidate) for candidate, documents in candidates]
    best = min(ranked, default=None)
    return best[2] if best and best[0] <= most else ""
