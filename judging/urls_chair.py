"""Below /judging/rounds/<round>/: for who leads, administers or audits a round."""

from django.urls import path

from judging.views import deciding, feedback, figures, meeting, methods, minutes, progress

urlpatterns = [
    path("", progress.RoundProgress.as_view(), name="round"),
    path("remind/", progress.Remind.as_view(), name="remind"),
    path("ties-and-waivers/", progress.Conflicts.as_view(), name="conflicts"),
    path("ties-and-waivers/<int:pk>/waive/", progress.Waive.as_view(), name="waive"),
    path("assignments/<int:pk>/recuse/", progress.RecuseJuror.as_view(), name="recuse_juror"),
    path("scorecards/<uuid:pk>/reopen/", progress.Reopen.as_view(), name="reopen"),
    path("results/", figures.Results.as_view(), name="results"),
    path("results/tie/", figures.RuleOnTie.as_view(), name="rule_on_tie"),
    path("results/seal/", figures.SealFigures.as_view(), name="seal_figures"),
    path("results/reliability/", methods.Reliability.as_view(), name="reliability"),
    path("results/method/", methods.Method.as_view(), name="method"),
    path("results/figures.<slug:kind>", methods.Export.as_view(), name="export"),
    path("results/sealing/", figures.SealingProgress.as_view(), name="sealing"),
    path("results/<uuid:pk>/", figures.Result.as_view(), name="result"),
    path("decisions/", deciding.Decisions.as_view(), name="decisions"),
    path("decisions/seal/", deciding.SealDecisions.as_view(), name="seal_decisions"),
    path("decisions/<uuid:pk>/", deciding.Decide.as_view(), name="decide"),
    path("meeting/", meeting.MeetingStart.as_view(), name="meeting"),
    path("meeting/<uuid:pk>/", meeting.MeetingEntry.as_view(), name="meeting_entry"),
    path("meeting/<uuid:pk>/note/", meeting.note, name="meeting_note"),
    path("seals/<slug:kind>/open/", deciding.LiftSeal.as_view(), name="lift_seal"),
    path("commitments/", minutes.Commitments.as_view(), name="commitments"),
    path("minutes/", minutes.MinutesPage.as_view(), name="minutes"),
    path("minutes/minutes.pdf", minutes.MinutesDocument.as_view(), name="minutes_document"),
    path("feedback/", feedback.FeedbackList.as_view(), name="feedback"),
    path("feedback/send/", feedback.SendFeedback.as_view(), name="send_feedback"),
    path("feedback/<uuid:pk>/", feedback.EditFeedback.as_view(), name="edit_feedback"),
    path("feedback/<uuid:pk>/preview/", feedback.PreviewFeedback.as_view(), name="preview_feedback"),
    path("release/", deciding.Release.as_view(), name="release"),
    path("announcements/", deciding.Announcements.as_view(), name="announcements"),
    path("announcements/<slug:outcome>/", deciding.Announce.as_view(), name="announce"),
]
