import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from notices.clock import registered_jobs, run_due_jobs


class Command(BaseCommand):
    help = "Does what is due by the clock: deadlines, reminders, announcements, lost tasks."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Go on ticking until told to stop.")
        parser.add_argument("--list", action="store_true", help="Name the jobs and do nothing.")

    def handle(self, *, every=None, **options):
        if options["list"]:
            self.stdout.write("\n".join(f"{job.name} (every {job.every})" for job in registered_jobs()))
            return
        if every:
            self._tick_until_stopped(every)
            return
        if failed := run_due_jobs():
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why; the other jobs were done.")

    def _tick_until_stopped(self, seconds):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            run_due_jobs()
            stop.wait(seconds)
