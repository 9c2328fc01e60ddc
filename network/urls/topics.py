"""Below /topics/: what the site holds on a sub-industry, a technology, a practice."""

app_name = "topics"
urlpatterns = []
