"""The link by which somebody without an account sees their place and gives it back.

Signed, and not an invitation: an invitation is answered once, ends, and keeps only the hash of its token, so that each
further mail would have to end the link of the one before. This one stands in every mail about the same place and works
until the event is over; there is nothing to keep but the row itself. Who changes the secret key ends all of them, and
`SECRET_KEY_FALLBACKS` keeps those of the key before.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from accounts.links import absolute

SALT = "home.sign_up"


def key_of(sign_up):
    return Signer(salt=SALT).sign(str(sign_up.pk))


def link_to(sign_up):
    return absolute(reverse("events:place", args=[key_of(sign_up)]))


def id_of(key):
    """None where the key was not signed here."""
    try:
        return Signer(salt=SALT).unsign(key)
    except BadSignature:
        return None
