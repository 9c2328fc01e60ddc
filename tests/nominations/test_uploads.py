import hashlib
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.rules import NotAllowed
from nominations import safety
from nominations.actions import (
    discard_stale_uploads,
    finish_upload,
    receive_chunk,
    remove_attachment,
    start_upload,
    submit_nomination,
    upload_file,
)
from nominations.actions.attachments import CHUNK_BYTES, FILES_PER_QUESTION, WrongOffset
from nominations.enums import QuestionKind, ScanState
from nominations.models import Attachment, Section, Upload
from nominations.storage import private_storage
from tests.nominations.factories import AttachmentFactory, QuestionFactory, UploadFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(image_format="PNG", size=(40, 30), **save):
    output = BytesIO()
    Image.new("RGB", size, "teal").save(output, image_format, **save)
    return output.getvalue()


def dated(name):
    """Always the same hour: these files name their tests, which two processes must call alike."""
    entry = zipfile.ZipInfo(name, date_time=(2030, 1, 1, 12, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def office_file(folder="word/", **parts):
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(dated("[Content_Types].xml"), "<Types/>")
        archive.writestr(dated(f"{folder}document.xml"), "<document/>")
        for name, content in parts.items():
            archive.writestr(dated(name), content)
    return output.getvalue()


def check(content, name):
    return safety.check_file(BytesIO(content), name)


@pytest.fixture
def draft(draft):
    section = Section.objects.get(form__category=draft.category)
    QuestionFactory(section=section, key="evidence", kind=QuestionKind.FILE, required=False)
    return draft


# What is let in


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("plan.pdf", PDF, "application/pdf"),
        ("part.PNG", picture("PNG"), "image/png"),
        ("part.jpeg", picture("JPEG"), "image/jpeg"),
        ("part.webp", picture("WEBP"), "image/webp"),
        ("text.docx", office_file("word/"), f"{safety.OOXML}.wordprocessingml.document"),
        ("sums.xlsx", office_file("xl/"), f"{safety.OOXML}.spreadsheetml.sheet"),
        ("talk.pptx", office_file("ppt/"), f"{safety.OOXML}.presentationml.presentation"),
    ],
)
def test_plain_file_is_accepted(name, content, content_type):
    checked = check(content, name)

    assert (checked.name, checked.content_type) == (name, content_type)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>", "not_allowed"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", "not_allowed"),
        ("run.exe", b"MZ\x90\x00", "not_allowed"),
        ("pdf", PDF, "not_allowed"),
        ("empty.pdf", b"", "empty"),
        ("page.pdf", b"<html><script>alert(1)</script></html>", "wrong_type"),
        ("run.png", b"MZ\x90\x00" + b"\x00" * 200, "wrong_type"),
        ("picture.png", picture("JPEG"), "wrong_type"),
        ("late.pdf", b"GIF89a" + b"\x00" * 20 + PDF, None),
        ("double.pdf", PDF + office_file(), "polyglot"),
        ("double.docx", b"%PDF-1.7\n" + office_file(), None),
        ("archive.docx", office_file("other/"), "wrong_type"),
        ("macro.docx", office_file(**{"word/vbaProject.bin": b"x"}), "macros"),
        ("bomb.docx", office_file(**{"word/media/0": b"\0" * (safety.MAX_UNPACKED_BYTES + 1)}), "bomb"),
        ("torn.png", picture("PNG")[:60], "damaged"),
    ],
)
def test_file_that_is_not_plainly_what_it_says_is_refused(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        check(content, name)

    assert code is None or refusal.value.code == code


def test_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(safety, "MAX_BYTES", 10)

    with pytest.raises(ValidationError) as refusal:
        check(PDF, "plan.pdf")

    assert refusal.value.code == "too_big"


def test_picture_with_too_many_pixels_is_refused():
    output = BytesIO()
    Image.new("1", (10_000, 5_000)).save(output, "PNG")

    with pytest.raises(ValidationError) as refusal:
        check(output.getvalue(), "huge.png")

    assert refusal.value.code == "bomb"


def test_picture_is_drawn_anew():
    exif = Image.Exif()
    exif[0x010E] = "Where I live"
    content = picture("JPEG", exif=exif) + b"<script>alert(1)</script>"

    checked = check(content, "part.jpg")

    kept = checked.file.read()
    assert b"Where I live" in content
    assert b"Where I live" not in kept
    assert b"<script>" not in kept
    assert Image.open(BytesIO(kept)).size == (40, 30)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("plan\u202efdp.pdf", "planfdp.pdf"),
        ("pl\x00an\r\n.pdf", "plan.pdf"),
        ("...pdf", "pdf"),
    ],
)
def test_name_is_for_showing_only(given, kept):
    assert safety.clean_name(given) == kept


