from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import accept_invitation, erase_person
from accounts.models import Invitation
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from nominations import registries
from nominations.actions import (
    accept_nomination,
    add_collaborator,
    answer_eligibility,
    close_drafts,
    decline_nomination,
    erase_answers,
    erase_answers_everywhere,
    grant_extension,
    invite_collaborator,
    merge_nominations,
    own_organisations,
    remove_collaborator,
    reopen_screening,
    request_information,
    screen_eligible,
    screen_ineligible,
    send_closing_reminders,
    start_nomination,
    submit_nomination,
    withdraw_nomination,
)
from nominations.enums import NominationState
from nominations.freezing import verify_submission
from nominations.models import Extension, Nomination, Section
from notices.models import Notice
from tests.accounts.factories import (
    AffiliationFactory,
    OrganisationDomainFactory,
    OrganisationFactory,
    PersonFactory,
    staff,
)
from tests.judging.factories import CandidacyFactory, RoundCategoryFactory, RoundFactory
from tests.nominations.factories import (
    AttachmentFactory,
    CollaboratorFactory,
    NominationFactory,
    QuestionFactory,
    complete_draft,
    submitted,
)
from tests.prizes.factories import CategoryFactory, EligibilityRuleFactory

pytestmark = pytest.mark.django_db


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def notices():
    return list(Notice.objects.values_list("template", flat=True))


@pytest.fixture
def handed_in():
    nomination = submitted().nomination
    nomination.refresh_from_db()
    Notice.objects.all().delete()
    return nomination


@pytest.fixture
def secretary(handed_in):
    return staff(prize=handed_in.edition.prize)


# Starting


def start(category, person, **changes):
    arguments = {"eligibility_answers": {}, "organisation_name": "Castings", **changes}
    return start_nomination(category=category, by=person, **arguments)


def test_start_makes_a_draft_with_its_starter():
    person = PersonFactory()

    nomination = start(CategoryFactory(), person)

    assert nomination.state == NominationState.DRAFT
    assert nomination.organisation.name == "Castings"
    assert [row.person for row in nomination.collaborators.all()] == [person]
    assert person.affiliations.get().organisation == nomination.organisation
    assert verbs()[-1] == "nomination.started"


def test_start_never_takes_over_a_company_by_its_name():
    existing = OrganisationFactory(name="Castings")

    assert start(CategoryFactory(), PersonFactory()).organisation != existing


def test_start_offers_own_and_proposed_companies():
    proposed = OrganisationDomainFactory(domain="castings.example").organisation
    person = PersonFactory(email="ada@castings.example")
    own = AffiliationFactory(person=person).organisation

    assert own_organisations(person) == [proposed, own]
    assert start(CategoryFactory(), person, organisation=proposed).organisation == proposed


def test_start_for_somebody_elses_company_is_refused():
    with pytest.raises(ValidationError) as refusal:
        start(CategoryFactory(), PersonFactory(), organisation=OrganisationFactory())

    assert list(refusal.value.message_dict) == ["organisation"]


@pytest.mark.parametrize("answers", [{"here": False}, {}])
def test_start_is_refused_by_the_screener(answers):
    category = CategoryFactory()
    EligibilityRuleFactory(edition=category.edition, key="here")

    with pytest.raises(ValidationError) as refusal:
        start(category, PersonFactory(), eligibility_answers=answers)

    assert list(refusal.value.message_dict) == ["eligibility"]


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, -1)])
def test_start_is_refused_outside_the_window(opens, closes):
    now = timezone.now()
    category = CategoryFactory(
        edition__opens_at=now + timedelta(days=opens), edition__closes_at=now + timedelta(days=closes)
    )

    with pytest.raises(ValidationError, match="not open"):
        start(category, PersonFactory())


def test_answered_conditions_carry_the_new_version(draft, person):
    type(draft.edition).objects.filter(pk=draft.edition_id).update(eligibility_version=5)

    answer_eligibility(nomination=draft, eligibility_answers={"here": True}, by=person)

    draft.refresh_from_db()
    assert (draft.eligibility_version, draft.eligibility_answers) == (5, {"here": True})


