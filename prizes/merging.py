"""What follows here when two organisations turn out to be one."""

from accounts.registries import register_merger
from prizes.models import ServiceRequest, SupportService


def merge_organisations(source, target):
    SupportService.objects.filter(provider=source).update(provider=target)
    ServiceRequest.objects.filter(organisation=source).update(organisation=target)


register_merger(merge_organisations)
