"""A juror's search: what the entry page shows, of the entries whose page opens, and in a blind round nothing of who entered."""

import json
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from judging import rules
from judging.actions import open_round
from judging.enums import AssignmentState, ScorecardState
from judging.models import Assignment, Candidacy, Scorecard
from nominations.actions import withdraw_nomination
from nominations.actions.leaving import erase_answers
from nominations.models import SubmissionAttachment
from search import indexing
from search.enums import EntryReader
from search.models import EntryDocument
from tests.accounts.factories import OrganisationFactory, PersonFactory
from tests.judging.factories import (
    AssignmentFactory,
    CandidacyFactory,
    DeclarationFactory,
    EligibleNominationFactory,
    PanelFactory,
    PledgeFactory,
    QuestionFactory,
    RoundCategoryFactory,
    RoundFactory,
    SeatFactory,
    SectionFactory,
    SubmissionAnswerFactory,
    SubmissionFactory,
    declare_excluded,
    ready_juror,
    seat,
    secretary_of,
)
from tests.nominations.factories import AttachmentFactory, CollaboratorFactory
from tests.prizes.factories import TermFactory

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST = "/judging/search/", "/judging/search/suggest/"
# What tells who: by name, by place, by an answer, by a title, by a file's name.
COMPANY, CITY, IDENTIFYING, FILE = (
    "Zephyrine Forge",
    "Ashtabulon",
    "Founded by Quillifer Marsh",
    "zephyrine-turbine.pdf",
)
IDENTIFIERS = {
    "company": ["Zephyrine", "zephyrin", "Zephyrine Forge", '"Zephyrine Forge"'],
    "city": ["Ashtabulon", "ashtabul"],
    "identifying answer": ["Quillifer", "quillife", "founded by Quillifer"],
    "title": ["Marvelomatic", "marvelo"],
    "attachment": ["turbine", "zephyrine-turbine.pdf", "turbi"],
}


class World:
    """A round with one category, whose form asks for what identifies and what does not."""

    def __init__(self, *, blind=True, title_identifies=True, **round_fields):
        self.round = RoundFactory(blind=blind, **round_fields)
        self.round_category = RoundCategoryFactory(round=self.round)
        self.category = self.round_category.category
        self.panel = PanelFactory(round=self.round, categories=[self.category])
        self.section = SectionFactory(form__category=self.category)
        self.form = self.section.form
        self.question("title", kind="short_text", identifies=title_identifies)
        self.question("story")
        self.question("founder", identifies=True)
        self.question("evidence", kind="file")
        self.question("budget", audience="staff")

    def question(self, key, **fields):
        return QuestionFactory(section=self.section, form=self.form, key=key, **fields)

    def entry(self, *, title="Cold forging", company=COMPANY, file=FILE, **answers):
        organisation = OrganisationFactory(name=company, city=CITY)
        nomination = EligibleNominationFactory(category=self.category, organisation=organisation, title=title)
        submission = SubmissionFactory(
            nomination=nomination, form=self.form, company={"name": company, "city": CITY, "id": str(organisation.pk)}
        )
        for key, value in answers.items():
            SubmissionAnswerFactory(submission=submission, question_key=key, value=json.dumps(value))
        if file:
            attachment = AttachmentFactory(nomination=nomination, name=file)
            SubmissionAttachment.objects.create(
                submission=submission, attachment=attachment, question_key="evidence", sha256="0" * 64
            )
        # As submitting does last.
        nomination.save()
        return CandidacyFactory(
            round=self.round, round_category=self.round_category, nomination=nomination, submission=submission
        )

    def identifying(self):
        return self.entry(
            title="The Marvelomatic press", story="We press gears without heat.", founder=IDENTIFYING, budget="Nickel"
        )

    def plain(self):
        return self.entry(title="Nothing", company="Birch", file=None, story="We paint frames with a laser.")


