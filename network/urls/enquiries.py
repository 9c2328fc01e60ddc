"""Below /enquiries/: what somebody needs made, and what companies answer."""

from django.urls import path

from network.views import enquiries as views

app_name = "enquiries"
urlpatterns = [
    path("", views.Mine.as_view(), name="mine"),
    path("new/", views.DescribeNeed.as_view(), name="new"),
    path("new/companies/", views.ChooseCompanies.as_view(), name="companies"),
    path("to/<slug:slug>/", views.WriteToCompany.as_view(), name="write"),
    path("outcome/<str:token>/", views.TellOutcome.as_view(), name="outcome"),
    path("received/<uuid:pk>/", views.Received.as_view(), name="received"),
    path("received/<uuid:pk>/decline/", views.Decline.as_view(), name="decline"),
    path("received/<uuid:pk>/report/", views.Report.as_view(), name="report"),
    path("<uuid:pk>/", views.Sent.as_view(), name="enquiry"),
]
