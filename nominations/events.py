from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "form.created": _("Form created"),
        "form.changed": _("Form changed"),
        "form.corrected": _("Form corrected by a new version"),
        "form.deleted": _("Form deleted"),
        "nomination.started": _("Nomination started"),
        "nomination.named": _("Company nominated by somebody else"),
        "nomination.taken_back": _("Nomination taken back by whoever made it"),
        "nomination.accepted": _("Nomination accepted by the company"),
        "nomination.declined": _("Nomination declined by the company"),
        "nomination.eligibility_answered": _("Entry conditions answered"),
        "nomination.submitted": _("Nomination submitted"),
        "nomination.withdrawn": _("Nomination withdrawn"),
        "nomination.found_eligible": _("Nomination found eligible"),
        "nomination.found_ineligible": _("Nomination found not eligible"),
        "nomination.screening_reopened": _("Finding at screening taken back"),
        "nomination.information_requested": _("Information requested"),
        "nomination.extended": _("Extension granted"),
        "nomination.not_submitted": _("Draft closed without submission"),
        "nominations.imported": _("Nominations imported from a file"),
        "nomination.looked_at": _("Nomination opened in the back office"),
        "nomination.merged": _("Nomination merged into another"),
        "nomination.collaborator_joined": _("Collaborator joined"),
        "nomination.collaborator_left": _("Collaborator left"),
        "attachment.refused": _("File refused by the virus scanner"),
        "submission.answers_erased": _("Submitted answers erased"),
    }
)
