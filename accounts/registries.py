"""What higher apps tell this one. They register in their AppConfig.ready(); this app imports none of them."""

_second_factor_needs = []
_erasers = []
_exporters = []
_mergers = []


def register_second_factor_need(need):
    """`need(person) -> bool`: this person must use a second factor (chairs, for example)."""
    _second_factor_needs.append(need)


def register_eraser(eraser):
    """`eraser(person)`: removes what another app keeps about a person who is being erased, in the same transaction."""
    _erasers.append(eraser)


def register_exporter(exporter):
    """`exporter(person) -> dict`: what another app keeps about this person, under names of its own, ready for JSON."""
    _exporters.append(exporter)


def register_merger(merger):
    """`merger(source, target)`: moves another app's rows from one organisation to the one it turned out to be."""
    _mergers.append(merger)


def second_factor_needs():
    return tuple(_second_factor_needs)


def erasers():
    return tuple(_erasers)


def exporters():
    return tuple(_exporters)


def mergers():
    return tuple(_mergers)
