"""What is asked of the directory: words, facets, and how far from where."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from network.forms.directory import NearForm
from network.searchable import COMPANY
from search import engines
from search.enums import Facet
from search.former import with_current_names
from search.presenting import address_of
from search.query import FacetCounts, Query, Result

# A directory of companies of one state this year: neither narrows anything.
NOT_ASKED = (Facet.KIND, Facet.YEAR)
# In sight at once; the others are folded until one of their values is chosen.
FIRST_ASKED = (Facet.PROCESS, Facet.MATERIAL, Facet.CERTIFICATION, Facet.BATCH, Facet.LEAD_TIME, Facet.OPENNESS)


@dataclass(frozen=True)
class Found:
    form: NearForm
    result: Result

    @property
    def query(self) -> Query:
        return self.result.query

    @property
    def facets(self) -> list[FacetCounts]:
        return [facet for facet in self.result.facets if facet.name not in NOT_ASKED]

    @property
    def first_facets(self) -> list[FacetCounts]:
        return [facet for facet in self.facets if facet.name in FIRST_ASKED]

    @property
    def more_facets(self) -> list[FacetCounts]:
        """Without the towns: they are on the map, and in its table."""
        return [facet for facet in self.facets if facet.name not in (*FIRST_ASKED, Facet.PLACE)]

    @property
    def places(self) -> list:
        return next((facet.values for facet in self.facets if facet.name == Facet.PLACE), [])


def find_companies(params):
    """Of the parameters of an address. A place that the state has not narrows nothing: the form says so."""
    form = NearForm(params)
    query = with_current_names(Query.from_params(params, kind=COMPANY, near=form.point()))
    return Found(form, engines.current().search(replace(query, filters=_filters(query))))


def chips_of(found):
    """What the distance adds to the chips of the facets: a link that takes it back."""
    near = found.query.near
    if near is None:
        return []
    return [{"facet": _("Where"), "label": near_label(near), "url": address_of(found.query.around(None))}]


def near_label(near):
    if near.miles is None:
        return _("distance from %(place)s") % {"place": near.label}
    return _("within %(miles)s miles of %(place)s") % {"miles": near.miles, "place": near.label}


def wider(query):
    """The next larger distance that is offered, as a label and an address; None where nothing is cut off."""
    if query.near is None or query.near.miles is None:
        return None
    miles = next((miles for miles in NearForm.MILES if miles > query.near.miles), None)
    near = replace(query.near, miles=miles)
    label = _("Look within %(miles)s miles") % {"miles": miles} if miles else _("Look in the whole state")
    return {"label": label, "url": address_of(query.around(near))}


def _filters(query):
    return {name: values for name, values in query.filters.items() if name not in NOT_ASKED}
