from django.urls import path

from home import views

app_name = "stories"
urlpatterns = [path("<str:token>/", views.ApproveStory.as_view(), name="approve")]