def ask(client, juror, text="", address=SEARCH, **params):
    client.force_login(juror)
    response = client.get(address, {"q": text, **params}, headers={"Accept": "application/json"})
    assert response.status_code == 200
    return response.json()


def found(client, juror, text="", **params):
    return [hit["code"] for hit in ask(client, juror, text, **params)["results"]]


def suggested(client, juror, text):
    return [each["title"] for each in ask(client, juror, text, SUGGEST)["suggestions"]]


def document_of(candidacy):
    return EntryDocument.objects.get(reader=EntryReader.JURY, key=str(candidacy.pk))


def held(document):
    return "\n".join([document.title, document.company, document.body, document.keywords])


# What the document holds.


def test_document_of_an_open_round_holds_what_its_jurors_read():
    entry = World(blind=False).identifying()

    document = document_of(entry)

    assert (document.title, document.company) == ("The Marvelomatic press", COMPANY)
    assert document.body == f"We press gears without heat. · {IDENTIFYING} · {FILE}"
    assert document.keywords == entry.code


def test_document_of_a_blind_round_tells_nothing_of_who_entered():
    entry = World().identifying()

    document = document_of(entry)

    assert (document.title, document.company, document.keywords) == ("", "", entry.code)
    assert document.body == "We press gears without heat."


def test_document_holds_a_title_that_does_not_identify():
    assert document_of(World(title_identifies=False).identifying()).title == "The Marvelomatic press"


def test_document_holds_the_questions_that_the_round_chose():
    world = World(blind=False)
    world.round_category.visible_questions = ["founder"]
    world.round_category.save()

    assert document_of(world.identifying()).body == IDENTIFYING


def test_document_names_terms_beside_the_code():
    world = World()
    world.question("technology", kind="choices", vocabulary="technology")
    world.question("practice", kind="choices", vocabulary="practice", identifies=True)
    TermFactory(vocabulary="technology", slug="laser", name="Laser cutting")
    TermFactory(vocabulary="practice", slug="lean", name="Lean")

    entry = world.entry(technology=["laser"], practice=["lean"])

    assert document_of(entry).keywords == f"{entry.code} · Laser cutting"


# It stays in step.


def test_opening_a_round_indexes_its_entries():
    world = World()
    nomination = world.identifying().nomination
    Candidacy.objects.all().delete()
    assert not EntryDocument.objects.filter(reader=EntryReader.JURY).exists()

    open_round(round=world.round, by=secretary_of(world.round))

    assert document_of(Candidacy.objects.get(nomination=nomination)).body == "We press gears without heat."


def test_blinding_a_round_takes_away_at_once_what_tells_who(client, django_capture_on_commit_callbacks):
    world = World(blind=False)
    entry = world.identifying()

    with django_capture_on_commit_callbacks() as callbacks:
        world.round.blind = True
        world.round.save()
        # Before any task has run.
        assert not EntryDocument.objects.filter(reader=EntryReader.JURY).exists()
    for callback in callbacks:
        callback()

    assert "Zephyrine" not in held(document_of(entry))


def test_hiding_a_question_takes_its_answer_away_at_once(django_capture_on_commit_callbacks):
    world = World(blind=False)
    entry = world.identifying()

    with django_capture_on_commit_callbacks() as callbacks:
        world.round_category.visible_questions = ["story"]
        world.round_category.save()
        assert not EntryDocument.objects.filter(reader=EntryReader.JURY).exists()
    for callback in callbacks:
        callback()

    assert document_of(entry).body == "We press gears without heat."


def test_a_round_saved_with_the_rule_it_had_keeps_its_documents(django_capture_on_commit_callbacks):
    world = World()
    entry = world.identifying()

    with django_capture_on_commit_callbacks():
        world.round.closes_at += timedelta(days=1)
        world.round.save()

        assert document_of(entry)


