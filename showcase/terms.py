"""What follows here when two terms turn out to be one."""

from prizes.registries import register_term_merger
from prizes.terms import move_links
from showcase.models import Award


@register_term_merger
def merge_terms(source, target):
    move_links(Award._meta.get_field("terms"), source, target)
