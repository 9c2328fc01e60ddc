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
    prefetch_related_objects(pages, "award__approvals")
    digests = text_digests(pages)
    return {page.pk for page in pages if _newest_is_yes(page.award.approvals.all(), digests[page.pk])}


def _newest_is_yes(approvals, digest):
    newest = approvals[0] if approvals else None
    return newest is not None and newest.answer == ApprovalAnswer.APPROVED and newest.text_digest == digest


def text_digests(pages):
    """By page id, one number for all that would be shown: any change of it gives another."""
    used = {page.pk: _picture_ids(page) for page in pages}
    pictures = {page.picture_id: page.picture for page in pages if _has_read_picture(page)}
    pictures |= get_image_model().objects.in_bulk({pk for pks in used.values() for pk in pks} - set(pictures))
    return {page.pk: _digest(page, [pictures[pk] for pk in used[page.pk] if pk in pictures]) for page in pages}


def _has_read_picture(page):
    return page.picture_id and page._meta.get_field("picture").is_cached(page)


def _picture_ids(page):
    in_body = [block["value"]["picture"] for block in page.body.get_prep_value() if block["type"] == "picture"]
    return [pk for pk in (page.picture_id, *in_body) if pk]


def _digest(page, pictures):
    shown = {
        "title": page.title,
        "summary": page.summary,
        "body": _without_ids(page.body.get_prep_value()),
        "pictures": [[each.file_hash, each.description, each.credit] for each in pictures],
    }
    return sha256_hex(canonical_json(_as_stored(shown)))


def _without_ids(value):
    """Wagtail numbers blocks when they are first saved; the number says nothing to a reader."""
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


def _as_stored(value):
    """A decimal that was just typed reads like the one that comes back from the database."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
