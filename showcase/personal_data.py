"""What is kept here about a person, for their copy of it and for its erasure. Awards are the company's."""

from django.db.models import Q

from accounts.registries import register_eraser, register_exporter, register_merger
from showcase.models import Approval, Award


def approvals_of(person):
    """Given while signed in, or through a link that was sent to their address."""
    return Approval.objects.filter(Q(given_by=person) | Q(invitation__address=person.email))


def export(person):
    return {
        "winner_pages_answered_for": [
            {
                "award": str(each.award),
                "answer": each.get_answer_display(),
                "name": each.given_name,
                "remark": each.remark,
                "given_at": each.given_at.isoformat(),
            }
            for each in approvals_of(person).select_related("award__category")
        ]
    }


def erase(person):
    """That the company answered stays, for its page rests on it; who it was does not."""
    approvals_of(person).update(given_name=None)


def merge(source, target):
    Award.objects.filter(organisation=source).update(organisation=target)


register_exporter(export)
register_eraser(erase)
register_merger(merge)
