from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.visitors import for_everybody
from prizes.enums import Vocabulary
from prizes.models import SupportService, Term
from prizes.sharing import share_of_service, share_of_services


@require_safe
@for_everybody
def support_services(request):
    asked_for = Term.objects.known_as(Vocabulary.ASSISTANCE, request.GET.getlist("assistance")[:50])
    services = SupportService.objects.public().for_listing()
    if asked_for:
        services = services.offering(asked_for)
    context = {
        "share": share_of_services(request, asked_for),
        "services": services,
        "choices": _choices(asked_for),
        "narrowed": bool(asked_for),
    }
    return render(request, "prizes/support_services.html", context)


@require_safe
@for_everybody
def support_service(request, pk):
    service = get_object_or_404(SupportService.objects.public().for_listing(), pk=pk)
    return render(
        request, "prizes/support_service.html", {"share": share_of_service(request, service), "service": service}
    )


def _choices(asked_for):
    """The forms of assistance that some service offers, each marked when it is asked for."""
    offered = Term.objects.filter(support_services__in=SupportService.objects.public()).distinct()
    return [{"term": term, "selected": term in asked_for} for term in offered]
