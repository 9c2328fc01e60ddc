from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from judging.actions.panels import PURPOSE, seat_juror
from judging.models import Panel
from judging.rules import is_office


def panel_of(invitation):
    return Panel.objects.select_related("round__edition__prize").get(pk=invitation.target)


def describe(invitation):
    panel = panel_of(invitation)
    named = {"panel": panel.name, "edition": panel.round.edition.name}
    if invitation.terms.get("is_chair"):
        return _("chair the panel “%(panel)s” of %(edition)s") % named
    return _("judge on the panel “%(panel)s” of %(edition)s") % named


def take_seat(invitation, person):
    seat_juror(panel=panel_of(invitation), juror=person, by=None, **invitation.terms)


register_purpose(
    Purpose(
        key=PURPOSE,
        label=gettext_lazy("Juror"),
        describe=describe,
        on_accept=take_seat,
        may_revoke=lambda person, invitation: is_office(person, panel_of(invitation).round),
        where_next=lambda invitation: reverse("judging:queue"),
    )
)