def test_erasing_answers_leaves_no_copy_in_the_index():
    world = World(blind=False)
    entry = world.identifying()

    erase_answers(submission=entry.submission, question_keys=["founder", "evidence"], reason="Asked to.", by=None)

    for document in EntryDocument.objects.filter(key__in=[str(entry.pk), str(entry.nomination_id)]):
        assert "Quillifer" not in held(document)
        assert FILE not in held(document)
        assert "We press gears" in held(document)


def test_renaming_a_company_renames_it_in_search():
    entry = World(blind=False).identifying()
    company = entry.nomination.organisation
    company.name = "Hemlock Hydraulics"
    company.save()

    assert document_of(entry).company == "Hemlock Hydraulics"


def test_withdrawing_takes_the_document_away():
    entry = World().identifying()
    entry.withdrawn_at = timezone.now()
    entry.save()

    assert not EntryDocument.objects.filter(reader=EntryReader.JURY).exists()


def test_replacing_the_submission_replaces_the_text():
    world = World()
    entry = world.identifying()
    newer = SubmissionFactory(nomination=entry.nomination, form=world.form, number=2)
    SubmissionAnswerFactory(submission=newer, question_key="story", value='"With heat, after all."')

    entry.submission = newer
    entry.save()

    assert document_of(entry).body == "With heat, after all."


def test_reconciling_finds_nothing_to_put_right():
    World(blind=False).identifying()
    World().identifying()

    assert indexing.reconcile() == indexing.Differences()


# Who finds what.


def test_juror_finds_what_they_may_open(client):
    world = World(blind=False)
    own, other = world.identifying(), world.plain()
    juror = ready_juror([own])

    assert found(client, juror, "gears") == [own.code]
    assert found(client, juror, "laser") == []
    assert found(client, juror) == [own.code]
    assert other.code not in str(ask(client, juror))


def test_search_answers_with_a_page(client):
    world = World(blind=False)
    juror = ready_juror([world.identifying(), world.plain()])
    client.force_login(juror)

    page = client.get(SEARCH, {"q": "gears"})

    assert page.status_code == 200
    assert "The Marvelomatic press" in page.content.decode()
    assert "<mark>gears</mark>" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")


def test_search_says_what_opens_entries_when_none_is_open(client):
    world = World()
    world.identifying()
    client.force_login(seat(world.round))

    assert "No entry is open to you yet" in client.get(SEARCH).content.decode()


def test_search_helps_where_nothing_is_found(client):
    world = World()
    client.force_login(ready_juror([world.identifying()]))

    assert "None of your entries matches" in client.get(SEARCH, {"q": "zirconium"}).content.decode()


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_who_sits_on_no_panel_finds_no_such_page(client, address):
    assert client.get(address).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404


def test_neighbour_finds_nothing_of_another_jurors_entries(client):
    world = World(blind=False)
    own, other = world.identifying(), world.plain()
    ready_juror([own])
    neighbour = ready_juror([other])

    assert found(client, neighbour, "gears") == []
    assert suggested(client, neighbour, "marv") == []
    assert found(client, neighbour, "paint") == [other.code]


@pytest.mark.parametrize("state", [AssignmentState.RETURNED, AssignmentState.RECUSED])
def test_entry_given_back_is_found_no_more(client, state):
    world = World(blind=False)
    entry = world.identifying()
    juror = ready_juror([entry])
    Assignment.objects.update(state=state, reason="Not mine.")

    assert found(client, juror, "gears") == found(client, juror) == suggested(client, juror, "marv") == []


def test_excluded_juror_finds_nothing(client):
    world = World(blind=False)
    entry = world.identifying()
    juror = seat(world.round)
    AssignmentFactory(candidacy=entry, juror=juror)
    PledgeFactory(round=world.round, juror=juror)
    declare_excluded(entry, juror)

    assert found(client, juror, "gears") == found(client, juror) == []


