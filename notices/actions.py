from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.record import record_event
from notices.access import demand_manager, demand_writer
from notices.composing import compose
from notices.enums import CANCELLABLE_STATES, RESENDABLE_STATES, NoticeState
from notices.models import Notice, TemplateText
from notices.registry import get_template
from notices.tasks import deliver


@transaction.atomic
def resend_notice(*, notice, by):
    """Try a failed notice again; of one that was sent or cancelled, send a copy. Returns the notice that goes out."""
    demand_manager(by, notice.scope)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if not notice.address:
        raise ValidationError(_("Its recipient was erased."))
    if notice.state not in RESENDABLE_STATES:
        raise ValidationError(_("It is about to be sent."))
    again = _afresh(notice) if notice.state == NoticeState.FAILED else _copy(notice)
    again.save()
    deliver.enqueue(str(again.pk))
    record_event("notice.resent", target=again, by=by, details={"copy_of": str(notice.pk)}, subjects=_subjects(notice))
    return again


@transaction.atomic
def cancel_notice(*, notice, by):
    """Keep a notice that has not gone out from going out. One that is being sent right now cannot be stopped."""
    demand_manager(by, notice.scope)
    waiting = Notice.objects.filter(pk=notice.pk, state__in=CANCELLABLE_STATES)
    if not waiting.update(state=NoticeState.CANCELLED):
        raise ValidationError(_("Only a notice that waits or has failed can be cancelled."))
    record_event("notice.cancelled", target=notice, by=by, subjects=_subjects(notice))


@transaction.atomic
def change_text(*, template_key, scope, language, subject, body, by):
    """Give a notice the prize office's own words, for one edition or for all."""
    demand_writer(by, scope)
    get_template(template_key).check(subject, body)
    text, _ = TemplateText.objects.update_or_create(
        template=template_key, scope=scope, language=language, defaults={"subject": subject, "body": body}
    )
    details = {"template": template_key, "language": language, "subject": subject, "body": body}
    record_event("notice_text.changed", target=text, by=by, details=details)
    return text


@transaction.atomic
def reset_text(*, text, by):
    """Go back to the words that hold without this text."""
    demand_writer(by, text.scope)
    details = {"template": text.template, "language": text.language, "subject": text.subject, "body": text.body}
    pk = text.pk
    text.delete()
    # Deleting clears the key, and the event still has to say which row it was.
    text.pk = pk
    record_event("notice_text.reset", target=text, by=by, details=details)


def send_trial(*, template_key, subject, body, language, to):
    """Send the sample of a text to the person who is writing it. Not a notice: nothing has happened."""
    template = get_template(template_key)
    template.check(subject, body)
    mail = compose(subject, body, template.sample_values(), language=language)
    message = EmailMultiAlternatives(subject=f"[Test] {mail.subject}", body=mail.text, to=[to.email])
    message.attach_alternative(mail.html, "text/html")
    message.send()


def _afresh(notice):
    now = timezone.now()
    notice.state = NoticeState.PENDING
    notice.attempts = 0
    notice.next_attempt_at = notice.queued_at = now
    return notice


def _copy(notice):
    copied = ("template", "language", "scope", "recipient", "address", "subject", "body_text", "body_html")
    about = ("about_type", "about_id")
    return Notice(**{name: getattr(notice, name) for name in (*copied, *about)})


def _subjects(notice):
    return [notice.recipient] if notice.recipient else []
