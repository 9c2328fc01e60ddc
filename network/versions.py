"""Which state of a profile somebody has read: two people who keep one profile never overwrite each other unknowingly."""

from audit.canonical import canonical_json, sha256_hex

FACTS = (
    "summary",
    "description",
    "place",
    "batch_least",
    "batch_most",
    "prototype_days",
    "open_to_pilots",
    "languages",
    "website",
)


def version_of(profile):
    """The same for the same content, whoever saved it and when."""
    content = {name: getattr(profile, name) for name in FACTS}
    content["terms"] = sorted(term.pk for term in profile.terms.all())
    content["equipment"] = [[each.name, each.note] for each in profile.equipment.all()]
    content["pictures"] = [each.pk for each in profile.pictures.all()]
    return sha256_hex(canonical_json(content))
