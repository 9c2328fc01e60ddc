"""Below /nominations/: what an honored company agrees to in the network."""

from django.urls import path

from network.views.approach import Consent

app_name = "approach"
urlpatterns = [path("<uuid:pk>/approach/", Consent.as_view(), name="consent")]
