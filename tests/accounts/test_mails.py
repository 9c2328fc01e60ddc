"""Mails about one's own account: in our words, and in the frame that all our mail has."""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.accounts.factories import PersonFactory

pytestmark = pytest.mark.django_db

THEIRS = Path(allauth.__file__).parent / "templates"
# What is switched off: a code instead of a link, and the frames of the others.
NOT_SENT = {"account/email/password_reset_code", "account/email/base", "account/email/base_notification"}
LINK = "https://prize.example/here/"
VALUES = {
    "activate_url": LINK,
    "password_reset_url": LINK,
    "signup_url": LINK,
    "code": "KMPQ-7731",
    "email": "robin@ashfield.example",
    "from_email": "old@ashfield.example",
    "to_email": "new@ashfield.example",
    "deleted_email": "old@ashfield.example",
    "ip": "192.0.2.7",
    "user_agent": 'Browser "x" {{ code }} <b>bold</b>',
}
WITH_LINK = ("email_confirmation", "email_confirmation_signup", "account_already_exists", "unknown_account")


def sent_by_allauth():
    for folder in ("account/email", "mfa/email"):
        for path in sorted((THEIRS / folder).glob("*_message.txt")):
            yield f"{folder}/{path.name.removesuffix('_message.txt')}"


NAMES = [name for name in sent_by_allauth() if name not in NOT_SENT]


@pytest.fixture
def write(rf):
    def mail_of(name, **values):
        with context.request_context(rf.get("/")):
            return get_adapter().render_mail(name, VALUES["email"], VALUES | {"timestamp": timezone.now()} | values)

    return mail_of


def html(message):
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return content


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("part", ["subject", "message"])
def test_words_are_ours(name, part):
    assert (settings.BASE_DIR / "templates" / f"{name}_{part}.txt").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_mail_comes_in_our_frame(write, name):
    message = write(name)

    assert not message.subject.startswith("[")
    assert message.body.rstrip().endswith(settings.WAGTAILADMIN_BASE_URL)
    assert f"Sent by {settings.WAGTAIL_SITE_NAME}" in html(message)


@pytest.mark.parametrize("name", WITH_LINK)
def test_link_is_a_button(write, name):
    message = write(f"account/email/{name}")

    assert f'<a href="{LINK}" style="display:inline-block' in html(message)
    assert f"\n{LINK}\n" in message.body


def test_what_a_browser_calls_itself_is_text(write):
    message = write("account/email/password_changed")

    assert "Browser &quot;x&quot; {{ code }} &lt;b&gt;bold&lt;/b&gt;" in html(message)
    assert VALUES["user_agent"] in message.body
    assert VALUES["code"] not in message.body


def test_code_to_sign_in_stands_alone(write):
    assert "\n\nKMPQ-7731\n\n" in write("account/email/login_code").body


def test_forgotten_password_is_mailed_a_way_to_a_new_one(client):
    person = PersonFactory()

    client.post(reverse("account_reset_password"), {"email": person.email})

    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Choose a new password", [person.email])
    assert "/account/" in message.body
    assert "display:inline-block" in html(message)
