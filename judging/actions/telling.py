"""The clock's job: entrants hear of the outcome when their announcement is due."""

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse

from accounts.links import absolute
from judging.models import Decision
from nominations.actions.common import collaborators_of
from notices.models import Notice
from notices.outbox import write_notice

TEMPLATE = "judging.outcome"


def tell_outcomes():
    """Once for each decision and person, however often the clock ticks. Each is a transaction of its own."""
    for decision in due_decisions():
        tell_outcome(decision)


def due_decisions():
    """Told to entrants by now, with somebody to tell, and not mailed yet."""
    mailed = Notice.objects.filter(
        template=TEMPLATE, about_type=Decision._meta.label_lower, about_id=Cast(OuterRef("pk"), CharField())
    )
    reachable = Decision.objects.told_to_entrants().filter(
        ~Exists(mailed), candidacy__nomination__collaborators__person__is_active=True
    )
    return reachable.distinct().select_related(
        "candidacy__submission", "candidacy__nomination__organisation", "candidacy__round__edition"
    )


@transaction.atomic
def tell_outcome(decision):
    candidacy = decision.candidacy
    nomination = candidacy.nomination
    write_notice(
        TEMPLATE,
        to=collaborators_of(nomination),
        context={
            "edition": candidacy.round.edition.name,
            "title": candidacy.submission.title,
            "company": nomination.organisation.name,
            "outcome": decision.get_outcome_display(),
            "url": absolute(reverse("outcomes:outcome", args=[nomination.pk])),
        },
        about=decision,
        scope=candidacy.record_scope,
        dedupe_key=f"{TEMPLATE}:{decision.pk}",
    )
