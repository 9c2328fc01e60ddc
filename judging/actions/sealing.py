"""Sealing the figures takes the full model, so it is asked for here and done in a task, with its progress in view."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from judging.actions.common import locked_round
from judging.actions.decisions import demand_sealable, seal_figures
from judging.models import Sealing
from judging.sealing import Prepared, figures_input, figures_result
from judging.tasks import seal_round

# After this long without an end the task was lost with its worker, and the chair may ask again.
GIVEN_UP_AFTER = timedelta(minutes=15)


@transaction.atomic
def ask_for_seal(*, round, by):
    """The chair asks; the seal itself is set by `seal_figures`, in the chair's name, when the model has run."""
    round = locked_round(round)
    demand_sealable(round, by)
    _give_up_lost(round)
    if Sealing.objects.filter(round=round, finished_at=None).exists():
        raise ValidationError(_("The figures are being sealed already. Wait for the end of it."))
    sealing = Sealing.objects.create(round=round, asked_by=by)
    seal_round.enqueue(sealing.pk)
    return sealing


def finish_sealing(sealing_id):
    """Run the model and seal; whatever refuses is kept for the chair to read. Done already: nothing happens."""
    sealing = Sealing.objects.select_related("round", "asked_by").get(pk=sealing_id)
    if sealing.finished_at:
        return
    try:
        text = figures_input(sealing.round)
        prepared = Prepared(text, figures_result(text, progress=_noting(sealing)))
        _seal(sealing, prepared)
    except ValidationError as refusal:
        _end(sealing, refusal=" ".join(refusal.messages))
    except PermissionDenied as refusal:
        _end(sealing, refusal=str(refusal))
    except Exception:
        # The log has the reason; the chair must not wait for an end that does not come.
        _end(sealing, refusal=_("The figures could not be computed, and nothing was changed. Tell the prize office."))
        raise


@transaction.atomic
def _seal(sealing, prepared):
    _end(sealing, seal=seal_figures(round=sealing.round, by=sealing.asked_by, prepared=prepared))


def _noting(sealing):
    def note(done, of):
        Sealing.objects.filter(pk=sealing.pk).update(done=done, of=of)

    return note


def _end(sealing, **how):
    Sealing.objects.filter(pk=sealing.pk).update(finished_at=timezone.now(), **how)


def _give_up_lost(round):
    lost = Sealing.objects.filter(round=round, finished_at=None, asked_at__lt=timezone.now() - GIVEN_UP_AFTER)
    lost.update(finished_at=timezone.now(), refusal=_("It was interrupted."))