@pytest.mark.parametrize(("pledged", "declared"), [(False, True), (True, False), (False, False)])
@pytest.mark.parametrize("blind", [True, False])
def test_nothing_is_found_before_pledge_and_declaration(client, pledged, declared, blind):
    world = World(blind=blind)
    entry = world.identifying()
    juror = seat(world.round)
    AssignmentFactory(candidacy=entry, juror=juror)
    if pledged:
        PledgeFactory(round=world.round, juror=juror)
    if declared:
        DeclarationFactory(edition=world.round.edition, juror=juror, organisation=entry.nomination.organisation)

    assert found(client, juror, "gears") == found(client, juror) == suggested(client, juror, entry.code) == []


def test_nothing_is_found_before_the_round_opens(client):
    now = timezone.now()
    world = World(blind=False, opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=2))

    assert found(client, ready_juror([world.identifying()]), "gears") == []


def test_nothing_is_found_after_withdrawal(client):
    world = World(blind=False)
    entry = world.identifying()
    juror = ready_juror([entry])
    writer = CollaboratorFactory(nomination=entry.nomination).person

    withdraw_nomination(nomination=entry.nomination, by=writer)

    assert found(client, juror, "gears") == found(client, juror) == suggested(client, juror, "marv") == []


def test_a_document_that_outlives_its_entry_is_shown_to_nobody(client):
    world = World(blind=False)
    entry = world.identifying()
    juror = ready_juror([entry])
    Candidacy.objects.update(withdrawn_at=timezone.now())

    assert document_of(entry)
    assert found(client, juror, "gears") == []


@pytest.mark.parametrize("leads", [{"is_chair": True}, {"is_deputy": True}])
def test_who_leads_finds_what_the_panel_judges_after_the_pledge(client, leads):
    world = World(blind=False)
    entry = world.identifying()
    leader = seat(world.round, scores=False, **leads)
    assert found(client, leader, "gears") == []

    PledgeFactory(round=world.round, juror=leader)

    assert found(client, leader, "gears") == [entry.code]
    assert ask(client, leader, "gears")["results"][0]["card"] is None


def test_what_is_searched_is_what_the_entry_page_opens(client):
    """The queryset and the rule say the same, whoever comes and through whichever gates they went."""
    worlds = [
        World(blind=blind, opens_at=timezone.now() + timedelta(days=days), closes_at=timezone.now() + timedelta(days=9))
        for blind, days in product([True, False], [-1, 1])
    ]
    entries = [entry for world in worlds for entry in (world.plain(), world.plain())]
    people = []
    for world, (leads, assigned, pledged, declared) in product(worlds, product([True, False], repeat=4)):
        panel = PanelFactory(round=world.round, categories=[world.category])
        person = SeatFactory(panel=panel, is_chair=leads).juror
        mine = [entry for entry in entries if entry.round == world.round]
        if assigned:
            AssignmentFactory(candidacy=mine[0], juror=person)
        if pledged:
            PledgeFactory(round=world.round, juror=person)
        for entry in mine if declared else ():
            DeclarationFactory(edition=world.round.edition, juror=person, organisation=entry.nomination.organisation)
        people.append((world, person))

    for number, (world, person) in enumerate(people):
        opening = set(Candidacy.objects.opening_to(person))
        gated = Candidacy.objects.with_gates(person)
        assert opening == {
            entry
            for entry in gated
            if rules.may_read_entry(person, entry) and (entry.gate_declared or not entry.gate_assigned)
        }
        assert {entry.round for entry in opening} <= {world.round}
        client.force_login(person)
        # The doors of other rounds are tried by the first of each round, who went through every gate.
        tried = entries if number % 16 == 0 else [entry for entry in entries if entry.round == world.round]
        shown = {entry for entry in tried if client.get(reverse("judging:entry", args=[entry.pk])).status_code == 200}
        assert opening == shown


# In a blind round nothing reveals identity.


@pytest.fixture
def blind(client):
    world = World()
    return world, world.identifying(), world.plain()