@pytest.mark.parametrize(
    ("action", "state"),
    [(accept_nomination, NominationState.DRAFT), (decline_nomination, NominationState.DECLINED)],
)
def test_invited_company_answers_once(action, state):
    nomination = NominationFactory(state=NominationState.INVITED)
    person = CollaboratorFactory(nomination=nomination).person

    action(nomination=nomination, by=person)

    nomination.refresh_from_db()
    assert nomination.state == state
    with pytest.raises(TransitionRefused):
        decline_nomination(nomination=nomination, by=person)


# Collaborators


def test_invited_collaborator_joins(draft, person):
    newcomer = PersonFactory()
    invitation = invite_collaborator(nomination=draft, address=newcomer.email, by=person)

    accept_invitation(invitation=invitation, by=newcomer)

    assert draft.collaborators.filter(person=newcomer).exists()
    assert "nomination.collaborator_joined" in verbs()


def test_invitation_of_a_collaborator_is_refused(draft, person):
    with pytest.raises(ValidationError):
        invite_collaborator(nomination=draft, address=person.email, by=person)

    assert not Invitation.objects.exists()


def test_stranger_invites_nobody_and_joins_nothing(draft, stranger):
    with pytest.raises(NotAllowed):
        invite_collaborator(nomination=draft, address="x@people.example", by=stranger)
    with pytest.raises(NotAllowed):
        remove_collaborator(nomination=draft, person=draft.person, by=stranger)
    with pytest.raises(NotAllowed):
        add_collaborator(nomination=draft, person=PersonFactory(), by=stranger)


def test_collaborator_leaves_but_not_the_last(draft, person):
    colleague = CollaboratorFactory(nomination=draft).person

    remove_collaborator(nomination=draft, person=person, by=person)
    with pytest.raises(ValidationError, match="last person"):
        remove_collaborator(nomination=draft, person=colleague, by=colleague)

    assert [row.person for row in draft.collaborators.all()] == [colleague]


# Screening


def test_eligible(handed_in, secretary):
    screen_eligible(nomination=handed_in, by=secretary)

    handed_in.refresh_from_db()
    assert handed_in.state == NominationState.ELIGIBLE
    assert notices() == ["nominations.found_eligible"]
    assert verbs()[-1] == "nomination.found_eligible"


def test_ineligible_says_why(handed_in, secretary):
    screen_ineligible(nomination=handed_in, reason=" Too large. ", by=secretary)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.screening_reason) == (NominationState.INELIGIBLE, "Too large.")
    assert "Too large." in Notice.objects.get().body_text


def test_ineligible_without_a_reason_is_refused(handed_in, secretary):
    with pytest.raises(ValidationError) as refusal:
        screen_ineligible(nomination=handed_in, reason=" ", by=secretary)

    assert list(refusal.value.message_dict) == ["reason"]


def test_needed_information_reopens_with_its_own_end(handed_in, secretary):
    due = timezone.now() + timedelta(days=3)
    type(handed_in.edition).objects.filter(pk=handed_in.edition_id).update(closes_at=timezone.now())

    request_information(nomination=handed_in, what="Which year?", due_at=due, by=secretary)
    person = handed_in.collaborators.get().person
    second = submit_nomination(nomination=handed_in, terms_version="1", consents_to_publish=True, by=person)

    assert second.number == 2
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.information_due_at) == (NominationState.SUBMITTED, None)


def test_needed_information_after_its_end_is_refused(handed_in, secretary):
    request_information(
        nomination=handed_in, what="Which year?", due_at=timezone.now() + timedelta(days=3), by=secretary
    )
    Nomination.objects.update(information_due_at=timezone.now())

    with pytest.raises(ValidationError, match="closed"):
        submit_nomination(
            nomination=handed_in,
            terms_version="1",
            consents_to_publish=True,
            by=handed_in.collaborators.get().person,
        )


def test_information_is_not_due_in_the_past(handed_in, secretary):
    with pytest.raises(ValidationError) as refusal:
        request_information(nomination=handed_in, what="Which year?", due_at=timezone.now(), by=secretary)

    assert list(refusal.value.message_dict) == ["due_at"]


