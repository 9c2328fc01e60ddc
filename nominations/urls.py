from django.urls import path

from nominations.views import mine

app_name = "nominations"
urlpatterns = [
    path("", mine.MyNominations.as_view(), name="mine"),
    path("<uuid:pk>/", mine.NominationDetail.as_view(), name="detail"),
]
