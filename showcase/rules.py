from rules import predicate

from accounts.rules import is_editor, is_secretariat
from nominations.models import Collaborator
from showcase.models import Award


@predicate
def may_manage_award(person, award):
    return is_secretariat(person, award.category.edition.prize)


@predicate
def may_edit_winner_page(person, page):
    prize = page.award.category.edition.prize
    return is_editor(person, prize) or is_secretariat(person, prize)


@predicate
def may_answer_award(person, award):
    """The company's people, once they have been told."""
    if person is None or not person.is_authenticated:
        return False
    told = Award.objects.told_to_entrants().filter(pk=award.pk).exists()
    return told and Collaborator.objects.filter(nomination=award.nomination_id, person=person).exists()
