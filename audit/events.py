from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "record.details_read": _("Details of an event read"),
        "record.exported": _("Record exported"),
    }
)
