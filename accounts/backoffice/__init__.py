"""The one base of all back-office viewsets: only rows that the person may see, every write an act with one event."""

from accounts.backoffice.policy import HousePermissionPolicy
from accounts.backoffice.views import HouseActView
from accounts.backoffice.viewset import HouseViewSet, registered_viewsets

__all__ = ["HouseActView", "HousePermissionPolicy", "HouseViewSet", "registered_viewsets"]
