"""Below /industry/: the door of large manufacturers, universities and intermediaries."""

from django.urls import path

from network.views import industry, judging_offers, problems

app_name = "industry"
urlpatterns = [
    path("", industry.door, name="door"),
    path("finalists/", industry.finalists, name="finalists"),
    path("partners/", industry.partners, name="partners"),
    path("judge/", judging_offers.judge, name="judge"),
    path("judge/<uuid:pk>/take-back/", judging_offers.take_back, name="take_offer_back"),
    path("problems/", industry.problems, name="problems"),
    path("problems/mine/", problems.mine, name="my_problems"),
    path("problems/write/", problems.write, name="write_problem"),
    path("problems/<uuid:pk>/", industry.problem, name="problem"),
    path("problems/<uuid:pk>/edit/", problems.edit, name="edit_problem"),
    path("problems/<uuid:pk>/replies/", problems.replies, name="replies"),
    path("problems/<uuid:pk>/take-back/", problems.take_back, name="take_problem_back"),
    path("problems/<uuid:pk>/close/", problems.close, name="close_problem"),
    path("problems/<uuid:pk>/reply/", problems.reply, name="reply"),
    path("replies/<uuid:pk>/answer/", problems.answer_reply, name="answer_reply"),
]
