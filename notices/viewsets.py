from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from notices import views
from notices.access import may_manage


class ManagersMenuItem(MenuItem):
    def is_shown(self, request):
        return may_manage(request.user)


class OutboxViewSet(ViewSet):
    """What was written and what became of it. Sending again and cancelling are acts with an event each."""

    name = "outbox"
    icon = menu_icon = "mail"
    menu_label = _("Outbox")
    menu_item_class = ManagersMenuItem

    def get_urlpatterns(self):
        index = {"index_url_name": "outbox:index", "index_results_url_name": "outbox:index_results"}
        index["is_searchable"] = True
        return [
            path("", self.construct_view(views.OutboxView, **index), name="index"),
            path("results/", self.construct_view(views.OutboxView, **index, results_only=True), name="index_results"),
            path("<uuid:pk>/", self.construct_view(views.NoticeView), name="notice"),
            path("<uuid:pk>/mail/", self.construct_view(views.MailView), name="mail"),
            path("<uuid:pk>/resend/", self.construct_view(views.ResendView), name="resend"),
            path("<uuid:pk>/cancel/", self.construct_view(views.CancelView), name="cancel"),
        ]


class NoticeTextsViewSet(ViewSet):
    name = "notice_texts"
    url_prefix = "notice-texts"
    icon = menu_icon = "edit"
    menu_label = _("Texts")
    menu_item_class = ManagersMenuItem

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(views.TextIndexView), name="index"),
            path("<str:key>/", self.construct_view(views.TextEditView), name="edit"),
            path("<str:key>/reset/", self.construct_view(views.TextResetView), name="reset"),
        ]


class NoticesViewSetGroup(ViewSetGroup):
    items = (OutboxViewSet, NoticeTextsViewSet)
    menu_label = _("Notices")
    menu_icon = "mail"
    menu_order = 700
