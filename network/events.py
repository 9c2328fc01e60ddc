from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

# The directory: who speaks for a company, and what stands in its profile.
register_verbs({})
# Enquiries.
register_verbs({})
# Topics.
register_verbs({})
# Large manufacturers, universities, intermediaries.
register_verbs(
    {
        "problem.written": _("Problem statement written"),
        "problem.changed": _("Problem statement changed"),
        "problem.handed_in": _("Problem statement handed to the prize office"),
        "problem.taken_back": _("Problem statement taken back to change it"),
        "problem.published": _("Problem statement published"),
        "problem.refused": _("Problem statement sent back"),
        "problem.closed": _("Problem statement closed"),
        "problem.replied": _("Problem statement answered by a company"),
        "problem_reply.taken_up": _("Answer to a problem statement taken up"),
        "problem_reply.declined": _("Answer to a problem statement declined"),
        "jury_offer.made": _("Offer to judge made"),
        "jury_offer.taken_back": _("Offer to judge taken back"),
        "jury_offer.noted": _("Offer to judge put on the list"),
        "jury_offer.declined": _("Offer to judge declined"),
        "jury_offer.invited_from": _("Juror invited from an offer"),
        "approach.agreed": _("Honored company agreed to be approached"),
        "approach.withdrawn": _("Honored company no longer wants to be approached"),
    }
)
