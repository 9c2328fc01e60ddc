from audit.verbs import register_verbs

register_verbs(
    {
        "story.offered": "Story offered by an entrant",
        "story.taken_up": "Offered story taken up",
        "story.offer_declined": "Offered story declined",
        "story.approved": "Story approved by the company",
        "story.not_approved": "Story not approved by the company",
        "story.ready": "Story let through by an editor",
    }
)
