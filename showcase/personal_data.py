"""What is kept here about a person, for their copy of it and for its erasure. Awards are the company's."""

from django.db.models import Q
from django.utils import timezone

from accounts.registries import register_eraser, register_exporter, register_merger
from showcase.models import Approval, Award, PressPass


def approvals_of(person):
    """Given while signed in, or through a link that was sent to their address."""
    return Approval.objects.filter(Q(given_by=person) | Q(invitation__address=person.email))


def press_passes_of(person):
    """Sent to their address, or accepted while signed in."""
    return PressPass.objects.filter(Q(invitation__address=person.email) | Q(invitation__accepted_by=person))


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
        ],
        "press_passes": [
            {
                "edition": each.edition.name,
                "name": each.name,
                "outlet": each.outlet,
                "invited_at": each.created_at.isoformat(),
                "accepted_at": each.accepted_at and each.accepted_at.isoformat(),
                "accepted": each.terms_text,
                "looks": each.looks,
                "last_looked_at": each.last_looked_at and each.last_looked_at.isoformat(),
                "taken_back_at": each.withdrawn_at and each.withdrawn_at.isoformat(),
            }
            for each in press_passes_of(person).select_related("edition")
        ],
    }


def erase(person):
    """That the company answered stays, for its page rests on it, and that the press was let in; who it was does not."""
    approvals_of(person).update(given_name=None)
    passes = PressPass.objects.filter(pk__in=list(press_passes_of(person).values_list("pk", flat=True)))
    passes.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    passes.update(name=None, outlet=None)


def merge(source, target):
    Award.objects.filter(organisation=source).update(organisation=target)


register_exporter(export)
register_eraser(erase)
register_merger(merge)
