from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from network.office import directory, enquiries, industry, profiles, topics


class NetworkGroup(ModelViewSetGroup):
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 250
    items = (
        *profiles.VIEWSETS,
        *directory.VIEWSETS,
        *enquiries.VIEWSETS,
        *industry.VIEWSETS,
        *topics.VIEWSETS,
    )
