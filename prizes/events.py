from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "prize.created": _("Prize created"),
        "edition.created": _("Edition created"),
        "edition.changed": _("Edition changed"),
        "edition.deadline_changed": _("Deadline of an edition changed"),
        "edition.rules_changed": _("Eligibility rules of an edition changed"),
        "edition.copied": _("Edition copied to another year"),
        "edition.deleted": _("Edition deleted"),
        "term.created": _("Term created"),
        "term.changed": _("Term changed"),
        "term.deleted": _("Term deleted"),
        "term.renamed": _("Term renamed"),
        "term.merged": _("Another term merged into it"),
    }
)
# Support services, and what companies ask of them.
register_verbs(
    {
        "support_service.asked": _("Provider asked whether its service is right"),
        "support_service.confirmed": _("Support service confirmed by its provider"),
        "support_service.remarked": _("Change of a support service told by its provider"),
        "support_service.remark_settled": _("Told change of a support service dealt with"),
        "service_request.sent": _("Request sent to a support service"),
        "service_request.answered": _("Request to a support service answered"),
        "service_request.declined": _("Request to a support service declined"),
        "service_request.withdrawn": _("Request to a support service taken back"),
        "service_request.reminded": _("Provider reminded of a request"),
        "service_request.looked_at": _("Request to a support service looked at"),
    }
)
