import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django_tasks_db.models import DBTaskResult

from notices.enums import NoticeState
from notices.models import Notice, TemplateText
from notices.outbox import write_notice
from notices.tasks import deliver
from tests.audit.factories import PersonFactory
from tests.notices.conftest import RECEIPT


def test_notice_is_written_in_the_words_of_its_template(person):
    [notice] = write_notice("test.receipt", to=person, context=RECEIPT, about=person)

    assert notice.subject == "Received: Gear 7"
    assert notice.body_text.startswith(f"Dear {person.name},\n\nwe have your entry Gear 7.\n\nhttps://prize.test/n/1")
    assert (notice.recipient, notice.address, notice.state) == (person, person.email, NoticeState.PENDING)
    assert (notice.about_type, notice.about_id) == ("accounts.person", str(person.pk))


def test_notice_is_enqueued_and_sent(person, tasks_wait):
    [notice] = write_notice("test.receipt", to=person, context=RECEIPT)

    deliver.call(*DBTaskResult.objects.get().args_kwargs["args"])

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([person.email], "Received: Gear 7")
    assert [alternative.mimetype for alternative in sent.alternatives] == ["text/html"]
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (NoticeState.SENT, 1)


def test_each_recipient_gets_their_own(db):
    people = PersonFactory.create_batch(2)

    notices = write_notice("test.receipt", to=people, context=RECEIPT)

    assert [notice.address for notice in notices] == [person.email for person in people]
    assert people[1].name in notices[1].body_text


def test_closed_account_gets_none(db):
    assert write_notice("test.receipt", to=PersonFactory(is_active=False), context=RECEIPT) == []


def test_same_dedupe_key_is_written_once(person, tasks_wait):
    for _ in range(2):
        write_notice("test.receipt", to=person, context=RECEIPT, dedupe_key="receipt:1")

    assert Notice.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_same_dedupe_key_reaches_somebody_else(person):
    write_notice("test.receipt", to=person, context=RECEIPT, dedupe_key="receipt:1")

    assert len(write_notice("test.receipt", to="new@example.org", context=RECEIPT, dedupe_key="receipt:1")) == 1


def test_words_of_the_edition_come_before_the_general_ones(person):
    for scope in ("", "edition:1"):
        TemplateText.objects.create(
            template="test.receipt", scope=scope, language="en", subject=f"In {scope}", body="{{ entry }}"
        )

    subjects = [
        write_notice("test.receipt", to=person, context=RECEIPT, scope=scope)[0].subject
        for scope in ("edition:1", "edition:2")
    ]

    assert subjects == ["In edition:1", "In"]


@pytest.mark.parametrize("context", [{}, {"entry": "Gear 7"}, {"entry": "a", "link": "b", "more": "c"}])
def test_context_must_be_the_variables_of_the_template(person, context):
    with pytest.raises(ValueError, match="test.receipt takes"):
        write_notice("test.receipt", to=person, context=context)


def test_unknown_template_is_refused(person):
    with pytest.raises(ValueError, match="no notice"):
        write_notice("test.nothing", to=person, context={})


@pytest.mark.parametrize("address", ["", "nobody", "a@b.org\nBcc: c@d.org"])
def test_what_is_no_address_is_refused(db, address):
    with pytest.raises(ValidationError):
        write_notice("test.receipt", to=address, context=RECEIPT)


@pytest.mark.django_db(transaction=True)
def test_notice_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        write_notice("test.receipt", to="a@example.org", context=RECEIPT)


@pytest.mark.django_db(transaction=True)
def test_notice_and_its_task_go_with_the_act_when_that_fails(tasks_wait):
    with pytest.raises(RuntimeError):
        _act_and_fail()

    assert not Notice.objects.exists()
    assert not DBTaskResult.objects.exists()


@transaction.atomic
def _act_and_fail():
    write_notice("test.receipt", to="a@example.org", context=RECEIPT)
    raise RuntimeError
