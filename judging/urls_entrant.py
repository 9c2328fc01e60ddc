"""Below /nominations/: what the entrant reads of the jury's work."""

from django.urls import path

from judging.views.outcome import Outcome

app_name = "outcomes"
urlpatterns = [
    path("<uuid:pk>/outcome/", Outcome.as_view(), name="outcome"),
]
