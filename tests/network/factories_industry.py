import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from network.enums import PartnerRole, StatementState
from network.models import ApproachConsent, JuryOffer, Partner, ProblemReply, ProblemStatement
from prizes.enums import SeatType
from tests.accounts.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from tests.network.factories import ClaimFactory
from tests.prizes.factories import PrizeFactory


class StatementFactory(DjangoModelFactory):
    """A draft of somebody who works at a large manufacturer."""

    class Meta:
        model = ProblemStatement

    class Params:
        waiting = factory.Trait(state=StatementState.WAITING)
        published = factory.Trait(state=StatementState.PUBLISHED, published_at=factory.LazyFunction(timezone.now))

    organisation = factory.SubFactory(OrganisationFactory, kind="oem")
    person = factory.LazyAttribute(lambda row: AffiliationFactory(organisation=row.organisation).person)
    title = factory.Sequence(lambda n: f"Seals that outlast the engine {n}")
    text = "We change them every two years, and each change stops the engine for a day."


class ReplyFactory(DjangoModelFactory):
    """Of a company, by somebody who speaks for it."""

    class Meta:
        model = ProblemReply

    statement = factory.SubFactory(StatementFactory, published=True)
    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.LazyAttribute(lambda row: ClaimFactory(organisation=row.organisation).person)
    text = "We coat such seals for pumps, and they last eight years."


class JuryOfferFactory(DjangoModelFactory):
    class Meta:
        model = JuryOffer

    prize = factory.SubFactory(PrizeFactory)
    person = factory.SubFactory(PersonFactory)
    organisation_name = "Granite Aero"
    seat_type = SeatType.OEM


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    prize = factory.SubFactory(PrizeFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind="oem")
    role = PartnerRole.SPONSOR
    published = True


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = ApproachConsent

    about = "Small series in hard alloys."
