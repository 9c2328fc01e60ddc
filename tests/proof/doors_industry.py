"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from accounts.models import Affiliation
from nominations.actions import Nominee, nominate_companies
from tests.accounts.factories import OrganisationFactory
from tests.network.factories import ClaimFactory
from tests.network.factories_industry import JuryOfferFactory, ReplyFactory, StatementFactory
from tests.proof.door import POST_ONLY, PUBLIC, SIGNED_IN, Door, admits, once

ASKED = admits("collaborator")


def asker(world):
    return world.people["collaborator"]


@once
def organisation(world):
    """A large manufacturer for which the collaborator writes."""
    made = OrganisationFactory(kind="oem")
    Affiliation.objects.create(person=asker(world), organisation=made)
    return made


@once
def draft(world):
    return [StatementFactory(organisation=organisation(world), person=asker(world)).pk]


@once
def waiting(world):
    return [StatementFactory(organisation=organisation(world), person=asker(world), waiting=True).pk]


@once
def published_row(world):
    return StatementFactory(organisation=organisation(world), person=asker(world), published=True)


def published(world):
    return [published_row(world).pk]


@once
def reply(world):
    company = ClaimFactory(person=world.people["entrant"]).organisation
    row = ReplyFactory(statement=published_row(world), organisation=company, person=world.people["entrant"])
    return [row.pk]


@once
def offer(world):
    return [JuryOfferFactory(prize=world.prize, person=asker(world)).pk]


@once
def nominated_row(world):
    nominee = Nominee("Ashfield Castings", "owner@ashfield.example", world.category, "Without a fault.")
    [made] = nominate_companies(edition=world.edition, nominees=[nominee], by=world.people["juror"])
    return made


def nominated(world):
    return [nominated_row(world).pk]


DOORS = {
    "nominate:start": Door(PUBLIC),
    "nominate:mine": Door(SIGNED_IN),
    "nominate:remind": Door(admits("juror"), nominated, POST_ONLY),
    "nominate:take_back": Door(admits("juror"), nominated),
    # A link to something else is no such page, and of a link of its own only the mail knows the token.
    "nominate:answer": Door(admits(), lambda world: [world.token]),
    "industry:door": Door(PUBLIC),
    "industry:judge": Door(PUBLIC),
    "industry:take_offer_back": Door(ASKED, offer),
    "industry:problems": Door(PUBLIC),
    "industry:my_problems": Door(SIGNED_IN),
    "industry:write_problem": Door(SIGNED_IN),
    "industry:problem": Door(PUBLIC, published),
    "industry:edit_problem": Door(ASKED, draft),
    "industry:take_problem_back": Door(ASKED, waiting),
    "industry:close_problem": Door(ASKED, published),
    "industry:replies": Door(ASKED, published),
    "industry:reply": Door(SIGNED_IN, published),
    "industry:answer_reply": Door(ASKED, reply),
    "industry:finalists": Door(PUBLIC),
    "industry:partners": Door(PUBLIC),
    # Before the award is public there is nothing to agree to.
    "approach:consent": Door(admits(), lambda world: [world.sent.pk]),
}
