"""What visitors of the demo's site have looked for, and what the editor chose for them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.record import record_event
from search import engines
from search.models import Pick, PublicDocument, SearchedText
from search.query import Query

# Text, and how often on each of the last days.
LOOKED_FOR = (
    ("lean", (4, 2, 5, 3)),
    ("robotics", (3, 3, 1)),
    ("training", (2, 1, 2)),
    ("grants for machines", (2, 0, 3)),
    ("cardboard", (1, 2)),
    ("exoskeleton", (1, 1)),
    ("hydrogen", (2,)),
)
CHOSEN = (("training", "support_service"), ("grants for machines", "support_service"), ("winners", "winner"))


@transaction.atomic
def look_around(editor):
    """After the index is made: how much each text finds is asked of it."""
    today = timezone.localdate()
    for text, days in LOOKED_FOR:
        results = engines.current().search(Query(text)).total
        SearchedText.objects.bulk_create(
            SearchedText(day=today - timedelta(days=ago), text=text, times=times, results=results)
            for ago, times in enumerate(days, start=1)
            if times
        )
    for text, kind in CHOSEN:
        document = PublicDocument.objects.filter(kind=kind).order_by("-published_at", "pk").first()
        pick = Pick.objects.create(text=text, kind=document.kind, key=document.key)
        record_event("pick.created", target=pick, by=editor)