def test_long_name_keeps_its_ending():
    name = safety.clean_name("x" * 400 + ".pdf")

    assert len(name) <= safety.NAME_LENGTH
    assert name.endswith(".pdf")


# Receiving


def test_upload_in_pieces_goes_on_where_it_stopped(draft, person):
    content = PDF + b"%" * CHUNK_BYTES
    upload = start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=len(content), by=person)

    receive_chunk(upload=upload, offset=0, data=content[:CHUNK_BYTES], by=person)
    again = Upload.objects.get(pk=upload.pk)
    receive_chunk(upload=again, offset=again.received, data=content[CHUNK_BYTES:], by=person)
    attachment = finish_upload(upload=again, by=person)

    assert attachment.file.read() == content
    assert attachment.sha256 == hashlib.sha256(content).hexdigest()
    assert attachment.scan_state == ScanState.UNSCANNED
    assert private_storage().listdir(f"uploads/{upload.pk.hex}")[1] == []


def test_finish_asked_again_is_the_same_attachment(draft, person):
    upload = start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=len(PDF), by=person)
    receive_chunk(upload=upload, offset=0, data=PDF, by=person)
    attachment = finish_upload(upload=upload, by=person)

    assert finish_upload(upload=Upload.objects.get(pk=upload.pk), by=person) == attachment
    assert Attachment.objects.count() == 1


def test_piece_out_of_order_is_told_where_to_go_on(draft, person):
    upload = start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=100, by=person)
    receive_chunk(upload=upload, offset=0, data=b"x" * 10, by=person)

    with pytest.raises(WrongOffset) as refusal:
        receive_chunk(upload=upload, offset=0, data=b"x" * 10, by=person)

    assert refusal.value.received == 10


@pytest.mark.parametrize("length", [0, 101, CHUNK_BYTES + 1])
def test_piece_that_does_not_fit_is_refused(draft, person, length):
    upload = UploadFactory(nomination=draft, started_by=person, size=100)

    with pytest.raises(ValidationError):
        receive_chunk(upload=upload, offset=0, data=b"x" * length, by=person)


def test_unfinished_upload_is_not_attached(draft, person):
    upload = UploadFactory(nomination=draft, started_by=person)

    with pytest.raises(WrongOffset):
        finish_upload(upload=upload, by=person)


def test_refused_file_leaves_nothing_behind(draft, person):
    content = b"<html>" * 20
    upload = start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=len(content), by=person)
    receive_chunk(upload=upload, offset=0, data=content, by=person)

    with pytest.raises(ValidationError):
        finish_upload(upload=upload, by=person)

    assert not Upload.objects.exists()
    assert not Attachment.objects.exists()


def test_upload_of_somebody_else_is_refused(draft, person, stranger):
    upload = UploadFactory(nomination=draft, started_by=person)

    with pytest.raises(NotAllowed):
        receive_chunk(upload=upload, offset=0, data=b"x", by=stranger)


def test_upload_to_a_question_that_asks_for_none_is_refused(draft, person):
    with pytest.raises(ValidationError) as refusal:
        start_upload(nomination=draft, question_key="headline", name="plan.pdf", size=10, by=person)

    assert refusal.value.code == "no_file_question"


def test_more_files_than_fit_are_refused(draft, person):
    AttachmentFactory.create_batch(FILES_PER_QUESTION, nomination=draft)

    with pytest.raises(ValidationError) as refusal:
        start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=10, by=person)

    assert refusal.value.code == "too_many"


# The grace


def close(edition, *, ago):
    type(edition).objects.filter(pk=edition.pk).update(closes_at=timezone.now() - ago)
    edition.refresh_from_db()


