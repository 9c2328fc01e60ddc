from datetime import timedelta

from django.utils import timezone

from home.commitment_office import CommitmentViewSet
from home.event_office import SignUpViewSet
from showcase.models import Award
from tests.accounts.viewset_walk import Walk, register_walk
from tests.home.event_factories import SignUpFactory, announced_award, commitment_of, event_of

register_walk(
    SignUpViewSet,
    Walk(
        row=lambda prize: SignUpFactory(event=event_of(prize)),
        add=lambda prize: {
            "event": event_of(prize).pk,
            "name": "Robin Ashfield",
            "email": "robin@ashfield.example",
            "company_name": "",
            "needs": "",
        },
    ),
)


def award_in(prize):
    """That of the row that the walk made: a new one would be an event of its own."""
    return Award.objects.filter(category__edition__prize=prize).first() or announced_award(prize)


due_on = (timezone.localdate() + timedelta(days=40)).isoformat()
typed = {"kind": "story", "what": "How it is cast.", "due_on": due_on, "event": "", "story": ""}
register_walk(
    CommitmentViewSet,
    Walk(row=commitment_of, add=lambda prize: typed | {"award": award_in(prize).pk}, change=lambda row: typed),
)
