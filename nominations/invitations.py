"""How a person comes to work on a nomination: by an invitation that one of its collaborators sent."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.invitations import Purpose, register_purpose
from nominations import rules
from nominations.actions.collaborators import PURPOSE, add_collaborator
from nominations.models import Nomination


def nomination_of(invitation):
    return Nomination.objects.select_related("edition__prize", "organisation").get(pk=invitation.target)


def describe(invitation):
    nomination = nomination_of(invitation)
    return f"work on the nomination “{nomination}” of {nomination.organisation} for the {nomination.edition}"


def join(invitation, person):
    add_collaborator(nomination=nomination_of(invitation), person=person, by=person)


def may_revoke(person, invitation):
    return rules.is_collaborator(person, nomination_of(invitation))


def where_next(invitation):
    return reverse("nominations:detail", args=[invitation.target])


register_purpose(
    Purpose(
        key=PURPOSE,
        label=_("Collaborator"),
        describe=describe,
        on_accept=join,
        may_revoke=may_revoke,
        where_next=where_next,
    )
)
