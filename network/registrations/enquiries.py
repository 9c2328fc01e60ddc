"""What this part registers with the apps below: notices, invitations, jobs, personal data, the door in the header."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.navigation import Link, register_door
from network.invitations import enquiries as invitations  # noqa: F401
from network.jobs import enquiries as jobs  # noqa: F401
from network.notices import enquiries as notices  # noqa: F401
from network.part import part_of
from network.personal_data import enquiries as personal_data  # noqa: F401


def enquiries_door(request):
    """For whoever wrote to a company, or speaks for one that was written to."""
    return Link(_("Enquiries"), reverse("enquiries:mine")) if part_of(request.user).has_enquiries else None


register_door(enquiries_door, order=110)
