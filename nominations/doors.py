from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link, register_door


@register_door
def my_nominations(request):
    """For everybody who is signed in: a juror may well enter another category, and a newcomer starts here."""
    return Link(_("My nominations"), reverse("nominations:mine"))
