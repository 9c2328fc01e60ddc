from django.urls import path

from judging.views import queue

app_name = "judging"
urlpatterns = [
    path("", queue.Queue.as_view(), name="queue"),
]
