from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse

# Of eight bytes each: several times what the deepest page takes.
FRAME_SLOTS = 40_000


def one_chunk_of_frames(get_response):
    """Give a request its memory for frames at once: docs/decisions/0016-frames-in-one-chunk.md."""

    def answer(request):
        return get_response(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=FRAME_SLOTS)
    return answer


class HealthMiddleware:
    """Answers /healthz before the host name, TLS and the session are looked at: a probe has none of them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info != "/healthz":
            return self.get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("The database does not answer.\n", content_type="text/plain", status=503)
        return HttpResponse("ok\n", content_type="text/plain")


class PolicyByPathMiddleware(CSPMiddleware):
    """The back office gets the policy that Wagtail's admin needs; everything else the strict one."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path_info.startswith(settings.BACK_OFFICE_PATH):
            parts.config = settings.BACK_OFFICE_SECURITY_POLICY
        return parts
