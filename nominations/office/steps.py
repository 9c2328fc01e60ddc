"""What the prize office does next with a nomination, or whom it waits for."""

from dataclasses import dataclass

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
        return OfficeStep(f"The company is writing. It may submit until {closes}.")
    return OfficeStep("The deadline has passed without a submission.", ("extend",))


def while_information_is_missing(nomination):
    due = windows.moment_text(windows.deadline_of(nomination), nomination.edition)
    if windows.is_open(nomination):
        return OfficeStep(f"The company has until {due} to add what was asked for.")
    return OfficeStep(
        f"What was asked for did not come by {due}. Give more time, or find it not eligible.", ("extend", "ineligible")
    )


STEPS = {
    NominationState.INVITED: says("The company was named by somebody else and has not answered yet."),
    NominationState.DRAFT: while_drafting,
    NominationState.SUBMITTED: says(
        "Screen it: does the company meet the conditions, and is the entry complete?",
        "eligible",
        "information",
        "ineligible",
    ),
    NominationState.NEEDS_INFORMATION: while_information_is_missing,
    NominationState.ELIGIBLE: says("It takes part. Nothing is left for the office to decide here."),
    NominationState.INELIGIBLE: says("It does not take part, and the company has been told why."),
    NominationState.NOT_SUBMITTED: says("It was not submitted before the deadline.", "extend"),
    NominationState.DECLINED: says("The company declined. Nothing is left to do."),
    NominationState.WITHDRAWN: says("The company withdrew it. Nothing is left to do."),
    NominationState.MERGED: says("It was a duplicate; work goes on in the other one."),
}
