from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs
from showcase.enums import PressLook

register_verbs(
    {
        **dict(PressLook.choices),
        "press_pass.accepted": _("Embargo accepted by the press"),
        "press_pass.withdrawn": _("Press pass taken back"),
        "award.offered": _("Award offered"),
        "award.accepted": _("Award accepted"),
        "award.declined": _("Award declined"),
        "award.revoked": _("Award revoked"),
        "award.cited": _("Citation written"),
        "winner_page.drafted": _("Winner page drafted"),
        "winner_page.approved": _("Winner page approved by the company"),
        "winner_page.not_approved": _("Winner page not approved by the company"),
        "winner_page.ready": _("Winner page approved by an editor"),
        "winner_page.published": _("Winner page published"),
    }
)
