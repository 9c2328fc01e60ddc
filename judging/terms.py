"""What follows here when two terms turn out to be one."""

from judging.models import Criterion, Expertise
from prizes.registries import register_term_merger
from prizes.terms import move_rows


@register_term_merger
def merge_terms(source, target):
    """Jurors who named both know one field less; a rubric's help is data beside the rubric, frozen or not."""
    move_rows(Expertise, "juror", "term", source, target)
    Criterion.objects.filter(assistance=source).update(assistance=target)
