"""Below /profile/: where a company claims, fills, publishes and confirms its profile."""

app_name = "profiles"
urlpatterns = []
