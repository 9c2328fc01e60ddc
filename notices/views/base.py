from django.http import Http404
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from notices.access import may_manage


class ManagersOnly:
    """Whoever does not manage notices does not learn that there are any."""

    def dispatch(self, request, *args, **kwargs):
        if not may_manage(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class NoticesPage(ManagersOnly, WagtailAdminTemplateMixin):
    header_icon = "mail"
    parent = ()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.parent, {"url": "", "label": self.get_page_title()}]
