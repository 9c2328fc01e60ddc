from audit.verbs import register_verbs

register_verbs(
    {
        "form.created": "Form created",
        "form.changed": "Form changed",
        "form.corrected": "Form corrected by a new version",
        "form.deleted": "Form deleted",
        "nomination.started": "Nomination started",
        "nomination.accepted": "Nomination accepted by the company",
        "nomination.declined": "Nomination declined by the company",
        "nomination.eligibility_answered": "Entry conditions answered",
        "nomination.submitted": "Nomination submitted",
        "nomination.withdrawn": "Nomination withdrawn",
        "nomination.found_eligible": "Nomination found eligible",
        "nomination.found_ineligible": "Nomination found not eligible",
        "nomination.screening_reopened": "Finding at screening taken back",
        "nomination.information_requested": "Information requested",
        "nomination.extended": "Extension granted",
        "nomination.not_submitted": "Draft closed without submission",
        "nominations.imported": "Nominations imported from a file",
        "nomination.looked_at": "Nomination opened in the back office",
        "nomination.merged": "Nomination merged into another",
        "nomination.collaborator_joined": "Collaborator joined",
        "nomination.collaborator_left": "Collaborator left",
        "attachment.refused": "File refused by the virus scanner",
        "submission.answers_erased": "Submitted answers erased",
    }
)
