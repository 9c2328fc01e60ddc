"""Below /enquiries/: what somebody needs made, and what companies answer."""

app_name = "enquiries"
urlpatterns = []
