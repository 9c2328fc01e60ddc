"""The whole bench, in an order in which no part disturbs another."""

from datetime import timedelta

from django.utils import timezone

from home.bench import pages
from home.bench.autosave import autosave
from home.bench.imports import import_files
from home.bench.seed import found_edition, seed_contest, seed_drafts
from home.demo.loading import load


def run(scale, folder, say, *, make_site=load):
    """All figures. `say` is told what happens meanwhile; `make_site` makes the public pages: the demo's, as a rule."""
    now = timezone.now()
    figures = []
    say("Making the public site ...")
    make_site()
    say(f"Seeding {scale.contest.nominations:,} nominations and {scale.large.nominations:,} for the large round ...")
    contest = seed_contest("bench", scale.contest)
    large = seed_contest("bench-large", scale.large)
    open_edition, _ = found_edition("bench-open", now - timedelta(days=9), now + timedelta(days=9))
    drafts = seed_drafts(open_edition, scale.writers)

    say("Measuring pages ...")
    figures += pages.public_pages(scale.repeat)
    figures += pages.judging_pages(contest, scale.repeat)
    figures += pages.office_pages(contest, scale.repeat)
    figures += pages.large_round(large, scale.repeat)
    figures += pages.search_pages(scale.documents, scale.repeat)

    say(f"{scale.writers} entrants write at once ...")
    errors, measured = autosave(drafts, scale.saves, folder)
    for error in errors[:3]:
        say(f"  {error}")
    figures += measured
    figures += import_files(scale, open_edition, folder, say)
    return figures
