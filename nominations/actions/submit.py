import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from nominations import fields, rules, windows
from nominations.actions.answers import values_of
from nominations.actions.common import locked, move, tell_collaborators
from nominations.actions.start import refuse_ineligible
from nominations.enums import NominationState, ScanState
from nominations.freezing import company_facts, freeze, title_in
from nominations.models import Form, Nomination, Submission
from nominations.questionnaire import current_questionnaire
from nominations.reading import as_text
from nominations.registries import tell_submitted

# No vowels, so that no word comes up, and nothing that is mistaken for another letter on the telephone.
CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


@transaction.atomic
def submit_nomination(*, nomination, terms_version, consents_to_publish, by):
    """Freeze the draft as a Submission. `terms_version` is the version that stood before the person who accepted it."""
    nomination = locked(nomination)
    demand(rules.is_collaborator(by, nomination))
    if not rules.may_submit(by, nomination):
        raise ValidationError(refusal(nomination), code="closed")
    questionnaire = current_questionnaire(nomination.category, nomination.language)
    values = values_of(nomination)
    refuse_old_terms(nomination.edition, terms_version)
    refuse_gaps(nomination, questionnaire, values)
    refuse_old_eligibility(nomination)
    submission = freeze(
        submission=facts(nomination, questionnaire, values, consents_to_publish=consents_to_publish, by=by),
        questionnaire=questionnaire,
        values=values,
    ).save()
    Form.objects.filter(pk=questionnaire.form.pk, frozen_at=None).update(frozen_at=submission.submitted_at)
    move(
        nomination,
        NominationState.SUBMITTED,
        title=submission.title,
        submitted_at=submission.submitted_at,
        reference_code=nomination.reference_code or new_reference_code(),
        information_due_at=None,
    )
    tell_submitted(submission)
    send_receipt(nomination, submission, questionnaire, values)
    record_event(
        "nomination.submitted",
        target=nomination,
        by=by,
        details={"submission": str(submission.pk), "number": submission.number, "digest": submission.digest},
    )
    return submission


def refusal(nomination):
    if nomination.state not in (NominationState.DRAFT, NominationState.NEEDS_INFORMATION):
        return _("This nomination is not a draft any more.")
    return _("Nominations closed on %(nomination)s.") % {
        "nomination": windows.moment_text(windows.deadline_of(nomination), nomination.edition)
    }


def refuse_old_terms(edition, terms_version):
    if terms_version != edition.terms_version:
        raise ValidationError({"terms": _("Read and accept the terms as they are now.")})


def refuse_gaps(nomination, questionnaire, values):
    if questionnaire is None:
        raise ValidationError(_("This category has no form yet."), code="no_form")
    gaps = {gap.asked.key: gap.reasons for gap in fields.gaps(questionnaire, values)}
    if gaps:
        raise ValidationError(gaps)
    if nomination.attachments.filter(removed_at=None, scan_state=ScanState.INFECTED).exists():
        raise ValidationError(_("Take off the file that the virus scanner refused."), code="infected")


def refuse_old_eligibility(nomination):
    """Rules that changed since the screener are asked again, by the rules of now."""
    if nomination.eligibility_version != nomination.edition.eligibility_version:
        refuse_ineligible(nomination.edition, nomination.eligibility_answers)


def facts(nomination, questionnaire, values, *, consents_to_publish, by):
    edition = nomination.edition
    return Submission(
        nomination=nomination,
        number=nomination.submissions.count() + 1,
        form=questionnaire.form,
        category=nomination.category,
        title=title_in(values) or nomination.title,
        company=company_facts(nomination.organisation),
        eligibility_answers=nomination.eligibility_answers,
        eligibility_version=edition.eligibility_version,
        terms_version=edition.terms_version,
        terms_text=edition.terms_text,
        consents_to_publish=consents_to_publish,
        language=nomination.language,
        submitted_by=by,
        submitted_at=timezone.now(),
    )


def new_reference_code():
    """Random, so that neither company nor order of arrival can be read from it."""
    while True:
        letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Nomination.objects.filter(reference_code=code).exists():
            return code


def send_receipt(nomination, submission, questionnaire, values):
    tell_collaborators(
        "receipt",
        nomination,
        submitted_at=windows.moment_text(submission.submitted_at, nomination.edition),
        content=as_text(questionnaire, values),
        digest=submission.digest,
    )
