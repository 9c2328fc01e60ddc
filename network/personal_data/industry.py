"""What is kept about somebody at the door of industry, for their copy of it and for its erasure."""

from django.utils import timezone

from accounts.registries import register_eraser, register_exporter, register_merger
from network.enums import JuryOfferState, StatementState
from network.models import ApproachConsent, JuryOffer, Partner, ProblemReply, ProblemStatement


def export(person):
    return {
        "problem_statements": [
            {
                "title": each.title,
                "text": each.text,
                "organisation": each.organisation.name,
                "state": each.get_state_display(),
                "written_at": each.created_at.isoformat(),
            }
            for each in ProblemStatement.objects.filter(person=person).select_related("organisation")
        ],
        "answers_to_problem_statements": [
            {
                "statement": each.statement.title,
                "company": each.organisation.name,
                "text": each.text,
                "state": each.get_state_display(),
                "answer": each.answer,
                "written_at": each.created_at.isoformat(),
            }
            for each in ProblemReply.objects.filter(person=person).for_listing()
        ],
        "answers_to_companies": [
            {
                "statement": each.statement.title,
                "company": each.organisation.name,
                "state": each.get_state_display(),
                "answer": each.answer,
                "answered_at": each.answered_at.isoformat(),
            }
            for each in ProblemReply.objects.filter(answered_by=person).for_listing()
        ],
        "offers_to_judge": [
            {
                "prize": each.prize.name,
                "organisation": each.organisation_name,
                "seat": each.get_seat_type_display(),
                "fields": [term.name for term in each.fields.all()],
                "note": each.note,
                "state": each.get_state_display(),
                "reason": each.reason,
                "made_at": each.created_at.isoformat(),
            }
            for each in JuryOffer.objects.of_person(person).for_listing()
        ],
        "agreed_to_be_approached": [
            {
                "award": str(each.award),
                "about": each.about,
                "given_at": each.given_at.isoformat(),
                "withdrawn_at": each.withdrawn_at and each.withdrawn_at.isoformat(),
            }
            for each in ApproachConsent.objects.filter(given_by=person).select_related("award__category")
        ],
    }


def erase(person):
    """What was said for an organisation stays, under a pseudonym; what nobody else has read yet goes, and so do offers."""
    unread = (StatementState.DRAFT, StatementState.WAITING, StatementState.REFUSED)
    ProblemStatement.objects.filter(person=person, state__in=unread).delete()
    offers = JuryOffer.objects.of_person(person)
    offers.open().update(state=JuryOfferState.WITHDRAWN, decided_at=timezone.now())
    offers.update(organisation_name="", note="", reason="")
    ApproachConsent.objects.filter(given_by=person).update(given_by=None)


def merge(source, target):
    """Where both answered the same statement, both answers stay: one of them with the record that was merged away."""
    ProblemStatement.objects.filter(organisation=source).update(organisation=target)
    answered = ProblemReply.objects.filter(organisation=target).values("statement")
    ProblemReply.objects.filter(organisation=source).exclude(
        statement__in=list(answered.values_list("statement", flat=True))
    ).update(organisation=target)
    Partner.objects.filter(organisation=source).update(organisation=target)


register_exporter(export)
register_eraser(erase)
register_merger(merge)
