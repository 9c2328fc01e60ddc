"""Until the announcement no door tells an outcome: every address of the front, walked by everybody who must not know."""

import re
from datetime import timedelta
from functools import reduce
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from accounts.enums import RoleName
from accounts.registries import exporters
from judging.actions import decide, release_results, seal_decisions, seal_figures, set_announcement
from judging.actions.feedback import edit_feedback
from judging.enums import CommentState, Outcome, RoundKind
from judging.feedback import Contents
from judging.models import Announcement, FeedbackReport, Remark, Scorecard
from judging.results import live_results
from notices.models import Notice
from search.models import PublicDocument
from showcase.actions import mark_ready
from showcase.models import Award, Picture, WinnerPage
from tests.accounts.factories import PersonFactory, staff
from tests.accounts.viewset_walk import all_viewsets
from tests.judging.factories import PanelFactory, auditor_of, close, ready_juror, seat, secretary_of
from tests.nominations.factories import CollaboratorFactory
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import approve, candidacy_in, editor_of, round_of, showcase_of

REASON = "Reason-in-the-minutes"
COMMENT = "Comment-for-the-entrant"
ADVICE = "Strengths-that-the-chair-wrote"
CITATION = "Citation-of-the-jury"
WINNER, LOSER = "Zephyrine Castings", "Quellwater Gears"
OUTCOMES = {WINNER: Outcome.WINNER, LOSER: Outcome.DECLINE}
# Sign-in and the back office have their own walls and their own tests; Wagtail's pages are walked one by one.
OF_THE_NETWORK = ("companies/", "enquiries/", "industry/", "nominate/", "profile/", "sign-up/", "support/", "topics/")
NOT_WALKED = ("account/", "admin/", "documents/", "styleguide/")
# The back office is walked apart: by all of its addresses but the one that signs out, and the one by which Wagtail fails.
BACK_OFFICE, NOT_READ = "admin/", ("admin/logout/", "admin/failwhale/")
# Where an argument's name says what it counts, so that not every number is tried in its place.
OF_THE_PAGE = {
    **dict.fromkeys(("app_label", "app_name", "content_type_app_name"), ["showcase"]),
    **dict.fromkeys(("model_name", "content_type_model_name"), ["winnerpage", "award"]),
}

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


