"""What both databases share: the stages of a search, its facets and hits. A subclass knows one database's text indexes."""

import heapq
import math
from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import F

from search import spelling
from search.builders import kind_label
from search.compounds import with_compounds
from search.engines.base import SUGGESTIONS, Engine
from search.engines.entries import EntryFinder, excerpts
from search.engines.expressions import Expressions
from search.engines.facets import current_table
from search.engines.showing import make_hit
from search.engines.tables import ENTRIES, PUBLIC, TextTable
from search.entries import EntryExcerpt, EntryMatches, EntryQuery
from search.enums import Sort, Stage
from search.models import PublicDocument, Word
from search.plan import make_plan
from search.query import Query, Result, Suggestion

ENDINGS = 10
NEWEST_FIRST = (F("published_at").desc(nulls_last=True), "-pk")


@dataclass(frozen=True)
class Match:
    """The expression of the first stage that found something; an empty one matches every document."""

    stage: Stage
    expression: str = ""
    found: bool = True


class EmbeddedEngine(Expressions, Engine):
    def __init__(self, connection):
        self.connection = connection

    # What a subclass knows.

    @abstractmethod
    def matching_sql(self, table: TextTable) -> str:
        """A SELECT of the ids that match an expression, its one parameter."""

    @abstractmethod
    def scoring_sql(self, table: TextTable, *, in_names: bool = False) -> str:
        """A SELECT of id and score of what matches an expression, its one parameter."""

    @abstractmethod
    def strengths(
        self, table: TextTable, expressions: list[str], pks: Collection[int], *, in_names: bool = False
    ) -> list[dict[int, float]]:
        """For each expression, those of these documents that match it, and how strongly, whatever the others hold."""

    @abstractmethod
    def marked_texts(self, table: TextTable, expression: str, pks: list[int]) -> dict[int, tuple[str, ...]]:
        """The columns that are shown, with what matched between marks."""

    @abstractmethod
    def rebuild(self) -> None:
        """Make the text indexes anew from the tables."""

    @abstractmethod
    def install(self) -> None:
        """Make the text indexes where they are missing. Safe to run again."""

    @abstractmethod
    def _count(self, table: TextTable) -> int: ...

    def make_way(self) -> None:
        """Take away what would stand in the way of altering a table; `install` brings it back."""

    def similar_words(self, word: str) -> list[tuple[str, int]]:
        return spelling.words_of_like_shape(word)

    # The tables are the index: the database keeps both in step.

    def count(self) -> int:
        return self._count(PUBLIC)

    def count_entries(self) -> int:
        return self._count(ENTRIES)

    # Answers.

    def search(self, query: Query) -> Result:
        match = self._match(query.text, query.kind)
        better = self._correction(query.text, match)
        corrected = self._match(better, query.kind) if better else None
        if corrected and not corrected.found:
            better, corrected = "", None
        # Some of the words found something; better is what has all of them.
        if corrected and (not match.found or corrected.stage != Stage.ANY):
            result = self._answer(query.with_text(better), corrected)
            return replace(result, query=query.on_page(result.query.page), did_you_mean=better, corrected=True)
        return replace(self._answer(query, match), did_you_mean=better)

    def suggest(self, text: str, limit: int = SUGGESTIONS) -> list[Suggestion]:
        plan = make_plan(Query(text).text)
        if not plan.terms:
            return []
        expression = self.expression(self._open(plan), Stage.BEGUN)
        scores = self._boosted(self.scoring_sql(PUBLIC, in_names=True), expression, current_table())
        best = heapq.nsmallest(limit, scores, key=lambda pk: (-scores[pk], pk))
        documents = PublicDocument.objects.only("title", "url", "kind").in_bulk(best)
        return [
            Suggestion(title=document.title, url=document.url, kind_label=kind_label(document.kind))
            for document in (documents[pk] for pk in best if pk in documents)
        ]

    def explain(self, query: Query) -> list[str]:
        match = self._match(query.text, query.kind)
        return [
            *self.understood(query),
            f"asked for: {match.stage.label}",
            f"expression: {match.expression or '(every document)'}",
            *self.told(self.search(query)),
        ]

    def find_entries(self, query: EntryQuery) -> EntryMatches:
        return EntryFinder(self, query).find()

    def excerpts(self, matches: EntryMatches, keys: Collection[str]) -> dict[str, EntryExcerpt]:
        return excerpts(self, matches, keys)

    def suggest_entries(self, query: EntryQuery, limit: int = SUGGESTIONS) -> list[str]:
        return EntryFinder(self, query, in_names=True).suggest()[:limit]

    # Finding.

    def _match(self, text, kind=""):
        plan = with_compounds(make_plan(text))
        if not plan.terms:
            return Match(Stage.ALL, found=not text)
        for stage in Stage:
            if stage == Stage.BEGUN:
                plan = self._open(plan)
            expression = self.expression(plan, stage)
            if self._finds(expression, kind):
                return Match(stage, expression)
        return Match(Stage.ANY, expression, found=False)

    def _open(self, plan):
        if not plan.open_ended:
            return plan
        # Stemming hides the end of a word from a search by its beginning: "manufacturin" begins no stem.
        beginning = plan.terms[-1].words[-1]
        words = Word.objects.filter(word__startswith=beginning).order_by("-documents", "word")
        return plan.with_endings(words.values_list("word", flat=True)[:ENDINGS])

    def _finds(self, expression, kind=""):
        """Of this kind, where one is named: a word that only others hold finds nothing."""
        matching = self.matching_sql(PUBLIC)
        if not kind:
            return bool(self._rows(f"SELECT 1 WHERE EXISTS ({matching})", [expression]))
        of_kind = f"SELECT 1 FROM {PUBLIC.table} WHERE kind = %s AND id IN ({matching})"  # noqa: S608
        return bool(self._rows(f"SELECT 1 WHERE EXISTS ({of_kind})", [kind, expression]))

    def _correction(self, text, match):
        if match.stage != Stage.ANY or not match.expression:
            return ""
        return spelling.correct(
            text, is_found=lambda word: self._finds(self.phrase((word,))), similar=self.similar_words
        )

    # Answering.

    def _answer(self, query, match):
        table = current_table()
        scores, miles = self._scores(match, table), table.miles_from(query.near)
        in_reach = _in_reach(table.of_kind(scores, query.kind), query.near, miles)
        matched, facets = table.narrow(in_reach, query.filters)
        result = Result(query=query, hits=[], total=len(matched), facets=facets, engine=self.name, stage=match.stage)
        query = query.on_page(min(query.page, result.pages))
        if query.sort == Sort.DISTANCE:
            shown = _nearest_first(matched, miles, scores, query)
        else:
            shown = _in_order(matched, scores, query, by_date=query.sort == Sort.DATE or not match.expression)
        return replace(result, query=query, hits=self._hits(shown, scores, match.expression, query.near))

    def _scores(self, match, table):
        """What matches, each document with its score; without words every document with its boost."""
        if not match.found:
            return {}
        if not match.expression:
            return table.boosts
        return self._boosted(self.scoring_sql(PUBLIC), match.expression, table)

    def _boosted(self, sql, expression, table):
        return {pk: score * table.boosts.get(pk, 1) for pk, score in self._rows(sql, [expression])}

    def _hits(self, pks, scores, expression, near):
        documents = PublicDocument.objects.defer("body", "keywords").in_bulk(pks)
        marked = self.marked_texts(PUBLIC, expression, pks) if expression and pks else {}
        return [make_hit(documents[pk], scores[pk], marked.get(pk), near) for pk in pks if pk in documents]

    def _rows(self, sql, params=()):
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


def _in_reach(matched, near, miles):
    """What lies nowhere is within no distance."""
    if near is None or near.miles is None:
        return matched
    return [pk for pk in matched if miles.get(pk, math.inf) <= near.miles]


def _nearest_first(matched, miles, scores, query):
    """The ids of one page; what lies nowhere comes last."""
    end = query.page * query.size
    nearest = heapq.nsmallest(end, matched, key=lambda pk: (miles.get(pk, math.inf), -scores[pk], pk))
    return nearest[end - query.size :]


def _in_order(matched, scores, query, *, by_date):
    """The ids of one page. Sorting is stable: what scores alike stays newest first where dates were asked for."""
    start, end = (query.page - 1) * query.size, query.page * query.size
    if by_date:
        newest_first = PublicDocument.objects.order_by(*NEWEST_FIRST).values_list("pk", flat=True)
        wanted = set(matched)
        matched = [pk for pk in newest_first if pk in wanted]
    if query.sort == Sort.DATE:
        return matched[start:end]
    if by_date:
        return sorted(matched, key=lambda pk: -scores[pk])[start:end]
    return heapq.nsmallest(end, matched, key=lambda pk: (-scores[pk], pk))[start:]
