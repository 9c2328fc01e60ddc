"""Laid before Wagtail's own addresses: its side doors for signing in and for giving rights without an event are closed."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.urls import path, re_path
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, ChangePasswordPanel, NameEmailSettingsPanel
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.models import Page

from accounts.typed import whole_number


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


def offered(request, pks):
    """Whether the page chooser would offer all of these pages to this person: what hooks leave out has no other way in."""
    pages = Page.objects.all()
    for hook in hooks.get_hooks("construct_page_chooser_queryset"):
        pages = hook(pages, request)
    return pages.filter(pk__in=pks).count() == len(set(pks))


class ChoosePageView(BrowseView):
    """Wagtail asks the hooks about the pages beneath, not about the page that it begins with."""

    def get(self, request, parent_page_id):
        if not offered(request, [parent_page_id]):
            raise Http404
        return super().get(request, parent_page_id)


class ChosenPagesView(ChosenMultipleView):
    """Tells title and address of whatever page it is asked for."""

    def get(self, request):
        pks = [whole_number(pk) for pk in request.GET.getlist("id")]
        if None in pks or not offered(request, pks):
            raise Http404
        return super().get(request)


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
    re_path(r"^groups/(?P<rest>.*)$", closed),
]
