from audit.verbs import register_verbs

register_verbs(
    {
        "round.opened": "Entries taken into a round",
        "candidacy.added": "Entry called into a round",
        "candidacy.repinned": "Newer submission put before the jury",
        "candidacy.withdrawn": "Entry taken out of a round",
        "seat.taken": "Juror seated",
        "seat.left": "Juror left the panel",
        "pledge.signed": "Pledge signed",
        "declaration.made": "Declaration made",
        "declaration.list_made": "Declarations made on a list of companies",
        "waiver.given": "Exclusion waived",
        "assignments.made": "Entries assigned",
        "assignment.returned": "Entry returned as outside the juror's field",
        "assignment.recused": "Juror recused from an entry",
        "scorecards.handed_in": "Scorecards handed in",
        "scorecard.reopened": "Scorecard reopened",
        "concern.raised": "Concern raised",
        "concern.resolved": "Concern answered",
        "rubric.corrected": "New version of a rubric made",
        "round.reminded": "Jurors reminded by hand",
        "round.results_viewed": "Results looked at",
        "round.tie_ruled": "Tie ruled on",
        "round.figures_sealed": "Figures sealed",
        "candidacy.decided": "Entry decided",
        "round.decisions_sealed": "Decisions sealed",
        "round.released": "Results released",
        "round.announcement_set": "Announcement set",
        "scorecards.imported": "Scorecards imported",
    }
)
