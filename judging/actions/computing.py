"""Keeps the fair scores of running rounds up with their marks: asked for by pages and by the clock, made in a task."""

import json

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone

from audit.canonical import canonical_json, sha256_hex
from judging.models import BarLevel, Candidacy, Computation, Criterion, Round, Scorecard, TieRuling
from judging.sealing import METHOD, figures_input
from judging.tasks import compute_round

# One request at a time: who asks again within it trusts the task that is on its way.
ASKED_FOR_SECONDS = 30


def ask_for_figures(round):
    """Whether the figures of this round are behind its marks; if so, has them computed."""
    if not is_behind(round):
        return False
    if cache.add(f"judging.figures.{round.pk}", True, ASKED_FOR_SECONDS):
        compute_round.enqueue(round.pk)
    return True


def ask_for_stale_figures():
    """What the clock does: every round that has begun and is not sealed."""
    for round in Round.objects.started().exclude(pk__in=Round.objects.sealed()).select_related("computation"):
        ask_for_figures(round)


def compute_figures(round_id):
    """Compute the figures of a round, unless their input is the one that they were made from."""
    round = Round.objects.select_related("computation").get(pk=round_id)
    known = fingerprint(round)
    text = figures_input(round)
    input_hash = sha256_hex(text)
    computation = computation_of(round)
    if computation and (computation.input_hash, computation.method) == (input_hash, METHOD):
        Computation.objects.filter(pk=computation.pk).update(fingerprint=known)
    else:
        _compute(round, text, input_hash, known)
    cache.delete(f"judging.figures.{round.pk}")


def _compute(round, text, input_hash, known):
    from judging.computing import LIVE, compute, seed_of
    from judging.flagging import flags_of

    given, seed = json.loads(text), seed_of(input_hash)
    figures = compute(given, model=LIVE, seed=seed)
    Computation.objects.update_or_create(
        round=round,
        defaults={
            "input_hash": input_hash,
            "fingerprint": known,
            "method": METHOD,
            "scorecards": figures["scorecards"],
            "result": canonical_json(figures),
            "flags": canonical_json(flags_of(round, given, seed)),
            "computed_at": timezone.now(),
        },
    )


def is_behind(round):
    """Whether anything may have moved since the figures were computed. Nothing is computed before the first card."""
    computation = computation_of(round)
    if computation is None:
        return Scorecard.objects.in_round(round).counting().exists()
    return computation.fingerprint != fingerprint(round) or computation.method != METHOD


def computation_of(round):
    return getattr(round, "computation", None)


def fingerprint(round):
    """A digest of counts and newest moments: any change of the figures' input changes it."""
    cards = Scorecard.objects.in_round(round).with_standing_assignment()
    categories = round.round_categories.order_by("pk")
    moved = {
        "cards": cards.aggregate(count=Count("pk"), newest=Max("updated_at")),
        "entries": Candidacy.objects.current()
        .filter(round=round)
        .aggregate(count=Count("pk"), newest=Max("entered_at")),
        "rulings": TieRuling.objects.filter(above__round=round).count(),
        "categories": list(categories.values_list("pk", "rubric", "places", "least_total")),
        "bar": list(
            BarLevel.objects.filter(round_category__round=round).order_by("pk").values_list("criterion", "least")
        ),
        "criteria": list(
            Criterion.objects.filter(rubric__in=categories.values("rubric")).order_by("pk").values_list("pk", "weight")
        ),
    }
    return sha256_hex(canonical_json(moved))
