"""What an entrant does, or waits for, next. Higher apps add what they know: an outcome, a story to approve."""

from dataclasses import dataclass
from operator import itemgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations import windows
from nominations.enums import NominationState

_later_steps = []


@dataclass(frozen=True)
class Step:
    """`text` always; with `url` there is something to do, called `action`."""

    text: str
    url: str = ""
    action: str = ""


def register_next_steps(steps, *, order=100):
    """`steps(nominations) -> {nomination pk: Step}`: replaces ours, for a whole list in a fixed number of queries.

    Of several that know a step for the same nomination the one with the highest order is heard.
    """
    _later_steps.append((order, steps))
    _later_steps.sort(key=itemgetter(0))


def next_steps(nominations):
    """By nomination pk."""
    found = {nomination.pk: own_step(nomination) for nomination in nominations}
    for _order, later in _later_steps:
        found.update(later(nominations))
    return found


def own_step(nomination):
    return OWN_STEPS[nomination.state](nomination)


def to_draft(nomination):
    if not windows.is_open(nomination):
        return Step(_("Nominations have closed."), address("detail", nomination), _("Read"))
    return Step(_("Answer what is missing, then submit."), address("draft", nomination), _("Continue"))


def to_add_information(nomination):
    return Step(_("The prize office needs something from you."), address("draft", nomination), _("Add it"))


def to_answer(nomination):
    return Step(_("Somebody named your company. Accept or decline."), address("detail", nomination), _("Answer"))


def only(text):
    return lambda nomination: Step(text, address("detail", nomination), _("Read"))


OWN_STEPS = {
    NominationState.INVITED: to_answer,
    NominationState.DRAFT: to_draft,
    NominationState.NEEDS_INFORMATION: to_add_information,
    NominationState.SUBMITTED: only(gettext_lazy("The prize office checks whether it meets the conditions.")),
    NominationState.ELIGIBLE: only(gettext_lazy("It is with the jury. There is nothing to do for you now.")),
    NominationState.INELIGIBLE: only(gettext_lazy("It does not meet the conditions. See why, and where help is.")),
    NominationState.DECLINED: only(gettext_lazy("You declined this nomination.")),
    NominationState.NOT_SUBMITTED: only(gettext_lazy("It was not submitted before nominations closed.")),
    NominationState.WITHDRAWN: only(gettext_lazy("You withdrew it.")),
    NominationState.MERGED: only(gettext_lazy("It was joined with another nomination.")),
}


def address(name, nomination):
    return reverse(f"nominations:{name}", args=[nomination.pk])
