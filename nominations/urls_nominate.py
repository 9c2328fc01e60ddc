"""Below /nominate/: where somebody names companies, and where these accept or decline."""

app_name = "nominate"
urlpatterns = []
