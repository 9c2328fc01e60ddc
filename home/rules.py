"""Who may do what with stories, at events, and with what an honored company promised."""

from rules import predicate

from accounts.rules import is_editor, is_secretariat
from home.enums import OfferState
from nominations.enums import SUBMITTED_STATES
from nominations.rules import is_collaborator
from showcase.rules import may_answer_award, may_manage_award


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


@predicate
def may_keep_sign_ups(person, event):
    """The list of people of an event: those who make its page."""
    return may_edit_story(person, event)


@predicate
def may_keep_commitment(person, commitment):
    return may_manage_award(person, commitment.award)


@predicate
def may_report_commitment(person, commitment):
    """The company's people say themselves that it is done."""
    return may_answer_award(person, commitment.award)


may_finish_commitment = may_keep_commitment | may_report_commitment
may_offer_story = is_collaborator & was_handed_in
may_answer_offer = makes_stories_of & is_waiting
