from django.utils.translation import gettext_lazy as _

from audit.verbs import register_verbs

register_verbs(
    {
        "round.opened": _("Entries taken into a round"),
        "candidacy.added": _("Entry called into a round"),
        "candidacy.repinned": _("Newer submission put before the jury"),
        "candidacy.withdrawn": _("Entry taken out of a round"),
        "seat.taken": _("Juror seated"),
        "seat.left": _("Juror left the panel"),
        "pledge.signed": _("Pledge signed"),
        "declaration.made": _("Declaration made"),
        "declaration.list_made": _("Declarations made on a list of companies"),
        "waiver.given": _("Exclusion waived"),
        "bids.placed": _("Juror said which entries to read"),
        "assignments.made": _("Entries assigned"),
        "assignments.undone": _("Plan of assignment undone"),
        "pair.ruled": _("Pair of entry and juror pinned, forbidden or weighed"),
        "pair.freed": _("Word on a pair of entry and juror taken back"),
        "juror.fields_set": _("Juror's fields named"),
        "assignment.returned": _("Entry returned as outside the juror's field"),
        "assignment.recused": _("Juror recused from an entry"),
        "scorecards.handed_in": _("Scorecards handed in"),
        "scorecard.reopened": _("Scorecard reopened"),
        "concern.raised": _("Concern raised"),
        "concern.resolved": _("Concern answered"),
        "rubric.corrected": _("New version of a rubric made"),
        "round.reminded": _("Jurors reminded by hand"),
        "round.results_viewed": _("Results looked at"),
        "round.figures_exported": _("Figures exported"),
        "round.tie_ruled": _("Tie ruled on"),
        "round.figures_sealed": _("Figures sealed"),
        "candidacy.decided": _("Entry decided"),
        "round.decisions_sealed": _("Decisions sealed"),
        "round.released": _("Results released"),
        "feedback.edited": _("Feedback for an entrant edited"),
        "feedback.sent": _("Feedback sent to entrants"),
        "round.announcement_set": _("Announcement set"),
        "scorecards.imported": _("Scorecards imported"),
    }
)
