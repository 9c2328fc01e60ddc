"""A company asks a service, with its consent; the provider answers by link; the company follows it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import decline_invitation, erase_person, export_person, merge_organisations
from accounts.enums import RoleName
from accounts.models import Invitation
from accounts.rules import NotAllowed
from audit.models import Event
from notices.models import Notice
from prizes import actions
from prizes.enums import (
    MOST_OPEN_REQUESTS,
    MOST_REQUESTS_A_DAY,
    SERVICE_REQUEST,
    SERVICE_REQUEST_TRANSITIONS,
    SERVICE_REVIEW,
    ServiceRequestState,
)
from prizes.models import ServiceRequest
from prizes.work import requests_without_answer
from tests.accounts.factories import (
    AffiliationFactory,
    InvitationFactory,
    OrganisationFactory,
    PersonFactory,
    staff,
    token_for,
)
from tests.prizes.factories import AskedServiceFactory, ServiceRequestFactory, SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db
TYPED = {"company_name": "Ashfield Castings", "text": "Our scrap is at nine percent.", "consent": "on"}


def verified(**fields):
    person = PersonFactory(**fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def send(person=None, service=None):
    told = {"company_name": "Ashfield Castings", "text": "Help."}
    return actions.send_service_request(service=service or AskedServiceFactory(), by=person or verified(), **told)


def link_to(request):
    return InvitationFactory(purpose=SERVICE_REQUEST, target=str(request.pk))


def last_verb():
    return Event.objects.order_by("position").last().verb


def test_request_is_sent_to_the_provider_and_to_nobody_else(client):
    person, service = verified(), AskedServiceFactory()
    client.force_login(person)

    response = client.post(reverse("prizes:ask_service", args=[service.pk]), TYPED, follow=True)

    request = ServiceRequest.objects.get()
    [notice] = Notice.objects.all()
    assert "on its way" in response.content.decode()
    assert (request.person, request.state, request.text) == (person, "sent", TYPED["text"])
    assert abs(request.consented_at - timezone.now()) < timedelta(minutes=1)
    assert notice.address == service.contact_email
    # The mail leads to the text and does not carry it.
    assert TYPED["text"] not in notice.body_text
    assert last_verb() == "service_request.sent"


@pytest.mark.parametrize("missing", TYPED)
def test_nothing_is_sent_without_what_it_takes(client, missing):
    service = AskedServiceFactory()
    client.force_login(verified())

    response = client.post(reverse("prizes:ask_service", args=[service.pk]), TYPED | {missing: ""})

    assert list(response.context["form"].errors) == [missing]
    assert not ServiceRequest.objects.exists()


def test_consent_names_what_goes_to_whom(client):
    person, service = verified(), AskedServiceFactory()
    client.force_login(person)

    html = client.get(reverse("prizes:ask_service", args=[service.pk])).content.decode()

    assert all(text in html for text in (person.name, person.email, service.provider.name))


def test_whoever_has_not_confirmed_their_address_sends_nothing(client):
    person, service = PersonFactory(), AskedServiceFactory()
    client.force_login(person)

    client.post(reverse("prizes:ask_service", args=[service.pk]), TYPED)

    assert not ServiceRequest.objects.exists()
    with pytest.raises(PermissionDenied):
        send(person)


@pytest.mark.parametrize("fields", [{"takes_requests": False}, {"published": False}])
def test_service_that_takes_none_has_no_such_page(client, fields):
    service = AskedServiceFactory(**fields)
    client.force_login(verified())

    assert client.get(reverse("prizes:ask_service", args=[service.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        send(service=service)


def test_stranger_is_asked_to_sign_in(client):
    response = client.get(reverse("prizes:ask_service", args=[AskedServiceFactory().pk]))

    assert response.url.startswith(reverse("account_login"))


def test_second_request_waits_for_the_answer_to_the_first():
    person, service = verified(), AskedServiceFactory()
    send(person, service)

    with pytest.raises(ValidationError):
        send(person, service)


def test_no_more_than_a_few_are_open_at_once():
    person = verified()
    sent = [send(person) for _ in range(MOST_OPEN_REQUESTS)]

    with pytest.raises(ValidationError):
        send(person)
    actions.withdraw_service_request(request=sent[0], by=person)
    assert send(person).state == ServiceRequestState.SENT


def test_nobody_sends_more_than_some_in_a_day_by_taking_them_back():
    person, service = verified(), AskedServiceFactory()
    for _ in range(MOST_REQUESTS_A_DAY):
        actions.withdraw_service_request(request=send(person, service), by=person)

    with pytest.raises(ValidationError):
        send(person, service)
    ServiceRequest.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert send(person, service).state == ServiceRequestState.SENT


@pytest.mark.parametrize("is_verified", [True, False])
def test_text_that_cannot_be_sent_is_still_there(client, is_verified):
    """In a second window, or by somebody who has another address by now."""
    person, service = verified() if is_verified else PersonFactory(), AskedServiceFactory()
    if is_verified:
        send(person, service)
    client.force_login(person)
    url = reverse("prizes:ask_service", args=[service.pk])

    before = client.get(url).content.decode()
    page = client.post(url, TYPED).content.decode()

    assert "Send the request" not in before
    assert TYPED["text"] in page
    assert ("Your last request to this service" in page) is is_verified


def test_own_company_is_known_by_its_name():
    person = verified()
    company = AffiliationFactory(person=person, organisation__name="ashfield castings").organisation

    assert send(person).organisation == company
    assert send(verified()).organisation is None


def test_provider_answers_without_an_account(client):
    request = send()
    link = link_to(request)
    url = reverse("prizes:answer_request", args=[token_for(link.address)])

    first = client.get(url)
    page = first.content.decode()
    empty = client.post(url, {"outcome": "answer", "name": "Hiro", "answer": ""})
    done = client.post(url, {"outcome": "answer", "name": "Hiro", "answer": "Call us."}, follow=True)

    request.refresh_from_db()
    assert all(text in page for text in (request.company_name, request.text, request.person.email))
    assert "no-store" in first["Cache-Control"]
    assert "answer" in empty.context["form"].errors
    assert "on its way" in done.content.decode()
    assert (request.state, request.answer, request.answered_by_name) == ("answered", "Call us.", "Hiro")
    told = Notice.objects.get(template="prizes.service_request_answered")
    assert told.recipient == request.person
    assert "Call us." in told.body_text
    assert last_verb() == "service_request.answered"


def test_provider_declines(client):
    request = send()
    url = reverse("prizes:answer_request", args=[token_for(link_to(request).address)])

    client.post(url, {"outcome": "decline", "name": "Hiro", "answer": ""})

    request.refresh_from_db()
    assert request.state == "declined"
    assert Notice.objects.filter(template="prizes.service_request_answered").count() == 1
    assert last_verb() == "service_request.declined"


def test_bare_link_declines_too_and_accepts_nothing(client):
    request = send()
    link = Invitation.objects.get(purpose=SERVICE_REQUEST)

    decline_invitation(invitation=link)

    request.refresh_from_db()
    assert request.state == "declined"
    assert Notice.objects.filter(template="prizes.service_request_answered").count() == 1


ACTS = {
    ServiceRequestState.ANSWERED: lambda request: actions.answer_service_request(
        invitation=link_to(request), answer="Yes.", name="Hiro"
    ),
    ServiceRequestState.DECLINED: lambda request: actions.decline_service_request(
        invitation=link_to(request), answer="", name="Hiro"
    ),
    ServiceRequestState.WITHDRAWN: lambda request: actions.withdraw_service_request(request=request, by=request.person),
}


@pytest.mark.parametrize("state", ServiceRequestState.values)
@pytest.mark.parametrize("new", ACTS)
def test_every_act_from_every_state(state, new):
    request = ServiceRequestFactory(state=state, answered_at=timezone.now())

    if new in SERVICE_REQUEST_TRANSITIONS[state]:
        ACTS[new](request)
        request.refresh_from_db()
        assert request.state == new
    else:
        with pytest.raises(ValidationError):
            ACTS[new](request)


def test_asker_takes_it_back_and_nobody_else(client):
    person = verified()
    request = send(person)
    url = reverse("prizes:withdraw_request", args=[request.pk])

    client.force_login(PersonFactory())
    assert client.post(url).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.withdraw_service_request(request=request, by=PersonFactory())
    client.force_login(person)
    client.post(url)

    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert not Invitation.objects.unanswered().exists()
    assert Notice.objects.filter(template="prizes.service_request_withdrawn").count() == 1


@pytest.mark.parametrize("act", [actions.answer_service_request, actions.decline_service_request])
def test_old_link_answers_nothing(act):
    request = send()
    link = link_to(request)
    Invitation.objects.filter(pk=link.pk).update(expires_at=timezone.now())

    with pytest.raises(ValidationError):
        act(invitation=link, answer="Yes.", name="Hiro")
    request.refresh_from_db()
    assert (request.state, request.answer) == ("sent", "")


def test_request_without_a_link_is_its_askers_too():
    request = ServiceRequestFactory()

    with pytest.raises(PermissionDenied):
        actions.withdraw_service_request(request=request, by=PersonFactory())


def test_own_requests_and_no_others_are_listed(client):
    person = verified()
    ServiceRequestFactory(person=person, text="Mine.")
    ServiceRequestFactory(text="Of somebody else.")
    client.force_login(person)

    html = client.get(reverse("prizes:my_requests")).content.decode()

    assert "Mine." in html
    assert "Of somebody else." not in html


@pytest.mark.parametrize("rows", [1, 50])
def test_own_requests_query_count(client, rows, django_assert_max_num_queries):
    person = verified()
    ServiceRequestFactory.create_batch(rows, person=person)
    client.force_login(person)
    client.get(reverse("prizes:my_requests"))

    with django_assert_max_num_queries(7):
        client.get(reverse("prizes:my_requests"))


def test_provider_is_reminded_once():
    request = send()
    later = timezone.now() + timedelta(days=7, minutes=1)

    actions.remind_of_waiting_requests(now=timezone.now())
    assert Notice.objects.count() == 1
    actions.remind_of_waiting_requests(now=later)
    actions.remind_of_waiting_requests(now=later)

    assert Notice.objects.filter(address=request.service.contact_email).count() == 2


def test_reminder_that_comes_late_reminds_nobody():
    """Two clocks tick at once, or the answer comes between."""
    waiting, answered = send(), send()
    actions.remind_of_service_request(request=waiting)
    ACTS[ServiceRequestState.WITHDRAWN](answered)
    before = Notice.objects.count()

    for request in (waiting, answered):
        actions.remind_of_service_request(request=request)

    assert Notice.objects.count() == before


def test_answered_request_is_not_brought_to_mind():
    request = send()
    ACTS[ServiceRequestState.ANSWERED](request)
    before = Notice.objects.count()

    actions.remind_of_waiting_requests(now=timezone.now() + timedelta(days=30))

    assert Notice.objects.count() == before


def test_late_request_waits_before_the_office():
    late = ServiceRequestFactory(created_at=timezone.now() - timedelta(days=22))
    ServiceRequestFactory()

    [item] = requests_without_answer(staff())

    assert [row.title for row in item.rows] == [f"{late.company_name}: {late.service.name}"]
    assert requests_without_answer(PersonFactory()) == []


@pytest.mark.parametrize(
    ("role", "reads"), [(RoleName.SECRETARIAT, True), (RoleName.AUDITOR, True), (RoleName.EDITOR, False)]
)
def test_each_look_of_the_office_is_in_the_record(client, role, reads):
    request = ServiceRequestFactory(text="Our scrap.")
    client.force_login(staff(role))

    response = client.get(reverse("service_requests:inspect", args=[request.pk]))

    looks = Event.objects.filter(verb="service_request.looked_at").count()
    assert (response.status_code, looks) == ((200, 1) if reads else (404, 0))


@pytest.mark.parametrize("who", [PersonFactory, lambda: staff(RoleName.EDITOR)])
def test_requests_are_read_by_the_office_and_the_auditor_alone(who):
    request, person = ServiceRequestFactory(), who()

    assert not ServiceRequest.objects.visible_to(person).exists()
    assert ServiceRequest.objects.visible_to(staff(RoleName.AUDITOR)).get() == request
    with pytest.raises(PermissionDenied):
        actions.look_at_service_request(request=request, by=person)


def test_provider_finds_its_answers_and_services_in_the_copy_of_its_data():
    provider = verified()
    service = AskedServiceFactory(contact_email=provider.email)
    send(service=service)
    link = Invitation.objects.get(purpose=SERVICE_REQUEST)
    actions.answer_service_request(invitation=link, answer="Yes.", name="Hiro")
    send(service=service)

    told = export_person(person=provider, by=provider)

    assert told["services_looked_after"] == [service.name]
    assert told["service_requests_answered"] == [{"service": service.name, "name": "Hiro", "answer": "Yes."}]


def test_events_of_a_request_tell_of_both_who_asked_and_who_answered():
    asker, provider = verified(), verified()
    send(asker, AskedServiceFactory(contact_email=provider.email))
    actions.answer_service_request(
        invitation=Invitation.objects.get(purpose=SERVICE_REQUEST), answer="Yes.", name="Hiro"
    )

    def told_of(verb):
        return set(Event.objects.get(verb=verb).subjects.values_list("person", flat=True))

    assert told_of("service_request.sent") == {str(asker.pk)}
    assert told_of("service_request.answered") == {str(asker.pk), str(provider.pk)}


def test_request_is_in_the_copy_of_ones_data():
    person = verified()
    send(person)

    [told] = export_person(person=person, by=person)["service_requests"]

    assert told["text"] == "Help."


def test_erased_person_leaves_no_word():
    person = verified()
    request = send(person)

    erase_person(person=person, by=None)

    request.refresh_from_db()
    kept = (request.company_name, request.text, request.place, request.employees, request.answer)
    assert kept == ("", "", "", None, "")
    assert request.state == "withdrawn"
    assert not Invitation.objects.unanswered().filter(purpose=SERVICE_REQUEST).exists()


def test_erased_provider_is_written_to_no_more():
    person = verified()
    service = AskedServiceFactory(contact_email=person.email)
    request = send(service=service)
    link = Invitation.objects.get(purpose=SERVICE_REQUEST)
    actions.answer_service_request(invitation=link, answer="Yes.", name=person.name)

    erase_person(person=person, by=None)

    service.refresh_from_db()
    request.refresh_from_db()
    assert (service.contact_email, service.takes_requests) == ("", False)
    assert (request.answer, request.answered_by_name) == ("Yes.", "")


def changed_by_office(client, service, **fields):
    service.assistance.set([TermFactory()])
    client.force_login(staff())
    typed = {
        "name": service.name,
        "assistance": service.assistance.get().pk,
        "provider": service.provider_id,
        "summary": service.summary,
        "contact_email": service.contact_email,
        "takes_requests": "on",
        "published": "on",
    }
    response = client.post(reverse("supportservice:edit", args=[service.pk]), typed | fields)
    assert response.status_code == 302, response.context["form"].errors


def waiting_links():
    return set(Invitation.objects.unanswered().values_list("purpose", "address"))


def test_links_follow_the_address_of_the_provider(client):
    person, service = verified(), AskedServiceFactory(contact_email="left@provider.example")
    request = send(person, service)
    answered = send(service=service)
    ACTS[ServiceRequestState.DECLINED](answered)
    Invitation.objects.filter(target=str(answered.pk)).update(declined_at=timezone.now(), accepted_at=None)
    actions.ask_provider(service=service, by=staff())
    before = Notice.objects.count()

    changed_by_office(client, service, cost_note="Lunch too.")
    assert Notice.objects.count() == before
    changed_by_office(client, service, contact_email="new@provider.example")

    assert waiting_links() == {
        (SERVICE_REQUEST, "new@provider.example"),
        (SERVICE_REVIEW, "new@provider.example"),
    }
    assert Notice.objects.filter(address="new@provider.example").count() == 2
    actions.withdraw_service_request(request=request, by=person)
    assert waiting_links() == {(SERVICE_REVIEW, "new@provider.example")}


def test_nobody_but_the_provider_whom_it_was_sent_to_gets_a_request(client):
    service = AskedServiceFactory()
    request = send(service=service)
    changed_by_office(client, service, provider=OrganisationFactory().pk, contact_email="other@other.example")

    request.refresh_from_db()
    assert request.state == ServiceRequestState.SENT
    assert waiting_links() == set()


def test_service_without_an_address_has_no_link_left(client):
    service = AskedServiceFactory()
    send(service=service)

    changed_by_office(client, service, contact_email="", takes_requests="")

    assert waiting_links() == set()
    with pytest.raises(NotAllowed):
        actions.move_links(service=service, by=PersonFactory())


def test_link_of_a_request_that_was_taken_back_shows_nothing(client):
    person = verified()
    request = send(person)
    url = reverse("prizes:answer_request", args=[token_for(link_to(request).address)])
    actions.withdraw_service_request(request=request, by=person)

    page = client.get(url).content.decode()
    client.post(url, {"outcome": "answer", "name": "Hiro", "answer": "Call us."})

    assert "taken back" in page
    assert not any(text in page for text in (request.text, request.company_name, person.email, person.name))
    request.refresh_from_db()
    assert (request.state, request.answer) == ("withdrawn", "")


def test_requests_follow_when_their_company_is_merged():
    source, target = OrganisationFactory.create_batch(2)
    request = ServiceRequestFactory(organisation=source)

    merge_organisations(source=source, target=target, by=staff())

    request.refresh_from_db()
    assert request.organisation == target


def test_office_counts_each_request_once_however_the_list_is_narrowed(client):
    service, terms = SupportServiceFactory(), [TermFactory(), TermFactory()]
    service.assistance.set(terms)
    ServiceRequestFactory(service=service)
    ServiceRequestFactory(service=service, state=ServiceRequestState.ANSWERED, answered_at=timezone.now())
    client.force_login(staff())

    url = reverse("supportservice:index")
    [row] = client.get(url, {"assistance": [term.pk for term in terms]}).context["object_list"]

    assert (row.requests_sent, row.requests_answered) == (2, 1)


@pytest.mark.parametrize("name", ["supportservice:index", "service_requests:index"])
def test_office_lists_take_the_same_number_of_queries(client, name):
    client.force_login(staff())

    def queries(rows):
        for request in ServiceRequestFactory.create_batch(rows):
            request.service.assistance.add(TermFactory())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    queries(1)

    assert queries(1) == queries(50)


def test_office_form_refuses_what_no_list_holds(client):
    client.force_login(staff())
    service = SupportServiceFactory()
    url = reverse("supportservice:edit", args=[service.pk])
    typed = {"name": "Help", "provider": service.provider_id, "summary": "Two days."}

    response = client.post(url, typed | {"counties": ["Atlantis"], "stages": ["lost"], "takes_requests": "on"})

    assert {"counties", "stages", "contact_email"} <= set(response.context["form"].errors)
