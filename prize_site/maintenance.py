"""A switch that closes the site to everybody for a while: a file beside the data, so that it works without a database."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

# What we ask browsers, proxies and search engines to wait.
RETRY_AFTER_SECONDS = 300


def switch():
    return settings.VAR_DIR / "maintenance"


def is_on():
    return switch().exists()


def turn_on():
    switch().parent.mkdir(parents=True, exist_ok=True)
    switch().touch()


def turn_off():
    switch().unlink(missing_ok=True)


class MaintenanceMiddleware:
    """Behind the health check and the static files, which the page itself needs; in front of everything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_on():
            return self.get_response(request)
        headers = {"Retry-After": RETRY_AFTER_SECONDS, "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
