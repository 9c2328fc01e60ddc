from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from audit.access import may_read
from audit.views import EventIndexView, EventView, VerifyView


class RecordMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read(request.user)


class RecordViewSet(ViewSet):
    """Read-only: what is in the record comes through audit.record alone."""

    name = "record"
    icon = "history"
    menu_label = _("Record")
    menu_icon = "history"
    menu_order = 8000
    menu_item_class = RecordMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        index = {"index_url_name": "record:index", "index_results_url_name": "record:index_results"}
        return [
            path("", self.construct_view(EventIndexView, **index), name="index"),
            path("results/", self.construct_view(EventIndexView, **index, results_only=True), name="index_results"),
            path("verify/", self.construct_view(VerifyView), name="verify"),
            path("<int:position>/", self.construct_view(EventView), name="event"),
        ]
