import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from nominations.importing import UnreadableFileError, UnusableMapError, digest_of
from nominations.importing.nominations import NominationMap, check_nominations, import_nominations
from prizes.models import Edition

SHOWN_REFUSALS = 20


class Command(BaseCommand):
    help = "Bring nominations in from a CSV file. Without --commit it only says what it would do."

    def add_arguments(self, parser):
        parser.add_argument("edition", help="PRIZE-SLUG/YEAR, like state-prize/2027")
        parser.add_argument("csv", help="the file, .csv or .csv.gz")
        parser.add_argument("--map", required=True, help="TOML file that says which column is what")
        parser.add_argument("--encoding", default="utf-8-sig")
        parser.add_argument("--commit", action="store_true", help="write, after a dry run over the whole file")
        parser.add_argument("--report", help="write every refused row to this file, as line and reason")

    def handle(self, *args, **options):
        edition = _edition(options["edition"])
        source = {"edition": edition, "path": options["csv"], "encoding": options["encoding"]}
        try:
            source["mapping"] = NominationMap(options["map"], edition)
            report = check_nominations(**source, progress=self._progress("reading"))
            self._say("would import", report)
            if options["commit"]:
                digest = digest_of(options["csv"])
                report = import_nominations(**source, by=None, digest=digest, progress=self._progress("writing"))
                self._say("imported", report)
        except (UnreadableFileError, UnusableMapError) as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        self._refusals(report, options["report"])
        if not options["commit"]:
            self.stdout.write("Nothing was written. Run it again with --commit to import.")

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
            f"{verb} {report.imported:,} nominations; {report.known:,} were there already; "
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


def _edition(text):
    slug, _, year = text.partition("/")
    edition = Edition.objects.filter(prize__slug=slug, year=int(year) if year.isdecimal() else None).first()
    if edition is None:
        known = ", ".join(f"{e.prize.slug}/{e.year}" for e in Edition.objects.select_related("prize")) or "none yet"
        raise CommandError(f"There is no edition “{text}”. Known: {known}.")
    return edition
