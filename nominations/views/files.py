from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET

from nominations import rules
from nominations.models import Attachment


@login_required
@require_GET
def download(request, pk, attachment):
    """A private file, to whom the rules let read it, and never to be opened inside the browser."""
    found = get_object_or_404(
        Attachment.objects.select_related("nomination__edition__prize"), pk=attachment, nomination=pk
    )
    if not rules.may_see_attachment(request.user, found):
        raise Http404
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    add_never_cache_headers(response)
    return response
