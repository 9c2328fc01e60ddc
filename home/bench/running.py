"""The whole bench, or some of its parts, in an order in which no part disturbs another."""

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from home.bench import pages
from home.bench.autosave import autosave
from home.bench.companies import seed_directory
from home.bench.imports import import_files
from home.bench.seed import found_edition, seed_contest, seed_drafts
from home.demo.loading import load


class Bench:
    """What is measured, each part with the rows that it needs. They are made once, and only for the parts that run."""

    def __init__(self, scale, folder, say, make_site):
        self.scale, self.folder, self.say, self.make_site = scale, folder, say, make_site

    @cached_property
    def site(self):
        self.say("Making the public site ...")
        self.make_site()

    @cached_property
    def contest(self):
        self.say(f"Seeding {self.scale.contest.nominations:,} nominations ...")
        return seed_contest("bench", self.scale.contest)

    @cached_property
    def large(self):
        self.say(f"Seeding {self.scale.large.nominations:,} nominations for the large round ...")
        return seed_contest("bench-large", self.scale.large)

    @cached_property
    def open_edition(self):
        now = timezone.now()
        edition, _ = found_edition("bench-open", now - timedelta(days=9), now + timedelta(days=9))
        return edition

    @cached_property
    def drafts(self):
        return seed_drafts(self.open_edition, self.scale.writers)

    @cached_property
    def directory(self):
        self.say(f"Seeding {self.scale.profiles:,} companies ...")
        seed_directory(self.scale.profiles)

    def public(self):
        return pages.public_pages(self.scale.repeat)

    def judging(self):
        return pages.judging_pages(self.contest, self.scale.repeat)

    def office(self):
        return pages.office_pages(self.contest, self.scale.repeat)

    def results(self):
        return pages.large_round(self.large, self.scale.repeat)

    def search(self):
        return pages.search_pages(self.scale.documents, self.scale.repeat)

    def companies(self):
        return pages.company_pages(self.scale.profiles, self.scale.repeat)

    def autosave(self):
        self.say(f"{self.scale.writers} entrants write at once ...")
        errors, measured = autosave(self.drafts, self.scale.saves, self.folder)
        for error in errors[:3]:
            self.say(f"  {error}")
        return measured

    def imports(self):
        return import_files(self.scale, self.open_edition, self.folder, self.say)


# In their order, each with what must be there before the first of them is measured.
PARTS = {
    "public": ["site"],
    "judging": ["site", "contest"],
    "office": ["contest"],
    "results": ["large"],
    "search": ["site"],
    # After the others: what is found everywhere else holds no companies.
    "companies": ["site", "directory"],
    "autosave": ["drafts"],
    "imports": ["open_edition"],
}


def run(scale, folder, say, *, make_site=load, only=()):
    """The figures of the parts named, or of all. `say` is told what happens meanwhile; `make_site` makes public pages."""
    bench = Bench(scale, folder, say, make_site)
    chosen = [name for name in PARTS if not only or name in only]
    for name in chosen:
        for rows in PARTS[name]:
            getattr(bench, rows)
    figures = []
    for name in chosen:
        say(f"Measuring {name} ...")
        figures += getattr(bench, name)()
    return figures
