from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from rules import predicate

from accounts.rules import is_editor, is_secretariat
from nominations.models import Collaborator

# For as long as a page is left open on a desk; after that it is opened again, which is a look of its own.
SMALL_PICTURES_FOR = timedelta(hours=12)


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
def may_invite_press(person, edition):
    return is_secretariat(person, edition.prize)


@predicate
def may_manage_press_pass(person, press_pass):
    return may_invite_press(person, press_pass.edition)


def may_show_small_pictures(press_pass):
    """Beside a page that was opened under the embargo. A small picture is part of that look and none of its own."""
    looked = press_pass.last_looked_at
    return press_pass.is_valid and looked is not None and looked > timezone.now() - SMALL_PICTURES_FOR


@predicate
def may_answer_award(person, award):
    """The company's people, once they have been told."""
    if person is None or not person.is_authenticated:
        return False
    told = apps.get_model("showcase", "Award").objects.told_to_entrants().filter(pk=award.pk).exists()
    return told and Collaborator.objects.filter(nomination=award.nomination_id, person=person).exists()