class World:
    """One winner and one that was not selected, all decided, sealed and released, with the winner's page ready to go."""

    def __init__(self):
        self.prize = PrizeFactory()
        showcase_of(self.prize)
        self.round = round_of(self.prize, kind=RoundKind.FINAL)
        self.entries = {name: candidacy_in(self.round, company=name) for name in OUTCOMES}
        first = self.entries[WINNER]
        PanelFactory(round=self.round, categories=[entry.nomination.category for entry in self.entries.values()])
        self.juror = ready_juror(list(self.entries.values()))
        self.entrants = {
            name: CollaboratorFactory(nomination=entry.nomination).person for name, entry in self.entries.items()
        }
        for card in Scorecard.objects.all():
            card.remarks.create(kind="entrant", text=COMMENT)
        Scorecard.objects.update(state="submitted", total=50, handed_in_at=timezone.now())
        self.decide()
        self.award = Award.objects.get(nomination=first.nomination)
        self.prepare_page()

    def decide(self):
        chair = seat(self.round, is_chair=True, scores=False)
        seal_figures(round=close(self.round), by=chair)
        for name, outcome in OUTCOMES.items():
            decide(candidacy=self.entries[name], outcome=outcome, reason=REASON, by=chair)
            self.edit_feedback(self.entries[name], chair)
        seal_decisions(round=self.round, by=chair)
        release_results(round=self.round, by=auditor_of(self.round))
        for outcome in OUTCOMES.values():
            self.announce(outcome, timedelta(days=1))

    def edit_feedback(self, entry, chair):
        """Let through by the chair, and by mistake already marked as sent."""
        remarks = Remark.objects.filter(scorecard__candidacy=entry, kind="entrant")
        edits = [(remark, CommentState.APPROVED, "", "") for remark in remarks]
        report = edit_feedback(candidacy=entry, by=chair, edits=edits, strengths=ADVICE)
        report.content = Contents(self.round).of(entry, report)
        report.sent_at, report.sent_by = timezone.now(), chair
        report.save()

    def prepare_page(self):
        """Approved, let through, with a picture, and by mistake already live."""
        Award.objects.update(citation=CITATION)
        self.picture = Picture.objects.create(
            title="The casting",
            file=get_test_image_file(size=(96, 64)),
            description="A casting.",
            credit="Ours",
            rights="Ours",
        )
        page = WinnerPage.objects.get(award=self.award)
        page.picture = self.picture
        page.save_revision()
        # A company gives its word once it has been told; here the hour is taken back, so that the whole page can leak.
        approve(self.award)
        tomorrow = timezone.now() + timedelta(days=1)
        Announcement.objects.update(entrants_at=tomorrow, public_at=tomorrow)
        mark_ready(page=WinnerPage.objects.get(pk=page.pk), by=editor_of(self.prize))
        Page.objects.filter(pk=page.pk).update(live=True)
        WinnerPage.objects.filter(pk=page.pk).update(picture=self.picture)
        self.page = WinnerPage.objects.get(pk=page.pk)

    def announce(self, outcome, after):
        at = timezone.now() + after
        set_announcement(round=self.round, outcome=outcome, by=secretary_of(self.round), entrants_at=at, public_at=at)

    def let_the_hour_come(self):
        past = timezone.now() - timedelta(minutes=1)
        Announcement.objects.update(entrants_at=past, press_at=past, public_at=past)
        call_command("tick")

    @property
    def secrets(self):
        return (REASON, COMMENT, ADVICE, CITATION, self.page.slug, self.picture.file.name)

    def values_for(self, arguments, *, few=False):
        """What an address can be filled with: every row that it may mean, and a few of each below another row.

        `few` of them where the rows are of the network, and an outcome is none of them.
        """
        uuids = [self.award.pk]
        for entry in self.entries.values():
            uuids += [entry.nomination_id, entry.pk, *entry.scorecards.values_list("pk", flat=True)]
        values = {
            "uuid": uuids[:2] if few else uuids,
            "int": [self.round.edition_id, self.award.category_id],
            "slug": ["winner", "decline", "story"],
            "str": ["a-token"],
            "path": ["pictures/unknown.png"],
        }
        kinds = [kind for kind, _ in arguments]
        named = {
            "round": [self.round.pk],
            "report": list(FeedbackReport.objects.values_list("pk", flat=True)),
            "kind": ["csv", "xlsx", "json", "figures", "decisions"],
        }
        filled = [named.get(name, values[kind]) for kind, name in arguments]
        return filled if kinds.count("uuid") < 2 else [filled[0], *(each[:1] for each in filled[1:])]


@pytest.fixture
def world():
    return World()


def addresses(world):
    """Every address of the front of house, filled in every way."""
    found = {page.url for page in Page.objects.all() if page.url}
    for template, arguments in patterns(get_resolver().url_patterns):
        for values in product(*world.values_for(arguments, few=template.startswith(OF_THE_NETWORK))):
            path = template
            for value in values:
                path = path.replace("<>", str(value), 1)
            found.add(f"/{path}")
    found |= {f"{reverse('search:results')}?q={term}" for term in ("Zephyrine", "Quellwater", "casting", "winner")}
    found |= {f"{reverse('search:suggest')}?q={term}" for term in ("Zeph", "cast", "Quell")}
    found |= {f"{reverse('judging:search')}?q={term}" for term in ("Zephyrine", "Quellwater", "winner", "deserves")}
    found |= {f"{reverse('judging:suggest')}?q={term}" for term in ("Zeph", "Quell")}
    return sorted(found)


def is_of_the_front(route):
    return not route.startswith(NOT_WALKED)


def is_of_the_back_office(route):
    return route.startswith(BACK_OFFICE) and route not in NOT_READ


def patterns(tree, is_walked=is_of_the_front, prefix=""):
    """Pairs of an address with <> for each argument and the kinds and names of its arguments."""
    for part in tree:
        route = prefix + str(part.pattern).lstrip("^")
        if not is_walked(route) or "(" in route:
            continue
        if isinstance(part, URLResolver):
            yield from patterns(part.url_patterns, is_walked, route)
        elif isinstance(part, URLPattern):
            arguments = re.findall(r"<(\w+):(\w+)>", route)
            yield re.sub(r"<\w+:\w+>", "<>", route).removesuffix("$"), arguments


