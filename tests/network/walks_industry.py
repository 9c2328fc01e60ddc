from network.office.industry import ApproachConsentViewSet, JuryOfferViewSet, PartnerViewSet, ProblemStatementViewSet
from tests.accounts.factories import OrganisationFactory
from tests.accounts.viewset_walk import Walk, register_walk
from tests.network.factories_industry import ConsentFactory, JuryOfferFactory, PartnerFactory, StatementFactory
from tests.showcase.factories import awarded

register_walk(ProblemStatementViewSet, Walk(row=lambda prize: StatementFactory(waiting=True), belongs_to_prize=False))
register_walk(JuryOfferViewSet, Walk(row=lambda prize: JuryOfferFactory(prize=prize)))
register_walk(ApproachConsentViewSet, Walk(row=lambda prize: ConsentFactory(award=awarded(prize))))


def typed(prize):
    return {"prize": prize.pk, "organisation": OrganisationFactory().pk, "role": "host", "position": 0}


register_walk(
    PartnerViewSet,
    Walk(
        row=lambda prize: PartnerFactory(prize=prize),
        add=typed,
        change=lambda row: {
            "prize": row.prize_id,
            "organisation": row.organisation_id,
            "role": "media",
            "position": 3,
            "statement": "They tell of it.",
        },
    ),
)