def test_upload_begun_in_time_finishes_and_is_submitted_within_the_grace(draft, person):
    upload = UploadFactory(
        nomination=draft, started_by=person, size=len(PDF), started_at=timezone.now() - timedelta(minutes=10)
    )
    close(draft.edition, ago=timedelta(minutes=5))
    upload.nomination.edition.refresh_from_db()

    receive_chunk(upload=upload, offset=0, data=PDF, by=person)
    finish_upload(upload=upload, by=person)
    submission = submit_nomination(nomination=draft, terms_version="1", consents_to_publish=False, by=person)

    assert submission.attachments.count() == 1


@pytest.mark.parametrize(
    ("started", "closed"),
    [(timedelta(minutes=4), timedelta(minutes=5)), (timedelta(minutes=30), timedelta(minutes=16))],
)
def test_upload_begun_late_or_finished_after_the_grace_is_refused(draft, person, started, closed):
    upload = UploadFactory(nomination=draft, started_by=person, started_at=timezone.now() - started)
    close(draft.edition, ago=closed)
    upload.nomination.edition.refresh_from_db()

    with pytest.raises(NotAllowed):
        receive_chunk(upload=upload, offset=0, data=b"x", by=person)


def test_nothing_new_starts_within_the_grace(draft, person):
    close(draft.edition, ago=timedelta(minutes=1))

    with pytest.raises(NotAllowed):
        start_upload(nomination=draft, question_key="evidence", name="plan.pdf", size=10, by=person)


def test_grace_is_for_those_whose_upload_was_on_its_way(draft, person):
    close(draft.edition, ago=timedelta(minutes=1))

    with pytest.raises(ValidationError, match="Nominations closed on"):
        submit_nomination(nomination=draft, terms_version="1", consents_to_publish=False, by=person)


# Taking off, and tidying


def test_removed_file_is_destroyed(draft, person, django_capture_on_commit_callbacks):
    attachment = upload_file(
        nomination=draft, question_key="evidence", file=SimpleUploadedFile("plan.pdf", PDF), by=person
    )
    path = attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment=attachment, by=person)

    assert not private_storage().exists(path)
    assert not Attachment.objects.exists()


def test_path_tells_nothing(draft, person):
    attachment = upload_file(
        nomination=draft, question_key="evidence", file=SimpleUploadedFile("Castings Ltd.pdf", PDF), by=person
    )

    assert attachment.file.name == f"attachments/{attachment.pk.hex[:2]}/{attachment.pk.hex}"


def test_stale_upload_is_discarded(draft, person):
    old = UploadFactory(nomination=draft, started_by=person, started_at=timezone.now() - timedelta(days=3))
    recent = UploadFactory(nomination=draft, started_by=person)

    discard_stale_uploads()

    assert list(Upload.objects.all()) == [recent]
    assert old.pk


# The JSON doors


def test_json_upload_from_start_to_finish(client, draft, person):
    client.force_login(person)
    announced = {"question": "evidence", "name": "plan.pdf", "size": len(PDF)}

    upload = client.post(
        reverse("nominations:new_upload", args=[draft.pk]), announced, content_type="application/json"
    ).json()
    for offset in (0, 20):
        piece = PDF[offset : offset + 20] if offset == 0 else PDF[offset:]
        reply = client.put(
            upload["url"], piece, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)}
        )
        assert reply.status_code == 200
    assert client.get(upload["url"]).json()["received"] == len(PDF)
    done = client.post(upload["finish_url"]).json()

    assert (done["state"], done["name"]) == ("attached", "plan.pdf")


def test_json_upload_out_of_order_answers_409(client, draft, person):
    upload = UploadFactory(nomination=draft, started_by=person)
    client.force_login(person)
    address = reverse("nominations:upload_piece", args=[draft.pk, upload.pk])

    reply = client.put(address, b"x", content_type="application/octet-stream", headers={"Upload-Offset": "7"})

    assert reply.status_code == 409
    assert reply.json()["received"] == 0


def test_json_upload_is_refused_to_others(client, draft, person, neighbour, stranger):
    upload = UploadFactory(nomination=draft, started_by=person)
    address = reverse("nominations:upload_piece", args=[draft.pk, upload.pk])

    assert client.get(address).status_code == 401
    for other in (neighbour, stranger):
        client.force_login(other)
        assert client.get(address).status_code == 404
        assert client.post(reverse("nominations:finish_upload", args=[draft.pk, upload.pk])).status_code == 404
