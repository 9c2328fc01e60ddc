"""Entrants who all write at the same moment, over a real server with its workers and threads."""

import json
import socket
import statistics
import subprocess
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Barrier
from urllib.parse import urlsplit

from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.urls import reverse

from home.bench.figures import Figure
from home.bench.measure import client_of
from home.bench.scratch import start
from nominations.models import AnswerRevision

QUESTION = "situation"
WORKERS, THREADS = "2", "2"
SECONDS_TO_START, SECONDS_TO_ANSWER = 60, 60


@dataclass
class Writing:
    """What one writer saw: how long each save took, which were acknowledged, what went wrong."""

    seconds: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)
    errors: list = field(default_factory=list)


class SocketConnection(HTTPConnection):
    """HTTP over a socket in the scratch folder: no port that could be taken."""

    def __init__(self, path):
        super().__init__("localhost", timeout=SECONDS_TO_ANSWER)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


def autosave(drafts, saves, folder):
    """`drafts` are pairs of nomination and writer; each writer saves one answer so many times, without a pause."""
    writers = [(nomination, sign_in(person)) for nomination, person in drafts]
    with served(folder) as path:
        written = write_together(path, writers, saves)
    seconds = sorted(second for writing in written for second in writing.seconds)
    acknowledged = {client_id for writing in written for client_id in writing.acknowledged}
    kept = set(AnswerRevision.objects.filter(client_id__in=acknowledged).values_list("client_id", flat=True))
    errors = [error for writing in written for error in writing.errors]
    what, who = f"Autosave, {len(drafts)} at once", "entrants"
    return errors, [
        Figure(f"{what}: errors", who, len(errors), unit="of " + str(len(drafts) * saves), most=0),
        Figure(f"{what}: acknowledged and lost", who, len(acknowledged - kept), unit="saves", most=0),
        Figure(f"{what}: median", who, 1000 * statistics.median(seconds), unit="ms"),
        Figure(f"{what}: 99th of 100", who, 1000 * percentile(seconds, 99), unit="ms", most=1000),
    ]


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def sign_in(person):
    """The headers of somebody who is signed in and has opened the page."""
    client, secret = client_of(person), _get_new_csrf_string()
    site = urlsplit(settings.SITE_URL).hostname
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {
        "Host": site,
        "Referer": f"https://{site}/",
        "X-Forwarded-Proto": "https",
        "X-CSRFToken": secret,
        "Content-Type": "application/json",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}",
    }


@contextmanager
def served(folder):
    path = folder / "bench.sock"
    options = ["--bind", f"unix:{path}", "--workers", WORKERS, "--threads", THREADS, "--log-level", "warning"]
    server = start(["-m", "gunicorn", "prize_site.wsgi", *options], folder, stdout=subprocess.DEVNULL)
    try:
        wait_for(path, server)
        yield path
    finally:
        server.terminate()
        server.wait()


def wait_for(path, server):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = SocketConnection(path)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server of the bench did not start.")


def write_together(path, writers, saves):
    gate = Barrier(len(writers))

    def write(writer):
        nomination, headers = writer
        gate.wait()
        return write_answers(path, nomination, headers, saves)

    with ThreadPoolExecutor(len(writers)) as pool:
        return list(pool.map(write, writers))


def write_answers(path, nomination, headers, saves):
    writing, revision = Writing(), 0
    address = reverse("nominations:answer", args=[nomination.pk, QUESTION])
    for number in range(saves):
        client_id = uuid.uuid4()
        body = {"client_id": str(client_id), "base_revision": revision, "value": f"Sentence {number} of a draft."}
        started = time.perf_counter()
        try:
            status, answer = post(path, address, headers, body)
        except (OSError, HTTPException, ValueError) as error:
            status, answer = 0, {"message": str(error)}
        writing.seconds.append(time.perf_counter() - started)
        if status == 200:
            writing.acknowledged.append(client_id)
            revision = answer["revision"]
        else:
            writing.errors.append(f"{status} {answer}")
    return writing


def post(path, address, headers, body):
    connection = SocketConnection(path)
    try:
        connection.request("POST", address, json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()
