"""What is kept here about a person, for their copy of it and for its erasure. Stories are the company's."""

from django.db.models import Q

from accounts.registries import register_eraser, register_exporter
from home.models import StoryApproval, StoryOffer


def approvals_of(person):
    """Given while signed in, or through a link that was sent to their address."""
    return StoryApproval.objects.filter(Q(given_by=person) | Q(invitation__address=person.email))


def offers_of(person):
    return StoryOffer.objects.filter(Q(offered_by=person) | Q(contact_email=person.email))


def export(person):
    return {
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


register_exporter(export)
register_eraser(erase)
