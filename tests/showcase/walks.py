from showcase.press.office import PressPassViewSet
from showcase.viewsets import AwardViewSet
from tests.accounts.viewset_walk import Walk, register_walk
from tests.prizes.factories import EditionFactory
from tests.showcase.factories import PressPassFactory, awarded

register_walk(AwardViewSet, Walk(row=awarded))
register_walk(
    PressPassViewSet,
    Walk(
        row=lambda prize: PressPassFactory(edition__prize=prize),
        add=lambda prize: {
            "edition": EditionFactory(prize=prize).pk,
            "name": "Nell Harker",
            "outlet": "The Bay Courier",
            "address": "nell@courier.example",
        },
    ),
)
