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
