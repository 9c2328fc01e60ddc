"""Which companies of the directory fit a need, and why."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.models import CapabilityProfile
from network.querysets.enquiries import reachable
from prizes.gazetteer import miles_between
from prizes.models import Term

# Up to here it is a prototype or a pilot rather than a batch, and companies that like them come first.
SMALL_QUANTITY = 50


@dataclass(frozen=True)
class Need:
    process: Term | None = None
    material: Term | None = None
    quantity: int | None = None
    # Of the gazetteer.
    place: object = None

    @property
    def terms(self):
        return [term for term in (self.process, self.material) if term is not None]

    @property
    def is_small(self):
        return self.quantity is not None and self.quantity <= SMALL_QUANTITY


@dataclass(frozen=True)
class Fit:
    profile: CapabilityProfile
    reasons: tuple[str, ...]
    # What they should know before they choose it, or nothing.
    caution: str = ""
    miles: float | None = None


def companies_that_fit(need, *, by):
    """The best first: those that make such a quantity, for a few pieces those that like pilots, then the nearest."""
    fits = [_fit(profile, need) for profile in _profiles(need, by)]
    return sorted(fits, key=lambda fit: _rank(fit, need))


def without_material(need, *, by):
    """How many do the process, whatever they make it of."""
    return _profiles(Need(process=need.process), by).count() if need.process and need.material else 0


def _profiles(need, by):
    profiles = reachable(CapabilityProfile.objects.public()).exclude(pk__in=CapabilityProfile.objects.kept_by(by))
    for term in need.terms:
        # Who does the narrower thing does the broader one.
        profiles = profiles.filter(pk__in=_with_term(term))
    named = Term.objects.filter(Q(pk__in=[term.pk for term in need.terms]) | Q(broader__in=need.terms))
    return profiles.select_related("organisation").prefetch_related(
        Prefetch("terms", queryset=named, to_attr="fitting_terms")
    )


def _with_term(term):
    return CapabilityProfile.objects.filter(Q(terms=term) | Q(terms__broader=term)).values("pk")


def _rank(fit, need):
    likes_pilots = fit.profile.open_to_pilots and need.is_small
    return bool(fit.caution), not likes_pilots, fit.miles or 0, fit.profile.organisation.name.casefold()


def _fit(profile, need):
    miles = need.place and miles_between(need.place.latitude, need.place.longitude, profile.latitude, profile.longitude)
    fits_batch = _makes(profile, need.quantity)
    reasons = (
        *(term.name for term in profile.fitting_terms),
        *([_("Open to prototypes and pilots")] if need.is_small and profile.open_to_pilots else []),
        *([_first_prototype(profile)] if need.is_small and profile.prototype_days else []),
        *([_batches(profile)] if need.quantity and fits_batch and _has_batches(profile) else []),
        _where(profile, need.place, miles),
    )
    caution = "" if fits_batch else _batches(profile)
    return Fit(profile, reasons, caution, miles)


def _makes(profile, quantity):
    if quantity is None:
        return True
    above_least = profile.batch_least is None or quantity >= profile.batch_least
    return above_least and (profile.batch_most is None or quantity <= profile.batch_most)


def _has_batches(profile):
    return profile.batch_least is not None or profile.batch_most is not None


def _batches(profile):
    told = {"least": _grouped(profile.batch_least), "most": _grouped(profile.batch_most)}
    if profile.batch_most is None:
        return _("Batches from %(least)s pieces") % told
    if profile.batch_least is None:
        return _("Batches up to %(most)s pieces") % told
    return _("Batches of %(least)s to %(most)s pieces") % told


def _grouped(number):
    return "" if number is None else number_format(number, force_grouping=True)


def _first_prototype(profile):
    days = profile.prototype_days
    return ngettext("A first prototype in %(days)s working day", "A first prototype in %(days)s working days", days) % {
        "days": days
    }


def _where(profile, place, miles):
    if place is None:
        return profile.place
    if miles < 1:
        return _("In %(place)s") % {"place": profile.place}
    return ngettext("%(place)s, %(miles)s mile away", "%(place)s, %(miles)s miles away", round(miles)) % {
        "place": profile.place,
        "miles": round(miles),
    }
