"""What the server says of the text of entries: which of some hold a word, how strongly, and where."""

import json

from elasticsearch.dsl import MultiSearch, Q, Search

from search.elastic.asking import highlighting
from search.elastic.client import asking
from search.elastic.mapping import SHAPES
from search.engines.expressions import Expressions
from search.enums import Index

# As the embedded engines weigh them.
WEIGHTS = {"A": 10, "B": 4, "D": 1}


class EntryText(Expressions):
    """Expressions are queries written as JSON. Their scores are of the document alone: see `mapping.ALONE`."""

    AND, OR = "must", "should"

    def __init__(self, name, similar_words):
        self.name, self.similar_words = name, similar_words

    def phrase(self, words):
        return self._asked(" ".join(words), type="phrase")

    def beginning(self, word):
        return self._asked(word, type="phrase_prefix")

    def _asked(self, text, **how):
        return json.dumps({"multi_match": {"query": text, **how}})

    def joined(self, operator, parts):
        if len(parts) == 1:
            return parts[0]
        return json.dumps({"bool": {operator: [json.loads(part) for part in parts]}})

    def strengths(self, table, expressions, pks, *, in_names=False):
        fields = _weighted(table, table.named if in_names else table.columns)
        several = MultiSearch(using=asking(), index=SHAPES[Index.ENTRIES].alias)
        for expression in expressions:
            several = several.add(_among(pks, expression, fields).source(["row"])[: len(pks)])
        return [{hit.row: hit.meta.score for hit in response} for response in several.execute()]

    def marked_texts(self, table, expression, pks):
        search = _among(pks, expression, _weighted(table, table.columns)).using(asking())
        search = search.index(SHAPES[Index.ENTRIES].alias).source(["row", *table.shown])
        search = search.update_from_dict({"highlight": highlighting(table.shown)})
        return {hit.row: _marked(hit, table.shown) for hit in search[: len(pks)].execute()}


def _weighted(table, names):
    return [f"{name}^{WEIGHTS[table.weights[name]]}" for name in names]


def _among(pks, expression, fields):
    query = json.loads(expression, object_hook=lambda part: part | {"fields": fields} if "query" in part else part)
    return Search().query(Q("bool", must=[Q(query)], filter=[Q("terms", row=list(pks))]))


def _marked(hit, names):
    marked = hit.meta.to_dict().get("highlight", {})
    return tuple(marked[name][0] if name in marked else hit[name] for name in names)