def identifiers():
    return [pytest.param(text, id=f"{what}: {text}") for what, texts in IDENTIFIERS.items() for text in texts]


@pytest.mark.parametrize("text", identifiers())
def test_blind_match_count_and_stage_reveal_nothing(client, blind, text):
    _, entry, plain = blind
    juror = ready_juror([entry, plain])

    reply = ask(client, juror, text)

    assert (reply["total"], reply["results"]) == (0, [])
    # Beside a word that is there it changes nothing either.
    assert found(client, juror, f"laser {text}") == [plain.code]
    assert found(client, juror, f"gears {text}") == [entry.code]


@pytest.mark.parametrize("text", identifiers())
def test_blind_suggestions_reveal_nothing(client, blind, text):
    _, entry, plain = blind

    assert suggested(client, ready_juror([entry, plain]), text) == []


@pytest.mark.parametrize(
    "text", ["Zephyrinne", "Ashtabulom", "Quilifer", "Marvelomatik", "turbinne", "Fuonded", "zephyrin gears"]
)
def test_blind_did_you_mean_reveals_nothing(client, blind, text):
    _, entry, plain = blind

    assert ask(client, ready_juror([entry, plain]), text)["did_you_mean"] == ""


@pytest.mark.parametrize("text", ["", "gears", "laser gears", "we", "Zephyrine gears"])
def test_blind_highlights_and_names_reveal_nothing(client, blind, text):
    _, entry, plain = blind
    juror = ready_juror([entry, plain])

    client.force_login(juror)
    told = json.dumps(ask(client, juror, text)) + json.dumps(ask(client, juror, entry.code[:3], SUGGEST))
    told += client.get(SEARCH, {"q": text}).content.decode()
    # What was typed is said back.
    told = told.replace(text, "")

    for secret in (COMPANY, "Zephyrine", CITY, "Quillifer", "Marvelomatic", "turbine", "Nickel", "REF-"):
        assert secret not in told


def test_blind_facets_reveal_nothing(client, blind):
    world, entry, plain = blind
    juror = ready_juror([entry, plain])
    Scorecard.objects.filter(candidacy=entry).update(state=ScorecardState.COMPLETE, total=50)

    facets = ask(client, juror)["facets"]

    # Its own card is all that differs between two entries of one category.
    assert [(facet["name"], [value["value"] for value in facet["values"]]) for facet in facets] == [
        ("card", ["not_started", "complete"])
    ]
    assert found(client, juror, category=COMPANY, round=CITY) == found(client, juror)


def test_blind_order_by_name_is_by_code(client, blind):
    world, entry, plain = blind
    # Names that sort the other way round.
    entry.code, plain.code = "CAAAAA", "CBBBBB"
    entry.save()
    plain.save()

    assert found(client, ready_juror([entry, plain]), sort="name") == ["CAAAAA", "CBBBBB"]


def test_blind_order_by_match_is_the_same_whoever_entered(client):
    """Two rounds alike but for who entered: with a company's name in the query the order is that of the answers."""
    orders = []
    for companies in (["Gears Laser Frames", "Birch"], ["Birch", "Gears Laser Frames"]):
        world = World()
        entries = [
            world.entry(company=companies[0], title=companies[0], founder=companies[0], story="Frames and gears."),
            world.entry(
                company=companies[1], title=companies[1], founder=companies[1], story="Frames, and frames again."
            ),
        ]
        codes = [entry.code for entry in entries]
        orders.append([codes.index(code) for code in found(client, ready_juror(entries), "frames laser gears")])

    assert orders[0] == orders[1]


