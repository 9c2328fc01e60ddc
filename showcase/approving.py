"""Whether a company approved exactly what its page shows, for one page or for a whole list in two queries."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from audit.canonical import canonical_json, sha256_hex
from showcase.enums import ApprovalAnswer
from showcase.models.pictures import has_read_picture


def approved_among(pages):
    """The ids of those pages whose newest answer is yes, and to the text as it stands."""
    pages = list(pages)
    unread = [page for page in pages if not was_read_with_answer(page)]
    for lookup in {page.answers_lookup for page in unread}:
        prefetch_related_objects([page for page in unread if page.answers_lookup == lookup], lookup)
    digests = text_digests(pages)
    return {page.pk for page in pages if _newest_answer(page) == (ApprovalAnswer.APPROVED, digests[page.pk])}


def was_read_with_answer(page):
    """By `WinnerPage.objects.with_newest_answer()`."""
    return hasattr(page, "newest_answer")


def _newest_answer(page):
    """What it was and to which text; None where there is none."""
    if was_read_with_answer(page):
        return page.newest_answer, page.newest_digest
    return next(((each.answer, each.text_digest) for each in page.answers()[:1]), None)


def text_digests(pages):
    """By page id, one number for all that would be shown: any change of it gives another."""
    used = {page.pk: page.picture_ids() for page in pages}
    pictures = {page.picture_id: page.picture for page in pages if has_read_picture(page)}
    pictures |= get_image_model().objects.in_bulk({pk for pks in used.values() for pk in pks} - set(pictures))
    return {page.pk: _digest(page, [pictures[pk] for pk in used[page.pk] if pk in pictures]) for page in pages}


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
