"""Whether a company approved exactly what its page shows, for one page or for a whole list in two queries."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from audit.canonical import canonical_json, sha256_hex
from showcase.enums import ApprovalAnswer


def approved_among(pages):
    """The ids of those pages whose newest answer is yes, and to the text as it stands."""
    pages = list(pages)
    for lookup in {page.answers_lookup for page in pages}:
        prefetch_related_objects([page for page in pages if page.answers_lookup == lookup], lookup)
    digests = text_digests(pages)
    return {page.pk for page in pages if _newest_is_yes(page.answers(), digests[page.pk])}


def _newest_is_yes(answers, digest):
    newest = answers[0] if answers else None
    return newest is not None and newest.answer == ApprovalAnswer.APPROVED and newest.text_digest == digest


def text_digests(pages):
    """By page id, one number for all that would be shown: any change of it gives another."""
    used = {page.pk: page.picture_ids() for page in pages}
    pictures = {page.picture_id: page.picture for page in pages if _has_read_picture(page)}
    pictures |= get_image_model().objects.in_bulk({pk for pks in used.values() for pk in pks} - set(pictures))
    return {page.pk: _digest(page, [pictures[pk] for pk in used[page.pk] if pk in pictures]) for page in pages}


def _has_read_picture(page):
    return page.picture_id and page._meta.get_field("picture").is_cached(page)


def _digest(page, pictures):
    shown = _without_ids(page.shown_text())
    shown["pictures"] = [[each.file_hash, each.description, each.credit] for each in pictures]
    return sha256_hex(canonical_json(_as_stored(shown)))


def _without_ids(value):
    """Wagtail numbers blocks when they are first saved; the number says nothing to a reader."""
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


def _as_stored(value):
    """A decimal that was just typed reads like the one that comes back from the database."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
