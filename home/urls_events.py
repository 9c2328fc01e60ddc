"""Below /sign-up/: where somebody takes a place at an event, and gives it back by a signed link."""

app_name = "events"
urlpatterns = []
