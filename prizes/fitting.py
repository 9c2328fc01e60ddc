"""Which services fit a company, and why: pure evaluation of what a service says of whom it is for.

What a service leaves open leaves nobody out, and what is not known of a company rules nothing out.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from prizes.enums import CompanyStage
from prizes.gazetteer import counties, find_place

COUNTY_ENDING = " county"


@dataclass(frozen=True)
class Company:
    """What is known of a company that looks for help: slugs of terms, a key of CompanyStage, the name of a county.

    Its sub-industries hold what each is a part of, see `with_broader`.
    """

    employees: int | None = None
    county: str = ""
    stage: str = ""
    sub_industries: frozenset = frozenset()
    # Forms of assistance: any one of them helps.
    needs: frozenset = frozenset()

    @property
    def is_known(self):
        return self.employees is not None or bool(self.county or self.stage or self.sub_industries or self.needs)

    @property
    def query(self):
        """The same company, as the list of services is asked for it; what it makes is left for its people to say."""
        where = f"{self.county}{COUNTY_ENDING.title()}" if self.county else ""
        known = [("people", self.employees), ("where", where), ("stage", self.stage)]
        pairs = [(name, value) for name, value in known if value not in (None, "")]
        return urlencode([*pairs, *(("assistance", slug) for slug in sorted(self.needs))])


@dataclass(frozen=True)
class Finding:
    """One condition of a service, held against one fact of a company."""

    is_met: bool
    text: str
    # How much it tells that it is met: nothing, where the service is open to everybody.
    weight: int = 0
    # Help of another kind is no help, however near the company is otherwise.
    is_essential: bool = False


@dataclass(frozen=True)
class Fit:
    service: object
    findings: tuple = ()

    @property
    def reasons(self):
        return [finding.text for finding in self.findings if finding.is_met]

    @property
    def misfits(self):
        return [finding.text for finding in self.findings if not finding.is_met]

    @property
    def fits(self):
        return not self.misfits

    @property
    def nearly_fits(self):
        missed = [finding for finding in self.findings if not finding.is_met]
        return len(missed) == 1 and not missed[0].is_essential

    @property
    def rank(self):
        """For sorting, the best first: who says most of what the company is goes before who is open to all."""
        return -sum(finding.weight for finding in self.findings if finding.is_met), self.service.name.casefold()


@dataclass(frozen=True)
class Fits:
    fitting: tuple
    nearly: tuple

    @property
    def best_first(self):
        return [*self.fitting, *self.nearly]


def fits_among(services, company):
    """The services that fit, and apart from them those that fit but for one thing; each part with its best first."""
    found = sorted((fit_of(service, company) for service in services), key=lambda fit: fit.rank)
    return Fits(tuple(fit for fit in found if fit.fits), tuple(fit for fit in found if fit.nearly_fits))


def fit_of(service, company):
    asked = [rule(service, company) for rule in RULES]
    return Fit(service, tuple(finding for finding in asked if finding is not None))


def by_need(service, company):
    if not company.needs:
        return None
    offered = [term.name for term in service.assistance.all() if meets(term, company.needs)]
    if not offered:
        return Finding(False, _("Offers help of another kind"), is_essential=True)
    return Finding(True, _("Offers %(help)s") % {"help": ", ".join(offered)}, weight=len(offered))


def by_size(service, company):
    if company.employees is None:
        return None
    least, most = service.employees_least, service.employees_most
    if least is None and most is None:
        return Finding(True, size_text(service))
    is_met = (least is None or company.employees >= least) and (most is None or company.employees <= most)
    return Finding(is_met, size_text(service), weight=1)


def by_county(service, company):
    if not company.county:
        return None
    if not service.counties:
        return Finding(True, where_text(service))
    if company.county in service.counties:
        return Finding(True, _("Works in %(county)s") % {"county": county_name(company.county)}, weight=1)
    return Finding(False, where_text(service))


def by_stage(service, company):
    if not company.stage:
        return None
    return Finding(
        not service.stages or company.stage in service.stages, stages_text(service), weight=1 if service.stages else 0
    )


def by_sub_industry(service, company):
    if not company.sub_industries:
        return None
    served = list(service.sub_industries.all())
    if not served:
        return Finding(True, _("For every branch of manufacturing"))
    text = _("For %(branches)s") % {"branches": ", ".join(term.name for term in served)}
    return Finding(any(term.slug in company.sub_industries for term in served), text, weight=1)


# In the order in which a reader cares.
RULES = (by_need, by_size, by_county, by_stage, by_sub_industry)


def meets(term, needs):
    """Whoever asks for advice of a kind is helped by what is a part of it."""
    return term.slug in needs or (term.broader is not None and term.broader.slug in needs)


def with_broader(terms):
    """The slugs of these terms and of what each is a part of: whoever serves a whole branch serves its parts."""
    return frozenset(slug for term in terms for slug in (term.slug, term.broader and term.broader.slug) if slug)


def size_text(service):
    least, most = service.employees_least, service.employees_most
    if least is None and most is None:
        return _("For companies of every size")
    if least is None:
        return _("For companies of up to %(most)s people") % {"most": most}
    if most is None:
        return _("For companies of at least %(least)s people") % {"least": least}
    return _("For companies of %(least)s to %(most)s people") % {"least": least, "most": most}


def where_text(service):
    if not service.counties:
        return _("Works in the whole state")
    if len(service.counties) == 1:
        return _("Works in %(county)s only") % {"county": county_name(service.counties[0])}
    return _("Works only in the counties %(counties)s") % {"counties": ", ".join(service.counties)}


def stages_text(service):
    if not service.stages:
        return _("For companies at every stage")
    labels = [str(stage.label) for stage in CompanyStage if stage.value in service.stages]
    return _("For companies that are: %(stages)s") % {"stages": "; ".join(labels)}


def county_name(county):
    return _("%(county)s County") % {"county": county}


def county_of(name):
    """The county of a town, or the county of this name; empty for what is neither. Franklin is a town elsewhere."""
    wanted = " ".join(name.split()).casefold()
    by_name = {county.casefold(): county for county in counties()}
    if wanted.endswith(COUNTY_ENDING):
        return by_name.get(wanted.removesuffix(COUNTY_ENDING), "")
    place = find_place(wanted)
    return place.county if place else by_name.get(wanted, "")
