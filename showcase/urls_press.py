"""Personal links of the press, below a name that no page of the site would have."""

from django.urls import path

from showcase.press import views

app_name = "press"
urlpatterns = [
    path("<str:token>/", views.Pass.as_view(), name="pass"),
    path("<str:token>/pictures/<int:picture>/", views.PassPicture.as_view(), name="picture"),
    path("<str:token>/pictures/<int:picture>/small/", views.PassSmallPicture.as_view(), name="small_picture"),
    path("<str:token>/download/", views.PassArchive.as_view(), name="archive"),
]
