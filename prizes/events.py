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
