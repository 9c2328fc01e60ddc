import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from network.models import AbuseReport, Enquiry, EnquiryBlock, EnquiryRecipient
from tests.accounts.factories import PersonFactory
from tests.network.factories import ProfileFactory

TEXT = "We build a gripper and need its housing milled from a block, to a tenth of a millimeter."


def asker(**fields):
    """Somebody whose address is verified."""
    person = PersonFactory(**fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


class EnquiryFactory(DjangoModelFactory):
    class Meta:
        model = Enquiry

    person = factory.LazyFunction(asker)
    company_name = "Heronsgate Instruments"
    subject = "Forty housings of aluminum"
    text = factory.Sequence(lambda n: f"{TEXT} Variant {n}.")


class RecipientFactory(DjangoModelFactory):
    """Sent, not answered yet."""

    class Meta:
        model = EnquiryRecipient

    enquiry = factory.SubFactory(EnquiryFactory)
    profile = factory.SubFactory(ProfileFactory)
    position = 1


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = AbuseReport

    recipient = factory.SubFactory(RecipientFactory)
    reason = "It sells us a list of addresses."
    reported_by = factory.SubFactory(PersonFactory)


class BlockFactory(DjangoModelFactory):
    class Meta:
        model = EnquiryBlock

    person = factory.SubFactory(PersonFactory)
    reason = "Advertising."
