from judging.actions.assigning import (
    note_opened,
    recuse,
    recuse_excluded,
    recuse_excluded_everywhere,
    return_assignment,
)
from judging.actions.bidding import place_bids
from judging.actions.concerns import raise_concern, resolve_concern
from judging.actions.consensus import revise_scorecard
from judging.actions.decisions import (
    decide,
    lift_seal,
    open_points,
    possible_outcomes,
    release_results,
    rule_on_tie,
    seal_decisions,
    seal_figures,
    set_announcement,
)
from judging.actions.declaring import Said, declare, declare_on_list, sign_pledge, waive
from judging.actions.handing_in import hand_in, hand_in_summary
from judging.actions.marks import save_mark, save_remark, save_sheet
from judging.actions.panels import end_seat, invite_juror, seat_juror
from judging.actions.reminders import remind_by_hand, remind_unfinished
from judging.actions.reopening import reopen_scorecard
from judging.actions.rounds import (
    add_candidacy,
    open_round,
    repin_candidacy,
    tell_newer_submission,
    withdraw_candidacies,
)
from judging.actions.telling import tell_outcomes

__all__ = [
    "Said",
    "add_candidacy",
    "decide",
    "declare",
    "declare_on_list",
    "end_seat",
    "hand_in",
    "hand_in_summary",
    "invite_juror",
    "lift_seal",
    "note_opened",
    "open_points",
    "open_round",
    "place_bids",
    "possible_outcomes",
    "raise_concern",
    "recuse",
    "recuse_excluded",
    "recuse_excluded_everywhere",
    "release_results",
    "remind_by_hand",
    "remind_unfinished",
    "reopen_scorecard",
    "repin_candidacy",
    "resolve_concern",
    "return_assignment",
    "revise_scorecard",
    "rule_on_tie",
    "save_mark",
    "save_remark",
    "save_sheet",
    "seal_decisions",
    "seal_figures",
    "seat_juror",
    "set_announcement",
    "sign_pledge",
    "tell_newer_submission",
    "tell_outcomes",
    "waive",
    "withdraw_candidacies",
]
