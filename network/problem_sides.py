"""Both sides of a problem statement: who reads what companies answer, and through whom a company that answered is reached."""

from accounts.models import Affiliation, Person
from network.rules.industry import is_known_there, may_read_replies, works_behind


def askers_of(statement):
    """Its author; once that person has left, the colleagues whom their organisation knows."""
    author = statement.person
    if works_behind(author, statement):
        return [author]
    here = Affiliation.objects.current().filter(organisation=statement.organisation_id)
    colleagues = Person.objects.filter(is_active=True, pk__in=here.values("person")).order_by("pk")
    return [person for person in colleagues if is_known_there(person, statement)]


def asker_of(reply):
    """Whom a company that was taken up writes to: whoever took it up, while they read the answers. None where nobody does."""
    if may_read_replies(reply.answered_by, reply.statement):
        return reply.answered_by
    return next(iter(askers_of(reply.statement)), None)


def reached_through(reply, keepers):
    """Whoever wrote it, while they speak for the company; otherwise who has spoken for it longest. None where nobody does."""
    if reply.person in keepers:
        return reply.person
    return keepers[0] if keepers else None
