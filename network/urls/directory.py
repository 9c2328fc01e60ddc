"""Below /companies/: what the public finds of manufacturers."""

from django.urls import path

from network.views import directory

app_name = "directory"
urlpatterns = [path("<slug:slug>/", directory.profile, name="profile")]
