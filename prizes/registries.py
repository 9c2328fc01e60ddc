"""What higher apps tell this one: of the terms they use, and what follows when dates move.

They register in their AppConfig.ready().
"""

_term_mergers = []
_term_uses = []
_deadline_listeners = []


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


def register_deadline_listener(listener):
    """`listener(edition)`: told, in the same transaction, when the opening or the close of nominations has moved."""
    _deadline_listeners.append(listener)
    return listener


def tell_deadline_moved(edition):
    for listener in _deadline_listeners:
        listener(edition)


def term_mergers():
    return tuple(_term_mergers)


def term_uses():
    return tuple(_term_uses)
