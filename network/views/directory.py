from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.visitors import for_everybody
from network.models import CapabilityProfile


@require_safe
@for_everybody
def profile(request, slug):
    found = get_object_or_404(CapabilityProfile.objects.public().select_related("organisation"), slug=slug)
    return render(request, "network/profile.html", {"profile": found})
