from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

# The directory: who speaks for a company, and what stands in its profile.
register_verbs(
    {
        "claim.made": _("Company claimed, to be checked"),
        "claim.granted": _("Claim on a company granted"),
        "claim.refused": _("Claim on a company refused"),
        "claim.ended": _("Claim on a company ended"),
        "profile.changed": _("Company profile changed"),
        "profile.published": _("Company profile published"),
        "profile.withdrawn": _("Company profile taken off the directory by its company"),
        "profile.confirmed": _("Company profile confirmed"),
        "profile.hidden": _("Company profile hidden by the prize office"),
        "profile.given_back": _("Hidden company profile given back to its company"),
    }
)
# Enquiries.
register_verbs(
    {
        "enquiry.sent": _("Enquiry sent to companies"),
        "enquiry.answered": _("Enquiry answered by a company"),
        "enquiry.declined": _("Enquiry declined by a company"),
        "enquiry.reported": _("Enquiry reported by a company"),
        "enquiry.report_looked_at": _("Reported enquiry read by the prize office"),
        "enquiry.report_upheld": _("Reported enquiry stopped, and its writer with it"),
        "enquiry.report_dismissed": _("Report of an enquiry dismissed"),
        "enquiry.block_lifted": _("Somebody may write to companies again"),
        "enquiry.outcome_asked": _("Both sides asked what came of an enquiry"),
        "enquiry.outcome_told": _("One side told what came of an enquiry"),
    }
)
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
