from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.enums import RoleName
from nominations import registries, rules
from nominations.enums import EDITABLE_STATES, NominationState, ScanState
from nominations.models import Nomination, Submission
from tests.accounts.factories import PersonFactory, staff
from tests.nominations.factories import AttachmentFactory, ExtensionFactory, NominationFactory, submitted

pytestmark = pytest.mark.django_db


def people(draft):
    prize = draft.edition.prize
    return {
        "collaborator": draft.person,
        "office": staff(prize=prize),
        "auditor": staff(RoleName.AUDITOR, prize=prize),
        "editor": staff(RoleName.EDITOR, prize=prize),
        "other office": staff(),
        "superuser": PersonFactory(is_superuser=True),
        "stranger": PersonFactory(),
        "anonymous": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.may_see, {"collaborator", "office", "auditor"}),
        (rules.may_edit, {"collaborator"}),
        (rules.may_submit, {"collaborator"}),
        (rules.may_withdraw, {"collaborator"}),
        (rules.may_invite_collaborators, {"collaborator"}),
        (rules.may_screen, {"office"}),
        (rules.may_extend, {"office"}),
        (rules.may_merge, {"office"}),
        (rules.may_erase, {"office"}),
    ],
)
def test_rule_allows_these_and_nobody_else(draft, rule, allowed):
    assert {name for name, person in people(draft).items() if rule(person, draft)} == allowed


def test_visible_to_is_the_same_people(draft):
    seeing = {name for name, person in people(draft).items() if Nomination.objects.visible_to(person).exists()}

    assert seeing == {"collaborator", "office", "auditor"}


def test_submission_is_visible_to_the_same_people():
    submission = submitted()
    draft = submission.nomination
    draft.person = submission.submitted_by
    seeing = {name for name, person in people(draft).items() if Submission.objects.visible_to(person).exists()}

    assert seeing == {"collaborator", "office", "auditor"}


def test_inactive_collaborator_sees_nothing(draft, person):
    person.is_active = False

    assert not rules.may_see(person, draft)
    assert not Nomination.objects.visible_to(person).exists()


@pytest.mark.parametrize("state", NominationState)
def test_only_editable_states_are_edited(draft, person, state):
    draft.state = state
    draft.information_due_at = timezone.now() + timedelta(days=1)

    assert rules.may_edit(person, draft) == (state in EDITABLE_STATES)


@pytest.mark.parametrize(
    ("opens", "closes", "extension", "allowed"),
    [
        (-2, 2, None, True),
        (1, 2, None, False),
        (-2, -1, None, False),
        (-2, -1, 1, True),
        (-2, -1, -0.5, False),
        (-2, 2, 1, True),
    ],
)
def test_window_and_extension(draft, person, opens, closes, extension, allowed):
    now = timezone.now()
    draft.edition.opens_at, draft.edition.closes_at = now + timedelta(days=opens), now + timedelta(days=closes)
    if extension is not None:
        ExtensionFactory(nomination=draft, until=now + timedelta(days=extension))

    assert rules.may_edit(person, draft) == allowed


def test_close_is_a_moment_whatever_the_zone(draft, person):
    draft.edition.closes_at = timezone.now() + timedelta(minutes=1)

    for zone in ("Pacific/Auckland", "America/New_York", "UTC"):
        draft.edition.time_zone = zone
        assert rules.may_edit(person, draft)


def test_deadline_in_the_database_is_that_of_the_rules(draft):
    later = timezone.now() + timedelta(days=60)
    ExtensionFactory(nomination=draft, until=later)
    ExtensionFactory(nomination=draft, until=timezone.now() + timedelta(days=1))

    assert Nomination.objects.with_deadline().get(pk=draft.pk).deadline == later
    plain = NominationFactory(category=draft.category)
    assert Nomination.objects.with_deadline().get(pk=plain.pk).deadline == plain.edition.closes_at


def test_attachment_is_read_by_whom_a_higher_app_names(draft, stranger, monkeypatch):
    attachment = AttachmentFactory(nomination=draft)
    assert not rules.may_see_attachment(stranger, attachment)

    monkeypatch.setattr(registries, "_attachment_readers", [lambda person, file: person == stranger])

    assert rules.may_see_attachment(stranger, attachment)
    assert not rules.may_see_attachment(AnonymousUser(), attachment)
    attachment.scan_state = ScanState.PENDING
    assert not rules.may_see_attachment(stranger, attachment)
