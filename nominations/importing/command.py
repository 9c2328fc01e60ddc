"""What every import command shares: a dry run over the whole file first, a moving line, every refused row in a report."""

import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from nominations.importing.files import UnreadableFileError, digest_of
from nominations.importing.maps import UnusableMapError

SHOWN_REFUSALS = 20


class ImportCommand(BaseCommand):
    """Subclasses name what comes in and where, and say `find_target`, `read_map`, `dry_run` and `bring_in`.

    `dry_run` and `bring_in` return a report with `imported`, `known` and `refusals`.
    """

    target = target_help = things = ""

    def add_arguments(self, parser):
        parser.add_argument(self.target, help=self.target_help)
        parser.add_argument("csv", help="the file, .csv or .csv.gz")
        parser.add_argument("--map", required=True, help="TOML file that says which column is what")
        parser.add_argument("--encoding", default="utf-8-sig")
        parser.add_argument("--commit", action="store_true", help="write, after a dry run over the whole file")
        parser.add_argument("--report", help="write every refused row to this file, as line and reason")

    def handle(self, *args, **options):
        target = self.find_target(options[self.target])
        source = {self.target: target, "path": options["csv"], "encoding": options["encoding"]}
        try:
            source["mapping"] = self.read_map(options["map"], target)
            report = self.dry_run(**source, progress=self._progress("reading"))
            self._say("would import", report)
            if options["commit"]:
                digest = digest_of(options["csv"])
                report = self.bring_in(**source, by=None, digest=digest, progress=self._progress("writing"))
                self._say("imported", report)
        except (UnreadableFileError, UnusableMapError) as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self._refusals(report, options["report"])
        if not options["commit"]:
            self.stdout.write("Nothing was written. Run it again with --commit to import.")

    def find_target(self, text):
        raise NotImplementedError

    def read_map(self, path, target):
        raise NotImplementedError

    def dry_run(self, **source):
        raise NotImplementedError

    def bring_in(self, **source):
        raise NotImplementedError

    def _progress(self, word):
        """A line that moves on a terminal, and nothing in a log."""
        if not sys.stderr.isatty():
            return None

        def show(line):
            if line % 100 == 0:
                self.stderr.write(f"\r{word}: line {line:,}", ending="")
                self.stderr.flush()

        return show

    def _say(self, verb, report):
        self.stdout.write(
            f"{verb} {report.imported:,} {self.things}; {report.known:,} were there already; "
            f"{len(report.refusals):,} rows refused"
        )

    def _refusals(self, report, path):
        lines = [f"line {refusal.line}: {refusal.reason}" for refusal in report.refusals]
        if path:
            Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for line in lines[:SHOWN_REFUSALS]:
            self.stdout.write(f"  {line}")
        if len(lines) > SHOWN_REFUSALS:
            self.stdout.write(f"  and {len(lines) - SHOWN_REFUSALS} more; --report FILE writes them all")
