"""What is kept here about a person, for their copy of it and for its erasure. Stories and promises are the company's."""

from django.db.models import Q

from accounts.registries import register_eraser, register_exporter
from home.actions.attendance import forget_names
from home.actions.sign_ups import locked_event, release_place
from home.models import AwardCommitment, SignUp, StoryApproval, StoryOffer


def approvals_of(person):
    """Given while signed in, or through a link that was sent to their address."""
    return StoryApproval.objects.filter(Q(given_by=person) | Q(invitation__address=person.email))


def offers_of(person):
    return StoryOffer.objects.filter(Q(offered_by=person) | Q(contact_email=person.email))


def sign_ups_of(person):
    """Made without an account, so that the address alone tells whose they are."""
    return SignUp.objects.of_address(person.email).select_related("event")


def export(person):
    return {
        "places_at_events": [
            {
                "event": each.event.title,
                "name": each.name,
                "company": each.company_name,
                "needs": each.needs,
                "state": each.get_state_display(),
                "signed_up_at": each.created_at.isoformat(),
                "came_at": each.came_at and each.came_at.isoformat(),
            }
            for each in sign_ups_of(person)
        ],
        "promises_written_down": [
            {"promise": str(each), "due_on": each.due_on.isoformat(), "written_at": each.created_at.isoformat()}
            for each in AwardCommitment.objects.filter(created_by=person).select_related("award__category")
        ],
        "stories_offered": [
            {
                "title": offer.title,
                "company": offer.company_name,
                "contact": offer.contact_name,
                "address": offer.contact_email,
                "offered_at": offer.offered_at.isoformat(),
            }
            for offer in offers_of(person)
        ],
        "stories_answered_for": [
            {
                "story": each.title,
                "answer": each.get_answer_display(),
                "name": each.given_name,
                "remark": each.remark,
                "given_at": each.given_at.isoformat(),
            }
            for each in approvals_of(person)
        ],
    }


def erase(person):
    """That the company answered stays, for the story rests on it; who it was does not."""
    approvals_of(person).update(given_name=None)
    offers_of(person).update(contact_name="", contact_email="")
    _leave_events(person)
    AwardCommitment.objects.filter(created_by=person).update(created_by=None)


def _leave_events(person):
    """A place that nobody will take is somebody else's."""
    rows = list(sign_ups_of(person))
    for row in rows:
        if row.may_be_given_back:
            row.event = locked_event(row.event)
            release_place(row)
    forget_names(rows)


register_exporter(export)
register_eraser(erase)
