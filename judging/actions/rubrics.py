"""What is scored. A rubric is edited until its first mark; after that a correction is a new version for later rounds."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.rules import demand
from accounts.transitions import TransitionRefused
from audit.record import record_event
from judging import rules
from judging.models import Level, Rubric
from prizes.copying import twin

FULL_WEIGHT = 100


def refuse_frozen(rubric):
    if Rubric.objects.select_for_update().filter(pk=rubric.pk).exclude(frozen_at=None).exists():
        raise TransitionRefused(_("This rubric has been used for a mark and is frozen. Make a new version of it."))


def refuse_unbalanced(rubric):
    """A rubric without criteria is a beginning; one with some is whole."""
    weights = list(rubric.criteria.values_list("weight", flat=True))
    if weights and sum(weights) != FULL_WEIGHT:
        raise ValidationError(
            _("The weights of the criteria sum to %(weights)s, not to %(full_weight)s.")
            % {"weights": sum(weights), "full_weight": FULL_WEIGHT}
        )


@transaction.atomic
def correct_rubric(*, rubric, by):
    """A copy with the next version number, not frozen. Rounds that use the old one go on using it."""
    demand(rules.edits_rubrics(by, rubric))
    versions = Rubric.objects.select_for_update().filter(edition=rubric.edition, key=rubric.key)
    version = copy_rubric(rubric, version=max(versions.values_list("version", flat=True)) + 1)
    record_event("rubric.corrected", target=version, by=by, details={"of": rubric.version, "version": version.version})
    return version


def copy_rubric(rubric, **changes):
    """With its criteria and their levels."""
    copy = twin(rubric, frozen_at=None, **changes)
    copy.save()
    for criterion in rubric.criteria.prefetch_related("levels"):
        criterion_copy = twin(criterion, rubric=copy)
        criterion_copy.save()
        Level.objects.bulk_create(twin(level, criterion=criterion_copy) for level in criterion.levels.all())
    return copy
