from showcase.actions.awards import answer_award, offer_award, offer_awards, revoke_award, write_citation
from showcase.actions.pages import (
    answer_approval,
    ask_for_approval,
    company_addresses,
    draft_winner_page,
    latest_draft,
    mark_ready,
    may_be_answered,
    publish_due,
)
from showcase.actions.press import accept_embargo, invite_press, note_press_look, withdraw_press_pass

__all__ = [
    "accept_embargo",
    "answer_approval",
    "answer_award",
    "ask_for_approval",
    "company_addresses",
    "draft_winner_page",
    "invite_press",
    "latest_draft",
    "mark_ready",
    "may_be_answered",
    "note_press_look",
    "offer_award",
    "offer_awards",
    "publish_due",
    "revoke_award",
    "withdraw_press_pass",
    "write_citation",
]
