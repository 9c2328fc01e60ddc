from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class TransitionRefused(ValidationError):  # noqa: N818, named for what happened, like Http404
    """The thing is in a state from which this act is not possible."""


class Transitions:
    """The table of a state machine: from each state, the states that may follow."""

    def __init__(self, choices, table):
        self.choices = choices
        self.table = {old: tuple(table.get(old, ())) for old in choices.values}

    def allowed_from(self, old):
        return self.table[old]

    def allows(self, old, new):
        return new in self.table[old]

    def check(self, old, new):
        if self.allows(old, new):
            return
        raise TransitionRefused(self.refusal(old, new), code="transition_refused")

    def refusal(self, old, new):
        now, wanted = (self.choices(state).label.lower() for state in (old, new))
        if not self.table[old]:
            return _("This is %(now)s, and that is final.") % {"now": now}
        return _("This is %(now)s, so it cannot become %(wanted)s.") % {"now": now, "wanted": wanted}
