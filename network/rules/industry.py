"""Who may do what at the door of large manufacturers, universities and intermediaries."""

from allauth.account.models import EmailAddress
from rules import predicate

from accounts.actions import propose_organisation
from accounts.enums import OrganisationKind
from accounts.models import Affiliation, Organisation
from accounts.rules import is_secretariat, is_secretariat_of_any_prize, is_signed_in
from network.enums import JuryOfferState, ReplyState, StatementState
from network.models import Claim
from network.rules.profiles import speaks_for
from prizes.rules import can_edit_prize
from showcase.models import Award
from showcase.rules import may_answer_award

INDUSTRY_KINDS = (OrganisationKind.OEM, OrganisationKind.UNIVERSITY, OrganisationKind.INTERMEDIARY)
EDITABLE_STATEMENTS = (StatementState.DRAFT, StatementState.REFUSED)


def organisations_behind(person):
    """In whose name somebody may write what is looked for: where they work, by their own word; the office sees who writes."""
    if not is_signed_in(person):
        return Organisation.objects.none()
    return Organisation.objects.current().of_person(person).filter(kind__in=INDUSTRY_KINDS)


def companies_spoken_for(person):
    """For which companies of the directory somebody answers."""
    if not is_signed_in(person):
        return Organisation.objects.none()
    claimed = Claim.objects.granted().of_person(person).values("organisation")
    return Organisation.objects.current().filter(pk__in=claimed)


def organisations_that_know(person):
    """By a verified address of theirs, or by a claim that was granted. Anybody can say where they work: what companies
    wrote in confidence needs more.
    """
    addresses = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    owners = [propose_organisation(address) for address in addresses]
    return [*(owner for owner in owners if owner), *companies_spoken_for(person)]


@predicate
def may_write_for(person, organisation):
    return organisations_behind(person).filter(pk=organisation.pk).exists()


@predicate
def works_behind(person, statement):
    if not is_signed_in(person):
        return False
    here = Affiliation.objects.current().filter(person=person, organisation=statement.organisation_id)
    return here.exists()


@predicate
def is_author(person, statement):
    return statement.person_id == person.pk


@predicate
def is_known_there(person, statement):
    return statement.organisation_id in {organisation.pk for organisation in organisations_that_know(person)}


@predicate
def is_editable(person, statement):
    return statement.state in EDITABLE_STATEMENTS


@predicate
def waits_for_office(person, statement):
    return statement.state == StatementState.WAITING


@predicate
def is_published(person, statement):
    return statement.state == StatementState.PUBLISHED


@predicate
def takes_replies(person, statement):
    return statement.takes_replies


# Whoever left the organisation has left what it was written.
may_see_own_statement = works_behind & (is_author | is_known_there)
may_edit_statement = may_see_own_statement & is_editable
may_take_statement_back = may_see_own_statement & waits_for_office
may_read_replies = may_see_own_statement
may_let_statements_through = is_secretariat_of_any_prize
may_close_statement = (may_see_own_statement | may_let_statements_through) & is_published


@predicate
def may_read_reply(person, reply):
    """The company that wrote it, and who asked."""
    return speaks_for(person, reply.organisation) or may_read_replies(person, reply.statement)


@predicate
def waits_for_answer(person, reply):
    return reply.state == ReplyState.SENT


@predicate
def asked_for_it(person, reply):
    return may_read_replies(person, reply.statement)


may_answer_reply = asked_for_it & waits_for_answer


@predicate
def is_own_offer(person, offer):
    return is_signed_in(person) and offer.person_id == person.pk


@predicate
def is_open_offer(person, offer):
    return offer.state in (JuryOfferState.OFFERED, JuryOfferState.NOTED)


@predicate
def is_office_of_offer(person, offer):
    return is_secretariat(person, offer.prize)


may_take_offer_back = is_own_offer & is_open_offer
may_decide_offer = is_office_of_offer


@predicate
def may_manage_partner(person, partner):
    return can_edit_prize(person, partner.prize)


@predicate
def is_known_to_all(person, award):
    return Award.objects.public().filter(pk=award.pk).exists()


# The company's people, as with the award itself; before the announcement there is nothing to agree to.
may_consent_to_approach = is_known_to_all & may_answer_award
