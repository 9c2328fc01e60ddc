"""What higher apps tell this one of the terms they use. They register in their AppConfig.ready()."""

_term_mergers = []
_term_uses = []


def register_term_merger(merger):
    """`merger(source, target)`: moves another app's rows from one term to the one that it turned out to be.

    What nobody moves keeps the merge from happening: see `prizes.terms.models_using`.
    """
    _term_mergers.append(merger)
    return merger


def register_term_use(use):
    """`use(term) -> str`: what names the term by its slug, in words and in the plural; empty where nothing does."""
    _term_uses.append(use)
    return use


def term_mergers():
    return tuple(_term_mergers)


def term_uses():
    return tuple(_term_uses)
