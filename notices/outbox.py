"""The one door through which anything is mailed."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from notices.composing import compose, wording
from notices.models import Notice
from notices.registry import get_template
from notices.tasks import deliver


@dataclass(frozen=True)
class Recipient:
    address: str
    name: str
    language: str
    person: object = None


def write_notice(template_key, *, to, context, about=None, scope="", dedupe_key=None):
    """Write one notice for each recipient, in the transaction of the act; sending waits for its commit.

    `to` is a person, several, or an address. People who were erased or closed their account get none. With a
    `dedupe_key` each recipient gets at most one notice under that key, ever. Returns the notices written.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A notice is written in the transaction of its act; there is none here.")
    template = get_template(template_key)
    texts = {}
    drafts = []
    for recipient in _recipients(to):
        language = recipient.language
        if language not in texts:
            texts[language] = wording(template, scope=scope, language=language)
        values = template.values(context, recipient_name=recipient.name)
        mail = compose(texts[language].subject, texts[language].body, values, language=language)
        drafts.append(_draft(template_key, recipient, mail, about=about, scope=scope, dedupe_key=dedupe_key))
    return _put_in_outbox(drafts, may_exist=dedupe_key is not None)


def _draft(template_key, recipient, mail, *, about, scope, dedupe_key):
    return Notice(
        template=template_key,
        language=recipient.language,
        scope=scope,
        recipient=recipient.person,
        address=recipient.address,
        subject=mail.subject,
        body_text=mail.text,
        body_html=mail.html,
        about_type=about._meta.label_lower if about is not None else "",
        about_id=str(about.pk) if about is not None else "",
        dedupe_key=f"{dedupe_key}:{_identity(recipient)}" if dedupe_key is not None else None,
    )


def _put_in_outbox(drafts, *, may_exist):
    Notice.objects.bulk_create(drafts, ignore_conflicts=may_exist)
    written = drafts
    if may_exist:
        kept = set(Notice.objects.filter(pk__in=[draft.pk for draft in drafts]).values_list("pk", flat=True))
        written = [draft for draft in drafts if draft.pk in kept]
    for notice in written:
        deliver.enqueue(str(notice.pk))
    return written


def _recipients(to):
    if isinstance(to, str):
        return [_stranger(to)]
    people = [to] if hasattr(to, "pk") else to
    return [_person(person) for person in people if person.is_active and person.email]


def _stranger(address):
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from None
    return Recipient(address=address, name=address, language=settings.LANGUAGE_CODE)


def _person(person):
    language = getattr(person, "language", "") or settings.LANGUAGE_CODE
    return Recipient(address=person.email, name=person.get_full_name(), language=language, person=person)


def _identity(recipient):
    return str(recipient.person.pk) if recipient.person else recipient.address.lower()
