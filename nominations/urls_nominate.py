"""Below /nominate/: where somebody names companies, and where these accept or decline."""

from django.urls import path

from nominations.views import nominating

app_name = "nominate"
urlpatterns = [
    path("", nominating.start, name="start"),
    path("mine/", nominating.mine, name="mine"),
    path("mine/<uuid:pk>/remind/", nominating.remind, name="remind"),
    path("mine/<uuid:pk>/take-back/", nominating.take_back, name="take_back"),
    path("answer/<str:token>/", nominating.AnswerNomination.as_view(), name="answer"),
]
