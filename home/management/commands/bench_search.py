from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.bench.scratch import scratch_site
from search import bench
from search.relevance.corpora import CORPORA, AbsentCorpusError, write_demo
from search.relevance.figures import by_kind, summarise
from search.relevance.measuring import answers_of, candidates, missed, own_names

SPEED, OUTAGE = "speed", "outage"
FIRST_SECONDS, NEXT_SECONDS = 2.0, 0.5
DOCUMENTS = 20_000
HEADINGS = ("queries", "nDCG@10", "success@1", "success@5", "no result", "rightly none")
POOR = 0.7


class Command(BaseCommand):
    help = (
        "Measure how well and how fast each engine answers, on a scratch database of its own. Fails when a figure does."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parts = [*CORPORA, SPEED, OUTAGE]
        parser.add_argument("--only", action="append", choices=parts, default=[], help="A part; may be repeated.")
        parser.add_argument("--poor", action="store_true", help="Name each query that is answered poorly.")
        parser.add_argument("--documents", type=int, default=DOCUMENTS, help="How many for the measurement of speed.")
        parser.add_argument("--take-demo", action="store_true", help="Keep anew what the demonstration publishes.")

    def handle(self, *, only, poor, documents, take_demo, **options):
        with scratch_site(), own_names():
            if take_demo:
                self.take_demo()
                return
            found = [line for candidate in candidates() for line in self.measured(candidate, only, poor, documents)]
            if not only or OUTAGE in only:
                found += self.outage(documents)
        if found:
            raise CommandError("Not held: " + "; ".join(found))
        self.stdout.write("\nEvery figure holds.")

    def take_demo(self):
        call_command("load_demo", stdout=self.stdout)
        write_demo()

    def measured(self, candidate, only, poor, documents):
        """Print what one engine does; yield a line for each figure that does not hold."""
        for name, corpus in CORPORA.items():
            if not only or name in only:
                yield from self.relevance(candidate, corpus, poor)
        if not only or SPEED in only:
            yield from self.speed(candidate, documents)

    def relevance(self, candidate, make_corpus, poor):
        try:
            corpus = make_corpus()
        except AbsentCorpusError as error:
            self.stdout.write(f"\nLeft out: {error}")
            return
        answers = answers_of(corpus, candidate)
        self.stdout.write(f"\n{candidate.name}, {corpus.name}: {len(corpus.documents):,} documents")
        self.stdout.write(f"  {'':<12}" + "".join(f"{heading:>13}" for heading in HEADINGS))
        for kind, figures in [*by_kind(answers).items(), ("all", summarise(answers))]:
            self.stdout.write(f"  {kind:<12}" + _row(figures))
        if poor:
            self.name_poor(answers)
        for line in missed(answers, candidate.least):
            yield f"{candidate.name}, {corpus.name}: {line}"

    def name_poor(self, answers):
        for answer in answers:
            if answer.query.has_answers and answer.ndcg < POOR:
                grades = [f"{key} ({answer.query.grades.get(key, 0)})" for key in answer.found]
                self.stdout.write(f"    {answer.ndcg:.2f}  {answer.query.text}: {', '.join(grades)}")
            elif not answer.query.has_answers and answer.found:
                self.stdout.write(f"    {answer.query.text}: {', '.join(answer.found)}")

    def speed(self, candidate, documents):
        self.stdout.write(f"\n{candidate.name}, {documents:,} documents, at most {candidate.most_milliseconds:.0f} ms")
        figures = bench.measure(documents, engine=candidate.engine, prepare=candidate.prepare, clock=candidate.clock)
        for query, milliseconds in figures.items():
            self.stdout.write(f"  {query:<28}{milliseconds:7.1f} ms")
            if milliseconds > candidate.most_milliseconds:
                yield f"{candidate.name}: {query} {milliseconds:.1f} ms > {candidate.most_milliseconds:.0f} ms"

    def outage(self, documents):
        first, after = bench.measure_outage(documents)
        self.stdout.write(f"\nA server that says nothing, {documents:,} documents: how long a reader waits")
        limits = [("the first search", first, FIRST_SECONDS), ("the next one", after, NEXT_SECONDS)]
        for name, seconds, most in limits:
            self.stdout.write(f"  {name:<28}{seconds:7.2f} s, at most {most}")
            if seconds > most:
                yield f"{name} while the server says nothing: {seconds:.2f} s > {most} s"


def _row(figures):
    values = (figures.ndcg, figures.success_1, figures.success_5, figures.without_result, figures.rightly_empty)
    return f"{figures.queries:>13}" + "".join(f"{'-' if value is None else f'{value:.3f}':>13}" for value in values)
