"""Below /industry/: the door of large manufacturers, universities and intermediaries."""

app_name = "industry"
urlpatterns = []
