"""The support services as everybody sees them."""

from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from accounts.visitors import for_everybody
from prizes.enums import Vocabulary
from prizes.fitting import fits_among, size_text, stages_text, where_text
from prizes.forms.services import MOST_CHOSEN, FitForm
from prizes.gazetteer import counties
from prizes.models import SupportService, TermRedirect
from prizes.sharing import share_of_service, share_of_services


@require_safe
@for_everybody
def support_services(request):
    """Who helps: all of them, or, for whoever says how large a company is, where, and what it needs, those that fit."""
    search = Search(request.GET)
    return render(
        request, "prizes/support_services.html", {"share": share_of_services(request, search), "search": search}
    )


@require_safe
@for_everybody
def support_service(request, pk):
    service = get_object_or_404(SupportService.objects.public().for_telling(), pk=pk)
    context = {"share": share_of_service(request, service), "service": service, "facts": facts_of(service)}
    return render(request, "prizes/support_service.html", context)


def facts_of(service):
    """Whom a service is for, in words; also where it leaves that open."""
    return {"size": size_text(service), "where": where_text(service), "stages": stages_text(service)}


class Search:
    """What was asked of the list, and what is found."""

    def __init__(self, typed):
        self.services = list(SupportService.objects.public().for_fitting())
        self.assistance = terms_among(self.services, "assistance")
        self.sub_industries = terms_among(self.services, "sub_industries")
        self.form = FitForm(self._known(typed), assistance=self.assistance, sub_industries=self.sub_industries)
        self.form.is_valid()
        self.company = self.form.company
        self.fits = fits_among(self.services, self.company)

    counties = counties()

    @property
    def is_narrowed(self):
        return self.company.is_known

    @cached_property
    def chosen_assistance(self):
        return [term for term in self.assistance if term.slug in self.company.needs]

    @property
    def asks_for_help_alone(self):
        """A page that others look for too: who offers one kind of help, whatever the company."""
        others = (self.company.employees, self.company.county, self.company.stage, self.company.sub_industries)
        return not any(others) and len(self.chosen_assistance) <= 1

    def _known(self, typed):
        """Without the terms that nobody offers, or that have another name by now: an old link still leads to something."""
        kept = typed.copy()
        slugs = set(typed.getlist("assistance")[:MOST_CHOSEN])
        offered = {term.slug for term in self.assistance}
        renamed = TermRedirect.objects.filter(vocabulary=Vocabulary.ASSISTANCE, slug__in=slugs - offered)
        if slugs - offered:
            slugs |= set(renamed.values_list("term__slug", flat=True))
        kept.setlist("assistance", sorted(slugs & offered))
        if typed.get("sub_industry") not in {term.slug for term in self.sub_industries}:
            kept.pop("sub_industry", None)
        return kept


def terms_among(services, name):
    """The terms that these services name, each once, by their names; read from what is loaded."""
    found = {term.pk: term for service in services for term in getattr(service, name).all()}
    return sorted(found.values(), key=lambda term: term.name.casefold())
