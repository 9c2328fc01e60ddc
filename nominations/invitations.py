"""How a person comes to work on a nomination: by an invitation that one of its collaborators sent."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import Purpose, register_purpose
from nominations import rules
from nominations.actions.collaborators import PURPOSE, add_collaborator
from nominations.models import Nomination


def nomination_of(invitation):
    return Nomination.objects.select_related("edition__prize", "organisation").get(pk=invitation.target)


def describe(invitation):
    nomination = nomination_of(invitation)
    named = {"nomination": nomination, "company": nomination.organisation, "edition": nomination.edition}
    return _("work on the nomination “%(nomination)s” of %(company)s for the %(edition)s") % named


def join(invitation, person):
    add_collaborator(nomination=nomination_of(invitation), person=person, by=person)


def may_revoke(person, invitation):
    return rules.is_collaborator(person, nomination_of(invitation))


def where_next(invitation):
    return reverse("nominations:detail", args=[invitation.target])


register_purpose(
    Purpose(
        key=PURPOSE,
        label=gettext_lazy("Collaborator"),
        describe=describe,
        on_accept=join,
        may_revoke=may_revoke,
        where_next=where_next,
    )
)
