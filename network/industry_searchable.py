"""What organisations look for, as the public may find it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from network.enums import StatementState
from network.models import ProblemStatement
from prizes.models import Term
from search.builders import Draft, PublicBuilder, register
from showcase.searchable import term_facets


class ProblemBuilder(PublicBuilder):
    kind = "problem"
    label = _("Problem statement")
    model = ProblemStatement

    def queryset(self):
        return ProblemStatement.objects.for_listing()

    def build(self, statement):
        if statement.state not in (StatementState.PUBLISHED, StatementState.CLOSED):
            return None
        return Draft(
            url=statement.get_absolute_url(),
            title=statement.title,
            summary=str(statement.organisation),
            body=statement.text,
            year=statement.published_at.year,
            published_at=statement.published_at,
            # What can still be answered comes before what cannot.
            boost=1.2 if statement.state == StatementState.PUBLISHED else 0.6,
            terms=term_facets(statement.terms.all()),
        )

    def affected_by(self):
        return {
            Organisation: lambda organisation: ProblemStatement.objects.filter(organisation=organisation),
            Term: lambda term: ProblemStatement.objects.filter(terms=term),
        }


register(ProblemBuilder())
