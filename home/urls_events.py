"""Below /sign-up/: where somebody takes a place at an event, and gives it back by a signed link."""

from django.urls import path

from home import views_events

app_name = "events"
urlpatterns = [
    path("<int:pk>/", views_events.SignUpView.as_view(), name="sign_up"),
    path("place/<str:key>/", views_events.PlaceView.as_view(), name="place"),
]
