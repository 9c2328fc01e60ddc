"""Who may do what with stories."""

from rules import predicate

from accounts.rules import is_editor, is_secretariat
from home.enums import OfferState
from nominations.enums import SUBMITTED_STATES
from nominations.rules import is_collaborator


@predicate
def was_handed_in(person, nomination):
    return nomination.state in SUBMITTED_STATES


@predicate
def may_edit_story(person, story):
    return story.prize is not None and (is_editor(person, story.prize) or is_secretariat(person, story.prize))


@predicate
def makes_stories_of(person, offer):
    return is_editor(person, offer.prize) or is_secretariat(person, offer.prize)


@predicate
def is_waiting(person, offer):
    return offer.state == OfferState.OFFERED


may_offer_story = is_collaborator & was_handed_in
may_answer_offer = makes_stories_of & is_waiting
