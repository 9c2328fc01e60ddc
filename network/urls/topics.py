"""Below /topics/: what the site holds on a sub-industry, a technology, a practice."""

from django.urls import path

from network.views import topics

app_name = "topics"
urlpatterns = [
    path("", topics.index, name="index"),
    path("<slug:vocabulary>/<slug:slug>/", topics.topic, name="topic"),
]
