"""Who may read the record. This is the ground floor: the apps above say who, here it is only asked."""

_readers = []


def register_reader(predicate):
    """`predicate(user) -> bool`; any one of them suffices. A superuser has no right of his own."""
    if predicate not in _readers:
        _readers.append(predicate)
    return predicate


def may_read(user):
    return bool(user.is_active and any(predicate(user) for predicate in _readers))
