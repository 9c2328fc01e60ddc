"""What a juror would like to read: who is asked, what a blind round keeps to itself, what is saved, and what it moves."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.registries import erasers, exporters
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from judging.actions import place_bids
from judging.actions.planning import commit_run, draw_up, rule_on_pair, undo_run
from judging.bidding import bidders_in_words
from judging.copying import copy_judging
from judging.enums import BidChoice, DeclarationKind, PairRuleKind
from judging.matching import match_table, with_bid
from judging.models import Assignment, Bid, Declaration, Round
from judging.planning import Settings
from nominations.models import Question
from prizes.enums import Vocabulary
from tests.accounts.factories import PersonFactory
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    PledgeFactory,
    QuestionFactory,
    SubmissionAnswerFactory,
    close,
    declare_excluded,
    open_round_with_entries,
    seat,
    secretary_of,
)
from tests.prizes.factories import EditionFactory, TermFactory

pytestmark = pytest.mark.django_db
WANT, CAN, RATHER_NOT = BidChoice.WANT, BidChoice.CAN, BidChoice.RATHER_NOT


class Setting:
    """Nothing is assigned; one juror has pledged and declared."""

    def __init__(self, entries=3, **round_fields):
        self.round, self.entries = open_round_with_entries(entries, **{"asks_bids": True} | round_fields)
        self.juror = seat(self.round)
        self.pass_gates(self.juror)
        self.url = reverse("judging:bids", args=[self.round.pk])

    def pass_gates(self, juror):
        PledgeFactory(round=self.round, juror=juror)
        for entry in self.entries:
            DeclarationFactory(juror=juror, edition=self.round.edition, organisation=entry.nomination.organisation)

    def bid(self, choice=WANT, entry=None, by=None):
        place_bids(round=self.round, choices={entry or self.entries[0]: choice}, by=by or self.juror)

    def bids(self):
        return dict(Bid.objects.filter(juror=self.juror).values_list("candidacy", "choice"))


@pytest.fixture
def setting():
    return Setting()


def field(entry, choice, was=""):
    return {f"bid-{entry.pk.hex}": choice, f"was-{entry.pk.hex}": was}


# The act.


def test_bid_is_kept_with_counts_in_the_record(setting):
    first, second, third = setting.entries

    place_bids(round=setting.round, choices={first: WANT, second: WANT, third: RATHER_NOT}, by=setting.juror)

    assert setting.bids() == {first.pk: "want", second.pk: "want", third.pk: "rather_not"}
    event = Event.objects.get(verb="bids.placed")
    assert json.loads(event.detail.payload) == {"want": 2, "can": 0, "rather_not": 1}


def test_bid_is_changed_and_taken_back(setting):
    setting.bid(WANT)
    setting.bid(CAN)
    assert setting.bids() == {setting.entries[0].pk: "can"}

    setting.bid("")

    assert setting.bids() == {}


def test_nothing_said_is_no_event(setting):
    place_bids(round=setting.round, choices={}, by=setting.juror)

    assert not Event.objects.filter(verb="bids.placed").exists()


def test_unknown_choice_is_refused(setting):
    with pytest.raises(ValidationError, match="Choose one of the answers"):
        setting.bid("always")


def unsigned(setting):
    """A new wording asks for a new signature."""
    Round.objects.filter(pk=setting.round.pk).update(pledge_version="2")


def undeclared(setting):
    Declaration.objects.filter(juror=setting.juror).delete()


@pytest.mark.parametrize("miss", [unsigned, undeclared])
def test_bid_waits_for_pledge_and_declaration(setting, miss):
    miss(setting)

    with pytest.raises(NotAllowed):
        setting.bid()


def test_strangers_do_not_bid(setting):
    for person in (PersonFactory(), secretary_of(setting.round), Setting().juror):
        with pytest.raises(NotAllowed):
            setting.bid(by=person)


def test_chair_who_does_not_score_does_not_bid(setting):
    chair = seat(setting.round, is_chair=True, scores=False)
    setting.pass_gates(chair)

    with pytest.raises(NotAllowed):
        setting.bid(by=chair)


def test_excluded_juror_does_not_bid_on_the_entry_and_does_on_others(setting):
    Declaration.objects.filter(organisation=setting.entries[0].nomination.organisation).update(
        kind=DeclarationKind.EXCLUDE
    )

    setting.bid(entry=setting.entries[1])
    with pytest.raises(NotAllowed):
        setting.bid(entry=setting.entries[0])

    assert setting.bids() == {setting.entries[1].pk: "want"}


def test_entry_of_another_panel_or_round_takes_no_bid(setting):
    other_panel = CandidacyFactory(round_category__round=setting.round)
    DeclarationFactory(
        juror=setting.juror, edition=setting.round.edition, organisation=other_panel.nomination.organisation
    )
    for entry in (other_panel, Setting().entries[0]):
        with pytest.raises(NotAllowed):
            setting.bid(entry=entry)


def test_round_that_does_not_ask_takes_no_bid():
    setting = Setting(asks_bids=False)

    with pytest.raises(NotAllowed):
        setting.bid()


def test_bids_end_with_the_assignment_and_begin_again_when_it_is_undone(setting):
    office = secretary_of(setting.round)
    run = draw_up(round=setting.round, settings=Settings(), by=office)
    commit_run(run=run, by=office)

    with pytest.raises(TransitionRefused, match="are assigned"):
        setting.bid()
    undo_run(run=run, by=office)
    setting.bid()

    assert setting.bids() == {setting.entries[0].pk: "want"}


def test_bids_end_with_the_round(setting):
    close(setting.round)

    with pytest.raises(TransitionRefused, match="closed"):
        setting.bid()


# The page.


def test_queue_leads_step_by_step_to_the_bids(client, setting):
    unsigned(setting)
    undeclared(setting)
    client.force_login(setting.juror)

    for name in ("pledge", "declare", "bids"):
        address = reverse(f"judging:{name}", args=[setting.round.pk])
        page = client.get(reverse("judging:queue")).content.decode()
        assert f'class="btn btn-primary" href="{address}"' in page
        if name != "bids":
            assert client.get(setting.url).url == address
        kinds = {f"kind-{entry.nomination.organisation_id.hex}": "none" for entry in setting.entries}
        client.post(address, {"agreed": "on", **kinds})

    assert client.get(setting.url).status_code == 200


def test_page_saves_what_changed_and_nothing_else(client, setting):
    first, second, third = setting.entries
    setting.bid(CAN, entry=second)
    client.force_login(setting.juror)

    # The second was said in another window after this page was made: it stays.
    response = client.post(setting.url, field(first, "want") | field(second, "") | field(third, "rather_not"))

    assert response.url == setting.url
    assert setting.bids() == {first.pk: "want", second.pk: "can", third.pk: "rather_not"}


def test_error_stands_at_the_entry_and_nothing_is_lost(client, setting):
    first, second, _ = setting.entries
    client.force_login(setting.juror)

    page = client.post(setting.url, field(first, "always") | field(second, "want")).content.decode()

    assert f'<a href="#entry-{first.pk.hex}">' in page
    assert page.count(' value="want" checked') == 1
    assert setting.bids() == {}


def test_page_is_read_only_from_the_assignment_on(client, setting):
    setting.bid()
    AssignmentFactory(candidacy=setting.entries[1], juror=setting.juror)
    client.force_login(setting.juror)

    page = client.get(setting.url).content.decode()
    client.post(setting.url, field(setting.entries[0], "rather_not", was="want"))

    assert "The entries are assigned." in page
    assert "I want to read it" in page
    assert "radio" not in page
    assert setting.bids() == {setting.entries[0].pk: "want"}


def test_page_is_for_the_scoring_jurors_of_a_round_that_asks(client, setting):
    not_asked = Setting(asks_bids=False)
    people = [
        (setting, PersonFactory()),
        (setting, not_asked.juror),
        (setting, secretary_of(setting.round)),
        (setting, seat(setting.round, is_chair=True, scores=False)),
        (not_asked, not_asked.juror),
    ]
    for where, person in people:
        client.force_login(person)
        assert client.get(where.url).status_code == 404


def test_excluded_entry_is_not_listed(client, setting):
    Declaration.objects.all().delete()
    declare_excluded(setting.entries[0], setting.juror)
    for entry in setting.entries[1:]:
        DeclarationFactory(
            juror=setting.juror, edition=setting.round.edition, organisation=entry.nomination.organisation
        )
    client.force_login(setting.juror)

    page = client.get(setting.url).content.decode()

    assert setting.entries[0].nomination.organisation.name not in page
    assert setting.entries[1].nomination.organisation.name in page


def named(entry, **question_fields):
    """The entry's answer to a question of terms, returned as the name of its one term."""
    term = TermFactory(vocabulary=Vocabulary.TECHNOLOGY)
    question = QuestionFactory(section__form=entry.submission.form)
    Question.objects.filter(pk=question.pk).update(vocabulary=term.vocabulary, kind="choices", **question_fields)
    SubmissionAnswerFactory(submission=entry.submission, question_key=question.key, value=json.dumps([term.slug]))
    return term.name


