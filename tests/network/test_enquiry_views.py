"""The pages of enquiries: what each side reads before and after the answer, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.backoffice.work import work_for
from accounts.models import Person
from accounts.navigation import doors_for
from audit.models import Event
from network.actions.enquiries import answer_enquiry
from network.actions.enquiry_outcomes import PURPOSE, ask_for_outcome
from network.enums import EnquiryOutcome, EnquiryState
from network.models import AbuseReport, Enquiry, EnquiryRecipient
from network.office.enquiry_figures import figures
from network.office.enquiry_work import reports_that_wait
from notices.models import Notice
from prizes.enums import Vocabulary
from tests.accounts.factories import InvitationFactory, PersonFactory, staff, token_for
from tests.network.enquiry_factories import (
    TEXT,
    BlockFactory,
    EnquiryFactory,
    RecipientFactory,
    ReportFactory,
    asker,
)
from tests.network.factories import ProfileFactory, keeper_of
from tests.prizes.factories import TermFactory

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.fixture
def profile():
    profile = ProfileFactory()
    keeper_of(profile)
    return profile


@pytest.fixture
def process():
    return TermFactory(vocabulary=Vocabulary.PROCESS, name="Milling")


def typed(**changes):
    return {"subject": "Forty housings", "text": TEXT, "company_name": "Heronsgate"} | changes


def write_url(profile):
    return reverse("enquiries:write", args=[profile.slug])


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_page_of_a_company_leads_to_writing(client, profile):
    assert write_url(profile) in page(client, profile.get_absolute_url())


def test_enquiry_is_sent_from_the_companys_page(client, profile):
    person = asker()
    client.force_login(person)

    response = client.post(write_url(profile), typed())

    enquiry = Enquiry.objects.get()
    assert response.url == reverse("enquiries:enquiry", args=[enquiry.pk])
    assert (enquiry.person, enquiry.recipients.get().profile) == (person, profile)


def test_what_was_typed_outlives_signing_in(client, profile):
    response = client.post(write_url(profile), typed())
    assert response.url.startswith(reverse("account_login"))
    assert not Enquiry.objects.exists()
    person = asker()

    client.post(reverse("account_login"), {"login": person.email, "password": "correct horse"})

    assert TEXT in page(client, write_url(profile))


def test_two_steps_keep_the_need_until_it_is_sent(client, profile, process):
    profile.terms.add(process)
    person = asker()
    url = reverse("enquiries:companies")
    response = client.post(reverse("enquiries:new"), typed(process=process.pk, quantity="40", place="Boston"))
    assert response.url == f"{reverse('account_login')}?next={url}"
    client.post(reverse("account_login"), {"login": person.email, "password": "correct horse"})

    shown = page(client, url)
    assert "Milling" in shown
    assert "miles away" in shown
    refused = client.post(url, {})
    assert "Choose at least one company." in refused.content.decode()
    assert TEXT in page(client, reverse("enquiries:new"))
    client.post(url, {"companies": [str(profile.pk)]})

    assert Enquiry.objects.get().recipients.get().profile == profile
    assert TEXT not in page(client, reverse("enquiries:new"))
    assert client.get(url).url == reverse("enquiries:new")


def test_at_most_five_companies_are_chosen_and_the_choice_is_kept(client, process):
    profiles = ProfileFactory.create_batch(6)
    for each in profiles:
        each.terms.add(process)
        keeper_of(each)
    client.force_login(asker())
    client.post(reverse("enquiries:new"), typed(process=process.pk))

    shown = client.post(reverse("enquiries:companies"), {"companies": [str(each.pk) for each in profiles]})

    assert "Choose at most 5 companies." in shown.content.decode()
    assert shown.content.decode().count(" checked") == 6
    assert not Enquiry.objects.exists()


def test_company_that_does_not_fit_cannot_be_smuggled_in(client, profile, process):
    client.force_login(asker())
    client.post(reverse("enquiries:new"), typed(process=process.pk))

    client.post(reverse("enquiries:companies"), {"companies": [str(profile.pk)]})

    assert not Enquiry.objects.exists()


def test_where_nobody_fits_the_page_says_what_to_do(client, profile, process):
    material = TermFactory(vocabulary=Vocabulary.MATERIAL, name="Brass")
    profile.terms.add(process)
    client.force_login(asker())
    client.post(reverse("enquiries:new"), typed(process=process.pk, material=material.pk))

    shown = page(client, reverse("enquiries:companies"))

    assert "No company of the directory fits" in shown
    assert "Leave the material out" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"process": ""}, "Choose a process or a material"),
        ({"place": "Atlantis"}, "We find no such place"),
        ({"wanted_on": "2020-01-01"}, "This day has passed."),
        ({"quantity": "0"}, "greater than or equal to 1"),
        ({"quantity": HUGE}, "Enter a whole number."),
        ({"text": f"{TEXT} ines@heronsgate.example"}, "Take the e-mail address out."),
        ({"text": "x" * 3001}, "at most 3000 characters"),
        ({"company_name": ""}, "This field is required."),
    ],
)
def test_error_stands_at_its_field_and_the_rest_stays(client, process, changes, said):
    response = client.post(reverse("enquiries:new"), typed(process=process.pk) | changes)

    shown = response.content.decode()
    assert response.status_code == 200
    assert said in shown
    assert "Forty housings" in shown


def test_too_many_enquiries_are_refused_on_the_page_with_the_text_kept(client, profile):
    person = asker()
    EnquiryFactory.create_batch(3, person=person)
    client.force_login(person)

    shown = client.post(write_url(profile), typed()).content.decode()

    assert "The next one is possible from" in shown
    assert TEXT in shown


@pytest.mark.parametrize("why", ["unverified", "blocked", "own company", "nobody reads"])
def test_who_may_not_write_is_told_why_instead_of_a_form(client, profile, why):
    person = PersonFactory() if why == "unverified" else asker()
    if why == "blocked":
        BlockFactory(person=person)
    if why == "own company":
        person = keeper_of(profile)
    there = ProfileFactory() if why == "nobody reads" else profile
    client.force_login(person)

    shown = page(client, write_url(there))
    client.post(write_url(there), typed())

    said = {
        "unverified": "Confirm your e-mail address first",
        "blocked": "The prize office has stopped your enquiries",
        "own company": "This is your own company.",
        "nobody reads": "Nobody of this company reads enquiries",
    }
    assert said[why] in shown
    assert 'name="text"' not in shown
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("text", ["", "a\x00b", "NaN", "-1", HUGE, "x" * 100_000, "<script>", "\r\n"])
def test_hostile_need_breaks_nothing(client, profile, text):
    client.raise_request_exception = False
    fields = dict.fromkeys(
        ("subject", "text", "process", "material", "quantity", "wanted_on", "company_name", "place", "companies"), text
    )
    for _ in ("stranger", "signed in"):
        for url in (write_url(profile), reverse("enquiries:new"), reverse("enquiries:companies")):
            assert client.post(url, fields).status_code < 500
            assert client.get(url).status_code < 500
        client.force_login(asker())


# Reading.


@pytest.fixture
def recipient(profile):
    person = asker(name="Ines Calder", email="ines@heronsgate.example")
    return RecipientFactory(profile=profile, enquiry__person=person)


@pytest.fixture
def keeper(profile):
    return keeper_of(profile)


def pages_of(recipient):
    return (
        reverse("enquiries:enquiry", args=[recipient.enquiry_id]),
        reverse("enquiries:received", args=[recipient.pk]),
    )


@pytest.mark.parametrize("state", EnquiryState)
def test_addresses_are_shown_to_both_sides_only_while_it_is_answered(client, recipient, keeper, state):
    EnquiryRecipient.objects.update(state=state, answered_at=timezone.now(), answered_by=keeper)
    sent, received = pages_of(recipient)

    client.force_login(recipient.enquiry.person)
    asker_reads = page(client, sent)
    client.force_login(keeper)
    keeper_reads = page(client, received)

    shown = state == EnquiryState.ANSWERED
    assert (keeper.email in asker_reads, keeper.name in asker_reads) == (shown, shown)
    assert ("ines@heronsgate.example" in keeper_reads, "Ines Calder" in keeper_reads) == (shown, shown)


def test_one_company_does_not_learn_of_the_others(client, recipient, keeper):
    other = RecipientFactory(enquiry=recipient.enquiry, position=2)
    client.force_login(keeper)

    shown = page(client, reverse("enquiries:received", args=[recipient.pk])) + page(client, reverse("enquiries:mine"))

    assert str(other.profile) not in shown


@pytest.mark.parametrize("who", ["stranger", "other keeper", "office", "asker"])
def test_what_a_company_received_is_there_for_its_keepers_alone(client, recipient, who):
    people = {
        "stranger": PersonFactory,
        "other keeper": lambda: keeper_of(ProfileFactory()),
        "office": staff,
        "asker": lambda: recipient.enquiry.person,
    }
    client.force_login(people[who]())

    for name in ("received", "decline", "report"):
        url = reverse(f"enquiries:{name}", args=[recipient.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"answer": "Yes.", "reason": "No."}).status_code == 404
    assert EnquiryRecipient.objects.get().state == EnquiryState.SENT


@pytest.mark.parametrize("who", ["stranger", "keeper", "office"])
def test_what_somebody_sent_is_there_for_them_alone(client, recipient, keeper, who):
    client.force_login({"stranger": PersonFactory(), "keeper": keeper, "office": staff()}[who])

    assert client.get(reverse("enquiries:enquiry", args=[recipient.enquiry_id])).status_code == 404


def test_keeper_answers(client, recipient, keeper):
    client.force_login(keeper)
    url = reverse("enquiries:received", args=[recipient.pk])
    assert keeper.email in page(client, url), "They are told which address will be shown."

    client.post(url, {"answer": "We can, from May on."})

    recipient.refresh_from_db()
    assert (recipient.state, recipient.answer, recipient.answered_by) == ("answered", "We can, from May on.", keeper)


def test_keeper_declines_without_a_reason(client, recipient, keeper):
    client.force_login(keeper)

    client.post(reverse("enquiries:decline", args=[recipient.pk]), {"reason": ""})

    recipient.refresh_from_db()
    assert recipient.state == EnquiryState.DECLINED
    assert client.get(reverse("enquiries:decline", args=[recipient.pk])).status_code == 404


def test_keeper_reports(client, recipient, keeper):
    client.force_login(keeper)

    client.post(reverse("enquiries:report", args=[recipient.pk]), {"reason": "It sells addresses."})

    assert AbuseReport.objects.get().reason == "It sells addresses."


def test_answer_outlives_a_session_that_ended(client, recipient, keeper):
    keeper.emailaddress_set.create(email=keeper.email, verified=True, primary=True)
    url = reverse("enquiries:received", args=[recipient.pk])

    response = client.post(url, {"answer": "We can, from May on."})
    client.post(response.url, {"login": keeper.email, "password": "correct horse"})

    assert "We can, from May on." in page(client, url)
    assert EnquiryRecipient.objects.get().state == EnquiryState.SENT


def test_header_leads_there_whoever_has_any(rf, recipient, keeper):
    def doors_of(person):
        request = rf.get("/")
        request.user = person
        return [link.url for link in doors_for(request)]

    url = reverse("enquiries:mine")
    assert url in doors_of(recipient.enquiry.person)
    assert url in doors_of(keeper)
    assert url not in doors_of(PersonFactory())


@pytest.mark.parametrize("side", ["sent", "received"])
def test_list_takes_the_same_number_of_questions(client, recipient, keeper, side):
    person = recipient.enquiry.person if side == "sent" else keeper
    client.force_login(person)
    url = reverse("enquiries:mine")

    def questions():
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    few = questions()
    for _ in range(50):
        RecipientFactory(profile=recipient.profile, enquiry__person=recipient.enquiry.person)

    assert questions() == few


# What came of it.


def link_to(recipient, side="asker", **fields):
    found = InvitationFactory(purpose=PURPOSE, target=str(recipient.pk), terms={"side": side}, **fields)
    return reverse("enquiries:outcome", args=[token_for(found.address)])


@pytest.mark.parametrize("side", ["asker", "company"])
def test_outcome_is_told_by_link_without_an_account(client, recipient, side):
    EnquiryRecipient.objects.update(state=EnquiryState.ANSWERED, answered_at=timezone.now())
    url = link_to(recipient, side)
    assert "A prototype or pilot was made" in page(client, url)

    client.post(url, {"outcome": EnquiryOutcome.PILOT})

    recipient.refresh_from_db()
    assert getattr(recipient, f"{side}_outcome") == EnquiryOutcome.PILOT
    assert "Thank you" in page(client, url)


def test_nothing_chosen_is_no_outcome(client, recipient):
    EnquiryRecipient.objects.update(state=EnquiryState.ANSWERED, answered_at=timezone.now())
    url = link_to(recipient)

    for outcome in ("", "marriage", "a\x00b", HUGE):
        assert client.post(url, {"outcome": outcome}).status_code == 200

    recipient.refresh_from_db()
    assert recipient.asker_outcome == ""


def test_link_that_has_ended_says_so(client, recipient):
    EnquiryRecipient.objects.update(state=EnquiryState.ANSWERED, answered_at=timezone.now())
    url = link_to(recipient, expires_at=timezone.now() - timedelta(days=1))

    assert "This link no longer works" in page(client, url)
    assert client.get(reverse("enquiries:outcome", args=["nothing"])).status_code == 404


def test_second_link_of_a_side_that_has_told_is_closed(client, recipient):
    EnquiryRecipient.objects.filter(pk=recipient.pk).update(
        state=EnquiryState.ANSWERED, answered_at=timezone.now(), asker_outcome=EnquiryOutcome.PILOT
    )
    link = InvitationFactory(purpose=PURPOSE, target=str(recipient.pk), terms={"side": "asker"}, invited_by=None)

    shown = page(client, reverse("enquiries:outcome", args=[token_for(link.address)]))

    assert "<form" not in shown.partition("<main")[2]


def test_mail_of_the_link_opens_it(client, recipient):
    EnquiryRecipient.objects.update(state=EnquiryState.ANSWERED, answered_at=timezone.now())
    ask_for_outcome(recipient=EnquiryRecipient.objects.get())

    text = Notice.objects.filter(template="network.enquiry_outcome").first().body_text

    path = next(word for word in text.split() if "/enquiries/outcome/" in word).split("/", 3)[3]
    assert "What came of it?" in page(client, f"/{path}")


# The back office.


def test_office_reads_an_enquiry_only_where_it_was_reported(client, recipient):
    client.force_login(staff())
    listing = page(client, reverse("enquiry_recipients:index"))
    history = page(client, reverse("enquiry_recipients:history", args=[recipient.pk]))
    assert recipient.enquiry.subject not in listing + history
    assert recipient.enquiry.person.name not in listing + history

    found = ReportFactory(recipient=recipient)

    shown = page(client, reverse("enquiry_reports:inspect", args=[found.pk]))
    assert recipient.enquiry.text in shown
    assert recipient.enquiry.subject not in page(client, reverse("enquiry_reports:index"))


def test_office_reads_when_an_enquiry_was_answered_and_not_by_whom(client, recipient, keeper):
    answer_enquiry(recipient=recipient, answer="We can, from May on.", by=keeper)
    client.force_login(staff())

    history = page(client, reverse("enquiry_recipients:history", args=[recipient.pk]))

    assert "Enquiry answered by a company" in history
    assert keeper.name not in history


def test_each_look_of_the_office_at_a_reported_enquiry_is_an_event(client, recipient):
    found, office = ReportFactory(recipient=recipient), staff()
    client.force_login(office)
    url = reverse("enquiry_reports:inspect", args=[found.pk])

    page(client, reverse("enquiry_reports:index"))
    page(client, url)
    page(client, url)

    looks = Event.objects.filter(verb="enquiry.report_looked_at")
    assert {(look.actor, look.target_id) for look in looks} == {(str(office.pk), str(found.pk))}
    assert looks.count() == 2
    assert list(Event.objects.telling_of(recipient.enquiry.person.pk)) == list(looks)


def test_writer_who_is_of_the_office_does_not_learn_who_reported(client):
    writer = staff()
    found = ReportFactory(recipient__enquiry__person=writer)
    company = str(found.recipient.profile)
    client.force_login(writer)

    assert client.get(reverse("enquiry_reports:inspect", args=[found.pk])).status_code == 404
    assert client.get(reverse("enquiry_reports:history", args=[found.pk])).status_code == 404
    assert company not in page(client, reverse("enquiry_reports:index"))
    client.force_login(staff())
    assert company in page(client, reverse("enquiry_reports:index"))


def test_report_waits_in_the_back_office():
    office, found = staff(), ReportFactory()

    [item] = [item for item in work_for(office) if "reported" in item.text]

    assert [row.url for row in item.rows] == [reverse("enquiry_reports:inspect", args=[found.pk])]
    assert not [item for item in work_for(PersonFactory()) if "reported" in item.text]


@pytest.mark.parametrize("count", [1, 50])
def test_reports_that_wait_are_read_in_the_same_number_of_questions(count, django_assert_num_queries):
    office = Person.objects.get(pk=staff().pk)
    ReportFactory.create_batch(count)

    with django_assert_num_queries(2):
        [item] = reports_that_wait(office)

    assert len(item.rows) == count


def test_report_of_ones_own_company_waits_for_somebody_else():
    office = staff()
    ReportFactory(reported_by=office)

    assert not [item for item in work_for(office) if "reported" in item.text and item.rows]


@pytest.mark.parametrize(("act", "state"), [("uphold", "upheld"), ("dismiss", "dismissed")])
def test_office_decides(client, act, state):
    found = ReportFactory()
    client.force_login(staff())

    client.post(reverse(f"enquiry_reports:{act}", args=[found.pk]), {"finding": "So it is."})

    assert AbuseReport.objects.get().state == state


def test_office_lifts_a_block(client):
    block = BlockFactory()
    client.force_login(staff())

    client.post(reverse("enquiry_blocks:lift", args=[block.pk]))

    block.refresh_from_db()
    assert block.lifted_at


def test_figures_count_and_name_nobody(client, process):
    sent = timezone.now() - timedelta(days=10)
    enquiry = EnquiryFactory(process=process, created_at=sent)
    facts = (
        (EnquiryState.ANSWERED, 2, EnquiryOutcome.PILOT),
        (EnquiryState.ANSWERED, 4, ""),
        (EnquiryState.DECLINED, 9, ""),
    )
    for position, (state, days, outcome) in enumerate(facts, start=1):
        RecipientFactory(
            enquiry=enquiry,
            position=position,
            state=state,
            answered_at=sent + timedelta(days=days),
            asker_outcome=outcome,
        )
    RecipientFactory()

    counted = figures(EnquiryRecipient.objects.all())

    assert (counted.enquiries, counted.sent, counted.median_days) == (2, 4, 3.0)
    assert dict(counted.by_state)["Answered"] == 2
    assert ("A prototype or pilot was made", 1, 0) in counted.outcomes
    first = counted.processes[0]
    assert (first["name"], first["sent"], first["answered"], first["declined"]) == ("Milling", 3, 2, 1)
    client.force_login(staff())
    shown = page(client, reverse("enquiry_figures:index"))
    assert "Milling" in shown
    assert enquiry.person.name not in shown
    assert enquiry.company_name not in shown


def test_figures_of_nothing_are_shown_too(client):
    client.force_login(staff())

    assert "0 enquiries" in page(client, reverse("enquiry_figures:index"))
