"""About an entry of a round."""

from rules import predicate

from accounts.rules import is_signed_in
from judging.exclusions import Exclusions
from judging.models import Candidacy, Seat
from judging.rules.rounds import is_office, seats_held

GATES = ("gate_juror", "gate_assigned", "gate_pledged", "gate_declared")
EXCLUSION_CACHE = "_exclusion_of"


def gates_of(person, candidacy):
    """The candidacy with this person's gates, which a list loads with `with_gates` and a single one is given here."""
    if getattr(candidacy, "gate_juror", None) != str(person.pk):
        read = Candidacy.objects.with_gates(person).get(pk=candidacy.pk)
        for name in GATES:
            setattr(candidacy, name, getattr(read, name))
    return candidacy


def exclusion_of(person, candidacy):
    """Why this person may not judge this entry, None when they may; read once per candidacy."""
    known = candidacy.__dict__.setdefault(EXCLUSION_CACHE, {})
    if person.pk not in known:
        known[person.pk] = Exclusions.of([person]).reason(candidacy, person.pk)
    return known[person.pk]


@predicate
def is_current(person, candidacy):
    return candidacy.withdrawn_at is None


@predicate
def is_assigned(person, candidacy):
    return is_signed_in(person) and gates_of(person, candidacy).gate_assigned


@predicate
def has_pledged(person, candidacy):
    return is_signed_in(person) and gates_of(person, candidacy).gate_pledged


@predicate
def has_declared(person, candidacy):
    """On this company; in a blind round on all companies of the round."""
    return is_signed_in(person) and gates_of(person, candidacy).gate_declared


@predicate
def is_excluded(person, candidacy):
    return is_signed_in(person) and exclusion_of(person, candidacy) is not None


@predicate
def is_in_open_round(person, candidacy):
    return candidacy.round.is_open


@predicate
def is_in_started_round(person, candidacy):
    return candidacy.round.is_open or candidacy.round.is_closed


@predicate
def chairs_its_panel(person, candidacy):
    return _leads_its_panel(person, candidacy, "chair")


@predicate
def deputises_its_panel(person, candidacy):
    return _leads_its_panel(person, candidacy, "deputy")


def _leads_its_panel(person, candidacy, leads_as):
    panels = [
        seat.panel for seat in seats_held(person) if seat.round == candidacy.round_id and seat.leads_as == leads_as
    ]
    return bool(panels) and _covers(panels, candidacy)


def _covers(panels, candidacy):
    through = candidacy.round.panels.filter(pk__in=panels)
    return through.filter(categories=candidacy.round_category.category_id).exists()


@predicate
def has_no_free_chair(person, candidacy):
    """Whoever chairs its panel is tied to the entry, or nobody chairs it."""
    seats = Seat.objects.current().filter(
        is_chair=True,
        panel__round=candidacy.round_id,
        panel__categories=candidacy.round_category.category_id,
    )
    chairs = [seat.juror for seat in seats.select_related("juror")]
    exclusions = Exclusions.of(chairs)
    return all(exclusions.reason(candidacy, chair.pk) for chair in chairs)


@predicate
def serves_as_clerk(person, candidacy):
    return is_office(person, candidacy.round)


leads_its_panel = chairs_its_panel | deputises_its_panel
# Before the pledge and the declaration nothing of an entry is shown but what it takes to declare.
may_declare_on_entry = is_assigned & has_pledged & is_current
may_open_entry = is_current & is_assigned & has_pledged & has_declared & ~is_excluded & is_in_started_round
may_score = may_open_entry & is_in_open_round
may_lead_on_entry = leads_its_panel & ~is_excluded
# The deputy decides where the chair is tied.
may_decide = (chairs_its_panel | (deputises_its_panel & has_no_free_chair)) & ~is_excluded
may_edit_feedback = may_decide
# The clerk writes down what is said of any entry that they are not tied to; who leads, of those of their panel.
may_minute = (serves_as_clerk | leads_its_panel) & ~is_excluded & is_current
# Who leads reads what the panel reads, with the same pledge, and in a blind round as blind.
may_read_entry = may_open_entry | (may_lead_on_entry & has_pledged & is_current)
