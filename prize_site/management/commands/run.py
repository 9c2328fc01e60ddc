import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prize_site.port import refuse_taken

RELOADING = {True: ("--reload",), False: ("--no-reload",)}
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15
SECONDS_BETWEEN_LOOKS = 0.2


class Command(BaseCommand):
    help = "Runs web server, task worker and clock together on this machine, and stops them together."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        if sentence := refuse_taken(port):
            raise CommandError(sentence)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        commands, children = self.commands(port), {}
        try:
            # Alone at first: whoever waits for the page does not wait for the start of the others.
            children["web server"] = start(commands.pop("web server"))
            self._watch(children, port, commands)
        finally:
            stop(children.values())

    def commands(self, port):
        manage = [sys.executable, sys.argv[0]]
        # Whoever looks at the demo writes no code: each reloader is a second process that starts first.
        reloads = settings.DEBUG and not settings.DEMO
        development = [*manage, "runserver", f"localhost:{port}", *([] if reloads else ["--noreload"])]
        return {
            "web server": development if settings.DEBUG else gunicorn(port),
            "worker": [*manage, "db_worker", "--queue-name", "*", "--no-startup-delay", *RELOADING[reloads]],
            "clock": [*manage, "tick", "--every", "30"],
        }

    def _watch(self, children, port, waiting):
        deadline, announced = time.monotonic() + SECONDS_TO_START, False
        while True:
            if ended := [name for name, child in children.items() if child.poll() is not None]:
                raise CommandError(f"The {ended[0]} ended by itself, so everything was stopped. Its reason is above.")
            if not announced and answers(port):
                announced = True
                children |= {name: start(command) for name, command in waiting.items()}
                self.stdout.write(f"\nPrizewright is running on http://localhost:{port} (Ctrl-C stops it).\n")
                self.stdout.flush()
            if not announced and time.monotonic() > deadline:
                raise CommandError(f"The web server did not answer within {SECONDS_TO_START} seconds.")
            time.sleep(SECONDS_BETWEEN_LOOKS)


def gunicorn(port):
    options = ["--bind", f"localhost:{port}", "--workers", "2", "--threads", "2", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "prize_site.wsgi", *options]


def start(command):
    """In a session of its own, so that Ctrl-C reaches it once, through us."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603 ours


def answers(port):
    try:
        with urlopen(f"http://localhost:{port}/healthz", timeout=2) as response:  # noqa: S310 always this machine
            return response.status == 200
    except (URLError, OSError):
        return False


def stop(children):
    for child in children:
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        _signal_group(child, signal.SIGKILL)
        child.wait()


def _signal_group(child, number):
    """A child may have children of its own: a reloader's server, gunicorn's workers."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _stop(number, frame):
    # Told twice (Ctrl-C reaches us from the terminal and from make) it still stops once.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(0)
