from django.apps import apps
from rules import predicate

from accounts.rules import is_editor, is_secretariat
from nominations.models import Collaborator


@predicate
def may_manage_award(person, award):
    return is_secretariat(person, award.category.edition.prize)


@predicate
def may_draft_winner_page(person, award):
    """The release drafts it, whoever turned that key; afterwards the prize office, where it is missing."""
    return person is None or may_manage_award(person, award)


@predicate
def may_edit_winner_page(person, page):
    return is_editor(person, page.prize) or is_secretariat(person, page.prize)


@predicate
def may_let_through(person, page):
    """The second pair of eyes before a page of the showcase is published."""
    return is_editor(person, page.prize)


@predicate
def may_answer_award(person, award):
    """The company's people, once they have been told."""
    if person is None or not person.is_authenticated:
        return False
    told = apps.get_model("showcase", "Award").objects.told_to_entrants().filter(pk=award.pk).exists()
    return told and Collaborator.objects.filter(nomination=award.nomination_id, person=person).exists()
