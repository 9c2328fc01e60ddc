from django.urls import path

from accounts import views

app_name = "people"
urlpatterns = [
    path("", views.ProfileView.as_view(), name="profile"),
    path("affiliations/", views.AffiliateView.as_view(), name="affiliate"),
    path("affiliations/<int:pk>/end/", views.EndAffiliationView.as_view(), name="end_affiliation"),
    path("data/", views.ExportView.as_view(), name="export"),
    path("erase/", views.EraseView.as_view(), name="erase"),
    path("invitations/<str:token>/", views.InvitationView.as_view(), name="invitation"),
    path("invitations/<str:token>/accept/", views.AcceptInvitationView.as_view(), name="accept_invitation"),
    path("invitations/<str:token>/decline/", views.DeclineInvitationView.as_view(), name="decline_invitation"),
]
