"""The engine of a search server. Whatever shows that the server is away is raised as AwayError, and nothing else."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from search import spelling
from search.builders import kind_label
from search.compounds import with_compounds
from search.elastic import breaker
from search.elastic.asking import matching
from search.elastic.client import BehindError, asking
from search.elastic.entries import EntryText
from search.elastic.mapping import LONGEST_SUGGESTION, SHAPES
from search.elastic.pages import FIELDS, FOUND, PageSearch, counts_of, of_kind, without
from search.engines.base import SUGGESTIONS, Engine
from search.engines.entries import EntryFinder, excerpts
from search.engines.showing import make_facets, make_hit
from search.enums import Index, Stage
from search.models import PendingWrite, PublicDocument, PublicFacet
from search.plan import make_plan
from search.query import Query, Result, Suggestion

# More removals than this that the server was not told of yet: it is asked again when it was.
MOST_HIDDEN = 1000
FUZZY = {"fuzziness": "AUTO", "prefix_length": 1, "min_length": 4}


@dataclass(frozen=True)
class Answer:
    """Of the first stage that found something, or of the last one. `asked` is the server's query; None asks for every page."""

    query: Query
    stage: Stage
    asked: Any
    response: Any

    @property
    def found(self):
        """Whether these words find anything, before any narrowing."""
        return bool(self.response.aggregations[FOUND].doc_count)