def test_screening_is_for_the_office_of_this_prize(handed_in):
    others = [staff(), PersonFactory(), handed_in.collaborators.get().person, PersonFactory(is_superuser=True)]

    for other in others:
        with pytest.raises(NotAllowed):
            screen_eligible(nomination=handed_in, by=other)
        with pytest.raises(NotAllowed):
            screen_ineligible(nomination=handed_in, reason="No", by=other)
        with pytest.raises(NotAllowed):
            grant_extension(nomination=handed_in, until=timezone.now(), reason="No", by=other)


def test_screening_of_a_draft_is_refused(draft, office):
    with pytest.raises(TransitionRefused):
        screen_eligible(nomination=draft, by=office)


def test_extension_brings_a_passed_draft_back(draft, office):
    type(draft.edition).objects.filter(pk=draft.edition_id).update(closes_at=timezone.now() - timedelta(days=1))
    close_drafts()

    grant_extension(nomination=draft, until=timezone.now() + timedelta(days=2), reason="A flood.", by=office)

    submission = submit_nomination(nomination=draft, terms_version="1", consents_to_publish=True, by=draft.person)
    assert submission.number == 1


def test_extension_before_the_deadline_is_refused(draft, office):
    with pytest.raises(ValidationError):
        grant_extension(nomination=draft, until=timezone.now() + timedelta(days=1), reason="A flood.", by=office)

    assert not Extension.objects.exists()


def test_merge_moves_the_people_and_points_on(handed_in, secretary):
    other = complete_draft(category=handed_in.category)[0]

    merge_nominations(source=other, target=handed_in, by=secretary)

    other.refresh_from_db()
    assert (other.state, other.merged_into) == (NominationState.MERGED, handed_in)
    assert handed_in.collaborators.count() == 2


def test_merge_into_itself_another_edition_or_a_finished_one_is_refused(handed_in, secretary):
    finished = NominationFactory(category=handed_in.category, state=NominationState.WITHDRAWN)
    elsewhere = NominationFactory(category=CategoryFactory(edition__prize=handed_in.edition.prize))

    for target in (handed_in, finished, elsewhere):
        with pytest.raises(ValidationError):
            merge_nominations(source=handed_in, target=target, by=secretary)


# Leaving


def test_withdraw_tells_everybody(handed_in):
    person = handed_in.collaborators.get().person
    CollaboratorFactory(nomination=handed_in)

    withdraw_nomination(nomination=handed_in, by=person)

    handed_in.refresh_from_db()
    assert handed_in.state == NominationState.WITHDRAWN
    assert notices() == ["nominations.withdrawn"] * 2


def test_withdraw_after_the_decision_is_refused(handed_in, monkeypatch):
    monkeypatch.setattr(registries, "_decided_checks", [lambda nomination: True])

    with pytest.raises(ValidationError, match="decided"):
        withdraw_nomination(nomination=handed_in, by=handed_in.collaborators.get().person)


def test_withdraw_and_submission_are_heard_by_higher_apps(monkeypatch):
    heard = []
    monkeypatch.setattr(registries, "_submission_listeners", [lambda submission: heard.append(submission.number)])
    monkeypatch.setattr(registries, "_withdrawal_listeners", [lambda nomination: heard.append(nomination.state)])

    nomination = submitted().nomination
    withdraw_nomination(nomination=nomination, by=nomination.collaborators.get().person)

    assert heard == [1, NominationState.WITHDRAWN]


def test_erase_is_for_the_office_and_needs_a_reason(handed_in, secretary):
    submission = handed_in.submissions.get()

    with pytest.raises(NotAllowed):
        erase_answers(submission=submission, reason="x", by=submission.submitted_by)
    with pytest.raises(ValidationError):
        erase_answers(submission=submission, reason=" ", by=secretary)

    assert not submission.answers.filter(value=None).exists()


def test_erased_file_is_gone_and_the_submission_still_verifies(secretary, django_capture_on_commit_callbacks):
    draft, person = complete_draft()
    section = Section.objects.filter(form__category=draft.category).first()
    QuestionFactory(section=section, form=section.form, key="evidence", kind="file", required=False)
    attachment = AttachmentFactory(nomination=draft, question_key="evidence")
    submission = submit_nomination(nomination=draft, terms_version="1", consents_to_publish=True, by=person)
    stored = attachment.file.name
    office = staff(prize=draft.edition.prize)

    with django_capture_on_commit_callbacks(execute=True):
        erase_answers_everywhere(nomination=draft, question_keys=["evidence"], reason="A face.", by=office)

    attachment.refresh_from_db()
    assert (attachment.name, attachment.is_readable) == ("Erased file", False)
    assert not attachment.file.storage.exists(stored)
    assert verify_submission(submission).holds
    assert Event.objects.latest("position").verb == "submission.answers_erased"
    with pytest.raises(ValidationError):
        erase_answers_everywhere(nomination=draft, question_keys=["evidence"], reason="Again.", by=office)


