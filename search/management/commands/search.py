from django.core.management.base import BaseCommand, CommandError

from search import engines, indexing, status, upkeep
from search.elastic import rebuilding
from search.elastic.client import AwayError, is_configured
from search.query import Query


class Command(BaseCommand):
    help = "Looks after the public index: rebuild | reconcile | status | explain QUERY."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("rebuild", help="Make every document and the text index anew, while the site runs.")
        acts.add_parser("reconcile", help="Add what is missing, change what differs, remove what should not be there.")
        acts.add_parser("status", help="Which engine answers, what the index holds, what waits and what failed.")
        explain = acts.add_parser("explain", help="How a query is understood, and what it finds.")
        explain.add_argument("text")

    def handle(self, *args, act, **options):
        getattr(self, act)(options)

    def rebuild(self, options):
        differences = indexing.rebuild()
        self._report_server(upkeep.rebuild_server)
        self._report(differences)

    def reconcile(self, options):
        differences = indexing.reconcile()
        self._report_server(upkeep.reconcile_server)
        self._report(differences)

    def status(self, options):
        for line in status.lines():
            self.stdout.write(line)

    def explain(self, options):
        for line in engines.current().explain(Query(options["text"])):
            self.stdout.write(line)

    def _report_server(self, act):
        """What the server is told is told last: by then the tables are right."""
        if not is_configured():
            return
        try:
            changes = act()
        except AwayError as error:
            raise CommandError(
                f"The tables and the embedded index are done; {error}. The server is told as soon as it is back."
            ) from error
        except rebuilding.RebuildError as error:
            raise CommandError(f"{error} The index of before goes on answering.") from error
        for index, change in changes.items():
            self.stdout.write(f"search server, {index.label.lower()}: {change.stored} stored, {change.removed} removed")

    def _report(self, differences):
        self.stdout.write(
            f"{differences.added} added, {differences.changed} changed, {differences.removed} removed, "
            f"{len(differences.failed)} failed"
        )
        if differences.failed:
            raise CommandError("These could not be built; the log says why: " + ", ".join(differences.failed))
