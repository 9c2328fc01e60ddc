from prizes.actions.copying import copy_edition
from prizes.actions.editions import create_edition, delete_edition, edit_edition
from prizes.actions.starting import create_prize, create_starter_edition

__all__ = [
    "copy_edition",
    "create_edition",
    "create_prize",
    "create_starter_edition",
    "delete_edition",
    "edit_edition",
]
