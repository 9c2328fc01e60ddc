"""A profile as pairs of label and text, to be read through: by who confirms it, and beside another version of it."""

from django.utils.translation import gettext as _

from network.facts import facts_of, stated


def sheet_of(profile, *, terms=None, equipment=None):
    """Only what is filled in. `terms` and `equipment` where they are not saved yet."""
    if equipment is None:
        equipment = [(each.name, each.note) for each in profile.equipment.all()]
    rows = [
        (_("What you make"), profile.summary),
        (_("What you are known for"), profile.description),
        *((fact.label, fact.text) for fact in stated(facts_of(profile, terms))),
        (_("Equipment"), "; ".join(", ".join(filter(None, pair)) for pair in equipment)),
        (_("Your web site"), profile.website),
    ]
    return [(label, text) for label, text in rows if text]
