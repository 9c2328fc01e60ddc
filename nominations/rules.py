"""Who may do what with a nomination. Asked directly, the same way by views, templates and actions."""

from rules import predicate

from accounts.rules import is_auditor, is_secretariat, is_signed_in
from nominations import windows
from nominations.enums import EDITABLE_STATES, FINAL_STATES, NOMINATION_TRANSITIONS, NominationState
from nominations.registries import is_attachment_reader, is_decided


@predicate
def is_collaborator(person, nomination):
    return bool(is_signed_in(person)) and nomination.collaborators.filter(person=person.pk).exists()


@predicate
def is_prize_office(person, nomination):
    return is_secretariat(person, nomination.edition.prize)


@predicate
def is_prize_auditor(person, nomination):
    return is_auditor(person, nomination.edition.prize)


@predicate
def is_editable(person, nomination):
    return nomination.state in EDITABLE_STATES and windows.is_open(nomination)


@predicate
def is_still_alive(person, nomination):
    """Something may still happen to it: what ended, by withdrawal or otherwise, needs nobody more."""
    return nomination.state not in FINAL_STATES


@predicate
def is_in_grace(person, nomination):
    return nomination.state in EDITABLE_STATES and windows.is_in_grace(nomination)


@predicate
def can_be_withdrawn(person, nomination):
    return NominationState.WITHDRAWN in NOMINATION_TRANSITIONS[nomination.state] and not is_decided(nomination)


@predicate
def is_invited(person, nomination):
    return nomination.state == NominationState.INVITED


@predicate
def is_nominator(person, nomination):
    return bool(is_signed_in(person)) and nomination.nominator_id == person.pk


@predicate
def is_public_edition(person, edition):
    return edition.is_public


@predicate
def can_be_read(person, attachment):
    return attachment.is_readable


@predicate
def belongs_to_reader(person, attachment):
    return may_see(person, attachment.nomination)


@predicate
def was_lent(person, attachment):
    return bool(is_signed_in(person)) and is_attachment_reader(person, attachment)


may_see = is_collaborator | is_prize_office | is_prize_auditor
may_read_in_office = is_prize_office | is_prize_auditor
may_edit = is_collaborator & is_editable
may_submit = is_collaborator & (is_editable | is_in_grace)
may_withdraw = is_collaborator & can_be_withdrawn
may_answer_invitation = is_collaborator & is_invited
# Signing in asks for a confirmed address, so that whoever nominates can be asked back.
may_nominate = is_signed_in & is_public_edition
may_take_nomination_back = is_nominator & is_invited
may_invite_collaborators = is_collaborator & is_still_alive
may_screen = is_prize_office
may_extend = is_prize_office
may_merge = is_prize_office
may_erase = is_prize_office
# A file that still waits for the virus scanner, or that it refused, is opened by nobody.
may_see_attachment = can_be_read & (belongs_to_reader | was_lent)


@predicate
def is_own_filter(person, saved):
    return bool(is_signed_in(person)) and saved.owner_id == person.pk


@predicate
def shares_the_filter(person, saved):
    return is_secretariat(person, saved.prize)


# Who shared it may have left the office.
may_change_saved_filter = is_own_filter | shares_the_filter


@predicate
def may_edit_forms(person, form):
    return is_secretariat(person, form.category.edition.prize)


@predicate
def is_unfrozen(person, form):
    return form.frozen_at is None


may_change_form = may_edit_forms & is_unfrozen


@predicate
def may_change_form_of(person, part):
    """Of a section or a question: the form it belongs to."""
    return may_change_form(person, part.form)
