import pytest
from django.core import mail
from django.urls import reverse

from audit.models import Event
from notices.enums import NoticeState
from notices.models import Notice, TemplateText
from notices.outbox import write_notice
from tests.audit.factories import PersonFactory
from tests.notices.conftest import RECEIPT, admit

OWN = {"subject": "Thanks for {{ entry }}", "body": "Dear {{ recipient_name }}"}


@pytest.fixture
def notice(person):
    return write_notice("test.receipt", to=person, context=RECEIPT, scope="edition:1")[0]


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


def pages(notice):
    return [
        reverse("outbox:index"),
        reverse("outbox:index_results"),
        reverse("outbox:notice", args=[notice.pk]),
        reverse("outbox:mail", args=[notice.pk]),
        reverse("notice_texts:index"),
        text_page("edition:1"),
    ]


def posts(notice):
    return [
        reverse("outbox:resend", args=[notice.pk]),
        reverse("outbox:cancel", args=[notice.pk]),
        text_page(""),
        text_page("", "reset"),
    ]


def text_page(scope, name="edit", key="test.receipt", language="en"):
    return f"{reverse(f'notice_texts:{name}', args=[key])}?scope={scope}&language={language}"


def test_manager_sees_every_page(office, notice):
    assert [office.get(page).status_code for page in pages(notice)] == [200] * 6


@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}])
def test_others_in_the_back_office_find_nothing(client, manager, notice, fields):
    client.force_login(admit(PersonFactory(**fields)))

    assert [client.get(page).status_code for page in pages(notice)] == [404] * 6
    assert [client.post(page, OWN).status_code for page in posts(notice)] == [404] * 4
    assert not Event.objects.exists()


def test_anonymous_is_sent_to_sign_in(client, manager, notice):
    assert {client.get(page).status_code for page in pages(notice)} == {302}


def test_notice_of_another_edition_is_not_there(office, notice):
    Notice.objects.update(scope="edition:2")

    assert list(office.get(reverse("outbox:index")).context["object_list"]) == []
    assert office.get(reverse("outbox:notice", args=[notice.pk])).status_code == 404
    assert office.post(reverse("outbox:cancel", args=[notice.pk])).status_code == 404
    assert office.get(text_page("edition:2")).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"state": "failed"}, 1),
        ({"state": "sent"}, 0),
        ({"template": "test.receipt"}, 2),
        ({"scope": "edition:1"}, 1),
        ({"scope": "edition:2"}, 2),
        ({"q": "other@"}, 1),
    ],
)
def test_outbox_is_filtered_and_searched(office, notice, query, found):
    [other] = write_notice("test.receipt", to="other@example.org", context=RECEIPT)
    Notice.objects.filter(pk=other.pk).update(state=NoticeState.FAILED, last_error="ConnectionRefusedError: no server")

    response = office.get(reverse("outbox:index"), query)

    assert len(response.context["object_list"]) == found


def test_failure_is_shown(office, notice):
    Notice.objects.update(state=NoticeState.FAILED, last_error="SMTPRecipientsRefused: <b>no</b>", attempts=6)

    for page in pages(notice)[:3:2]:
        assert "SMTPRecipientsRefused: &lt;b&gt;no&lt;/b&gt;" in office.get(page).content.decode()


def test_outbox_has_one_query_count(office, notice, django_assert_max_num_queries):
    office.get(reverse("outbox:index"))  # Fills what Wagtail keeps per process and per person.
    counts = []
    for _ in range(2):
        write_notice("test.receipt", to=PersonFactory.create_batch(5), context=RECEIPT)
        with django_assert_max_num_queries(100) as queries:
            office.get(reverse("outbox:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_notice_is_resent_and_cancelled_with_an_event_each(office, notice):
    office.post(reverse("outbox:cancel", args=[notice.pk]))
    response = office.post(reverse("outbox:resend", args=[notice.pk]))

    copy = Notice.objects.get(state=NoticeState.PENDING)
    assert response.url == reverse("outbox:notice", args=[copy.pk])
    assert [event.verb for event in Event.objects.order_by("position")] == ["notice.cancelled", "notice.resent"]


def test_refused_act_says_why(office, notice):
    response = office.post(reverse("outbox:resend", args=[notice.pk]), follow=True)

    assert "It is about to be sent." in response.content.decode()
    assert not Event.objects.exists()


def test_texts_show_where_there_are_own_words(office):
    TemplateText.objects.create(template="test.receipt", scope="edition:1", language="en", **OWN)

    rows = office.get(reverse("notice_texts:index")).context["rows"]

    [places] = [places for template, places in rows if template.key == "test.receipt"]
    assert [(place.label, place.has_own) for place in places] == [("All editions", False), ("Prize of 2031", True)]


def test_text_page_starts_with_the_words_that_hold(office):
    TemplateText.objects.create(template="test.receipt", scope="", language="en", **OWN)

    assert office.get(text_page("edition:1")).context["form"].initial == OWN


def test_text_page_lists_the_variables_and_previews_the_sample(office):
    content = office.get(text_page("")).content.decode()

    assert "{{ entry }}" in content
    assert "The title of the entry." in content
    assert "Received: A better gear" in content


def test_preview_shows_typed_words_and_saves_nothing(office):
    response = office.post(text_page(""), OWN | {"act": "preview"})

    assert "Thanks for A better gear" in response.content.decode()
    assert not TemplateText.objects.exists()


def test_saved_words_are_an_event(office):
    response = office.post(text_page("edition:1"), OWN | {"act": "save"})

    assert response.url == text_page("edition:1").replace(":", "%3A")
    assert TemplateText.objects.get().scope == "edition:1"
    assert Event.objects.get().verb == "notice_text.changed"


def test_unknown_variable_is_named_beside_its_field(office):
    response = office.post(text_page(""), OWN | {"body": "{{ nme }}"})

    assert response.context["form"].errors == {"body": ["There is no variable “nme” in this notice."]}
    assert "There is something to correct first." in response.content.decode()
    assert not TemplateText.objects.exists()


def test_trial_is_sent_to_oneself(office, manager):
    office.post(text_page(""), OWN | {"act": "trial"})

    assert [message.to for message in mail.outbox] == [[manager.email]]
    assert not TemplateText.objects.exists()


def test_trial_that_the_server_refuses_says_so(office, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_tasks.RefusingBackend"

    response = office.post(text_page(""), OWN | {"act": "trial"})

    assert "The mail server did not take it: no server" in response.content.decode()


def test_reset_goes_back_to_the_default(office):
    office.post(text_page(""), OWN)

    office.post(text_page("", "reset"))

    assert not TemplateText.objects.exists()
    assert office.get(text_page("")).context["form"].initial["subject"] == "Received: {{ entry }}"


@pytest.mark.parametrize("page", [{"key": "test.nothing"}, {"language": "xx"}])
def test_unknown_text_is_not_found(office, page):
    assert office.get(text_page("", **page)).status_code == 404


def test_mail_is_framed_by_the_back_office_only(office, notice):
    response = office.get(reverse("outbox:mail", args=[notice.pk]))

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response.content.decode() == notice.body_html
