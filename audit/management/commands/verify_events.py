import sys

from django.core.management.base import BaseCommand

from audit import triggers
from audit.chain import verify_chain


class Command(BaseCommand):
    help = "Walk the record and say whether it is whole. Ends with 1 and names the first broken event if it is not."

    def add_arguments(self, parser):
        parser.add_argument("--head", metavar="HASH", help="A head that was kept: it must still be in the chain.")

    def handle(self, *, head, **options):
        report = verify_chain(expected_head=head)
        self.stdout.write(f"{report.count} events hold, head {report.head}")
        if report.erased:
            self.stdout.write(f"Details erased: {_ranges(report.erased)}")
        unguarded = triggers.missing()
        for table in unguarded:
            self.stderr.write(self.style.ERROR(f"The triggers that guard {table} are missing or changed."))
        if not report.ok:
            self.stderr.write(self.style.ERROR(f"Broken at {report.first_broken}."))
        if unguarded or not report.ok:
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("The record is whole."))


def _ranges(positions):
    """1, 2, 3, 7 as “1-3, 7”: a person's events often lie side by side."""
    runs = []
    for position in positions:
        if runs and position == runs[-1][-1] + 1:
            runs[-1] = (runs[-1][0], position)
        else:
            runs.append((position, position))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
