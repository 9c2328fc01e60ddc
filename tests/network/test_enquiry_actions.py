"""Writing, answering, declining, reporting, and what came of it: from both sides, and from every state."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone

from accounts.actions import accept_invitation, erase_person, export_person
from accounts.enums import RoleName
from accounts.models import Invitation, Person
from audit.models import Event
from network.actions.enquiries import answer_enquiry, decline_enquiry, report_enquiry, send_enquiry
from network.actions.enquiry_outcomes import PURPOSE, ask_for_outcome, tell_outcome
from network.actions.enquiry_reports import dismiss_report, lift_block, look_at_report, uphold_report
from network.enums import (
    ENQUIRY_TRANSITIONS,
    REPORT_TRANSITIONS,
    EnquiryOutcome,
    EnquiryState,
    ProfileState,
    ReportState,
)
from network.jobs.enquiries import ask_for_outcomes, remind_companies
from network.models import AbuseReport, Enquiry, EnquiryBlock, EnquiryRecipient
from network.rules.enquiry_limits import COMPANIES_A_WEEK, ENQUIRIES_A_DAY, WAITING_AT_ONE_COMPANY
from notices.models import Notice
from tests.accounts.factories import InvitationFactory, PersonFactory, staff
from tests.network.enquiry_factories import (
    TEXT,
    BlockFactory,
    EnquiryFactory,
    RecipientFactory,
    ReportFactory,
    asker,
)
from tests.network.factories import ClaimFactory, ProfileFactory, keeper_of

pytestmark = pytest.mark.django_db
REFUSED = (ValidationError, PermissionDenied)


def need(**changes):
    told = {"subject": "Forty housings", "text": TEXT, "company_name": "Heronsgate Instruments"}
    return told | {"process": None, "material": None, "quantity": 40, "wanted_on": None} | changes


def read_profile(**fields):
    """A profile of a company that somebody speaks for, and that somebody."""
    profile = ProfileFactory(**fields)
    return profile, keeper_of(profile)


def kept_recipient(state=EnquiryState.SENT, **fields):
    profile, keeper = read_profile()
    answered_at = None if state == EnquiryState.SENT else timezone.now()
    return RecipientFactory(profile=profile, state=state, answered_at=answered_at, **fields), keeper


def mails(template):
    return [(notice.address, notice.body_text) for notice in Notice.objects.filter(template=template).order_by("pk")]


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def nothing_new(act):
    """Refused, and neither row nor mail nor event is left of it."""
    before = Enquiry.objects.count(), EnquiryRecipient.objects.count(), Notice.objects.count(), Event.objects.count()
    with pytest.raises(REFUSED) as refusal:
        act()
    assert before == (
        Enquiry.objects.count(),
        EnquiryRecipient.objects.count(),
        Notice.objects.count(),
        Event.objects.count(),
    )
    return str(refusal.value)


# Sending.


def test_need_reaches_each_company_and_tells_none_who_asks():
    person = asker(name="Ines Calder", email="ines@heronsgate.example")
    (first, keeper), (second, other) = read_profile(), read_profile()
    colleague = keeper_of(first)

    enquiry = send_enquiry(need=need(), profiles=[first, second], by=person)

    assert [(row.profile, row.position) for row in enquiry.recipients.all()] == [(first, 1), (second, 2)]
    told = mails("network.enquiry_received")
    assert {address for address, _ in told} == {keeper.email, colleague.email, other.email}
    assert all("Heronsgate Instruments" in text and "Forty housings" in text for _, text in told)
    assert not any("Ines" in text or "ines@" in text or TEXT in text for _, text in told)
    assert verbs() == ["enquiry.sent"]


def test_no_office_finds_the_mails_of_enquiries():
    person, (profile, _) = asker(), read_profile()

    send_enquiry(need=need(), profiles=[profile], by=person)

    assert Notice.objects.count() == 1
    assert not Notice.objects.visible_to(staff()).exists()


def test_address_must_be_verified():
    profile, _ = read_profile()

    refusal = nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=PersonFactory()))

    assert "Confirm your e-mail address" in refusal


def test_address_that_was_changed_since_must_be_verified_too():
    profile, _ = read_profile()
    person = asker()
    person.email = "new@heronsgate.example"
    person.save()

    assert "Confirm" in nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))


def test_blocked_person_writes_to_nobody_until_it_is_lifted():
    person, (profile, _) = asker(), read_profile()
    block = BlockFactory(person=person)
    nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))

    lift_block(block=block, by=staff())

    assert send_enquiry(need=need(), profiles=[profile], by=person)
    assert [address for address, _ in mails("network.enquiry_block_lifted")] == [person.email]


def test_nobody_writes_to_their_own_company():
    profile, keeper = read_profile()
    person = asker()
    keeper.emailaddress_set.create(email=keeper.email, verified=True, primary=True)

    assert "your own company" in nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=keeper))
    assert send_enquiry(need=need(), profiles=[profile], by=person)


@pytest.mark.parametrize("count", [0, 6])
def test_enquiry_goes_to_one_company_at_least_and_five_at_most(count):
    profiles = [read_profile()[0] for _ in range(count)]

    nothing_new(lambda: send_enquiry(need=need(), profiles=profiles, by=asker()))


def test_enquiry_goes_to_five_companies():
    profiles = [read_profile()[0] for _ in range(5)]

    assert send_enquiry(need=need(), profiles=profiles, by=asker()).recipients.count() == 5


def test_company_that_is_named_twice_gets_it_once():
    profile, keeper = read_profile()

    enquiry = send_enquiry(need=need(), profiles=[profile, profile], by=asker())

    assert enquiry.recipients.get().profile == profile
    assert [address for address, _ in mails("network.enquiry_received")] == [keeper.email]


@pytest.mark.parametrize("kind", ["hidden", "nobody reads", "keeper has left", "draft"])
def test_company_that_is_not_there_takes_no_enquiry(kind):
    state = {"hidden": ProfileState.HIDDEN, "draft": ProfileState.DRAFT}.get(kind, ProfileState.PUBLISHED)
    profile = ProfileFactory(state=state, hidden_reason="Untrue.")
    if kind != "nobody reads":
        Person.objects.filter(pk=keeper_of(profile).pk).update(is_active=kind != "keeper has left")

    assert "takes no enquiries" in nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=asker()))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("text", f"{TEXT} Write to ines@heronsgate.example."),
        ("text", f"{TEXT} Call (617) 555-0142."),
        ("text", f"{TEXT} Call 617-555-0142."),
        ("text", f"{TEXT} Call +49 30 1234567."),
        ("text", "https://heronsgate.example/all-that-we-ever-need-and-more"),
        ("text", "Quote please."),
        ("subject", "Ask ines@heronsgate.example"),
        ("subject", "See https://heronsgate.example"),
        ("company_name", "617-555-0142"),
    ],
)
def test_words_that_lead_around_the_answer_are_refused_at_their_field(field, text):
    profile, _ = read_profile()

    with pytest.raises(ValidationError) as refusal:
        send_enquiry(need=need(**{field: text}), profiles=[profile], by=asker())

    assert list(refusal.value.error_dict) == [field]


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT} It measures 120 x 80 x 10.5 mm, tolerance 0.02, 1,000,000 cycles.",
        f"{TEXT} Steel 1.4404 by ISO 9001:2015 and AMS-QQ-A-250/12, part 12345-678-90.",
        f"{TEXT} The drawing stands at https://heronsgate.example/drawing.",
        f"{TEXT} Six parts @ two dollars.",
    ],
)
def test_measures_and_standards_are_no_addresses(text):
    profile, _ = read_profile()

    assert send_enquiry(need=need(text=text), profiles=[profile], by=asker())


def test_same_text_goes_to_a_company_once():
    person, (profile, _) = asker(), read_profile()
    send_enquiry(need=need(), profiles=[profile], by=person)

    assert "already" in nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))


# How much.


def send_many(person, count, companies=1):
    for number in range(count):
        profiles = [read_profile()[0] for _ in range(companies)]
        send_enquiry(need=need(text=f"{TEXT} Number {number}."), profiles=profiles, by=person)


def test_person_sends_so_many_a_day_and_is_told_when_it_goes_on():
    person = asker()
    with time_machine.travel("2031-03-03 15:00:00Z", tick=False):
        send_many(person, ENQUIRIES_A_DAY)
        profile, _ = read_profile()
        refusal = nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))

    assert "Tuesday, March 4, 2031, 10:00 a.m. EST" in refusal
    with time_machine.travel("2031-03-04 15:00:01Z", tick=False):
        assert send_enquiry(need=need(), profiles=[profile], by=person)


def test_limit_is_each_persons_own():
    send_many(asker(), ENQUIRIES_A_DAY)

    send_many(asker(), 1)

    assert Enquiry.objects.count() == ENQUIRIES_A_DAY + 1


def test_person_writes_to_so_many_companies_a_week():
    person = asker()
    send_many(person, 2, companies=4)

    refusal = nothing_new(lambda: send_many(person, 1, companies=3))

    assert "2 are left" in refusal
    send_many(person, 1, companies=COMPANIES_A_WEEK - 8)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        send_many(person, 1, companies=3)


def test_company_is_not_asked_again_while_it_has_not_answered():
    person, (profile, keeper) = asker(), read_profile()
    for number in range(WAITING_AT_ONE_COMPANY):
        send_enquiry(need=need(text=f"{TEXT} {number}."), profiles=[profile], by=person)

    refusal = nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))
    decline_enquiry(recipient=EnquiryRecipient.objects.first(), reason="", by=keeper)

    assert "when it has answered one" in refusal
    assert send_enquiry(need=need(), profiles=[profile], by=person)


def test_what_a_company_never_answered_is_forgotten_after_sixty_days():
    person, (profile, _) = asker(), read_profile()
    for number in range(WAITING_AT_ONE_COMPANY):
        send_enquiry(need=need(text=f"{TEXT} {number}."), profiles=[profile], by=person)

    with time_machine.travel(timezone.now() + timedelta(days=59)):
        nothing_new(lambda: send_enquiry(need=need(), profiles=[profile], by=person))
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert send_enquiry(need=need(), profiles=[profile], by=person)


# Answering.


def answer(recipient, by):
    return answer_enquiry(recipient=recipient, answer="We can, from May on.", by=by)


def test_answer_gives_each_side_the_other():
    recipient, keeper = kept_recipient()

    answer(recipient, keeper)

    [(address, text)] = mails("network.enquiry_answered")
    assert address == recipient.enquiry.person.email
    assert keeper.name in text
    assert keeper.email in text
    assert verbs() == ["enquiry.answered"]


def test_refusal_gives_nobody_away():
    recipient, keeper = kept_recipient()

    decline_enquiry(recipient=recipient, reason="We are full until May.", by=keeper)

    [(address, text)] = mails("network.enquiry_declined")
    assert address == recipient.enquiry.person.email
    assert keeper.name not in text
    assert keeper.email not in text
    assert verbs() == ["enquiry.declined"]


def test_refusal_holds_no_address():
    recipient, keeper = kept_recipient()

    nothing_new(lambda: decline_enquiry(recipient=recipient, reason=f"Ask {keeper.email}.", by=keeper))


def test_refusal_is_not_too_long():
    recipient, keeper = kept_recipient()

    nothing_new(lambda: decline_enquiry(recipient=recipient, reason="x" * 3001, by=keeper))


@pytest.mark.parametrize("text", ["", " \n ", "x" * 3001])
def test_answer_says_something_and_not_too_much(text):
    recipient, keeper = kept_recipient()

    with pytest.raises(ValidationError) as refusal:
        answer_enquiry(recipient=recipient, answer=text, by=keeper)

    assert list(refusal.value.error_dict) == ["answer"]


ACTS = {
    EnquiryState.ANSWERED: answer,
    EnquiryState.DECLINED: lambda recipient, by: decline_enquiry(recipient=recipient, reason="", by=by),
    EnquiryState.STOPPED: lambda recipient, by: uphold_report(
        report=ReportFactory(recipient=recipient), finding="Advertising.", by=staff()
    ),
}


@pytest.mark.parametrize("following", ACTS)
@pytest.mark.parametrize("state", EnquiryState)
def test_enquiry_follows_its_table(state, following):
    recipient, keeper = kept_recipient(state)
    allowed = following in ENQUIRY_TRANSITIONS[state]

    try:
        ACTS[following](recipient, keeper)
    except REFUSED:
        assert not allowed

    recipient.refresh_from_db()
    assert recipient.state == (following if allowed else state)


@pytest.mark.parametrize("act", [EnquiryState.ANSWERED, EnquiryState.DECLINED, "report"])
@pytest.mark.parametrize("who", ["asker", "keeper of another", "office", "stranger"])
def test_only_the_company_acts_on_what_it_received(act, who):
    recipient, _ = kept_recipient()
    people = {
        "asker": recipient.enquiry.person,
        "keeper of another": read_profile()[1],
        "office": staff(),
        "stranger": PersonFactory(),
    }

    nothing_new(lambda: (ACTS | {"report": report})[act](recipient, people[who]))


def test_nobody_answers_whom_nobody_would_read():
    recipient, keeper = kept_recipient()
    erase_person(person=recipient.enquiry.person, by=recipient.enquiry.person)

    with pytest.raises(ValidationError):
        answer(recipient, keeper)
    assert decline_enquiry(recipient=recipient, reason="", by=keeper)


# Reports.


def report(recipient, by):
    return report_enquiry(recipient=recipient, reason="It sells addresses.", by=by)


def test_report_waits_for_the_office_once():
    recipient, keeper = kept_recipient()

    report(recipient, keeper)

    assert verbs() == ["enquiry.reported"]
    with pytest.raises(ValidationError):
        report(recipient, keeper)


def test_enquiry_that_was_stopped_is_not_reported_again():
    recipient, keeper = kept_recipient(EnquiryState.STOPPED)

    nothing_new(lambda: report(recipient, keeper))


@pytest.mark.parametrize("act", [uphold_report, dismiss_report])
def test_report_is_decided_though_whoever_made_it_has_left(act):
    recipient, keeper = kept_recipient()
    found = report(recipient, keeper)
    erase_person(person=keeper, by=keeper)
    found.refresh_from_db()
    assert (found.reason, found.reported_by) == ("", None)

    act(report=found, finding="So it is.", by=staff())

    assert {address for address, _ in mails("network.enquiry_stopped")} <= {recipient.enquiry.person.email}


def test_upheld_report_stops_the_enquiry_everywhere_and_its_writer():
    enquiry = EnquiryFactory()
    states = (EnquiryState.SENT, EnquiryState.ANSWERED, EnquiryState.DECLINED)
    rows = [
        RecipientFactory(
            enquiry=enquiry,
            position=number,
            state=state,
            answered_at=timezone.now(),
        )
        for number, state in enumerate(states, start=1)
    ]
    other = RecipientFactory(enquiry__person=enquiry.person)
    found = ReportFactory(recipient=rows[0])

    uphold_report(report=found, finding="Advertising.", by=staff())

    kept = [EnquiryRecipient.objects.get(pk=row.pk).state for row in (*rows, other)]
    assert kept == [EnquiryState.STOPPED, EnquiryState.STOPPED, EnquiryState.DECLINED, EnquiryState.SENT]
    assert EnquiryBlock.objects.in_force().get().person == enquiry.person
    [(address, text)] = mails("network.enquiry_report_upheld")
    assert address == found.reported_by.email
    [(address, text)] = mails("network.enquiry_stopped")
    assert address == enquiry.person.email
    assert found.reported_by.email not in text
    assert str(rows[0].profile) not in text
    assert verbs() == ["enquiry.report_upheld"]


def test_second_upheld_report_leaves_one_block():
    enquiry = EnquiryFactory()
    reports = [ReportFactory(recipient=RecipientFactory(enquiry=enquiry, position=number)) for number in (1, 2)]
    office = staff()

    for each in reports:
        uphold_report(report=each, finding="Advertising.", by=office)

    assert EnquiryBlock.objects.count() == 1


def test_dismissed_report_changes_nothing_but_itself():
    found = ReportFactory()

    dismiss_report(report=found, finding="A need like any other.", by=staff())

    assert EnquiryRecipient.objects.get().state == EnquiryState.SENT
    assert not EnquiryBlock.objects.exists()
    assert [address for address, _ in mails("network.enquiry_report_dismissed")] == [found.reported_by.email]
    assert verbs() == ["enquiry.report_dismissed"]


@pytest.mark.parametrize("following", [ReportState.UPHELD, ReportState.DISMISSED])
@pytest.mark.parametrize("state", ReportState)
def test_report_follows_its_table(state, following):
    found = ReportFactory(state=state, decided_at=timezone.now())
    act = {ReportState.UPHELD: uphold_report, ReportState.DISMISSED: dismiss_report}[following]
    allowed = following in REPORT_TRANSITIONS[state]

    try:
        act(report=found, finding="So it is.", by=staff())
    except REFUSED:
        assert not allowed

    assert AbuseReport.objects.get().state == (following if allowed else state)


@pytest.mark.parametrize("act", [uphold_report, dismiss_report])
@pytest.mark.parametrize("who", ["editor", "auditor", "writer", "reporter", "stranger"])
def test_only_an_office_that_is_no_side_decides_on_a_report(act, who):
    found = ReportFactory(reported_by=staff(), recipient__enquiry__person=staff())
    people = {
        "editor": staff(RoleName.EDITOR),
        "auditor": staff(RoleName.AUDITOR),
        "writer": found.recipient.enquiry.person,
        "reporter": found.reported_by,
        "stranger": PersonFactory(),
    }

    nothing_new(lambda: act(report=found, finding="So it is.", by=people[who]))


@pytest.mark.parametrize("who", ["editor", "auditor", "writer", "stranger"])
def test_only_an_office_that_did_not_write_it_looks_at_a_report(who):
    found = ReportFactory(recipient__enquiry__person=staff())
    people = {
        "editor": staff(RoleName.EDITOR),
        "auditor": staff(RoleName.AUDITOR),
        "writer": found.recipient.enquiry.person,
        "stranger": PersonFactory(),
    }

    nothing_new(lambda: look_at_report(report=found, by=people[who]))


def test_finding_is_written():
    with pytest.raises(ValidationError) as refusal:
        uphold_report(report=ReportFactory(), finding=" ", by=staff())

    assert list(refusal.value.error_dict) == ["finding"]


@pytest.mark.parametrize("who", ["editor", "blocked", "stranger"])
def test_only_the_office_lifts_a_block_and_nobody_their_own(who):
    block = BlockFactory(person=staff())
    people = {"editor": staff(RoleName.EDITOR), "blocked": block.person, "stranger": PersonFactory()}

    nothing_new(lambda: lift_block(block=block, by=people[who]))


def test_block_is_lifted_once():
    block = BlockFactory()
    lift_block(block=block, by=staff())

    nothing_new(lambda: lift_block(block=block, by=staff()))


# What the clock does.


def test_company_is_reminded_once_after_a_week():
    recipient, keeper = kept_recipient()
    answered, _ = kept_recipient(EnquiryState.ANSWERED)

    remind_companies()
    assert mails("network.enquiry_reminder") == []
    for days in (8, 9, 16):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            remind_companies()

    assert [address for address, _ in mails("network.enquiry_reminder")] == [keeper.email]


@pytest.mark.parametrize("why", ["waited for too long", "asker has left"])
def test_company_is_not_reminded_of_what_nobody_waits_for(why):
    recipient, _ = kept_recipient()
    if why == "asker has left":
        erase_person(person=recipient.enquiry.person, by=recipient.enquiry.person)

    with time_machine.travel(timezone.now() + timedelta(days=29 if why == "waited for too long" else 8)):
        remind_companies()

    assert mails("network.enquiry_reminder") == []


def test_both_sides_of_an_answered_enquiry_are_asked_once_after_sixty_days():
    recipient, keeper = kept_recipient(EnquiryState.ANSWERED)
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(answered_by=keeper)
    kept_recipient(EnquiryState.DECLINED)
    kept_recipient()

    ask_for_outcomes()
    assert not Invitation.objects.exists()
    for days in (61, 62, 95):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            ask_for_outcomes()

    asked = {link.terms["side"]: link.address for link in Invitation.objects.for_target(PURPOSE, recipient)}
    assert asked == {"asker": recipient.enquiry.person.email, "company": keeper.email}
    assert Invitation.objects.count() == 2
    assert len(mails("network.enquiry_outcome")) == 2
    assert verbs().count("enquiry.outcome_asked") == 1


@pytest.mark.parametrize("state", [EnquiryState.SENT, EnquiryState.DECLINED, EnquiryState.STOPPED])
def test_nobody_is_asked_what_came_of_no_answer(state):
    recipient, _ = kept_recipient(state)

    nothing_new(lambda: ask_for_outcome(recipient=recipient))


def test_sides_are_not_asked_a_second_time():
    recipient, _ = kept_recipient(EnquiryState.ANSWERED, outcome_asked_at=timezone.now())

    nothing_new(lambda: ask_for_outcome(recipient=recipient))


def test_asker_who_has_left_is_not_asked():
    recipient, keeper = kept_recipient(EnquiryState.ANSWERED)
    erase_person(person=recipient.enquiry.person, by=recipient.enquiry.person)

    ask_for_outcome(recipient=recipient)

    assert [link.address for link in Invitation.objects.all()] == [keeper.email]


def test_asker_who_speaks_for_the_company_since_is_asked_once():
    recipient, keeper = kept_recipient(EnquiryState.ANSWERED, enquiry__person=asker())
    person = recipient.enquiry.person
    ClaimFactory(organisation=recipient.profile.organisation, person=person)
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(answered_by=person)

    ask_for_outcome(recipient=recipient)

    assert [link.terms["side"] for link in Invitation.objects.all()] == ["asker"]


def test_colleague_is_asked_where_whoever_answered_has_left():
    recipient, keeper = kept_recipient(EnquiryState.ANSWERED)

    ask_for_outcome(recipient=recipient)

    assert Invitation.objects.filter(address=keeper.email).exists()


def links(recipient):
    ask_for_outcome(recipient=recipient)
    return {link.terms["side"]: link for link in Invitation.objects.for_target(PURPOSE, recipient)}


def test_each_side_tells_its_own_outcome_once():
    recipient, _ = kept_recipient(EnquiryState.ANSWERED)
    sides = links(recipient)

    tell_outcome(invitation=sides["asker"], outcome=EnquiryOutcome.PILOT)
    tell_outcome(invitation=sides["company"], outcome=EnquiryOutcome.NOTHING)

    recipient.refresh_from_db()
    assert (recipient.asker_outcome, recipient.company_outcome) == (EnquiryOutcome.PILOT, EnquiryOutcome.NOTHING)
    nothing_new(lambda: tell_outcome(invitation=sides["asker"], outcome=EnquiryOutcome.ORDER))
    another = InvitationFactory(purpose=PURPOSE, target=str(recipient.pk), terms={"side": "asker"})
    nothing_new(lambda: tell_outcome(invitation=another, outcome=EnquiryOutcome.ORDER))


def test_outcome_is_one_of_the_known():
    recipient, _ = kept_recipient(EnquiryState.ANSWERED)

    link = links(recipient)["asker"]

    nothing_new(lambda: tell_outcome(invitation=link, outcome="marriage"))


def test_link_is_answered_by_the_outcome_and_by_no_other_page():
    recipient, _ = kept_recipient(EnquiryState.ANSWERED)
    link = links(recipient)["asker"]

    nothing_new(lambda: accept_invitation(invitation=link, by=PersonFactory()))


# What is kept of people.


def test_erased_asker_leaves_a_count_and_no_words():
    recipient, keeper = kept_recipient()
    found = ReportFactory(recipient=recipient, reason=f"{recipient.enquiry.person.name} sells addresses.")
    person = recipient.enquiry.person
    block = BlockFactory(person=person, reason=f"{person.name} sells addresses.")

    erase_person(person=person, by=person)

    enquiry = Enquiry.objects.get()
    assert (enquiry.subject, enquiry.text, enquiry.company_name) == ("", "", "")
    assert EnquiryRecipient.objects.count() == 1
    found.refresh_from_db()
    block.refresh_from_db()
    assert found.reason == ""
    assert person.name not in block.reason
    assert block.lifted_at
    assert not Notice.objects.filter(body_text__contains=TEXT).exists()


def test_erased_asker_stands_in_no_mail_to_the_company():
    person, (profile, keeper) = asker(), read_profile()
    recipient = send_enquiry(need=need(), profiles=[profile], by=person).recipients.get()
    answer(recipient, keeper)
    ask_for_outcome(recipient=recipient)
    uphold_report(report=report(recipient, keeper), finding="It sells.", by=staff())
    words = Q(body_text__contains="Forty housings") | Q(body_text__contains="Heronsgate")
    assert Notice.objects.filter(words, recipient=keeper).count() == 2
    assert Notice.objects.filter(words, address=keeper.email).count() == 3

    erase_person(person=person, by=person)

    assert not Notice.objects.filter(words | Q(subject__contains="Forty housings")).exists()


def test_erased_keeper_stands_in_no_mail_to_the_asker():
    recipient, keeper = kept_recipient()
    answer(recipient, keeper)
    name, address = keeper.name, keeper.email
    assert Notice.objects.filter(body_text__contains=address).exists()

    erase_person(person=keeper, by=keeper)

    assert not Notice.objects.filter(Q(body_text__contains=address) | Q(body_text__contains=name)).exists()


def test_erased_keeper_leaves_no_answer():
    recipient, keeper = kept_recipient()
    answer(recipient, keeper)

    erase_person(person=keeper, by=keeper)

    recipient.refresh_from_db()
    assert (recipient.answer, recipient.answered_by) == ("", None)
    assert recipient.state == EnquiryState.ANSWERED


def test_each_side_takes_its_own_words_along():
    recipient, keeper = kept_recipient()
    answer(recipient, keeper)
    person = recipient.enquiry.person

    asked, answered = (export_person(person=each, by=each) for each in (person, keeper))

    assert [row["text"] for row in asked["enquiries_sent"]] == [recipient.enquiry.text]
    assert asked["enquiries_answered"] == []
    assert [row["answer"] for row in answered["enquiries_answered"]] == ["We can, from May on."]
    assert recipient.enquiry.text not in str(answered)
