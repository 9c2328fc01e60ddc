"""What this app tells the ones below it."""

from accounts.registries import register_second_factor_need
from judging.models import Seat


def leads_a_panel(person):
    """Chairs and their deputies see what others gave: they use a second factor."""
    return Seat.objects.leading().filter(juror=person.pk).exists()


register_second_factor_need(leads_a_panel)
