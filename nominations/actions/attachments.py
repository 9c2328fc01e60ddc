"""Files on their way in: announced, received piece by piece, checked, kept apart until scanned."""

import hashlib
import tempfile
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from nominations import rules, safety, scanning, windows
from nominations.actions.answers import asked_question
from nominations.actions.common import locked, tell_collaborators
from nominations.enums import EDITABLE_STATES, ScanState
from nominations.models import Attachment, SubmissionAttachment, Upload
from nominations.questionnaire import current_questions
from nominations.storage import private_storage
from nominations.tasks import scan_attachment

CHUNK_BYTES = 1024 * 1024
FILES_PER_QUESTION = 5
STALE_AFTER = timedelta(days=2)
IN_MEMORY = 2 * CHUNK_BYTES


class WrongOffset(ValidationError):  # noqa: N818 says what is wrong with the request
    """The next piece must start where the last one ended, at `received`."""

    def __init__(self, received):
        super().__init__(_("Go on at %(received)s.") % {"received": received}, code="wrong_offset")
        self.received = received


def start_upload(*, nomination, question_key, name, size, by):
    demand_may_attach(nomination, question_key, by)
    name = safety.clean_name(name)
    safety.kind_of(name)
    safety.check_size(size)
    return Upload.objects.create(nomination=nomination, question_key=question_key, name=name, size=size, started_by=by)


def receive_chunk(*, upload, offset, data, by):
    """Keep one piece and return how much is there. Outside any transaction: storage may be slow, the row is not held."""
    demand_may_receive(upload, by)
    if offset != upload.received:
        raise WrongOffset(upload.received)
    if not 0 < len(data) <= min(CHUNK_BYTES, upload.size - offset):
        raise ValidationError(_("This piece does not fit the announced size."), code="too_big")
    save_piece(upload, offset, data)
    arrived = offset + len(data)
    if not Upload.objects.filter(pk=upload.pk, received=offset).update(received=arrived):
        upload.refresh_from_db(fields=["received"])
        raise WrongOffset(upload.received)
    upload.received = arrived
    return arrived


def finish_upload(*, upload, by):
    """Check what came, and attach it. Asked again, it answers with the same attachment."""
    if upload.attachment_id:
        demand(rules.is_collaborator(by, upload.nomination))
        return upload.attachment
    demand_may_receive(upload, by)
    if upload.received != upload.size:
        raise WrongOffset(upload.received)
    # Checking costs seconds of work, so it is done before the row is locked.
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        assemble(upload, whole)
        try:
            checked = safety.check_file(whole, upload.name)
        except ValidationError:
            discard(upload)
            raise
        attachment = complete(upload, checked, by)
    remove_pieces(upload)
    return attachment


def upload_file(*, nomination, question_key, file, by):
    """A whole file in one request, for browsers without script."""
    demand_may_attach(nomination, question_key, by)
    checked = safety.check_file(file, file.name)
    return attach(nomination, question_key, checked, by)


@transaction.atomic
def remove_attachment(*, attachment, by):
    """Off the draft. What a submission holds stays with the submission; anything else is destroyed."""
    nomination = locked(attachment.nomination)
    demand(rules.is_collaborator(by, nomination))
    demand(rules.may_edit(by, nomination), _("This nomination cannot be changed now."))
    if SubmissionAttachment.objects.filter(attachment=attachment).exists():
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
        return
    Upload.objects.filter(attachment=attachment).delete()
    attachment.delete()
    delete_on_commit([attachment.file.name])


def scan_now(attachment_id):
    """Ask the scanner about one file. Without an answer it stays in quarantine."""
    attachment = Attachment.objects.waiting_for_scan().filter(pk=attachment_id).first()
    if attachment is None:
        return
    with attachment.file.open("rb") as file:
        state = scanning.scan(file)
    keep_verdict(attachment, state)


def scan_waiting():
    """For the clock: files that the scanner could not be asked about when they came."""
    for attachment_id in Attachment.objects.waiting_for_scan().values_list("pk", flat=True):
        scan_attachment.enqueue(str(attachment_id))


