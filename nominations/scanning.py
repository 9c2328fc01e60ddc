"""Asks a clamd whether a file carries a virus, over its INSTREAM command. See clamd(8)."""

import socket
import struct
from contextlib import contextmanager

from django.conf import settings

from nominations.enums import ScanState

CHUNK = 64 * 1024
TIMEOUT_SECONDS = 60


class ScannerUnavailable(Exception):  # noqa: N818 says what is, not what failed
    """No verdict: the file stays in quarantine and is asked about again."""


def is_configured():
    return settings.CLAMD is not None


def scan(file):
    try:
        with connection(settings.CLAMD) as scanner:
            send(scanner, file)
            reply = receive(scanner)
    except OSError as error:
        raise ScannerUnavailable(str(error)) from error
    return verdict(reply)


@contextmanager
def connection(address):
    scheme, *where = address
    if scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as scanner:
            scanner.settimeout(TIMEOUT_SECONDS)
            scanner.connect(where[0])
            yield scanner
    else:
        with socket.create_connection(tuple(where), timeout=TIMEOUT_SECONDS) as scanner:
            yield scanner


def send(scanner, file):
    scanner.sendall(b"zINSTREAM\0")
    file.seek(0)
    while piece := file.read(CHUNK):
        scanner.sendall(struct.pack("!L", len(piece)) + piece)
    scanner.sendall(struct.pack("!L", 0))


def receive(scanner):
    reply = b""
    while not reply.endswith(b"\0"):
        piece = scanner.recv(4096)
        if not piece:
            break
        reply += piece
    return reply.rstrip(b"\0").decode("utf-8", "replace").strip()


def verdict(reply):
    if reply.endswith(" FOUND"):
        return ScanState.INFECTED
    if reply.endswith(": OK"):
        return ScanState.CLEAN
    raise ScannerUnavailable(reply or "The scanner hung up.")
