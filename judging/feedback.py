"""What an entrant is told of an entry: levels, quarter, comments, next steps, help. Never a juror, never a single mark."""

from collections import defaultdict
from decimal import Decimal

from judging.enums import RemarkKind
from judging.models import Candidacy, Level, Remark, Scorecard
from judging.named_terms import terms_of_entries
from judging.results import live_results
from judging.standings import standings_of
from nominations.enums import Measure
from nominations.models import Figure
from prizes.eligibility import employees_of
from prizes.enums import Vocabulary
from prizes.fitting import Company, county_of, fits_among, with_broader
from prizes.models import SupportService
from prizes.terms import terms_by_slug

# With fewer cards a level would be a juror's own mark.
LEAST_CARDS = 3
# With fewer entries a quarter would be a rank.
LEAST_ENTRIES = 8
# Where help is named: the weakest criteria, if they lie below this share of their scale.
WEAKEST, WEAK = 2, Decimal("0.6")


def entrant_remarks(candidacies):
    """What jurors wrote for entrants on cards that count, with the chair's word on each where there is one."""
    cards = Scorecard.objects.filter(candidacy__in=candidacies).counting()
    remarks = Remark.objects.filter(kind=RemarkKind.ENTRANT, scorecard__in=cards).exclude(text="")
    # By the card's random id: the order tells nothing of who wrote first.
    return remarks.select_related("edit", "scorecard").order_by("scorecard")


def pending(remarks):
    """Those that the chair has not read as they stand now."""
    return [remark for remark in remarks if edit_of(remark) is None]


def edit_of(remark):
    """The chair's word on a remark; None where there is none, or the juror has written something else since."""
    edit = getattr(remark, "edit", None)
    return edit if edit and edit.original == remark.text else None


class Contents:
    """The reports of a round: what they are drawn from is read once, whatever the number of entries."""

    def __init__(self, round):
        self.results = {
            entry.candidacy.pk: (category, entry) for category in live_results(round) for entry in category.entries
        }
        self.standings = standings_of(round)
        self.comments = defaultdict(list)
        for remark in entrant_remarks(round.candidacies.all()):
            if (edit := edit_of(remark)) and edit.told:
                self.comments[remark.scorecard.candidacy_id].append(edit.told)
        criteria = {criterion for category, _ in self.results.values() for criterion in category.criteria}
        self.levels = defaultdict(list)
        for level in Level.objects.filter(criterion__in=criteria):
            self.levels[level.criterion_id].append(level)
        self.services = _services({criterion.assistance_id for criterion in criteria} - {None})
        self.companies = companies_of(self.results)

    def of(self, candidacy, report=None):
        """Plain data, ready to be kept; None for an entry that is no longer in the round."""
        if candidacy.pk not in self.results:
            return None
        category, entry = self.results[candidacy.pk]
        return {
            "criteria": [self._criterion(category, number, mean) for number, mean in enumerate(entry.criteria)],
            "enough_cards": entry.count >= LEAST_CARDS,
            "quarter": self._quarter(category, entry),
            "of": len(category.entries),
            "comments": self.comments[candidacy.pk],
            "strengths": report.strengths if report else "",
            "next_steps": report.next_steps if report else "",
            "help": self._help(entry),
        }

    def _criterion(self, category, number, mean):
        level = self._level(mean)
        return {
            "name": mean.criterion.name,
            "weight": mean.criterion.weight,
            "label": level.label if level else "",
            "text": level.description if level else "",
            "value": f"{level.value.normalize():f}" if level else "",
            "highest": f"{mean.criterion.highest.normalize():f}",
            "quarter": self._quarter_on(category, number, mean) if level else None,
        }

    def _quarter_on(self, category, number, mean):
        """Of one criterion, among the entries of the category that were marked on it."""
        shares = [entry.criteria[number].share for entry in category.entries]
        known = [share for share in shares if share is not None]
        return quarter(1 + sum(share > mean.share for share in known), len(known))

    def _level(self, mean):
        """The level nearest to the mean, the lower of two; None where a level would be somebody's own mark."""
        levels = self.levels[mean.criterion.pk]
        if mean.mean is None or mean.count < LEAST_CARDS or not levels:
            return None
        return min(levels, key=lambda level: (abs(level.value - mean.mean), level.value))

    def _quarter(self, category, entry):
        return quarter(self._rank(category, entry), len(category.entries))

    def _rank(self, category, entry):
        known = self.standings.of(category.round_category) if self.standings else None
        standing = known.entries.get(str(entry.candidacy.pk)) if known else None
        return standing.rank if standing else entry.rank

    def _help(self, entry):
        """Who offers the form of assistance that the weakest criteria call for."""
        weak = [
            mean
            for mean in entry.criteria
            if mean.count >= LEAST_CARDS and mean.share is not None and mean.share < WEAK
        ]
        weak.sort(key=lambda mean: mean.share)
        company = self.companies[entry.candidacy.pk]
        offered = [(mean, self._services_for(mean.criterion, company)) for mean in weak[:WEAKEST]]
        return [{"criterion": mean.criterion.name, "services": services} for mean, services in offered if services]

    def _services_for(self, criterion, company):
        """Those that fit the company first, then what nearly fits."""
        return [told(fit) for fit in fits_among(self.services[criterion.assistance_id], company).best_first]


def quarter(rank, of):
    """1 for the best quarter, 4 for the last; None without a rank, or where there are too few entries."""
    if rank is None or of < LEAST_ENTRIES:
        return None
    return 1 + 4 * (rank - 1) // of


def _services(terms):
    """By form of assistance, the published services that offer it."""
    found = defaultdict(list)
    for service in SupportService.objects.public().for_fitting().offering(terms).order_by("name"):
        for term in service.assistance.all():
            found[term.pk].append(service)
    return found


def told(fit):
    """Of a service, as plain data that is kept: the report says the same when the service has changed."""
    return {
        "name": fit.service.name,
        "provider": fit.service.provider.name,
        "summary": fit.service.summary,
        "website": fit.service.website,
        "url": fit.service.get_absolute_url(),
        "misfits": fit.misfits,
    }


def companies_of(candidacies):
    """By candidacy, what was handed in of the company: how large, where, what it makes. Five queries for all of them."""
    rows = list(Candidacy.objects.filter(pk__in=candidacies).select_related("submission"))
    employees = _employees_in([row.submission for row in rows])
    branches = terms_of_entries(rows, terms_by_slug([Vocabulary.SUB_INDUSTRY]))
    return {
        row.pk: Company(
            employees=employees.get(row.submission_id) or employees_of(row.submission.eligibility_answers),
            county=county_of(row.submission.company.get("city") or ""),
            sub_industries=with_broader(branches[row.submission_id]),
        )
        for row in rows
    }


def _employees_in(submissions):
    figures = Figure.objects.filter(measure=Measure.EMPLOYEES, submission__in=submissions).order_by("year")
    return {pk: int(value) for pk, value in figures.values_list("submission", "value") if value >= 1}
