"""A profile as pairs of label and text, to be read through: by who confirms it, and beside another version of it."""

from django.utils.translation import gettext as _

from network.enums import PROFILE_VOCABULARIES
from network.facts import batch_size
from network.forms.profiles import TERM_LABELS
from network.languages import language_names


def sheet_of(profile, *, terms=None, equipment=None):
    """Only what is filled in. `terms` and `equipment` where they are not saved yet."""
    terms = profile.terms.all() if terms is None else terms
    if equipment is None:
        equipment = [(each.name, each.note) for each in profile.equipment.all()]
    rows = [
        (_("What you make"), profile.summary),
        (_("What you are known for"), profile.description),
        (_("City or town"), profile.place),
        *((TERM_LABELS[each.value], _names(terms, each)) for each in PROFILE_VOCABULARIES),
        (_("Batches"), batch_size(profile)),
        (_("A first prototype, in working days"), str(profile.prototype_days or "")),
        (_("Prototypes and pilots"), _("We are open to them") if profile.open_to_pilots else ""),
        (_("Languages"), ", ".join(language_names(profile.languages))),
        (_("Equipment"), "; ".join(", ".join(filter(None, pair)) for pair in equipment)),
        (_("Your web site"), profile.website),
    ]
    return [(str(label), text) for label, text in rows if text]


def _names(terms, vocabulary):
    return ", ".join(sorted(term.name for term in terms if term.vocabulary == vocabulary))
