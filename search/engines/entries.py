"""Search within the entries that one asker may open, with what both databases know.

What a word is worth, whether it is known and what it may have been meant to be is decided on these entries alone: no other
entry, and no word that only another entry holds, leaves a trace in an answer.
"""

import math
import re
from collections import Counter
from dataclasses import replace
from functools import cached_property

from search import spelling
from search.engines.tables import ENTRIES
from search.entries import EntryExcerpt, EntryMatches
from search.enums import Stage
from search.highlight import excerpt, to_html
from search.models import EntryDocument
from search.plan import make_plan
from search.text import fold

ENDINGS = 10
NOT_IN_A_WORD, REST_OF_A_WORD = r"(?<![^\W_])", r"[^\W_]*"


class EntryFinder:
    def __init__(self, engine, query, *, in_names=False):
        self.engine, self.query = engine, query
        self.in_names = in_names
        self.columns = ENTRIES.named if in_names else ENTRIES.columns

    def find(self):
        matches = self._matches(self.query.text)
        better = self._correction(matches)
        corrected = self._matches(better) if better else None
        if not (corrected and corrected.scores):
            return matches
        if matches.scores:
            return replace(matches, did_you_mean=better)
        return replace(corrected, did_you_mean=better, corrected=True)

    def suggest(self):
        plan = make_plan(self.query.text)
        if not (plan.terms and self.keys):
            return []
        return list(self._by_key(self._scores(self.opened(plan), Stage.BEGUN)))

    def opened(self, plan):
        """The last word may be unfinished, and become any that these entries hold."""
        if not plan.open_ended:
            return plan
        beginning = re.escape(plan.terms[-1].words[-1])
        return plan.with_endings(word for word, _ in self._words(beginning + REST_OF_A_WORD).most_common(ENDINGS))

    @cached_property
    def keys(self):
        """By id of its document, the key of each entry that the asker may open."""
        if not self.query.keys:
            return {}
        documents = EntryDocument.objects.filter(reader=self.query.reader, key__in=sorted(self.query.keys))
        return dict(documents.order_by().values_list("pk", "key"))

    def _matches(self, text):
        matches = EntryMatches(query=self.query, engine=self.engine.name)
        plan = make_plan(text)
        if not self.keys or (text and not plan.terms):
            return matches
        if not text:
            return replace(matches, scores=self._by_key(dict.fromkeys(self.keys, 1.0)))
        for stage in Stage:
            if stage == Stage.BEGUN:
                plan = self.opened(plan)
            scores = self._scores(plan, stage)
            if scores:
                break
        return replace(matches, scores=self._by_key(scores), stage=stage)

    def _scores(self, plan, stage):
        """By id. A document has a score of each term that it holds, and must hold all of them or any, by the stage."""
        found = self._found(plan)
        pks = set().union(*found) if stage == Stage.ANY else set.intersection(*map(set, found))
        totals = {pk: sum(scores.get(pk, 0) for scores in found) for pk in pks}
        return {pk: total for pk, total in totals.items() if total > 0}

    def _found(self, plan):
        """For each term the documents that hold it, with how much it says of them."""
        ways = [self.engine.ways(term) for term in plan.terms]
        expressions = list(dict.fromkeys(expression for term in ways for way in term for expression in way))
        strengths = self.engine.strengths(ENTRIES, expressions, self.keys.keys(), in_names=self.in_names)
        worth = {expression: self._worth(held) for expression, held in zip(expressions, strengths, strict=True)}
        return [_best([_all_of([worth[expression] for expression in way]) for way in term]) for term in ways]

    def _worth(self, strengths):
        """What few of these entries hold says more."""
        rarity = math.log(1 + len(self.keys) / len(strengths)) if strengths else 0
        return {pk: strength * rarity for pk, strength in strengths.items()}

    def _by_key(self, scores):
        best_first = sorted(scores, key=lambda pk: (-scores[pk], self.keys[pk]))
        return {self.keys[pk]: scores[pk] for pk in best_first}

    def _correction(self, matches):
        if matches.stage != Stage.ANY:
            return ""
        return spelling.correct(self.query.text, is_found=self._is_found, similar=self._similar)

    def _is_found(self, word):
        return bool(self.engine.strengths(ENTRIES, [self.engine.phrase((word,))], self.keys.keys())[0])

    def _similar(self, word):
        """What these entries hold comes before what is only known from the public pages."""
        first, length = re.escape(word[0]) + re.escape(word[1]), len(word)
        alike = self._words(rf"[{first}][^\W_]{{{length - 3},{length + 1}}}(?![^\W_])")
        return [*alike.items(), *((public, 0) for public, _ in self.engine.similar_words(word) if public not in alike)]

    def _words(self, pattern):
        """The words of this shape, each with the number of these entries that hold it."""
        shape = re.compile(NOT_IN_A_WORD + pattern)
        return Counter(word for text in self._texts for word in set(shape.findall(text)))

    @cached_property
    def _texts(self):
        documents = EntryDocument.objects.filter(pk__in=self.keys).order_by()
        return [fold(" ".join(texts)) for texts in documents.values_list(*self.columns)]


def excerpts(engine, matches, keys):
    # Only what is asked for is read: an ending that one of these was found by is an ending that it holds.
    query = replace(matches.query, keys=matches.query.keys.intersection(keys))
    finder = EntryFinder(engine, query)
    plan = make_plan(matches.did_you_mean if matches.corrected else query.text)
    expression = ""
    if plan.terms and finder.keys:
        plan = plan if matches.stage == Stage.ALL else finder.opened(plan)
        expression = engine.expression(plan, Stage.ANY)
    return _excerpts(engine, finder.keys, expression)


def _excerpts(engine, keys, expression):
    marked = engine.marked_texts(ENTRIES, expression, list(keys)) if expression else {}
    plain = EntryDocument.objects.filter(pk__in=keys.keys() - marked.keys()).order_by()
    texts = {pk: shown for pk, *shown in plain.values_list("pk", *ENTRIES.shown)} | marked
    return {
        keys[pk]: EntryExcerpt(to_html(title), to_html(company), to_html(excerpt(body)))
        for pk, (title, company, body) in texts.items()
    }


def _all_of(parts):
    """Those that have every part, with what these are worth together."""
    return {pk: sum(part[pk] for part in parts) for pk in set.intersection(*map(set, parts))}


def _best(ways):
    """What is held in several ways counts as in the best of them: other names of one thing are not more of it."""
    best = {}
    for way in ways:
        for pk, worth in way.items():
            best[pk] = max(worth, best.get(pk, 0))
    return best
