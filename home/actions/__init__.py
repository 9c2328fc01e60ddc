from home.actions.approving import (
    answer_story_approval,
    ask_for_story_approval,
    finish_story_workflow,
    may_story_be_answered,
    publish_ready_stories,
)
from home.actions.attendance import forget_sign_ups, note_arrival, note_who_came
from home.actions.commitments import (
    add_commitment,
    change_commitment,
    drop_commitment,
    finish_commitment,
    remind_of_commitments,
    reopen_commitment,
)
from home.actions.contact import write_to_office
from home.actions.event_changes import remind_before_events, settle_published_event, tell_of_change
from home.actions.offers import decline_story_offer, offer_story, take_up_story_offer
from home.actions.sign_ups import cancel_sign_up, sign_up

__all__ = [
    "add_commitment",
    "answer_story_approval",
    "ask_for_story_approval",
    "cancel_sign_up",
    "change_commitment",
    "decline_story_offer",
    "drop_commitment",
    "finish_commitment",
    "finish_story_workflow",
    "forget_sign_ups",
    "may_story_be_answered",
    "note_arrival",
    "note_who_came",
    "offer_story",
    "publish_ready_stories",
    "remind_before_events",
    "remind_of_commitments",
    "reopen_commitment",
    "settle_published_event",
    "sign_up",
    "take_up_story_offer",
    "tell_of_change",
    "write_to_office",
]