def back_office_addresses(world):
    """Every address of the back office, filled with each row that came of the decisions, and each list's search and export."""
    revision = world.page.latest_revision
    numbers = [world.page.pk, world.page.get_parent().pk, world.round.pk, world.picture.pk, revision.pk]
    values = {"int": numbers, "uuid": [world.award.pk, world.entries[WINNER].pk, world.entries[WINNER].nomination_id]}
    by_name = {
        **dict.fromkeys(("page_id", "page_to_move_id"), [world.page.pk]),
        **dict.fromkeys(("parent_page_id", "destination_id"), [world.page.pk, world.page.get_parent().pk]),
        "image_id": [world.picture.pk],
        "revision_id": [revision.pk],
    }
    found = set()
    for template, arguments in patterns(get_resolver().url_patterns, is_of_the_back_office):
        filled = [
            [str(value) for value in OF_THE_PAGE.get(name) or by_name.get(name) or values.get(kind, [world.page.pk])]
            for kind, name in arguments
        ]
        for choice in product(*filled):
            found.add("/" + reduce(lambda path, value: path.replace("<>", value, 1), choice, template))
    lists = [reverse(viewset.get_url_name("index")) for viewset in all_viewsets()]
    searched = [*(reverse(f"wagtailadmin_{name}") for name in ("pages:search", "choose_page_search")), *lists]
    found.add(f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={world.page.pk}")
    acts = product(["wagtailcore/page", "showcase/picture"], ["delete", "publish", "move"], [*numbers, "all"])
    found |= {f"{reverse('wagtailadmin_home')}bulk/{model}/{act}/?id={which}" for model, act, which in acts}
    found |= {f"{address}?q=Zephyrine" for address in searched} | {f"{address}?export=csv" for address in lists}
    return sorted(found)


def read(client, address):
    response = client.get(address)
    if response.status_code != 200:
        return ""
    # Search marks the words that were looked for, in the middle of a name too.
    return re.sub(r"</?mark>", "", b"".join(response).decode(errors="replace"))


def walk(client, person, world):
    """Everything that this person can read, by address."""
    client.logout()
    if person:
        client.force_login(person)
    return {address: page for address in addresses(world) if (page := read(client, address))}


def everybody_who_must_not_know(world):
    return {
        "visitor": None,
        "stranger": PersonFactory(),
        "juror": world.juror,
        "winner": world.entrants[WINNER],
        "loser": world.entrants[LOSER],
    }


def test_walk_reaches_the_doors_that_matter(client, world):
    reached = walk(client, world.entrants[WINNER], world)

    nomination = world.entries[WINNER].nomination_id
    assert f"/nominations/{nomination}/" in reached
    assert "/sitemap.xml" in reached
    assert any(address.startswith("/search/?q=") for address in reached)
    assert any("winners-" in address for address in reached)


def test_no_door_tells_before_the_announcement(client, world):
    for who, person in everybody_who_must_not_know(world).items():
        pages = walk(client, person, world)

        # The juror reads, on their own cards, what they wrote themselves.
        secrets = [secret for secret in world.secrets if not (who == "juror" and secret == COMMENT)]
        told = {(who, address, secret) for address, page in pages.items() for secret in secrets if secret in page}
        assert told == set()
        if who in ("visitor", "stranger"):
            assert {address for address, page in pages.items() if WINNER in page or LOSER in page} == set()


def masked(page, world, name):
    """Without what tells one nomination from another, whatever became of it."""
    entry = world.entries[name]
    own = (str(entry.nomination_id), name, entry.nomination.reference_code, world.entrants[name].name)
    for text in (*own, world.entrants[name].email):
        page = page.replace(text, "*")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_winner_reads_exactly_what_the_others_read(client, world):
    seen = {}
    for name, person in world.entrants.items():
        pages = walk(client, person, world)
        own = str(world.entries[name].nomination_id)
        seen[name] = {
            masked(address, world, name): masked(page, world, name)
            for address, page in pages.items()
            if own in address or address in ("/nominations/", "/people/")
        }

    assert seen[WINNER].keys() == seen[LOSER].keys()
    assert seen[WINNER] == seen[LOSER]


def test_no_mail_index_or_export_tells_before_the_announcement(client, world):
    call_command("tick")

    entrants = world.entrants.values()
    assert not Notice.objects.filter(recipient__in=[*entrants, world.juror], body_text__contains="Winner").exists()
    assert not Notice.objects.filter(template="judging.outcome").exists()
    assert not any(REASON in notice.body_text for notice in Notice.objects.all())
    assert not PublicDocument.objects.filter(title__contains=WINNER).exists()
    for person in (*entrants, world.juror):
        exported = "".join(str(export(person)) for export in exporters())
        assert not any(secret in exported for secret in (REASON, CITATION, world.page.slug))
    client.force_login(secretary_of(world.round))
    listed = client.get(reverse("nomination:index"), {"export": "csv"})
    assert REASON not in b"".join(listed.streaming_content).decode()


def test_public_picture_of_a_page_that_waits_has_no_address_that_can_be_guessed(world):
    assert re.search(r"pictures/[0-9a-f]{32}\.png$", world.picture.file.name)


def test_after_the_announcement_the_doors_tell(client, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        world.let_the_hour_come()

    public = walk(client, None, world)
    assert WINNER in public[world.page.url]
    assert CITATION in public[world.page.url]
    assert world.page.slug in public["/sitemap.xml"]
    assert WINNER in public["/search/?q=Zephyrine"]
    # What was not selected stays between the prize and the company.
    assert {address for address, page in public.items() if LOSER in page} == set()
    for name, word in ((WINNER, "Winner"), (LOSER, "Not selected")):
        pages = walk(client, world.entrants[name], world)
        outcome = pages[reverse("outcomes:outcome", args=[world.entries[name].nomination_id])]
        assert word in outcome
        assert COMMENT not in outcome
        (report,) = (page for address, page in pages.items() if "/feedback/" in address and COMMENT in page)
        assert ADVICE in report
        assert Notice.objects.filter(template="judging.outcome", recipient=world.entrants[name]).count() == 1


def back_office_pages(client, person, addresses):
    client.force_login(person)
    return {address: page for address in addresses if (page := read(client, address))}


def test_back_office_is_no_door_for_a_winner(client, world):
    pages = back_office_pages(client, world.entrants[WINNER], back_office_addresses(world))

    # The words and the icons of its screens, which tell nothing.
    assert pages.keys() <= {"/admin/jsi18n/", reverse("wagtailadmin_sprite")}


@pytest.mark.parametrize("role", [RoleName.SECRETARIAT, RoleName.EDITOR])
def test_back_office_of_another_prize_tells_nothing_before_the_entrants_hour(client, world, role):
    pages = back_office_pages(client, staff(role), back_office_addresses(world))

    assert reverse("wagtailadmin_home") in pages
    secrets = {*world.secrets, str(world.award.pk)}
    if role != RoleName.EDITOR:
        # All editors choose from one library of pictures, which does not say where one will be shown.
        secrets.add(Path(world.picture.file.name).stem)
    assert {(address, secret) for address, page in pages.items() for secret in secrets if secret in page} == set()
    # All prizes share the register of companies, which says of nobody that they entered.
    companies = {address.split("?")[0] for address, page in pages.items() if WINNER in page or LOSER in page}
    register = [f"organisations:{name}" for name in ("index", "index_results", "add")]
    choosing = ("supportservice:add", "partners:add")
    assert companies <= {reverse(name) for name in (*register, *choosing)}


def test_walk_through_the_back_office_finds_what_its_own_staff_may_know(client, world):
    """That the walks above come to where it stands."""
    edit = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
    search, awards = f"{reverse('wagtailadmin_pages:search')}?q=Zephyrine", reverse("awards:index")
    assert {edit, search, awards} <= set(back_office_addresses(world))

    pages = back_office_pages(client, editor_of(world.prize), [edit, search])

    assert world.page.slug in pages[edit]
    assert WINNER in pages[search]
    assert WINNER in back_office_pages(client, secretary_of(world.round), [awards])[awards]


def test_reason_of_a_decision_stays_in_the_minutes(client, world):
    world.let_the_hour_come()

    for person in everybody_who_must_not_know(world).values():
        pages = walk(client, person, world)
        assert {address for address, page in pages.items() if REASON in page} == set()


def test_rehearsal_shows_the_public_nothing_even_then(client, world):
    edition = world.round.edition
    edition.rehearsal = True
    edition.save()
    world.let_the_hour_come()

    public = walk(client, None, world)

    assert {address for address, page in public.items() if WINNER in page} == set()


def test_figures_are_told_to_nobody_but_those_who_lead(client, world):
    (results,) = live_results(
        world.round, world.round.round_categories.filter(pk=world.entries[WINNER].round_category_id)
    )
    assert results.entries

    pages = walk(client, world.juror, world)

    leading = ("results/", "decisions/", "release/", "announcements/", "ties-and-waivers/")
    assert {address for address in pages if any(part in address for part in leading)} == set()
