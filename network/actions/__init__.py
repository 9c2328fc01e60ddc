"""What is done in the network. What the entrants teach is computed by network.actions.topics, which reads the numerics."""

from network.actions.approach import agree_to_approach, withdraw_from_approach
from network.actions.claims import claim_company, end_claim, grant_claim, refuse_claim
from network.actions.confirming import ask_for_confirmation, ask_for_confirmations, confirm_by_link, confirm_profile
from network.actions.enquiries import answer_enquiry, decline_enquiry, report_enquiry, send_enquiry
from network.actions.enquiry_outcomes import ask_for_outcome, tell_outcome
from network.actions.enquiry_reports import dismiss_report, lift_block, uphold_report
from network.actions.jury_offers import (
    decline_jury_offer,
    invite_from_offer,
    note_jury_offer,
    offer_to_judge,
    take_jury_offer_back,
)
from network.actions.problems import (
    change_problem,
    close_overdue_problems,
    close_problem,
    decline_reply,
    hand_problem_in,
    publish_problem,
    refuse_problem,
    reply_to_problem,
    take_problem_back,
    take_reply_up,
    write_problem,
)
from network.actions.profiles import give_profile_back, hide_profile, publish_profile, save_profile, withdraw_profile

__all__ = [
    "agree_to_approach",
    "answer_enquiry",
    "ask_for_confirmation",
    "ask_for_confirmations",
    "ask_for_outcome",
    "change_problem",
    "claim_company",
    "close_overdue_problems",
    "close_problem",
    "confirm_by_link",
    "confirm_profile",
    "decline_enquiry",
    "decline_jury_offer",
    "decline_reply",
    "dismiss_report",
    "end_claim",
    "give_profile_back",
    "grant_claim",
    "hand_problem_in",
    "hide_profile",
    "invite_from_offer",
    "lift_block",
    "note_jury_offer",
    "offer_to_judge",
    "publish_problem",
    "publish_profile",
    "refuse_claim",
    "refuse_problem",
    "reply_to_problem",
    "report_enquiry",
    "save_profile",
    "send_enquiry",
    "take_jury_offer_back",
    "take_problem_back",
    "take_reply_up",
    "tell_outcome",
    "uphold_report",
    "withdraw_from_approach",
    "withdraw_profile",
    "write_problem",
]
