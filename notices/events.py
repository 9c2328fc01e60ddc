from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "notice.resent": _("Notice sent again"),
        "notice.cancelled": _("Notice cancelled"),
        "notice_text.changed": _("Notice text changed"),
        "notice_text.reset": _("Notice text reset to the default"),
    }
)
