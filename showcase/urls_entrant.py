"""Below /nominations/: where the company takes its award, or does not."""

from django.urls import path

from showcase.views import AwardAnswer

app_name = "award"
urlpatterns = [path("<uuid:pk>/award/", AwardAnswer.as_view(), name="answer")]
