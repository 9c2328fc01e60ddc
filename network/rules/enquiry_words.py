"""What may stand in an enquiry before it is answered: a need in one's own words, and no way around the answer."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[a-z]{2}", re.IGNORECASE)
# As they are written in this country, and with the code of another. Not measures, nor numbers of parts and standards.
PHONE = re.compile(
    r"(?<![\w.-])(?:(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}|\+\d[\d ().-]{7,16}\d)(?![\w-])"
)
LINK = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
LEAST_WORDS = 8


def refuse_words(need):
    """Leave with each wrong field's refusal."""
    errors = {}
    for field in ("subject", "company_name", "text"):
        if refusal := contact_in(need[field]):
            errors[field] = refusal
    for field in ("subject", "company_name"):
        if LINK.search(need[field]):
            errors[field] = _("Leave links out of this line. They may stand in the description.")
    if "text" not in errors and len(WORD.findall(LINK.sub(" ", need["text"]))) < LEAST_WORDS:
        errors["text"] = _("Say in a sentence or two what you need. A link alone tells a company too little to answer.")
    if errors:
        raise ValidationError(errors)


def contact_in(text):
    """The refusal of a text that gives an address away; nothing for one that does not."""
    if ADDRESS.search(text):
        return _("Take the e-mail address out. You and the company get each other's when it answers.")
    if PHONE.search(text):
        return _("Take the phone number out. You and the company get each other's address when it answers.")
    return ""
