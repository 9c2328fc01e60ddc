"""The pages that matter, each asked for by whom it is for."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from home.bench.figures import Figure
from home.bench.measure import client_of, figure, page
from home.bench.weight import weight
from home.models import FactsPage, HomePage, NewsIndexPage, PrizePage, StoryIndexPage, StoryPage
from judging.assignment import plan_by_hand
from judging.models import Scorecard
from judging.results import live_results
from network.finding import find_companies
from network.models import CapabilityProfile
from prizes.enums import Vocabulary
from prizes.models import Term
from search.bench import measure as measure_search
from showcase.models import WinnerPage, WinnersPage

PUBLIC = (
    ("Home", HomePage),
    ("Prize page", PrizePage),
    ("Stories", StoryIndexPage),
    ("Story", StoryPage),
    ("Winners", WinnersPage),
    ("Winner's page", WinnerPage),
    ("News", NewsIndexPage),
    ("Facts", FactsPage),
)
MOST_COLD, MOST_COLD_QUERIES, MOST_CACHED = 20, 12, 1
MOST_DIRECTORY, MOST_COMPANY_QUERIES = 100, 25


def public_pages(repeat):
    """As the first stranger finds them, and every one after. A kind of page that the site does not have is left out."""
    for name, address in public_addresses():
        limits = {"most": MOST_COLD, "most_queries": MOST_COLD_QUERIES}
        yield page(f"{name}, cold", "public", address, cold=True, repeat=repeat, **limits)
        yield page(f"{name}, cached", "public", address, repeat=repeat, most=MOST_CACHED, most_queries=0)
        yield weight(f"{name}, weight without pictures", "public", client_of(None), address)


def public_addresses():
    for name, model in PUBLIC:
        found = model.objects.live().order_by("pk").first()
        if found:
            yield name, found.url
    yield "Support services", reverse("prizes:support_services")


def search_pages(documents, repeat):
    address = f"{reverse('search:results')}?{urlencode({'q': 'welding'})}"
    yield page("Search page", "public", address, repeat=repeat)
    for name, milliseconds in measure_search(documents, repeat=3).items():
        yield Figure(f"Search of {documents:,}: {name}", "public", milliseconds, most=100)


def company_pages(profiles, repeat):
    listing, of = reverse("directory:index"), f"Companies of {profiles:,}"
    process, material = (Term.objects.of(name).first().slug for name in (Vocabulary.PROCESS, Vocabulary.MATERIAL))
    near = {"near": "Worcester", "within": "40"}
    asked = {
        "everything": {},
        "words": {"q": "milled housings"},
        "within 40 miles, nearest first": near,
        "words, two facets, within 40 miles": {"q": "milled", "process": process, "material": material, **near},
    }
    for name, params in asked.items():
        sent = QueryDict(urlencode(params))
        yield figure(
            f"{of}: {name}", "public", lambda sent=sent: find_companies(sent), repeat=repeat, most=MOST_DIRECTORY
        )
        yield page(f"{of}, page: {name}", "public", f"{listing}?{urlencode(params)}", repeat=repeat)
    company = CapabilityProfile.objects.public().first()
    limits = {"most": MOST_DIRECTORY, "most_queries": MOST_COMPANY_QUERIES}
    yield page("Company, cold", "public", company.get_absolute_url(), cold=True, repeat=repeat, **limits)


def judging_pages(seeded, repeat):
    juror = seeded.jury.jurors[0]
    card = Scorecard.objects.for_juror(juror).in_round(seeded.round).order_by("pk").first()
    entry = reverse("judging:entry", args=[card.candidacy_id])
    results = reverse("judging:results", args=[seeded.round.pk])
    progress = reverse("judging:round", args=[seeded.round.pk])
    chair = seeded.jury.chair
    yield page("Queue", "juror", reverse("judging:queue"), person=juror, repeat=repeat, most=60, most_queries=15)
    yield page("Entry and scorecard", "juror", entry, person=juror, repeat=repeat, most=40, most_queries=15)
    yield page("Progress", "chair", progress, person=chair, repeat=repeat)
    yield page("Live results", "chair", results, person=chair, repeat=repeat)


def office_pages(seeded, repeat):
    listing = reverse("nomination:index")
    chosen = {"edition": seeded.edition.pk, "state": "eligible", "place": "MA", "ordering": "-organisation__name"}
    office = seeded.office
    yield page("Nominations", "secretariat", listing, person=office, repeat=repeat, most=100)
    address = f"{listing}?{urlencode(chosen)}"
    yield page("Nominations, filtered and sorted", "secretariat", address, person=office, repeat=repeat, most=100)


def large_round(seeded, repeat):
    """What no page's size should be felt in: functions over the large round."""
    entries = len(seeded.jury.candidacies)
    cards = Scorecard.objects.in_round(seeded.round).count()
    what = f"live_results, {entries:,} nominations, {cards:,} scorecards"
    yield figure(what, "chair", lambda: live_results(seeded.round), repeat=min(repeat, 5), most=300)
    jurors = seeded.jury.jurors[:5]
    yield figure(
        f"plan_by_hand, {entries:,} nominations x {len(jurors)} jurors",
        "secretariat",
        lambda: plan_by_hand(round=seeded.round, candidacies=seeded.jury.candidacies, jurors=jurors),
        repeat=min(repeat, 5),
        most=1000,
    )
