from django.urls import path

from prizes.views import confirming, requests, support

app_name = "prizes"
urlpatterns = [
    path("", support.support_services, name="support_services"),
    path("<int:pk>/", support.support_service, name="support_service"),
    path("<int:pk>/ask/", requests.AskService.as_view(), name="ask_service"),
    path("confirm/<str:token>/", confirming.ConfirmService.as_view(), name="confirm_service"),
    path("requests/", requests.MyRequests.as_view(), name="my_requests"),
    path("requests/<str:token>/", requests.AnswerRequest.as_view(), name="answer_request"),
    path("requests/<uuid:pk>/take-back/", requests.WithdrawRequest.as_view(), name="withdraw_request"),
]
