"""Below /nominations/: what an honored company promised for the year."""

from django.urls import path

from home.views_commitments import MyCommitments

app_name = "commitments"
urlpatterns = [path("<uuid:pk>/commitments/", MyCommitments.as_view(), name="mine")]
