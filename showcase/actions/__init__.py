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

__all__ = [
    "answer_approval",
    "answer_award",
    "ask_for_approval",
    "company_addresses",
    "draft_winner_page",
    "latest_draft",
    "mark_ready",
    "may_be_answered",
    "offer_award",
    "offer_awards",
    "publish_due",
    "revoke_award",
    "write_citation",
]
