from django.urls import path

from prizes import views

app_name = "prizes"
urlpatterns = [
    path("", views.support_services, name="support_services"),
    path("<int:pk>/", views.support_service, name="support_service"),
]
