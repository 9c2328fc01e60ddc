"""One spelling for every value, so that the same facts always give the same digest."""

import hashlib
import json
import secrets

from django.core.serializers.json import DjangoJSONEncoder


def canonical_json(value):
    """Sorted keys, no spaces, text as it is. What JSON cannot say (NaN) is refused rather than spelled in two ways."""
    return json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256_hex(text):
    return hashlib.sha256(text.encode()).hexdigest()


def new_salt():
    return secrets.token_hex(16)
