from django.urls import path

from showcase import views

app_name = "showcase"
urlpatterns = [path("<str:token>/", views.ApproveWinnerPage.as_view(), name="approve")]