def discard_stale_uploads(*, now=None):
    """For the clock: pieces of files whose sender never came back."""
    now = now or timezone.now()
    for upload in Upload.objects.filter(attachment=None, started_at__lt=now - STALE_AFTER):
        discard(upload)


def demand_may_attach(nomination, question_key, by):
    demand(rules.is_collaborator(by, nomination))
    demand(rules.may_edit(by, nomination), _("This nomination cannot be changed now."))
    questions = current_questions(nomination.category, [question_key], nomination.language)
    if not asked_question(questions, question_key).is_file:
        raise ValidationError(_("This question does not ask for a file."), code="no_file_question")
    refuse_too_many(nomination, question_key)


def demand_may_receive(upload, by):
    demand(upload.started_by_id == by.pk and rules.is_collaborator(by, upload.nomination))
    in_time = upload.nomination.state in EDITABLE_STATES and windows.may_still_arrive(upload)
    demand(in_time, _("It is too late for this file."))


def refuse_too_many(nomination, question_key):
    if nomination.attachments.on_draft().filter(question_key=question_key).count() >= FILES_PER_QUESTION:
        raise ValidationError(
            _("At most %(files_per_question)s files fit here. Take one off first.")
            % {"files_per_question": FILES_PER_QUESTION},
            code="too_many",
        )


@transaction.atomic
def complete(upload, checked, by):
    upload = Upload.objects.select_for_update(of=("self",)).select_related("nomination__edition").get(pk=upload.pk)
    if upload.attachment_id:
        return upload.attachment
    upload.attachment = attach(upload.nomination, upload.question_key, checked, by)
    upload.finished_at = timezone.now()
    upload.save(update_fields=["attachment", "finished_at"])
    return upload.attachment


@transaction.atomic
def attach(nomination, question_key, checked, by):
    nomination = locked(nomination)
    demand(nomination.state in EDITABLE_STATES, _("This nomination cannot be changed now."))
    refuse_too_many(nomination, question_key)
    attachment = Attachment(
        nomination=nomination,
        question_key=question_key,
        name=checked.name,
        content_type=checked.content_type,
        size=safety.length_of(checked.file),
        sha256=sha256_of(checked.file),
        scan_state=ScanState.PENDING if scanning.is_configured() else ScanState.UNSCANNED,
        uploaded_by=by,
    )
    attachment.file.save(checked.name, File(checked.file), save=False)
    attachment.save(force_insert=True)
    if attachment.scan_state == ScanState.PENDING:
        scan_attachment.enqueue(str(attachment.pk))
    return attachment


@transaction.atomic
def keep_verdict(attachment, state):
    attachment.scan_state = state
    attachment.save(update_fields=["scan_state"])
    if state != ScanState.INFECTED:
        return
    delete_on_commit([attachment.file.name])
    tell_collaborators("file_refused", attachment.nomination, file=attachment.name)
    record_event("attachment.refused", target=attachment, by=None, scope=attachment.nomination.record_scope)


def piece_path(upload, offset):
    return f"uploads/{upload.pk.hex}/{offset:012}"


def save_piece(upload, offset, data):
    path = piece_path(upload, offset)
    # A piece of an earlier try that got no further than the disk.
    private_storage().delete(path)
    private_storage().save(path, ContentFile(data))


def piece_paths(upload):
    _, names = private_storage().listdir(f"uploads/{upload.pk.hex}")
    return [f"uploads/{upload.pk.hex}/{name}" for name in sorted(names)]


def assemble(upload, whole):
    for path in piece_paths(upload):
        with private_storage().open(path, "rb") as piece:
            whole.write(piece.read())
    if whole.tell() != upload.size:
        raise ValidationError(_("Not all of the file arrived. Please send it again."), code="incomplete")
    whole.seek(0)


def sha256_of(file):
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(CHUNK_BYTES):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def discard(upload):
    remove_pieces(upload)
    upload.delete()


def remove_pieces(upload):
    try:
        paths = piece_paths(upload)
    except FileNotFoundError:
        return
    for path in paths:
        private_storage().delete(path)


def delete_on_commit(names):
    def delete():
        for name in names:
            private_storage().delete(name)

    transaction.on_commit(delete)
