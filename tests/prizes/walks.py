from prizes.support_office import ServiceRequestViewSet, SupportServiceViewSet
from prizes.viewsets import EditionViewSet, PrizeViewSet, TermViewSet
from tests.accounts.factories import OrganisationFactory
from tests.accounts.viewset_walk import Walk, register_walk
from tests.prizes.factories import EditionFactory, ServiceRequestFactory, SupportServiceFactory, TermFactory
from tests.prizes.typed import posted

register_walk(
    PrizeViewSet,
    Walk(row=lambda prize: prize, change=lambda prize: {"name": "Another name", "languages": ["en"]}),
)
register_walk(
    EditionViewSet,
    Walk(
        row=lambda prize: EditionFactory(prize=prize),
        add=lambda prize: posted(EditionFactory.build(prize=prize)),
        change=lambda edition: posted(edition, theme="Made to last"),
    ),
)
TERM = {"vocabulary": "technology", "name": "Cold spray", "description": "Metal by gas jet."}
register_walk(
    TermViewSet,
    Walk(row=lambda prize: TermFactory(), add=lambda prize: TERM, change=lambda term: TERM, belongs_to_prize=False),
)


def service(*args):
    return {
        "name": "Shop-floor advice",
        "provider": OrganisationFactory().pk,
        "summary": "Two days.",
        "assistance": [TermFactory().pk],
    }


register_walk(
    SupportServiceViewSet,
    Walk(row=lambda prize: SupportServiceFactory(), add=service, change=service, belongs_to_prize=False),
)
register_walk(ServiceRequestViewSet, Walk(row=lambda prize: ServiceRequestFactory(), belongs_to_prize=False))
