"""What is asked of the server: the stages of a search over one set of fields."""

from elasticsearch.dsl import Q

from search.enums import Stage
from search.text import MARK_END, MARK_START

# What words as they were typed, and words beside each other, add to the words themselves.
AS_TYPED, SIDE_BY_SIDE = 0.5, 1.0


class Fields:
    """The text fields of one index with their weights; `begun` is kept by its beginnings too."""

    def __init__(self, weights, begun):
        self.weights, self.begun = weights, begun

    @property
    def weighted(self):
        return [f"{name}^{weight}" for name, weight in self.weights.items()]

    def sub(self, kind):
        return [f"{name}.{kind}^{weight}" for name, weight in self.weights.items()]


def matching(plan, stage, fields):
    """The query of one stage. The other terms of a plan are one text: the server finds other names in it."""
    if stage == Stage.BEGUN:
        return _begun(plan, fields)
    loose = " ".join(word for term in plan.terms if not (term.quoted or term.compounds) for word in term.words)
    every = stage == Stage.ALL
    asked = [_phrase(term.words, fields) for term in plan.terms if term.quoted]
    asked += [_compound(term, fields) for term in plan.terms if term.compounds]
    if loose:
        asked.append(_loose(loose, fields, "and" if every else "or"))
    better = [_exactly(plan, fields), *_neighbours(plan, fields)]
    if every:
        return Q("bool", must=asked, should=better)
    return Q("bool", must=[Q("bool", should=asked, minimum_should_match=1)], should=better)


def _begun(plan, fields):
    """All terms, the last word of the last one unfinished."""
    *before, last = plan.terms
    asked = [_phrase(term.words, fields) for term in before if term.quoted]
    loose = [word for term in before if not term.quoted for word in term.words] + list(last.words[:-1])
    if loose:
        asked.append(_loose(" ".join(loose), fields, "and"))
    word, name = last.words[-1], fields.begun
    begun = Q("match", **{f"{name}.begun": {"query": word, "boost": fields.weights[name]}})
    anywhere = Q("multi_match", query=word, fields=fields.sub("exact"), type="bool_prefix")
    return Q("bool", must=[*asked, Q("dis_max", queries=[begun, anywhere])])


def _loose(text, fields, operator):
    return Q("combined_fields", query=text, fields=fields.weighted, operator=operator)


def _compound(term, fields):
    """The words themselves, or written as one, or the one as two."""
    ways = [_loose(" ".join(term.words), fields, "and"), *(_phrase(words, fields) for words in term.compounds)]
    return Q("dis_max", queries=ways)


def _phrase(words, fields):
    return Q("multi_match", query=" ".join(words), fields=fields.weighted, type="phrase", analyzer="house_stemmed")


def _exactly(plan, fields):
    """Words as they were typed say more than words of the same stem."""
    text = " ".join(plan.words)
    return Q("multi_match", query=text, fields=fields.sub("exact"), type="cross_fields", boost=AS_TYPED)


def _neighbours(plan, fields):
    if len(plan.words) < 2:
        return []
    text = " ".join(plan.words)
    return [Q("multi_match", query=text, fields=fields.weighted, type="phrase", slop=2, boost=SIDE_BY_SIDE)]


def highlighting(names):
    """Whole fields with what matched between marks: `search.highlight` cuts the part that says most."""
    return {
        "pre_tags": [MARK_START],
        "post_tags": [MARK_END],
        "fields": {name: {"number_of_fragments": 0} for name in names},
    }