def test_finding_is_taken_back_and_the_company_told(handed_in, secretary):
    screen_ineligible(nomination=handed_in, reason="Too large.", by=secretary)

    reopen_screening(nomination=handed_in, reason="That was another company.", by=secretary)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.screening_reason) == (NominationState.SUBMITTED, "")
    assert "That was another company." in Notice.objects.get(template="nominations.screening_reopened").body_text
    assert verbs()[-1] == "nomination.screening_reopened"


def test_finding_stands_once_a_jury_has_the_entry(handed_in, secretary):
    screen_eligible(nomination=handed_in, by=secretary)
    round = RoundFactory(edition=handed_in.edition)
    candidacy = CandidacyFactory(
        round=round,
        round_category=RoundCategoryFactory(round=round, category=handed_in.category),
        nomination=handed_in,
        submission=handed_in.submissions.get(),
    )

    with pytest.raises(ValidationError, match="A jury has this entry"):
        reopen_screening(nomination=handed_in, reason="Misread.", by=secretary)

    type(candidacy).objects.update(withdrawn_at=timezone.now())
    reopen_screening(nomination=handed_in, reason="Misread.", by=secretary)


def test_finding_is_taken_back_by_the_office_alone_and_with_a_reason(handed_in, secretary):
    screen_eligible(nomination=handed_in, by=secretary)

    for other in (staff(), handed_in.collaborators.get().person):
        with pytest.raises(NotAllowed):
            reopen_screening(nomination=handed_in, reason="No.", by=other)
    with pytest.raises(ValidationError):
        reopen_screening(nomination=handed_in, reason=" ", by=secretary)


def test_erased_person_works_on_nothing_but_the_answers_stay(handed_in):
    person = handed_in.collaborators.get().person

    erase_person(person=person, by=person)

    assert not handed_in.collaborators.exists()
    assert handed_in.answers.exists()


# The clock


def close(nomination, *, ago):
    type(nomination.edition).objects.filter(pk=nomination.edition_id).update(closes_at=timezone.now() - ago)


def test_draft_is_closed_after_the_grace(draft):
    close(draft, ago=timedelta(minutes=14))
    assert close_drafts() == 0

    close(draft, ago=timedelta(minutes=16))
    assert close_drafts() == 1

    draft.refresh_from_db()
    assert draft.state == NominationState.NOT_SUBMITTED
    assert notices() == ["nominations.not_submitted"]
    assert close_drafts() == 0


def test_draft_with_an_extension_stays_open(draft, office):
    grant_extension(nomination=draft, until=timezone.now() + timedelta(days=40), reason="A flood.", by=office)
    close(draft, ago=timedelta(days=1))

    assert close_drafts() == 0


def test_submitted_nomination_is_not_closed(handed_in):
    close(handed_in, ago=timedelta(days=1))

    assert close_drafts() == 0


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=15), []),
        (timedelta(days=13), ["14 days"]),
        (timedelta(days=2), ["3 days"]),
        (timedelta(hours=20), ["1 day"]),
        (timedelta(hours=-1), []),
    ],
)
def test_reminder_is_sent_once_for_each_nearing(draft, left, told):
    close(draft, ago=-left)

    send_closing_reminders()
    send_closing_reminders()

    subjects = list(Notice.objects.values_list("subject", flat=True))
    assert [subject.split(" until")[0] for subject in subjects] == told


def test_reminder_says_what_is_missing(draft):
    draft.answers.filter(question_key__in=["headline", "people"]).delete()
    close(draft, ago=-timedelta(days=2))

    send_closing_reminders()

    assert "Still to be answered: 2 questions." in Notice.objects.get().body_text


def test_no_reminder_to_what_is_submitted(handed_in):
    close(handed_in, ago=-timedelta(days=2))

    send_closing_reminders()

    assert notices() == []
