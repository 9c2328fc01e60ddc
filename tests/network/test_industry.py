"""The door of industry: what is looked for, who offers to judge, who may be approached, who carries the prize."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.actions import erase_person, export_person, merge_organisations
from accounts.backoffice.work import work_for
from accounts.enums import RoleName
from accounts.models import Affiliation, Invitation, Person
from audit.models import Event
from judging.conflicts import propose_conflicts
from network.actions.approach import agree_to_approach, withdraw_from_approach
from network.actions.jury_offers import (
    decline_jury_offer,
    invite_from_offer,
    note_jury_offer,
    offer_to_judge,
    take_jury_offer_back,
)
from network.actions.problems import (
    change_problem,
    close_overdue,
    close_overdue_problems,
    close_problem,
    decline_reply,
    hand_problem_in,
    publish_problem,
    refuse_problem,
    reply_to_problem,
    take_problem_back,
    take_reply_up,
    write_problem,
)
from network.enums import (
    JURY_OFFER_TRANSITIONS,
    REPLY_TRANSITIONS,
    STATEMENT_TRANSITIONS,
    JuryOfferState,
    ReplyState,
    StatementState,
)
from network.models import ApproachConsent, Claim, JuryOffer, Partner, ProblemReply, ProblemStatement
from nominations.next_steps import next_steps
from notices.models import Notice
from search import builders
from showcase.models import Award
from tests.accounts.factories import (
    AffiliationFactory,
    OrganisationDomainFactory,
    OrganisationFactory,
    PersonFactory,
    staff,
)
from tests.judging.factories import CandidacyFactory, PanelFactory, open_round_with_entries, seat
from tests.network.factories import ClaimFactory, ProfileFactory
from tests.network.factories_industry import (
    ConsentFactory,
    JuryOfferFactory,
    PartnerFactory,
    ReplyFactory,
    StatementFactory,
)
from tests.prizes.factories import CategoryFactory, EditionFactory, PrizeFactory, TermFactory
from tests.showcase.factories import announce, awarded, entrant_of, tell_company

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REFUSED = (ValidationError, PermissionDenied)
FACTS = {"title": "Seals", "text": "They wear out.", "years_least": 5, "years_most": 8, "closes_on": None}


def takes_place(act, row):
    before, events = type(row).objects.filter(pk=row.pk).values().get(), Event.objects.count()
    try:
        act()
    except REFUSED:
        assert type(row).objects.filter(pk=row.pk).values().get() == before
        assert Event.objects.count() == events
        return False
    return True


def mailed(template):
    return Notice.objects.filter(template=f"network.{template}")


# What is looked for.


@pytest.fixture
def office():
    return staff()


@pytest.fixture
def buyer():
    return AffiliationFactory(organisation__kind="oem", organisation__name="Granite Aero").person


def home_of(person):
    return person.affiliations.get().organisation


@pytest.mark.parametrize("kind", ["oem", "university", "intermediary", "sme", "agency"])
def test_only_those_who_look_for_suppliers_write(kind):
    person = AffiliationFactory(organisation__kind=kind).person

    if kind in ("sme", "agency"):
        with pytest.raises(PermissionDenied):
            write_problem(organisation=home_of(person), facts=FACTS, terms=[], by=person)
    else:
        made = write_problem(organisation=home_of(person), facts=FACTS, terms=[], by=person)
        assert made.state == StatementState.DRAFT


def test_who_has_left_writes_and_reads_nothing(buyer):
    statement = StatementFactory(organisation=home_of(buyer), person=buyer, published=True)
    Affiliation.objects.update(ended_on=timezone.localdate())

    with pytest.raises(PermissionDenied):
        write_problem(organisation=home_of(buyer), facts=FACTS, terms=[], by=buyer)
    with pytest.raises(PermissionDenied):
        close_problem(statement=statement, by=buyer)


def test_nobody_writes_for_an_organisation_that_was_merged_away():
    kept = OrganisationFactory(kind="oem")
    person = AffiliationFactory(organisation__kind="oem", organisation__merged_into=kept).person

    with pytest.raises(PermissionDenied):
        write_problem(organisation=home_of(person), facts=FACTS, terms=[], by=person)


STATEMENT_ACTS = {
    "hand_in": (lambda row, office: hand_problem_in(statement=row, by=row.person), StatementState.WAITING),
    "take_back": (lambda row, office: take_problem_back(statement=row, by=row.person), StatementState.DRAFT),
    "publish": (lambda row, office: publish_problem(statement=row, by=office), StatementState.PUBLISHED),
    "refuse": (lambda row, office: refuse_problem(statement=row, reason="Why?", by=office), StatementState.REFUSED),
    "close": (lambda row, office: close_problem(statement=row, by=row.person), StatementState.CLOSED),
    "close by office": (lambda row, office: close_problem(statement=row, by=office), StatementState.CLOSED),
}


@pytest.mark.parametrize("act", STATEMENT_ACTS)
@pytest.mark.parametrize("state", StatementState)
def test_statement_act(state, act, office):
    call, following = STATEMENT_ACTS[act]
    row = StatementFactory(state=state, reason="Because.", published_at=timezone.now())

    done = takes_place(lambda: call(row, office), row)

    row.refresh_from_db()
    assert done == (following in STATEMENT_TRANSITIONS[state])
    assert row.state == (following if done else state)


@pytest.mark.parametrize("who", [staff, PersonFactory, lambda: AffiliationFactory(organisation__kind="oem").person])
def test_others_neither_change_nor_hand_in_nor_take_back(who):
    draft, waiting, person = StatementFactory(), StatementFactory(waiting=True), who()

    assert not takes_place(lambda: change_problem(statement=draft, facts=FACTS, terms=[], by=person), draft)
    assert not takes_place(lambda: hand_problem_in(statement=draft, by=person), draft)
    assert not takes_place(lambda: take_problem_back(statement=waiting, by=person), waiting)


@pytest.mark.parametrize("state", StatementState)
def test_only_a_draft_or_what_was_sent_back_is_changed(state):
    row = StatementFactory(state=state, reason="Because.", published_at=timezone.now())

    done = takes_place(lambda: change_problem(statement=row, facts=FACTS, terms=[], by=row.person), row)

    assert done == (state in (StatementState.DRAFT, StatementState.REFUSED))


def test_office_alone_publishes_and_sends_back(office):
    row = StatementFactory(waiting=True)

    for person in (row.person, PersonFactory(), staff(RoleName.AUDITOR), staff(RoleName.EDITOR)):
        assert not takes_place(lambda person=person: publish_problem(statement=row, by=person), row)
        assert not takes_place(lambda person=person: refuse_problem(statement=row, reason="No.", by=person), row)
    assert not takes_place(lambda: refuse_problem(statement=row, reason=" ", by=office), row)
    refuse_problem(statement=row, reason="Say how many.", by=office)
    assert "Say how many." in mailed("problem_refused").get().body_text
    hand_problem_in(statement=row, by=row.person)
    publish_problem(statement=row, by=office)
    assert mailed("problem_published").get().recipient == row.person


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_nothing_goes_out_after_its_last_day(office, days):
    last_day = timezone.localdate() + days * DAY
    draft, row = StatementFactory(closes_on=last_day), StatementFactory(waiting=True, closes_on=last_day)

    assert takes_place(lambda: hand_problem_in(statement=draft, by=draft.person), draft) == (days >= 0)
    assert takes_place(lambda: publish_problem(statement=row, by=office), row) == (days >= 0)


def test_impossible_years_are_refused(buyer):
    with pytest.raises(ValidationError):
        write_problem(organisation=home_of(buyer), facts=FACTS | {"years_most": 2}, terms=[], by=buyer)


def test_clock_closes_after_the_last_day():
    over = StatementFactory(published=True, closes_on=timezone.localdate() - DAY)
    last_day = StatementFactory(published=True, closes_on=timezone.localdate())
    endless = StatementFactory(published=True)

    assert close_overdue_problems() == 1

    states = [ProblemStatement.objects.get(pk=row.pk).state for row in (over, last_day, endless)]
    assert states == ["closed", "published", "published"]


def test_clock_leaves_alone_what_was_closed_meanwhile():
    row = StatementFactory(published=True, closes_on=timezone.localdate() - DAY)
    close_problem(statement=row, by=row.person)

    assert not close_overdue(row, timezone.localdate())


# What companies answer.


def test_company_answers_once_and_its_author_is_told():
    claim, statement = ClaimFactory(), StatementFactory(published=True)

    reply = reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)

    assert mailed("problem_reply").get().recipient == statement.person
    assert "We do." not in mailed("problem_reply").get().body_text
    assert reply.state == ReplyState.SENT
    with pytest.raises(ValidationError):
        reply_to_problem(statement=statement, organisation=claim.organisation, text="Again.", by=claim.person)


@pytest.mark.parametrize("state", StatementState)
def test_only_what_is_published_is_answered(state):
    claim = ClaimFactory()
    statement = StatementFactory(state=state, reason="Because.", published_at=timezone.now())

    def answer():
        reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)

    assert takes_place(answer, statement) == (state == StatementState.PUBLISHED)


def test_past_its_last_day_nobody_answers():
    claim = ClaimFactory()
    statement = StatementFactory(published=True, closes_on=timezone.localdate() - DAY)

    with pytest.raises(ValidationError):
        reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)


def test_empty_answer_is_none():
    claim = ClaimFactory()

    with pytest.raises(ValidationError, match="Write what you can offer"):
        reply_to_problem(
            statement=StatementFactory(published=True), organisation=claim.organisation, text=" ", by=claim.person
        )


@pytest.mark.parametrize("state", ["waiting", "refused", "ended"])
def test_without_a_granted_claim_nobody_answers_for_a_company(state):
    claim = ClaimFactory(state=state, reason="No.")

    with pytest.raises(PermissionDenied):
        reply_to_problem(
            statement=StatementFactory(published=True), organisation=claim.organisation, text="We do.", by=claim.person
        )


REPLY_ACTS = {ReplyState.TAKEN_UP: take_reply_up, ReplyState.DECLINED: decline_reply}


@pytest.mark.parametrize("following", REPLY_ACTS)
@pytest.mark.parametrize("state", ReplyState)
def test_reply_act(state, following):
    row = ReplyFactory(state=state, answered_at=timezone.now())
    author = row.statement.person

    done = takes_place(lambda: REPLY_ACTS[following](reply=row, answer="Thanks.", by=author), row)

    row.refresh_from_db()
    assert done == (following in REPLY_TRANSITIONS[state])
    assert row.state == (following if done else state)


def test_taking_up_tells_both_how_to_reach_each_other(client):
    row = ReplyFactory()
    author, company = row.statement.person, row.person
    client.force_login(company)
    address = reverse("industry:reply", args=[row.statement.pk])
    assert author.email not in client.get(address).content.decode()

    take_reply_up(reply=row, answer="Come by.", by=author)

    assert author.email in mailed("reply_taken_up").get(recipient=company).body_text
    assert company.email in mailed("reply_contact").get(recipient=author).body_text
    assert author.email in client.get(address).content.decode()


def test_after_the_author_has_left_a_known_colleague_hears_and_is_reached(client):
    statement = StatementFactory(published=True)
    gone, organisation = statement.person, statement.organisation
    OrganisationDomainFactory(organisation=organisation, domain="granite.example")
    Affiliation.objects.update(ended_on=timezone.localdate())
    colleague = known_at(organisation, "jo@granite.example")
    known_at(organisation, "jo@elsewhere.example")
    claim = ClaimFactory()

    reply = reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)
    take_reply_up(reply=reply, answer="Come by.", by=colleague)

    assert [notice.recipient for notice in mailed("problem_reply")] == [colleague]
    client.force_login(claim.person)
    page = client.get(reverse("industry:reply", args=[statement.pk])).text
    assert colleague.email in page
    assert gone.email not in page


@pytest.mark.parametrize(
    "leave",
    [
        lambda person: Affiliation.objects.filter(person=person).update(ended_on=timezone.localdate()),
        lambda person: Person.objects.filter(pk=person.pk).update(is_active=False),
    ],
    ids=["works elsewhere", "has no account"],
)
def test_company_writes_to_the_colleague_who_took_its_answer_up_while_they_are_there(client, leave):
    row = ReplyFactory()
    author, organisation = row.statement.person, row.statement.organisation
    OrganisationDomainFactory(organisation=organisation, domain="granite.example")
    colleague = known_at(organisation, "jo@granite.example")
    take_reply_up(reply=row, answer="Come by.", by=colleague)
    client.force_login(row.person)
    address = reverse("industry:reply", args=[row.statement.pk])

    page = client.get(address).text
    assert (colleague.email in page, author.email in page) == (True, False)
    leave(colleague)
    page = client.get(address).text
    assert (colleague.email in page, author.email in page) == (False, True)


@pytest.mark.parametrize(
    "leave", [lambda person: Affiliation.objects.update(ended_on=timezone.localdate()), lambda person: erase(person)]
)
def test_where_nobody_reads_answers_none_is_taken(leave):
    claim, statement = ClaimFactory(), StatementFactory(published=True)
    leave(statement.person)

    with pytest.raises(ValidationError, match="nobody would read"):
        reply_to_problem(statement=statement, organisation=claim.organisation, text="We do.", by=claim.person)


def erase(person):
    erase_person(person=person, by=person)


@pytest.mark.parametrize("act", [take_reply_up, decline_reply])
def test_whoever_speaks_for_the_company_now_hears_instead_of_who_has_left(client, act):
    row = ReplyFactory()
    gone = row.person
    Claim.objects.update(state="ended")
    keeper = ClaimFactory(organisation=row.organisation).person

    act(reply=row, answer="Thanks.", by=row.statement.person)

    told = Notice.objects.exclude(template="network.reply_contact").get()
    assert told.recipient == keeper
    client.force_login(row.statement.person)
    page = client.get(reverse("industry:replies", args=[row.statement.pk])).text
    assert (keeper.email in page) == (act is take_reply_up)
    assert gone.email not in page


def test_answer_of_a_company_for_which_nobody_speaks_is_declined_but_not_taken_up():
    row = ReplyFactory()
    Claim.objects.update(state="ended")

    assert not takes_place(lambda: take_reply_up(reply=row, answer="", by=row.statement.person), row)
    assert takes_place(lambda: decline_reply(reply=row, answer="", by=row.statement.person), row)


def test_declining_tells_no_address():
    row = ReplyFactory()

    decline_reply(reply=row, answer="Too small.", by=row.statement.person)

    letter = mailed("reply_declined").get()
    assert "Too small." in letter.body_text
    assert row.statement.person.email not in letter.body_text


def known_at(organisation, address, *, verified=True, **fields):
    """Somebody who says that they work there, with this address."""
    person = AffiliationFactory(organisation=organisation, person__email=address, **fields).person
    EmailAddress.objects.create(user=person, email=address, verified=verified, primary=True)
    return person


def test_replies_are_read_by_author_and_known_colleagues_alone(client):
    row = ReplyFactory()
    organisation = row.statement.organisation
    OrganisationDomainFactory(organisation=organisation, domain="granite.example")
    colleague = known_at(organisation, "jo@eu.granite.example")
    says_so = known_at(organisation, "jo@elsewhere.example")
    unverified = known_at(organisation, "kim@granite.example", verified=False)
    has_gone = known_at(organisation, "al@granite.example", ended_on="2020-01-01")
    address = reverse("industry:replies", args=[row.statement.pk])

    seen = {}
    for name, person in {
        "author": row.statement.person,
        "colleague": colleague,
        "says so": says_so,
        "unverified": unverified,
        "has gone": has_gone,
        "company": row.person,
        "stranger": PersonFactory(),
    }.items():
        client.force_login(person)
        is_listed = row.statement.title in client.get(reverse("industry:my_problems")).text
        seen[name] = (client.get(address).status_code, is_listed)

    assert seen == {
        "author": (200, True),
        "colleague": (200, True),
        "says so": (404, False),
        "unverified": (404, False),
        "has gone": (404, False),
        "company": (404, False),
        "stranger": (404, False),
    }
    for person in (says_so, row.person):
        client.force_login(person)
        assert client.get(reverse("industry:answer_reply", args=[row.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            take_reply_up(reply=row, answer="", by=person)


def test_company_reads_its_own_answer_and_no_other(client):
    row = ReplyFactory()
    other = ReplyFactory(statement=row.statement, text="A secret of ours.")
    client.force_login(row.person)

    page = client.get(reverse("industry:reply", args=[row.statement.pk])).content.decode()

    assert row.text in page
    assert other.text not in page


@pytest.mark.parametrize("state", StatementState)
def test_public_reads_what_was_let_through(client, state):
    row = StatementFactory(state=state, reason="Because.", published_at=timezone.now())
    public = state in (StatementState.PUBLISHED, StatementState.CLOSED)

    assert client.get(row.get_absolute_url()).status_code == (200 if public else 404)
    assert (row.title in client.get(reverse("industry:problems")).content.decode()) == public
    assert (builders.get("problem").build(row) is not None) == public


def test_search_engines_hear_of_what_was_let_through(client):
    shown, hidden = StatementFactory(published=True), StatementFactory(waiting=True)

    sitemap = client.get("/sitemap.xml").text

    assert shown.get_absolute_url() in sitemap
    assert hidden.get_absolute_url() not in sitemap
    assert reverse("industry:door") in sitemap


def test_search_knows_what_it_is_about():
    row = StatementFactory(published=True)
    row.terms.add(TermFactory(vocabulary="technology", slug="coating"))

    draft = builders.get("problem").build(row)

    assert [(term.name, term.slug) for term in draft.terms] == [("technology", "coating")]
    assert row.text in draft.body


def test_page_keeps_a_draft_and_hands_it_in(client, buyer):
    client.force_login(buyer)
    typed = {"organisation": home_of(buyer).pk, **FACTS, "closes_on": ""}
    address = reverse("industry:write_problem")

    wrong = client.post(address, typed | {"years_most": 2, "hand_in": "1"}).content.decode()
    assert "The latest must not be before the earliest." in wrong
    assert "They wear out." in wrong
    client.post(address, typed | {"keep": "1"})
    row = ProblemStatement.objects.get()
    assert row.state == StatementState.DRAFT
    client.post(reverse("industry:edit_problem", args=[row.pk]), typed | {"title": "Better seals", "hand_in": "1"})

    row.refresh_from_db()
    assert (row.title, row.state) == ("Better seals", StatementState.WAITING)


def test_what_was_typed_stays_when_it_was_handed_in_elsewhere(client, buyer):
    client.force_login(buyer)
    row = StatementFactory(organisation=home_of(buyer), person=buyer, waiting=True)
    typed = {"organisation": home_of(buyer).pk, **FACTS, "closes_on": ""}
    address = reverse("industry:edit_problem", args=[row.pk])

    assert client.get(address).status_code == 302
    page = client.post(address, typed | {"text": "A long evening's words."}).text

    assert "This can no longer be changed." in page
    assert "A long evening&#x27;s words." in page
    row.refresh_from_db()
    assert row.text != "A long evening's words."


def test_what_was_typed_stays_when_nothing_is_taken_any_more(client):
    claim, statement = ClaimFactory(), StatementFactory(published=True)
    close_problem(statement=statement, by=statement.person)
    client.force_login(claim.person)

    page = client.post(
        reverse("industry:reply", args=[statement.pk]), {"organisation": claim.organisation_id, "text": "We coat such."}
    ).text

    assert "This takes no more answers." in page
    assert "We coat such." in page
    assert not ProblemReply.objects.exists()


def test_words_to_a_company_stay_when_a_colleague_was_faster(client):
    row = ReplyFactory()
    decline_reply(reply=row, answer="Too small.", by=row.statement.person)
    client.force_login(row.statement.person)
    address = reverse("industry:answer_reply", args=[row.pk])

    assert client.get(address).status_code == 302
    page = client.post(address, {"answer": "Come by in June.", "take_up": "1"}).text

    assert "This is declined, and that is final." in page
    assert "Come by in June." in page


def test_without_an_organisation_one_is_led_there(client):
    client.force_login(PersonFactory())

    assert reverse("people:affiliate") in client.get(reverse("industry:write_problem")).content.decode()


def test_nobody_writes_for_another_organisation(client, buyer):
    client.force_login(buyer)

    client.post(
        reverse("industry:write_problem"), FACTS | {"organisation": OrganisationFactory(kind="oem").pk, "closes_on": ""}
    )

    assert not ProblemStatement.objects.exists()


def test_pages_of_answering(client):
    claim, statement = ClaimFactory(), StatementFactory(published=True)
    client.force_login(claim.person)
    client.post(
        reverse("industry:reply", args=[statement.pk]), {"organisation": claim.organisation_id, "text": "We do."}
    )
    reply = ProblemReply.objects.get()

    client.force_login(statement.person)
    client.post(reverse("industry:answer_reply", args=[reply.pk]), {"answer": "Come by.", "take_up": "1"})

    reply.refresh_from_db()
    assert (reply.state, reply.answer) == (ReplyState.TAKEN_UP, "Come by.")


# Offers to judge.


def offer(person, prize, **fields):
    facts = {"organisation_name": "Granite Aero", "seat_type": "oem", "fields": [], "note": ""}
    return offer_to_judge(prize=prize, by=person, **facts | fields)


def test_one_offer_at_a_time(client):
    person, prize = PersonFactory(), PrizeFactory()
    made = offer(person, prize)

    with pytest.raises(ValidationError):
        offer(person, prize)
    take_jury_offer_back(offer=made, by=person)
    assert offer(person, prize).state == JuryOfferState.OFFERED


OFFER_ACTS = {
    "take_back": (lambda row, office: take_jury_offer_back(offer=row, by=row.person), JuryOfferState.WITHDRAWN),
    "note": (lambda row, office: note_jury_offer(offer=row, by=office), JuryOfferState.NOTED),
    "decline": (lambda row, office: decline_jury_offer(offer=row, reason="Full.", by=office), JuryOfferState.DECLINED),
}


@pytest.mark.parametrize("act", OFFER_ACTS)
@pytest.mark.parametrize("state", JuryOfferState)
def test_jury_offer_act(state, act):
    call, following = OFFER_ACTS[act]
    row = JuryOfferFactory(state=state, reason="Because.")

    done = takes_place(lambda: call(row, staff(prize=row.prize)), row)

    row.refresh_from_db()
    assert done == (following in JURY_OFFER_TRANSITIONS[state])
    assert row.state == (following if done else state)


def test_offer_is_decided_by_the_office_of_its_prize():
    row = JuryOfferFactory()

    panel = PanelFactory(round__edition__prize=row.prize)
    for person in (staff(), staff(RoleName.AUDITOR, row.prize), row.person):
        assert not takes_place(lambda person=person: note_jury_offer(offer=row, by=person), row)
        assert not takes_place(lambda person=person: decline_jury_offer(offer=row, reason="No.", by=person), row)
        assert not takes_place(lambda person=person: invite_from_offer(offer=row, panel=panel, by=person), row)
    assert not takes_place(lambda: decline_jury_offer(offer=row, reason=" ", by=staff(prize=row.prize)), row)
    assert not takes_place(lambda: take_jury_offer_back(offer=row, by=PersonFactory()), row)
    decline_jury_offer(offer=row, reason="The panel is full.", by=staff(prize=row.prize))
    assert "The panel is full." in mailed("jury_offer_declined").get().body_text


@pytest.mark.parametrize("state", JuryOfferState)
def test_juror_is_invited_from_a_standing_offer(state):
    panel = PanelFactory()
    prize = panel.round.edition.prize
    row = JuryOfferFactory(prize=prize, state=state, reason="Because.")

    done = takes_place(lambda: invite_from_offer(offer=row, panel=panel, by=staff(prize=prize)), row)

    assert done == (state in (JuryOfferState.OFFERED, JuryOfferState.NOTED))
    invited = Invitation.objects.filter(purpose="juror", target=str(panel.pk), address=row.person.email)
    assert invited.exists() == done
    if done:
        assert invited.get().terms["seat_type"] == row.seat_type


def test_panel_of_another_prize_is_refused():
    row = JuryOfferFactory()

    with pytest.raises(ValidationError):
        invite_from_offer(offer=row, panel=PanelFactory(), by=staff(prize=row.prize))


def test_office_chooses_among_panels_of_the_prize(client):
    panel, other = PanelFactory(), PanelFactory()
    row = JuryOfferFactory(prize=panel.round.edition.prize)
    office = staff(prize=row.prize)
    staff_of_both = office.roles.create(name=RoleName.SECRETARIAT, prize=other.round.edition.prize).person
    client.force_login(staff_of_both)

    form = client.get(reverse("jury_offers:invite", args=[row.pk])).context["form"]

    assert list(form.fields["panel"].queryset) == [panel]


def test_page_takes_back_a_standing_offer_of_ones_own_alone(client):
    row, other = JuryOfferFactory(), JuryOfferFactory()
    client.force_login(row.person)
    address = reverse("industry:take_offer_back", args=[row.pk])

    assert client.get(reverse("industry:take_offer_back", args=[other.pk])).status_code == 404
    assert client.get(address).status_code == 200
    client.post(address)

    row.refresh_from_db()
    assert row.state == JuryOfferState.WITHDRAWN
    assert client.get(address).status_code == 302


def test_what_waits_is_shown_to_the_office_that_decides_it():
    offer, statement = JuryOfferFactory(), StatementFactory(waiting=True)
    StatementFactory(published=True)
    JuryOfferFactory(prize=offer.prize, state=JuryOfferState.NOTED)

    def waiting(person):
        return sum(item.count for item in work_for(person) if "statement" in item.text or "judge" in item.text)

    of_prize, neighbour = staff(prize=offer.prize), staff()
    others = [staff(role, offer.prize) for role in (RoleName.AUDITOR, RoleName.EDITOR)]
    assert [waiting(person) for person in (of_prize, neighbour, *others)] == [2, 1, 0, 0]
    [item] = [item for item in work_for(neighbour) if "statement" in item.text]
    assert statement.person.email in item.rows[0].note


def test_page_says_what_judging_takes_where_the_prize_says_it(client):
    prize = PrizeFactory()
    address = reverse("industry:judge")
    assert "<dt>Time</dt>" not in client.get(address).text

    prize.judging_time = "Two evenings in March."
    prize.save()

    assert "<dt>Time</dt><dd>Two evenings in March.</dd>" in client.get(address).text


def test_page_takes_an_offer(client):
    PrizeFactory()
    field = TermFactory(vocabulary="technology")
    address = reverse("industry:judge")
    assert "Sign in to offer" in client.get(address).content.decode()
    person = AffiliationFactory(organisation__name="Granite Aero").person
    client.force_login(person)
    assert "Granite Aero" in client.get(address).content.decode()

    client.post(
        address,
        {"organisation_name": "Granite Aero", "seat_type": "oem", "terms_technology": [field.pk], "note": "Metal."},
    )

    made = JuryOffer.objects.get()
    assert (made.person, list(made.fields.all())) == (person, [field])
    assert "Take the offer back" in client.get(address).content.decode()


# Who may be approached.


@pytest.fixture
def honoured():
    award = awarded()
    person = entrant_of(award)
    announce(award)
    return award, person


def test_company_agrees_changes_its_words_and_leaves(client, honoured):
    award, person = honoured
    client.force_login(person)
    address = reverse("approach:consent", args=[award.nomination_id])

    client.post(address, {"about": "Hard alloys."})
    client.post(address, {"about": "Hard alloys, small series."})
    assert "Hard alloys, small series." in client.get(reverse("industry:finalists")).content.decode()
    client.post(address, {"withdraw": "1"})

    assert ApproachConsent.objects.get().withdrawn_at
    assert "Hard alloys" not in client.get(reverse("industry:finalists")).content.decode()
    client.post(address, {"about": "Again."})
    assert ApproachConsent.objects.get().withdrawn_at is None


def test_before_the_world_knows_there_is_nothing_to_agree_to(client):
    award = awarded()
    person = entrant_of(award)
    tell_company(award)
    client.force_login(person)

    assert client.get(reverse("approach:consent", args=[award.nomination_id])).status_code == 404
    with pytest.raises(PermissionDenied):
        agree_to_approach(award=award, about="Us.", by=person)
    assert "approach" not in next_steps([award.nomination])[award.nomination_id].url


def test_consent_never_tells_of_an_award_first(client):
    award = awarded()
    ConsentFactory(award=award)

    assert award.company_name not in client.get(reverse("industry:finalists")).content.decode()


def test_others_do_not_speak_for_the_company(client, honoured):
    award, _person = honoured
    for person in (PersonFactory(), staff(prize=award.category.edition.prize)):
        for act in (
            lambda by: agree_to_approach(award=award, about="Us.", by=by),
            lambda by: withdraw_from_approach(award=award, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)
        client.force_login(person)
        assert client.get(reverse("approach:consent", args=[award.nomination_id])).status_code == 404


def test_company_says_what_it_wants_to_be_asked_and_leaves_once(honoured):
    award, person = honoured

    with pytest.raises(ValidationError, match="Say what you would like"):
        agree_to_approach(award=award, about=" ", by=person)
    with pytest.raises(ValidationError, match="has not agreed"):
        withdraw_from_approach(award=award, by=person)
    agree_to_approach(award=award, about="Us.", by=person)
    withdraw_from_approach(award=award, by=person)
    with pytest.raises(ValidationError, match="has not agreed"):
        withdraw_from_approach(award=award, by=person)


def test_it_is_the_next_step_until_it_is_decided(honoured):
    award, person = honoured
    type(award).objects.filter(pk=award.pk).update(state="accepted", answered_at=timezone.now())

    assert "approach" in next_steps([award.nomination])[award.nomination_id].url
    agree_to_approach(award=award, about="Us.", by=person)
    assert "approach" not in next_steps([award.nomination])[award.nomination_id].url


def test_of_several_awards_one_is_asked_about_and_can_always_be_left(client):
    lesser, best = awarded(outcome="finalist"), awarded()
    for award in (lesser, best):
        announce(award)
    Award.objects.update(nomination=lesser.nomination, state="accepted", answered_at=timezone.now())
    Award.objects.filter(pk=best.pk).update(state="declined")
    person = entrant_of(lesser)
    agree_to_approach(award=lesser, about="Hard alloys.", by=person)
    Award.objects.filter(pk=best.pk).update(state="accepted")
    client.force_login(person)

    assert "approach" not in next_steps([lesser.nomination])[lesser.nomination_id].url
    client.post(reverse("approach:consent", args=[lesser.nomination_id]), {"withdraw": "1"})

    assert not ApproachConsent.objects.in_force().exists()
    assert "Hard alloys." not in client.get(reverse("industry:finalists")).text


def test_list_leads_to_the_public_profile(client, honoured):
    award, person = honoured
    agree_to_approach(award=award, about="Us.", by=person)
    profile = ProfileFactory(organisation=award.organisation)

    assert profile.get_absolute_url() in client.get(reverse("industry:finalists")).content.decode()


def test_list_is_of_the_prize_whose_site_it_is(client, honoured):
    award, person = honoured
    agree_to_approach(award=award, about="Hard alloys.", by=person)
    other = awarded()
    announce(other)
    ConsentFactory(award=other, about="Soft metals.")

    page = client.get(reverse("industry:finalists")).text

    assert ("Hard alloys." in page, "Soft metals." in page) == (True, False)
    assert "1 company<" in client.get(reverse("industry:door")).text


# Who carries the prize.


def reasons(round, juror):
    return [(each.organisation, each.reason, each.shown_to_juror) for each in propose_conflicts(round, juror)]


@pytest.fixture
def contest():
    round, entries = open_round_with_entries(2)
    return round, entries


def partner_of(round, **fields):
    edition = round.edition
    return PartnerFactory(**{"prize": edition.prize, "edition": edition, "published": False} | fields)


def test_sponsors_people_are_asked_about_every_company_of_the_category(contest):
    round, entries = contest
    partner = partner_of(round, category=entries[0].nomination.category, organisation__name="Granite Aero")
    juror = AffiliationFactory(organisation=partner.organisation).person

    expected = {entry.nomination.organisation for entry in entries}
    found = reasons(round, juror)
    assert {organisation for organisation, _reason, _shown in found} == expected
    assert {(reason, shown) for _o, reason, shown in found} == {
        ("works for Granite Aero, which sponsors this category", True)
    }
    assert reasons(round, seat(round)) == []


def test_sponsors_group_is_a_tie_too_and_another_category_is_none(contest):
    round, entries = contest
    partner = partner_of(round, category=entries[0].nomination.category)
    daughter = AffiliationFactory(organisation__parent=partner.organisation).person
    assert len(reasons(round, daughter)) == 2

    Partner.objects.update(category=CategoryFactory(edition=round.edition))
    assert reasons(round, daughter) == []


def test_without_a_category_an_employer_is_no_tie(contest):
    round, _entries = contest
    partner = partner_of(round)

    assert reasons(round, AffiliationFactory(organisation=partner.organisation).person) == []


@pytest.mark.parametrize(
    ("role", "reason"),
    [("sponsor", "the company sponsors the prize"), ("media", "the company is a partner of the prize")],
)
@pytest.mark.parametrize("every_year", [True, False])
def test_partner_that_enters_is_known_to_every_juror(contest, role, reason, every_year):
    round, entries = contest
    company = entries[1].nomination.organisation
    partner_of(round, organisation=company, role=role, **({"edition": None} if every_year else {}))

    assert reasons(round, seat(round)) == [(company, reason, True)]


def test_partner_of_another_prize_or_year_is_no_tie(contest):
    round, entries = contest
    company = entries[1].nomination.organisation
    PartnerFactory(organisation=company)
    earlier = EditionFactory(prize=round.edition.prize, year=round.edition.year - 1)
    PartnerFactory(prize=round.edition.prize, edition=earlier, organisation=company)

    assert reasons(round, seat(round)) == []


def test_sponsorship_asks_as_much_for_many_entries_as_for_few(contest):
    round, entries = contest
    partner = partner_of(round, category=entries[0].nomination.category)
    partner_of(round, organisation=entries[1].nomination.organisation)
    juror = AffiliationFactory(organisation=partner.organisation).person

    def asked():
        with CaptureQueriesContext(connection) as queries:
            propose_conflicts(round, juror)
        return len(queries)

    few = asked()
    CandidacyFactory.create_batch(12, round_category=entries[0].round_category)
    assert asked() == few


@pytest.mark.parametrize("wrong", ["edition", "category"])
def test_partner_of_one_prize_has_no_edition_or_category_of_another(client, wrong):
    edition = EditionFactory()
    category = CategoryFactory(edition=edition)
    other = CategoryFactory(edition=EditionFactory(prize=edition.prize, year=edition.year + 1))
    far = EditionFactory()
    person = staff(prize=edition.prize)
    person.roles.create(name=RoleName.SECRETARIAT, prize=far.prize)
    client.force_login(person)
    typed = {"prize": edition.prize_id, "organisation": OrganisationFactory().pk, "role": "sponsor", "position": 0}
    chosen = {"edition": (far.pk, ""), "category": (edition.pk, other.pk), "": (edition.pk, category.pk)}

    def add(what):
        fields = dict(zip(("edition", "category"), chosen[what], strict=True))
        return client.post(reverse("partners:add"), typed | fields)

    assert wrong in add(wrong).context["form"].errors
    assert not Partner.objects.exists()
    add("")
    assert Partner.objects.get().category == category


def test_partners_are_shown_once_they_are_published(client):
    edition = EditionFactory(published=True)
    shown = PartnerFactory(prize=edition.prize, edition=None, organisation__name="Foundry Row Trust")
    hidden = PartnerFactory(prize=edition.prize, published=False, organisation__name="Still Secret Ltd")
    older = PartnerFactory(prize=edition.prize, edition=EditionFactory(prize=edition.prize, year=edition.year - 1))

    page = client.get(reverse("industry:partners")).content.decode()

    assert shown.organisation.name in page
    assert hidden.organisation.name not in page
    assert older.organisation.name not in page


# Lists, people and companies that go.


def queries_of(client, address):
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize(
    "name", ["industry:problems", "industry:partners", "industry:my_problems", "industry:finalists", "replies"]
)
def test_list_asks_as_much_for_many_rows_as_for_one(client, name, buyer):
    edition = EditionFactory(published=True)
    statement = StatementFactory(organisation=home_of(buyer), person=buyer, published=True)
    address = reverse("industry:replies", args=[statement.pk]) if name == "replies" else reverse(name)

    def more(count):
        for _number in range(count):
            row = StatementFactory(organisation=home_of(buyer), person=buyer, published=True)
            row.terms.add(TermFactory(vocabulary="technology"))
            ReplyFactory(statement=statement)
            PartnerFactory(prize=edition.prize)
            if name == "industry:finalists":
                award = awarded(edition.prize, company=f"Company {Partner.objects.count()}")
                announce(award)
                ConsentFactory(award=award)
                ProfileFactory(organisation=award.organisation)

    client.force_login(buyer)
    more(1)
    one = queries_of(client, address)
    more(49)
    assert queries_of(client, address) == one
    if name == "industry:finalists":
        assert len(client.get(address).context["rows"]) == 50


@pytest.mark.parametrize("role", [RoleName.SECRETARIAT, RoleName.AUDITOR])
def test_office_and_auditor_read_what_a_company_agreed_to_and_change_nothing(client, role):
    consent = ConsentFactory(award=awarded())
    ConsentFactory(award=awarded(), about="Of another prize.", withdrawn_at=timezone.now())
    client.force_login(staff(role, consent.award.category.edition.prize))

    text = client.get(reverse("approach_consents:index")).text

    assert consent.about in text
    assert "Of another prize." not in text
    assert client.get(reverse("approach_consents:inspect", args=[consent.pk])).status_code == 200
    for view in ("add", "edit", "delete"):
        with pytest.raises(NoReverseMatch):
            reverse(f"approach_consents:{view}", args=[] if view == "add" else [consent.pk])


def test_person_gets_a_copy_and_goes(buyer):
    prize = PrizeFactory()
    draft = StatementFactory(organisation=home_of(buyer), person=buyer)
    public = StatementFactory(organisation=home_of(buyer), person=buyer, published=True)
    made = offer(buyer, prize, note="I know castings.")
    reply = ReplyFactory(person=buyer)
    copy = export_person(person=buyer, by=buyer)

    assert len(copy["problem_statements"]) == 2
    assert copy["offers_to_judge"][0]["note"] == "I know castings."
    assert copy["answers_to_problem_statements"][0]["text"] == reply.text

    erase_person(person=buyer, by=buyer)

    made.refresh_from_db()
    assert (made.state, made.note, made.organisation_name) == (JuryOfferState.WITHDRAWN, "", "")
    assert list(ProblemStatement.objects.filter(person=buyer)) == [public]
    assert not ProblemStatement.objects.filter(pk=draft.pk).exists()


def test_copy_holds_what_somebody_answered_to_companies():
    reply = ReplyFactory()
    author = reply.statement.person
    decline_reply(reply=reply, answer="Not this year.", by=author)

    [answer] = export_person(person=author, by=author)["answers_to_companies"]

    assert (answer["answer"], answer["company"]) == ("Not this year.", reply.organisation.name)


def test_who_agreed_for_the_company_is_forgotten(honoured):
    award, person = honoured
    agree_to_approach(award=award, about="Us.", by=person)

    assert export_person(person=person, by=person)["agreed_to_be_approached"][0]["about"] == "Us."
    erase_person(person=person, by=person)

    assert ApproachConsent.objects.get().given_by is None


def test_merged_organisation_takes_its_rows_along(office):
    source, target = OrganisationFactory(kind="oem"), OrganisationFactory(kind="oem")
    statement, partner = StatementFactory(organisation=source), PartnerFactory(organisation=source)
    only_source = ReplyFactory(organisation=source)
    twice = ReplyFactory(organisation=source)
    ReplyFactory(organisation=target, statement=twice.statement)

    merge_organisations(source=source, target=target, by=office)

    for row in (statement, partner, only_source):
        row.refresh_from_db()
        assert row.organisation == target
    assert twice.statement.replies.count() == 2
