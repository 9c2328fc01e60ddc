from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import registries, rules, sessions
from accounts.backoffice.pages import works_on

ENDED = gettext_lazy("You were signed out because nothing happened for a while. Sign in to go on.")
SIGN_IN = gettext_lazy("Sign in to go on.")
# Where somebody may be who still has to set up, or use, the second factor.
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reauthenticate",
    }
)
USING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
ALWAYS = frozenset({"account_logout", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"})
# Pages of Wagtail's admin that it shows to everybody.
OPEN_BACK_OFFICE = frozenset({"sprite", "jsi18n", "login", "password_reset"})
# What Wagtail's addresses call the number of a page.
PAGE_ARGUMENTS = frozenset({"page_id", "parent_page_id", "page_to_move_id", "destination_id"})


def signed_in(request: HttpRequest) -> bool:
    """Without a session cookie nobody is, and the session stays unread: public pages keep no trace of a visitor."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def wants_data(request: HttpRequest) -> bool:
    """Asked by a script, which cannot follow anybody to a sign-in page."""
    accepts = request.headers.get("Accept", "")
    return (
        request.content_type == "application/json"
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or "HX-Request" in request.headers
        or ("application/json" in accepts and "text/html" not in accepts)
    )


def unauthorised(request: HttpRequest, detail: str) -> JsonResponse:
    sign_in = resolve_url(settings.LOGIN_URL)
    response = JsonResponse({"detail": detail, "sign_in": sign_in}, status=401)
    if "HX-Request" in request.headers:
        response["HX-Redirect"] = sign_in
    return response


class IdleSessionMiddleware:
    """Ends a session that was idle too long. Scripts are told so with 401; people find the page to sign in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if wants_data(request) and leads_to_sign_in(response):
            return unauthorised(request, SIGN_IN)
        return response

    def process_view(self, request, view, args, kwargs):
        if not signed_in(request):
            return None
        if sessions.is_over(request.session):
            return self.end(request)
        if not sessions.is_quiet(view):
            sessions.note_presence(request.session)
        return None

    def end(self, request):
        logout(request)
        if wants_data(request):
            return unauthorised(request, ENDED)
        messages.info(request, ENDED)
        if request.method in ("GET", "HEAD"):
            # As a visitor: a public page is shown, any other asks to sign in and comes back.
            return None
        return redirect_to_login(came_from(request))


def leads_to_sign_in(response):
    return response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def came_from(request):
    """The page whose form was sent: the address it was sent to may not have a page to come back to."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return urlsplit(referer)._replace(scheme="", netloc="").geturl()
    return "/"


class SecondFactorMiddleware:
    """People of trust go nowhere, front or back, before they have used a second factor in this session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.DEMO or not signed_in(request) or sessions.has_used_second_factor(request):
            return None
        if request.resolver_match.view_name in ALWAYS or not must_use_second_factor(request.user):
            return None
        return self.send_away(request)

    def send_away(self, request):
        enabled = is_mfa_enabled(request.user)
        if request.resolver_match.view_name in (USING if enabled else SETTING_UP):
            return None
        if wants_data(request):
            return unauthorised(request, _("Use your second factor to go on."))
        if enabled:
            return redirect_to_login(request.get_full_path(), login_url=reverse("mfa_reauthenticate"))
        messages.info(request, _("Your role needs a second factor. Set one up to go on: an app, or a passkey."))
        return redirect("mfa_index")


def must_use_second_factor(person):
    if rules.is_superuser(person) or rules.holds_any_role(person):
        return True
    return any(need(person) for need in registries.second_factor_needs())


class BackOfficeDoorMiddleware:
    """To a signed-in person without business there, the back office is not there. Wagtail would send them round in circles."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(settings.BACK_OFFICE_PATH) or not signed_in(request):
            return
        inside = request.path_info.removeprefix(settings.BACK_OFFICE_PATH).split("/")[0]
        if inside not in OPEN_BACK_OFFICE and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404
        if not works_on_pages(request):
            raise Http404


def works_on_pages(request):
    """Of each page that the address names. Wagtail's screens to move it, or to decide on it, tell its title before they ask."""
    match = request.resolver_match
    if "wagtailadmin_pages" not in match.namespaces:
        return True
    return works_on(request.user, [value for name, value in match.kwargs.items() if name in PAGE_ARGUMENTS])
