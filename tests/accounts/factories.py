from datetime import timedelta

import factory
from django.utils import timezone

from accounts.doors import open_doors
from accounts.enums import RoleName
from accounts.invitations import token_hash
from accounts.models import Affiliation, Invitation, Organisation, OrganisationAlias, OrganisationDomain, Person, Role
from prizes.models import Prize


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse")


class SuperuserFactory(PersonFactory):
    is_superuser = True


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class OrganisationAliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationAlias

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Alias {n}")


class OrganisationDomainFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationDomain

    organisation = factory.SubFactory(OrganisationFactory)
    domain = factory.Sequence(lambda n: f"works{n}.example")


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class PrizeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prize

    name = factory.Sequence(lambda n: f"Prize {n}")
    slug = factory.Sequence(lambda n: f"trusting-prize-{n}")


class RoleFactory(factory.django.DjangoModelFactory):
    """A role with the doors it opens."""

    class Meta:
        model = Role
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    prize = factory.SubFactory(PrizeFactory)
    name = RoleName.SECRETARIAT

    @factory.post_generation
    def doors(role, create, extracted, **kwargs):  # noqa: N805
        open_doors(role.person)


class InvitationFactory(factory.django.DjangoModelFactory):
    """Open; the token in its link is `token-of-<address>`."""

    class Meta:
        model = Invitation

    address = factory.Sequence(lambda n: f"invited{n}@people.example")
    purpose = "tests.guest"
    target = "1"
    token_hash = factory.LazyAttribute(lambda invitation: token_hash(token_for(invitation.address)))
    invited_by = factory.SubFactory(PersonFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


def token_for(address):
    return f"token-of-{address}"


def staff(role=RoleName.SECRETARIAT, prize=None, **fields):
    """A person who holds a role, for the prize given or one of their own."""
    chosen = {"prize": prize} if prize else {}
    return RoleFactory(name=role, person=PersonFactory(**fields), **chosen).person