def test_blind_answer_is_the_same_whatever_others_entered(client):
    world = World()
    entry = world.identifying()
    juror = ready_juror([entry])
    texts = ["gears", "gears zirconium", "zirconim", "gea", "Hemlock", ""]
    before = [(ask(client, juror, text), suggested(client, juror, text)) for text in texts]

    World(blind=False).entry(title="Gears of zirconium", company="Hemlock", story="gears " * 40, founder="gearing")
    other = world.entry(title="Gears of zirconium", company="Hemlock", story="gear zirconium gearing")
    company = other.nomination.organisation
    DeclarationFactory(edition=world.round.edition, juror=juror, organisation=company)

    assert [(ask(client, juror, text), suggested(client, juror, text)) for text in texts] == before


# Narrowing, order, paging.


def test_facets_count_without_their_own_selection(client):
    world = World(blind=False)
    entries = [world.entry(title=f"Laser {number}", company=f"Company {number}", file=None) for number in range(3)]
    juror = ready_juror(entries)
    second = World(blind=False)
    second.panel.seats.create(juror=juror, seat_type="oem")
    ready_juror([second.entry(title="Laser more", company="Another", file=None)], juror=juror)
    Scorecard.objects.filter(candidacy=entries[0], juror=juror).update(
        state=ScorecardState.SUBMITTED, total=50, handed_in_at=timezone.now()
    )

    reply = ask(client, juror, "laser", round=world.round.pk)
    counts = {facet["name"]: {value["value"]: value["count"] for value in facet["values"]} for facet in reply["facets"]}

    assert reply["total"] == 3
    assert counts["round"] == {str(world.round.pk): 3, str(second.round.pk): 1}
    assert counts["category"] == {world.category.key: 3}
    assert counts["card"] == {"not_started": 2, "submitted": 1}
    assert found(client, juror, "laser", round=world.round.pk, card="submitted") == [entries[0].code]


def test_a_round_that_the_juror_does_not_sit_in_is_no_filter(client):
    world, other = World(blind=False), World(blind=False)
    entry = world.identifying()

    reply = ask(client, ready_juror([entry]), round=other.round.pk)

    assert reply["total"] == 1
    assert other.round.name not in json.dumps(reply)


def test_order_by_match_or_by_name(client):
    world = World(blind=False)
    named = world.entry(title="Zinc laser", company="A", file=None, story="x")
    told = world.entry(title="Anodizing", company="B", file=None, story="With a laser.")
    juror = ready_juror([named, told])

    assert found(client, juror, "laser") == [named.code, told.code]
    assert found(client, juror, "laser", sort="name") == [told.code, named.code]
    assert found(client, juror, "laser", sort="company") == [named.code, told.code]


def test_pages_cover_everything_once(client):
    world = World(blind=False)
    entries = [world.entry(title=f"Laser {number}", company=f"C {number}", file=None) for number in range(23)]
    juror = ready_juror(entries)

    first, second, too_far = (ask(client, juror, "laser", page=page) for page in (1, 2, 99))

    codes = [hit["code"] for reply in (first, second) for hit in reply["results"]]
    assert sorted(codes) == sorted(entry.code for entry in entries)
    assert (first["pages"], first["previous"], too_far["page"]) == (2, None, 2)
    assert first["next"].endswith("/judging/search/?q=laser&page=2")


@pytest.mark.parametrize("text", ["\x00", '"', "%", "\ud800", "x" * 5000, "' OR 1=1"])
def test_any_text_and_value_gives_an_answer(client, text):
    world = World()
    client.force_login(ready_juror([world.identifying()]))
    values = dict.fromkeys(("q", "round", "category", "card", "sort", "page"), text)
    values = {name: value.encode(errors="surrogatepass").decode(errors="replace") for name, value in values.items()}

    assert client.get(SEARCH, values).status_code == 200
    assert client.get(SUGGEST, values).status_code == 200


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_search_asks_as_many_questions_for_one_entry_as_for_many(client, address):
    asked = []
    for number in (1, 50):
        world = World(blind=False)
        entries = [world.entry(title=f"Laser {each}", company=f"C {each}", file=None) for each in range(number)]
        client.force_login(ready_juror(entries))
        client.get(address, {"q": "laser"})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, {"q": "laser"}).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 15
