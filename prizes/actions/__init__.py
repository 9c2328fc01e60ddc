from prizes.actions.copying import copy_edition
from prizes.actions.editions import create_edition, delete_edition, edit_edition
from prizes.actions.starting import create_prize, create_starter_edition
from prizes.actions.terms import create_term, delete_term, edit_term, merge_terms

__all__ = [
    "copy_edition",
    "create_edition",
    "create_prize",
    "create_starter_edition",
    "create_term",
    "delete_edition",
    "delete_term",
    "edit_edition",
    "edit_term",
    "merge_terms",
]