class ElasticsearchEngine(Engine):
    name = "Elasticsearch"

    def search(self, query: Query) -> Result:
        with breaker.asked():
            answer = self._ask(query)
            better = self._correction(query.text, answer)
            corrected = self._ask(query.with_text(better)) if better else None
            # Some of the words found something; better is what has all of them.
            if corrected and not corrected.found:
                better, corrected = "", None
            if corrected and (not answer.found or corrected.stage != Stage.ANY):
                result = self._result(query.with_text(better), corrected)
                return replace(result, query=query.on_page(result.query.page), did_you_mean=better, corrected=True)
            return replace(self._result(query, answer), did_you_mean=better)

    def suggest(self, text: str, limit: int = SUGGESTIONS) -> list[Suggestion]:
        words = " ".join(make_plan(Query(text).text).words)[:LONGEST_SUGGESTION]
        if not words:
            return []
        with breaker.asked():
            response = self._completions(words, limit)
        begun, alike = response["begun"][0]["options"], response["alike"][0]["options"]
        rows = [option["_source"]["row"] for option in begun or alike]
        documents = PublicDocument.objects.only("title", "url", "kind").in_bulk(rows)
        shown = [documents[row] for row in dict.fromkeys(rows) if row in documents]
        return [
            Suggestion(title=document.title, url=document.url, kind_label=kind_label(document.kind))
            for document in shown[:limit]
        ]

    def explain(self, query: Query) -> list[str]:
        with breaker.asked():
            answer = self._ask(query)
        result = self.search(query)
        return [
            *self.understood(query),
            f"asked for: {answer.stage.label}",
            f"expression: {json.dumps(answer.asked.to_dict()) if answer.asked else '(every document)'}",
            *self.told(result),
        ]

    def count(self) -> int:
        with breaker.asked():
            return asking().count(index=SHAPES[Index.PUBLIC].alias)["count"]

    def find_entries(self, query):
        self._demand_all_entries()
        with breaker.asked():
            return EntryFinder(self.entry_text, query).find()

    def excerpts(self, matches, keys):
        self._demand_all_entries()
        with breaker.asked():
            return excerpts(self.entry_text, matches, keys)

    def suggest_entries(self, query, limit=SUGGESTIONS):
        self._demand_all_entries()
        with breaker.asked():
            return EntryFinder(self.entry_text, query, in_names=True).suggest()[:limit]

    def count_entries(self):
        with breaker.asked():
            return asking().count(index=SHAPES[Index.ENTRIES].alias)["count"]

    @cached_property
    def entry_text(self):
        return EntryText(self.name, spelling.words_of_like_shape)

    def _demand_all_entries(self):
        """What a jury may no longer read is not found for a moment longer: until the server knows, the database answers."""
        if PendingWrite.objects.filter(index=Index.ENTRIES).exists():
            raise BehindError("it has not been told yet of all that changed")

    # Asking.

    def _ask(self, query):
        """Later stages are only asked for whether they find anything, until one does."""
        plan, hidden = with_compounds(make_plan(query.text)), hidden_pages()
        if not plan.terms:
            return self._answer(query, None, Stage.ALL, hidden)
        answer = self._answer(query, matching(plan, Stage.ALL, FIELDS), Stage.ALL, hidden)
        if answer.found:
            return answer
        for stage in (Stage.BEGUN, Stage.ANY) if plan.open_ended else (Stage.ANY,):
            asked = matching(plan, stage, FIELDS)
            if self._finds(asked, hidden, query.kind):
                return self._answer(query, asked, stage, hidden)
        return replace(answer, stage=Stage.ANY)

    def _answer(self, query, asked, stage, hidden):
        response = self._send(query, asked, hidden)
        last = max(1, -(-response.hits.total.value // query.size))
        if query.page > last:
            query = query.on_page(last)
            response = self._send(query, asked, hidden)
        return Answer(query, stage, asked, response)

    def _send(self, query, asked, hidden):
        search = PageSearch(asking(), SHAPES[Index.PUBLIC].alias, asked, query, hidden=hidden)
        start = (query.page - 1) * query.size
        return search[start : start + query.size].execute()

    def _finds(self, asked, hidden=(), kind=""):
        query = of_kind(without(asked, hidden), kind).to_dict()
        return bool(asking().count(index=SHAPES[Index.PUBLIC].alias, query=query)["count"])

    def _completions(self, words, limit):
        def asked(**more):
            return {"prefix": words, "completion": {"field": "suggest", "size": limit * 2, **more}}

        suggest = {"begun": asked(), "alike": asked(fuzzy=FUZZY)}
        reply = asking().search(index=SHAPES[Index.PUBLIC].alias, suggest=suggest, source=["row"])
        return reply["suggest"]

    def _correction(self, text, answer):
        if answer.stage != Stage.ANY:
            return ""
        return spelling.correct(text, is_found=self._has_word, similar=spelling.words_of_like_shape)

    def _has_word(self, word):
        return self._finds(matching(make_plan(word), Stage.ALL, FIELDS))

    # Showing.

    def _result(self, query, answer):
        if query.text and not answer.asked:
            return self._shown(answer, hits=[], total=0, facets=[])
        response = answer.response
        return self._shown(
            answer,
            hits=_hits(response, query.near),
            total=response.hits.total.value,
            facets=make_facets(_with_selected(counts_of(response), query.filters), query.filters),
        )

    def _shown(self, answer, **values):
        return Result(query=answer.query, engine=self.name, stage=answer.stage, **values)


def hidden_pages():
    """What is gone from the table and, for the server, still there: for nobody else."""
    gone = PendingWrite.objects.filter(index=Index.PUBLIC, is_removal=True)
    hidden = list(gone.values_list("document_id", flat=True)[: MOST_HIDDEN + 1])
    if len(hidden) > MOST_HIDDEN:
        raise BehindError("it has not been told yet of all that is gone")
    return hidden


def _hits(response, near):
    """As the table has them: the server's copy may be a moment older."""
    documents = PublicDocument.objects.defer("body", "keywords").in_bulk([hit.row for hit in response])
    return [_hit(documents[hit.row], hit, near) for hit in response if hit.row in documents]


def _hit(document, hit, near):
    marked = getattr(hit.meta, "highlight", None)
    if marked is None or hit.stamp != document.stamp:
        return make_hit(document, hit.meta.score, None, near)
    title, summary, body = (next(iter(marked.to_dict().get(name, [])), "") for name in ("title", "summary", "body"))
    marks = (title or document.title, summary or document.summary, body)
    return make_hit(document, hit.meta.score, marks, near)


def _with_selected(counts, filters):
    """A selected value stays in sight when nothing has it any more, or it could not be taken back."""
    for name, slugs in filters.items():
        for slug in slugs:
            if slug not in counts.setdefault(name, {}):
                counts[name][slug] = (_label(name, slug), 0)
    return counts


def _label(name, slug):
    return PublicFacet.objects.filter(name=name, slug=slug).values_list("label", flat=True).first() or str(slug)
