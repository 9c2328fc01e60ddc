"""What this part registers with the apps below: notices, invitations, jobs, personal data, search."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link, register_door
from network import holding as _holding  # noqa: F401
from network.invitations import profiles as _invitations  # noqa: F401
from network.jobs import profiles as _jobs  # noqa: F401
from network.notices import profiles as _notices  # noqa: F401
from network.part import part_of
from network.personal_data import profiles as _personal_data  # noqa: F401
from network.rules.profiles import speaks_for
from nominations.registries import register_companion


def companies_door(request):
    """For who speaks for a company, or waits to."""
    return Link(_("My company"), reverse("profiles:mine")) if part_of(request.user).has_claimed else None


def profile_link(person, nomination):
    """The way from an entry to its company's place in the directory."""
    if speaks_for(person, nomination.organisation_id):
        return Link(_("Your company's profile in the directory"), reverse("profiles:mine"))
    return Link(_("Show in the directory what your company can do"), reverse("profiles:claim"))


register_door(companies_door, order=20)
register_companion(profile_link)
