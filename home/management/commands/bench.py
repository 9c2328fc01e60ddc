from django.core.management.base import BaseCommand

from home.bench.figures import table, verdict
from home.bench.running import PARTS, run
from home.bench.scale import FULL
from home.bench.scratch import scratch_site


class Command(BaseCommand):
    help = "Measure CPU time and queries of the pages that matter, on a scratch database of its own."
    # They would set up the templates before DEBUG is off.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--only", action="append", choices=PARTS, default=[], help="A part; may be repeated.")

    def handle(self, *, only, **options):
        self.stdout.write("The bench makes a scratch database; the installation's own is not touched.")
        with scratch_site() as folder:
            figures = run(FULL, folder, self.say, only=only)
        self.stdout.write(f"\n{table(figures)}\n\n{verdict(figures)}")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
