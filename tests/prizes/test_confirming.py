"""A provider is asked once a year whether its service is right, and answers by link."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import accept_invitation
from accounts.enums import RoleName
from accounts.models import Invitation
from accounts.rules import NotAllowed
from audit.models import Event
from notices.models import Notice
from prizes import actions
from prizes.enums import SERVICE_REVIEW
from prizes.models import SupportService
from prizes.reviewing import is_to_be_asked
from prizes.work import services_to_mend
from tests.accounts.factories import InvitationFactory, PersonFactory, staff, token_for
from tests.prizes.factories import SupportServiceFactory

pytestmark = pytest.mark.django_db
DUE = date(2031, 3, 1)


def asked(**fields):
    service = SupportServiceFactory(**{"contact_email": "help@provider.example"} | fields)
    return service, InvitationFactory(purpose=SERVICE_REVIEW, target=str(service.pk), address=service.contact_email)


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("asked_after", "today", "is_asked"),
    [
        (None, -1, False),
        (None, 0, True),
        (-10, 0, True),
        (0, 29, False),
        (0, 30, True),
        (30, 31, False),
        (30, 90, False),
    ],
)
def test_provider_is_asked_on_the_day_and_once_more(asked_after, today, is_asked):
    moment = None if asked_after is None else at_noon(DUE + timedelta(days=asked_after))
    service = SupportService(review_due_on=DUE, asked_at=moment)

    assert is_to_be_asked(service, DUE + timedelta(days=today)) is is_asked


def test_clock_asks_who_is_due_and_nobody_twice():
    SupportServiceFactory(contact_email="due@provider.example", review_due_on=DUE)
    SupportServiceFactory(contact_email="later@provider.example", review_due_on=DUE + timedelta(days=1))
    SupportServiceFactory(contact_email="hidden@provider.example", review_due_on=DUE, published=False)
    SupportServiceFactory(review_due_on=DUE)

    with time_machine.travel(at_noon(DUE)):
        actions.ask_providers_who_are_due()
        actions.ask_providers_who_are_due()

    assert list(Notice.objects.values_list("address", flat=True)) == ["due@provider.example"]


def test_office_asks_again_with_a_new_link_and_to_the_new_address():
    office, service = staff(), SupportServiceFactory(contact_email="Old@provider.example")

    actions.ask_provider(service=service, by=office)
    actions.ask_provider(service=service, by=office)
    SupportService.objects.filter(pk=service.pk).update(contact_email="new@provider.example")
    actions.ask_provider(service=service, by=office)

    assert list(Invitation.objects.unanswered().values_list("address", flat=True)) == ["new@provider.example"]
    assert Notice.objects.count() == 3


@pytest.mark.parametrize("who", [PersonFactory, lambda: staff(RoleName.EDITOR), lambda: staff(RoleName.AUDITOR)])
def test_only_the_office_asks(who):
    with pytest.raises(NotAllowed):
        actions.ask_provider(service=SupportServiceFactory(contact_email="a@b.example"), by=who())


def test_nobody_is_asked_without_an_address():
    with pytest.raises(ValidationError):
        actions.ask_provider(service=SupportServiceFactory(), by=staff())


def test_provider_confirms_by_its_link(client):
    service, link = asked(review_due_on=DUE)
    url = reverse("prizes:confirm_service", args=[token_for(link.address)])

    page = client.get(url)
    answered = client.post(url, {"answer": "right"}, follow=True)

    service.refresh_from_db()
    assert service.name in page.content.decode()
    assert "counts as confirmed" in answered.content.decode()
    assert service.reviewed_on == timezone.localdate()
    assert service.review_due_on == timezone.localdate() + timedelta(days=365)
    assert Event.objects.order_by("position").last().verb == "support_service.confirmed"


def test_provider_confirms_on_the_evening_on_which_it_is_asked(client):
    """When it is the next day already where the clock of the server stands."""
    with time_machine.travel(datetime(2031, 3, 1, 21, tzinfo=ZoneInfo("America/New_York"))):
        service, link = asked(review_due_on=DUE)
        url = reverse("prizes:confirm_service", args=[token_for(link.address)])

        client.post(url, {"answer": "right"})

    service.refresh_from_db()
    assert service.reviewed_on == DUE


def test_provider_asked_the_evening_before_is_asked_on_the_day():
    moment = datetime(2031, 3, 1, 2, tzinfo=ZoneInfo("UTC"))

    assert is_to_be_asked(SupportService(review_due_on=DUE, asked_at=moment), DUE)


def test_provider_tells_of_a_change_and_the_office_settles_it(client):
    office = staff()
    service, link = asked(review_due_on=DUE)
    url = reverse("prizes:confirm_service", args=[token_for(link.address)])

    empty = client.post(url, {"answer": "changed"})
    client.post(url, {"answer": "changed", "remark": "The furnace is gone."})

    service.refresh_from_db()
    assert "remark" in empty.context["form"].errors
    assert service.remark == "The furnace is gone."
    assert service.review_due_on == DUE
    assert [notice.recipient for notice in Notice.objects.filter(template="prizes.service_remark")] == [office]
    [item] = services_to_mend(office)
    assert [row.title for row in item.rows] == [service.name]
    assert services_to_mend(staff(RoleName.AUDITOR)) == []

    with pytest.raises(NotAllowed):
        actions.settle_remark(service=service, by=PersonFactory())
    actions.settle_remark(service=service, by=office)
    service.refresh_from_db()
    assert (service.remark, service.reviewed_on) == ("", timezone.localdate())
    with pytest.raises(ValidationError):
        actions.settle_remark(service=service, by=office)


def test_link_is_answered_once(client):
    service, link = asked()
    url = reverse("prizes:confirm_service", args=[token_for(link.address)])
    client.post(url, {"answer": "right"})
    SupportService.objects.update(reviewed_on=None)

    client.post(url, {"answer": "right"})
    with pytest.raises(ValidationError):
        actions.remark_on_service(invitation=link, remark="Late.")

    service.refresh_from_db()
    assert (service.reviewed_on, service.remark) == (None, "")


def test_old_link_confirms_nothing():
    service, link = asked()
    Invitation.objects.update(expires_at=timezone.now())

    for act in (actions.confirm_service, lambda **link: actions.remark_on_service(**link, remark="Late.")):
        with pytest.raises(ValidationError):
            act(invitation=link)
    service.refresh_from_db()
    assert (service.reviewed_on, service.remark) == (None, "")


def test_provider_who_told_of_a_change_is_not_asked_before_it_is_settled():
    SupportServiceFactory(
        contact_email="a@provider.example", review_due_on=DUE, remark="Gone.", remarked_at=timezone.now()
    )

    with time_machine.travel(at_noon(DUE)):
        actions.ask_providers_who_are_due()

    assert not Notice.objects.exists()


def test_bare_link_confirms_nothing():
    _, link = asked()

    with pytest.raises(ValidationError):
        accept_invitation(invitation=link, by=PersonFactory())


def test_link_of_another_purpose_opens_nothing(client):
    service = SupportServiceFactory()
    other = InvitationFactory(target=str(service.pk))

    assert client.get(reverse("prizes:confirm_service", args=[token_for(other.address)])).status_code == 404


def test_service_nobody_confirmed_waits_before_the_office():
    overdue = timezone.localdate() - timedelta(days=61)
    SupportServiceFactory(review_due_on=overdue)
    SupportServiceFactory(review_due_on=timezone.localdate() - timedelta(days=59))

    [item] = services_to_mend(staff())

    assert item.count == 1
    SupportService.objects.filter(review_due_on=overdue).update(remark="Gone.", remarked_at=timezone.now())
    assert services_to_mend(staff())[0].count == 1
