"""How text becomes words, on the server as in `search.text`: parted at all that is no letter or digit, folded, stemmed."""

from elasticsearch.dsl import analyzer, char_filter, token_filter, tokenizer

LONGEST_BEGINNING = 20

# What is indexed is text already: builders take the markup away. Taking it away again would lose what somebody wrote of "<5 µm".
possessive = char_filter("house_possessive", "pattern_replace", pattern="['’][sS]\\b", replacement="")
parted = tokenizer("house_words", "char_group", tokenize_on_chars=["whitespace", "punctuation", "symbol"])
# As the embedded engines do. The lighter stemmer keeps "printing" and "printed" apart.
stem = token_filter("house_stem", "stemmer", language="english")
beginnings = token_filter(
    "house_beginnings", "edge_ngram", min_gram=1, max_gram=LONGEST_BEGINNING, preserve_original=True
)

FOLD = ["lowercase", "asciifolding"]


def _analyzer(name, *filters):
    return analyzer(name, tokenizer=parted, char_filter=[possessive], filter=[*FOLD, *filters])


exact = _analyzer("house_exact")
stemmed = _analyzer("house_stemmed", stem)
begun = _analyzer("house_begun", beginnings)


def searched(synonym_lines):
    """The analyzer of what is typed. The list is part of the index: another list is another index."""
    # After the stem, so that a name counts in the plural too. A line that says nothing to these filters is left out.
    names = token_filter("house_synonyms", "synonym_graph", synonyms=synonym_lines, lenient=True)
    return _analyzer("house_searched", stem, names)
