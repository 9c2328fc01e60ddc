from home.actions.approving import (
    answer_story_approval,
    ask_for_story_approval,
    finish_story_workflow,
    may_story_be_answered,
    publish_ready_stories,
)
from home.actions.contact import write_to_office
from home.actions.offers import decline_story_offer, offer_story, take_up_story_offer

__all__ = [
    "answer_story_approval",
    "ask_for_story_approval",
    "decline_story_offer",
    "finish_story_workflow",
    "may_story_be_answered",
    "offer_story",
    "publish_ready_stories",
    "take_up_story_offer",
    "write_to_office",
]
