from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "story.offered": _("Story offered by an entrant"),
        "story.taken_up": _("Offered story taken up"),
        "story.offer_declined": _("Offered story declined"),
        "story.approved": _("Story approved by the company"),
        "story.not_approved": _("Story not approved by the company"),
        "story.ready": _("Story let through by an editor"),
    }
)

register_verbs(
    {
        "event.signed_up": _("Signed up for an event"),
        "event.sign_up_canceled": _("Place at an event given back"),
        "event.places_filled": _("Free places given to those who waited"),
        "event.change_told": _("Change of an event told to those signed up"),
        "event.came": _("Came to an event"),
        "event.did_not_come": _("Did not come to an event"),
        "event.attendance_noted": _("Noted who came to an event"),
        "event.sign_ups_forgotten": _("Names of an event's sign-ups erased"),
    }
)

register_verbs(
    {
        "commitment.added": _("Promise of an honored company added"),
        "commitment.changed": _("Promise of an honored company changed"),
        "commitment.done": _("Promise of an honored company kept"),
        "commitment.dropped": _("Promise of an honored company dropped"),
        "commitment.reopened": _("Promise of an honored company opened again"),
    }
)
