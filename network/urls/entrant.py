"""Below /nominations/: what an honoured company agrees to in the network."""

app_name = "approach"
urlpatterns = []
