"""Below /nominations/: what an honoured company promised for the year."""

app_name = "commitments"
urlpatterns = []
