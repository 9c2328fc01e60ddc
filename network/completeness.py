"""What a buyer looks for first in a profile, what of it is there, and what has to be there before it is public."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from prizes.enums import Vocabulary

# One of these says what a company does.
DOES = (Vocabulary.PROCESS, Vocabulary.CAPABILITY)


@dataclass(frozen=True)
class Point:
    label: str
    # Where it is written, on the page of the form.
    anchor: str
    is_there: bool
    # Without it nothing is published.
    is_needed: bool = False


def points_of(profile):
    """In the order in which a buyer reads. The profile was read `whole()`."""
    found = {term.vocabulary for term in profile.terms.all()}
    return [
        Point(_("What you make, in a sentence"), "summary", bool(profile.summary), is_needed=True),
        Point(_("Where you are"), "place", bool(profile.place), is_needed=True),
        Point(_("Processes or capabilities"), "processes", bool(found & set(DOES)), is_needed=True),
        Point(_("Materials"), "materials", Vocabulary.MATERIAL in found),
        Point(_("Batch sizes"), "batches", profile.batch_least is not None or profile.batch_most is not None),
        Point(_("Time to a first prototype"), "batches", profile.prototype_days is not None),
        Point(_("Certifications"), "certifications", Vocabulary.CERTIFICATION in found),
        Point(_("Equipment"), "equipment", bool(profile.equipment.all())),
        Point(_("A picture of your work"), "pictures", bool(profile.pictures.all())),
        Point(_("What you are known for"), "summary", bool(profile.description)),
    ]


def gaps_of(profile, terms):
    """By field, what keeps this from being public."""
    gaps = {}
    if not profile.summary:
        gaps["summary"] = _("Say what you make: buyers read this sentence first.")
    if not profile.place:
        gaps["place"] = _("Say in which city or town you are.")
    if not any(term.vocabulary in DOES for term in terms):
        gaps["process"] = _("Choose at least one process, or one capability further down.")
    return gaps
