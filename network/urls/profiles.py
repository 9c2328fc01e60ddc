"""Below /profile/: where a company claims, fills, publishes and confirms its profile."""

from django.urls import path

from network.views import profiles

app_name = "profiles"
urlpatterns = [
    path("", profiles.MyCompanies.as_view(), name="mine"),
    path("claim/", profiles.ClaimCompany.as_view(), name="claim"),
    path("claims/<uuid:pk>/end/", profiles.EndClaim.as_view(), name="end_claim"),
    path("confirm/<str:token>/", profiles.ConfirmByLink.as_view(), name="confirm"),
    path("<uuid:pk>/", profiles.EditProfile.as_view(), name="edit"),
    path("<uuid:pk>/preview/", profiles.PreviewProfile.as_view(), name="preview"),
    path("<uuid:pk>/publish/", profiles.publish, name="publish"),
    path("<uuid:pk>/withdraw/", profiles.withdraw, name="withdraw"),
    path("<uuid:pk>/confirm/", profiles.confirm, name="confirm_now"),
]
