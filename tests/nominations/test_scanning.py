import socket
import struct
import threading
from io import BytesIO

import pytest
from django.core.files.base import ContentFile

from nominations import scanning
from nominations.actions import scan_waiting
from nominations.actions.attachments import scan_now
from nominations.enums import ScanState
from nominations.models import Attachment
from notices.models import Notice
from tests.nominations.factories import AttachmentFactory, CollaboratorFactory

VIRUS = b"a virus"


class FakeClamd(threading.Thread):
    """Speaks clamd's INSTREAM on a real socket: a file with VIRUS in it is found, `broken` files are an error."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = ("tcp", *self.socket.getsockname())
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                connection.sendall(self.reply(connection.makefile("rb")))

    def reply(self, stream):
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(length)
        if b"broken" in content:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Example.Test FOUND\0" if VIRUS in content else b"stream: OK\0"

    def stop(self):
        self.socket.close()


@pytest.fixture
def clamd(settings):
    fake = FakeClamd()
    settings.CLAMD = fake.address
    yield fake
    fake.stop()


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"harmless", ScanState.CLEAN),
        (VIRUS, ScanState.INFECTED),
        (b"x" * 300_000 + VIRUS, ScanState.INFECTED),
    ],
)
def test_scan_gives_a_verdict(clamd, content, state):
    assert scanning.scan(BytesIO(content)) == state


def test_scan_that_fails_is_no_verdict(clamd):
    with pytest.raises(scanning.ScannerUnavailable, match="size limit"):
        scanning.scan(BytesIO(b"broken"))


def test_scanner_that_is_away_is_no_verdict(settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.CLAMD = ("tcp", *closed.getsockname())

    with pytest.raises(scanning.ScannerUnavailable):
        scanning.scan(BytesIO(b"harmless"))


@pytest.mark.django_db
def test_waiting_files_are_scanned(clamd):
    attachment = AttachmentFactory(scan_state=ScanState.PENDING)

    scan_waiting()

    attachment.refresh_from_db()
    assert attachment.scan_state == ScanState.CLEAN


@pytest.mark.django_db
def test_infected_file_is_destroyed_and_its_people_are_told(clamd, django_capture_on_commit_callbacks):
    attachment = AttachmentFactory(scan_state=ScanState.PENDING, file=ContentFile(VIRUS, name="x"))
    CollaboratorFactory(nomination=attachment.nomination)

    with django_capture_on_commit_callbacks(execute=True):
        scan_now(attachment.pk)

    attachment.refresh_from_db()
    assert attachment.scan_state == ScanState.INFECTED
    assert not attachment.file.storage.exists(attachment.file.name)
    assert Notice.objects.filter(template="nominations.file_refused").count() == 1
    assert not Attachment.objects.on_draft().exists()