def test_blind_page_tells_code_category_and_terms_and_not_who(client):
    setting = Setting(blind=True)
    entry = setting.entries[0]
    shown, identifying, of_staff = named(entry), named(entry, identifies=True), named(entry, audience="staff")
    client.force_login(setting.juror)

    page = client.get(setting.url).content.decode()

    assert all(word in page for word in (entry.code, shown, entry.round_category.category.name))
    secret = (entry.nomination.organisation.name, entry.nomination.reference_code, identifying, of_staff)
    assert [word for word in secret if word in page] == []


def test_blind_page_hides_a_title_that_tells_who(client):
    setting = Setting(blind=True)
    entry = setting.entries[0]
    question = QuestionFactory(section__form=entry.submission.form, key="title")
    Question.objects.filter(pk=question.pk).update(identifies=True)
    client.force_login(setting.juror)

    assert entry.submission.title not in client.get(setting.url).content.decode()


def test_page_takes_as_many_queries_for_fifty_entries_as_for_three(client):
    counts = []
    for entries in (3, 50):
        setting = Setting(entries)
        client.force_login(setting.juror)
        client.get(setting.url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(setting.url)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 25


def test_saving_takes_as_many_queries_for_fifty_entries_as_for_three(client):
    counts = []
    for entries in (3, 50):
        setting = Setting(entries)
        client.force_login(setting.juror)
        client.get(setting.url)
        said = {name: value for entry in setting.entries for name, value in field(entry, "can").items()}
        with CaptureQueriesContext(connection) as queries:
            client.post(setting.url, said)
        counts.append(len(queries))
        assert len(setting.bids()) == entries

    assert counts[0] == counts[1]


# What it moves.


@pytest.mark.parametrize(
    ("match", "want", "can", "rather_not"),
    [(0, 75, 50, 0), (50, 75, 50, 25), (51, 76, 51, 25), (80, 90, 80, 40), (100, 100, 100, 50)],
)
def test_bid_moves_the_match(match, want, can, rather_not):
    assert [with_bid(match, choice) for choice in (WANT, CAN, RATHER_NOT)] == [want, can, rather_not]


def test_table_goes_by_bids_only_while_the_round_asks(setting):
    setting.bid()
    assert match_table(setting.entries, [setting.juror]).tolist() == [[75], [50], [50]]

    Round.objects.update(asks_bids=False)

    assert match_table(setting.entries, [setting.juror]).tolist() == [[50], [50], [50]]


def test_the_offices_word_stands_above_the_bid(setting):
    setting.bid()
    rule_on_pair(
        candidacy=setting.entries[0],
        juror=setting.juror,
        kind=PairRuleKind.MATCH,
        match=10,
        reason="Too near.",
        by=secretary_of(setting.round),
    )

    assert match_table(setting.entries, [setting.juror])[0].tolist() == [10]


def test_plan_gives_the_entry_to_whom_wants_it(setting):
    setting.round.round_categories.update(jurors_per_entry=1)
    other = seat(setting.round)
    setting.pass_gates(other)
    setting.bid(WANT)
    setting.bid(RATHER_NOT, by=other)

    run = draw_up(round=setting.round, settings=Settings(), by=secretary_of(setting.round))

    assert [str(setting.entries[0].pk), str(setting.juror.pk)] in run.pairs


# Around it.


def test_office_reads_how_many_have_bid(client, setting):
    seat(setting.round)
    setting.bid()

    assert bidders_in_words(setting.round) == "1 of 2 jurors have said what they would like to read."


def test_flag_travels_to_the_next_year_and_bids_do_not():
    setting = Setting()
    setting.bid()
    target = EditionFactory(prize=setting.round.edition.prize)
    category = setting.entries[0].round_category.category
    category.pk = None
    category.edition = target
    category.save()

    copy_judging(setting.round.edition, target, None)

    copy = Round.objects.get(edition=target)
    assert copy.asks_bids
    assert not Bid.objects.filter(candidacy__round=copy).exists()


def test_bids_are_exported_and_erased(setting):
    setting.bid()
    (said,) = [part["bids"] for part in (export(setting.juror) for export in exporters()) if "bids" in part]
    assert [(bid["entry"], bid["choice"]) for bid in said] == [(str(setting.entries[0].pk), "want")]

    for erase in erasers():
        erase(setting.juror)

    assert setting.bids() == {}


def test_bid_is_nobody_elses_to_see(client, setting):
    setting.bid()
    other = seat(setting.round)
    setting.pass_gates(other)
    client.force_login(other)

    page = client.get(setting.url).content.decode()

    assert ' value="want" checked' not in page
    assert not Assignment.objects.exists()
