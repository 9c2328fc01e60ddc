from django.urls import reverse

from accounts.navigation import Link, register_door


@register_door
def my_nominations(request):
    """For everybody who is signed in: a juror may well enter another category, and a newcomer starts here."""
    return Link("My nominations", reverse("nominations:mine"))
