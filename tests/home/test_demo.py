from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from accounts.backoffice.work import work_for
from accounts.models import Person
from audit.chain import verify_chain
from audit.models import Event
from home.demo import cast
from home.demo.entries import EARLIER, RUNNING
from home.demo.industry import SUPPLIERS
from judging.enums import ScorecardState
from judging.models import Concern, Scorecard, Waiver
from nominations.enums import NominationState
from nominations.freezing import verify_submission
from nominations.models import Nomination, Submission
from notices.enums import NoticeState
from notices.models import Notice
from prizes.enums import Vocabulary
from prizes.models import Edition, Term
from search.models import PublicDocument
from search.relevance.corpora import demo as judged_demo
from search.relevance.corpora import demo_rows
from showcase.models import Award, WinnerPage, WinnersPage

# On one worker, which loads the demo once for all of them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

EARLIER_ENTRIES = [entry for year in EARLIER.values() for _, _, entry in year]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all tests here, in a transaction around theirs that is rolled back after the last."""
    out = StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def test_entries_name_terms_that_exist():
    known = set(Term.objects.values_list("vocabulary", "slug"))

    strange = [
        entry.company
        for entry in (*RUNNING, *EARLIER_ENTRIES)
        if not {
            (Vocabulary.SUB_INDUSTRY, entry.sub_industry),
            (Vocabulary.TECHNOLOGY, entry.technology),
            (Vocabulary.PRACTICE, entry.practice),
        }
        <= known
    ]

    assert strange == []


def test_demo_is_whole_and_stays_as_it_is_when_loaded_again(demo):
    events = Event.objects.count()
    again = StringIO()

    call_command("load_demo", stdout=again)

    assert "It was there already; nothing was changed." in again.getvalue()
    assert Event.objects.count() == events
    assert verify_chain().ok
    assert all(verify_submission(submission).holds for submission in Submission.objects.all())


def test_demo_shows_every_state(demo):
    running = Nomination.objects.filter(edition=Edition.objects.order_by("-year").first())

    assert running.count() == 40 + len(SUPPLIERS)
    assert set(running.values_list("state", flat=True)) == set(NominationState.values)
    shown = set(Scorecard.objects.values_list("state", flat=True))
    assert shown == set(ScorecardState.values) - {ScorecardState.REOPENED}
    assert Concern.objects.filter(resolved_at=None).count() == 1
    assert Waiver.objects.count() == 1


def test_demo_announced_its_earlier_years_and_nothing_of_this_one(demo):
    this_year = Edition.objects.order_by("-year").first()

    assert Award.objects.public().count() == len(EARLIER_ENTRIES)
    assert WinnerPage.objects.live().announced().count() == len(EARLIER_ENTRIES)
    assert PublicDocument.objects.filter(kind="winner").count() == len(EARLIER_ENTRIES)
    assert not Award.objects.filter(category__edition=this_year).exists()


def test_judged_documents_are_those_of_the_demo(demo):
    """When this fails, judge the new pages too: docs/relevance.md says how."""
    # What names a year is of another year with every year.
    shown = ("kind", "key", "title", "summary", "keywords")

    published = [{name: row[name] for name in shown} for row in demo_rows()]

    assert published == [{name: getattr(document, name) for name in shown} for document in judged_demo().documents]


def test_demo_shows_every_year_and_its_press_pack(demo, client):
    winners = WinnersPage.objects.get()

    for edition in Edition.objects.order_by("-year")[1:]:
        assert client.get(winners.address_of(edition.year)).status_code == 200
        assert client.get(winners.address_of(edition.year, "press")).status_code == 200
    assert client.get(winners.address_of(Edition.objects.order_by("-year").first().year)).status_code == 404


def test_demo_has_winner_pages_with_figures_and_capabilities(demo):
    pages = WinnerPage.objects.live()

    assert [page for page in pages if any(block.block_type == "figures" for block in page.body)]
    assert Award.objects.filter(terms__vocabulary=Vocabulary.CAPABILITY).distinct().count() == len(EARLIER_ENTRIES)


def test_demo_let_one_reporter_in_and_waits_for_another(demo, client):
    for reporter, said in ((cast.READING, "You accepted the embargo"), (cast.ASKED, "I accept the embargo")):
        assert reverse("press:pass", args=[reporter.token]) in demo
        assert said in client.get(reverse("press:pass", args=[reporter.token])).text


# What all prizes of an installation share.
SHARED = {
    "accounts.affiliation",
    "accounts.organisation",
    "accounts.person",
    "search.pick",
    # The directory and the services are looked after by the offices of all prizes, and so are the links to them.
    "accounts.invitation",
    "network.capabilityprofile",
    "network.claim",
    "network.problemreply",
    "network.problemstatement",
    "prizes.servicerequest",
    "prizes.supportservice",
}
SHARED_NOTICES = ("accounts.", "network.", "prizes.")


def test_what_belongs_to_a_prize_is_filed_under_it(demo):
    """Of two prizes each would read the other's otherwise."""
    assert set(Event.objects.filter(scope="").values_list("target_type", flat=True)) <= SHARED
    templates = set(Notice.objects.filter(scope="").values_list("template", flat=True))
    assert [name for name in templates if not name.startswith(SHARED_NOTICES)] == []


def test_demo_lays_work_on_the_editors_desk(demo):
    items = work_for(Person.objects.get(email=cast.EDITOR.email))

    assert {item.text for item in items} == {
        "page to approve",
        "story before its company",
        "story offered by an entrant",
        "page scheduled",
        "page to renew",
        "picture whose permission ends",
    }


def test_demo_leaves_no_mail_waiting(demo):
    assert not Notice.objects.exclude(state=NoticeState.SENT).exists()


def test_demo_prints_accounts_that_can_sign_in(demo):
    addresses = [word for word in demo.split() if "@" in word]

    people = Person.objects.filter(email__in=addresses)

    assert people.count() == len(addresses) == 15
    assert all(person.check_password(cast.PASSWORD) for person in people)


def test_demo_runs_everything_in_its_own_past(demo):
    stamps = list(Event.objects.order_by("position").values_list("occurred_at", flat=True))

    assert stamps[-1] - stamps[0] > (stamps[-1] - stamps[-1].replace(year=stamps[-1].year - 2))


@pytest.mark.parametrize("member", [cast.OFFICE, cast.AUDITOR, cast.EDITOR], ids=lambda member: member.email)
def test_back_office_of_the_demo_opens(demo, client, member):
    client.force_login(Person.objects.get(email=member.email))

    assert client.get("/admin/").status_code == 200
