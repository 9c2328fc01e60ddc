from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from accounts.rules import is_secretariat_of_any_prize
from network.actions.confirming import PURPOSES, confirm_what_link_asks
from network.enums import ASKED_BEFORE, SHOWN_WHILE_OLD
from network.models import CapabilityProfile


def describe(invitation):
    profile = CapabilityProfile.objects.filter(pk=invitation.target).select_related("organisation").first()
    company = profile.organisation.name if profile else _("a company that is no longer there")
    return _("say whether the profile of %(company)s is still right") % {"company": company}


for purpose in PURPOSES:
    register_purpose(
        Purpose(
            key=purpose,
            label=gettext_lazy("Confirm a company profile"),
            describe=describe,
            on_accept=confirm_what_link_asks,
            may_revoke=lambda person, invitation: is_secretariat_of_any_prize(person),
            template=purpose,
            page="profiles:confirm",
            needs_account=False,
            # From the first question until the profile would be hidden, and a while longer.
            lifetime=ASKED_BEFORE + SHOWN_WHILE_OLD + timedelta(days=60),
        )
    )
