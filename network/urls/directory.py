"""Below /companies/: what the public finds of manufacturers."""

from django.urls import path

from network.views import directory

app_name = "directory"
urlpatterns = [
    path("", directory.index, name="index"),
    path("companies.csv", directory.export, name="export"),
    path("compare/", directory.comparison, name="compare"),
    path("<slug:slug>/", directory.profile, name="profile"),
]
