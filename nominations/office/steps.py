"""What the prize office does next with a nomination, or whom it waits for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations import windows
from nominations.enums import NominationState


@dataclass(frozen=True)
class OfficeStep:
    """`acts` are the ones that answer it, by the name they have in the viewset, the likeliest first."""

    text: str
    acts: tuple = ()


def office_step(nomination):
    return STEPS[nomination.state](nomination)


def says(text, *acts):
    return lambda nomination: OfficeStep(text, acts)


def while_drafting(nomination):
    if windows.is_open(nomination):
        closes = windows.moment_text(windows.deadline_of(nomination), nomination.edition)
        return OfficeStep(_("The company is writing. It may submit until %(closes)s.") % {"closes": closes})
    return OfficeStep(_("The deadline has passed without a submission."), ("extend",))


def while_information_is_missing(nomination):
    due = windows.moment_text(windows.deadline_of(nomination), nomination.edition)
    if windows.is_open(nomination):
        return OfficeStep(_("The company has until %(due)s to add what was asked for.") % {"due": due})
    return OfficeStep(
        _("What was asked for did not come by %(due)s. Give more time, or find it not eligible.") % {"due": due},
        ("extend", "ineligible"),
    )


STEPS = {
    NominationState.INVITED: says(gettext_lazy("The company was named by somebody else and has not answered yet.")),
    NominationState.DRAFT: while_drafting,
    NominationState.SUBMITTED: says(
        gettext_lazy("Screen it: does the company meet the conditions, and is the entry complete?"),
        "eligible",
        "information",
        "ineligible",
    ),
    NominationState.NEEDS_INFORMATION: while_information_is_missing,
    NominationState.ELIGIBLE: says(gettext_lazy("It takes part. Nothing is left for the office to decide here.")),
    NominationState.INELIGIBLE: says(gettext_lazy("It does not take part, and the company has been told why.")),
    NominationState.NOT_SUBMITTED: says(gettext_lazy("It was not submitted before the deadline."), "extend"),
    NominationState.DECLINED: says(gettext_lazy("The company declined. Nothing is left to do.")),
    NominationState.WITHDRAWN: says(gettext_lazy("The company withdrew it. Nothing is left to do.")),
    NominationState.MERGED: says(gettext_lazy("It was a duplicate; work goes on in the other one.")),
}
