"""Below /nominations/: what the entrant reads of the jury's work."""

from django.urls import path

from judging.views.outcome import Feedback, FeedbackDocument, Outcome

app_name = "outcomes"
urlpatterns = [
    path("<uuid:pk>/outcome/", Outcome.as_view(), name="outcome"),
    path("<uuid:pk>/feedback/<int:report>/", Feedback.as_view(), name="feedback"),
    path("<uuid:pk>/feedback/<int:report>/report.pdf", FeedbackDocument.as_view(), name="feedback_document"),
]
