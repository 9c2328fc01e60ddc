"""Laid before Wagtail's own addresses: its side doors for signing in and for giving rights without an event are closed."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.urls import path, re_path
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, ChangePasswordPanel, NameEmailSettingsPanel

from accounts.backoffice.pages import ChoosePageView, ChosenPagesView, act_on_many


def to_sign_in(request):
    """Whatever is sent here opens nothing; the one sign-in page asks for the second factor too."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = settings.BACK_OFFICE_PATH
    return redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))


def to_password_reset(request, **kwargs):
    return redirect("account_reset_password")


def closed(request, **kwargs):
    raise Http404


class PreferencesView(AccountView):
    """What Wagtail keeps about how its screens look. Name, address and password have their page at the front."""

    elsewhere = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, self.elsewhere)]


urlpatterns = [
    path("login/", to_sign_in, name="wagtailadmin_login"),
    re_path(r"^password_reset/(?P<rest>.*)$", to_password_reset),
    path("choose-page/<int:parent_page_id>/", require_admin_access(ChoosePageView.as_view())),
    path("choose-page/chosen-multiple/", require_admin_access(ChosenPagesView.as_view())),
    # Nothing of ours asks them, and they answer whatever may be chosen by whom.
    re_path(r"^api/main/(images|documents)/(?P<rest>.*)$", closed),
    path("account/", require_admin_access(PreferencesView.as_view()), name="wagtailadmin_account"),
    # Bulk acts on people hand out groups, switch people off and delete them, none of it recorded.
    re_path(r"^bulk/(accounts|auth)/(?P<rest>.*)$", closed),
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        require_admin_access(act_on_many),
        name="wagtail_bulk_action",
    ),
    re_path(r"^groups/(?P<rest>.*)$", closed),
]
