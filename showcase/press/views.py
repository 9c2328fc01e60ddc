"""The personal link of a journalist: the embargo first, then the press pack from its hour on."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views import View

from accounts.actions import decline_invitation
from accounts.enums import InvitationState
from showcase.actions import accept_embargo, note_press_look
from showcase.enums import PressLook
from showcase.forms import EmbargoForm
from showcase.models import PressPass, WinnersPage
from showcase.press.downloads import archive_response, picture_response, small_picture_response
from showcase.press.embargo import hours_of, terms_of
from showcase.press.pack import early_pack
from showcase.rules import may_show_small_pictures


class ByPass(View):
    """Whoever holds the link. It is kept by no cache, named to no other site and shown to no search engine."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Stricter than this, a browser would leave the origin out of the answer's own form, and the form be refused.
        response["Referrer-Policy"] = "same-origin"
        return response

    @cached_property
    def press_pass(self):
        found = PressPass.objects.with_token(self.kwargs["token"]).with_context().first()
        return found or not_there()

    @cached_property
    def pack(self):
        return early_pack(self.press_pass.edition)

    def note(self, look, picture=None):
        note_press_look(press_pass=self.press_pass, look=look, picture=picture)


class Pass(ByPass):
    """What the link shows follows from its answer and from the hour."""

    def get(self, request, token):
        state = self.press_pass.state
        if state == InvitationState.OPEN:
            return self.page("embargo", form=EmbargoForm(), terms=terms_of(self.press_pass.edition))
        if state != InvitationState.ACCEPTED:
            return self.page("closed", state=state)
        if not self.pack.sheets:
            return self.page("waiting")
        public = None if self.pack.is_early else self.public_address()
        return redirect(public) if public else self.open()

    def post(self, request, token):
        if self.press_pass.state != InvitationState.OPEN:
            return redirect("press:pass", token=token)
        form = EmbargoForm(request.POST)
        if form.is_valid() and self.answer(form):
            return redirect("press:pass", token=token)
        return self.page("embargo", form=form, terms=terms_of(self.press_pass.edition))

    def answer(self, form):
        person = self.request.user if self.request.user.is_authenticated else None
        try:
            if form.accepts:
                accept_embargo(press_pass=self.press_pass, by=person)
            else:
                decline_invitation(invitation=self.press_pass.invitation, by=person)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True

    def open(self):
        # Written out before the record is locked: others must not wait for this page.
        response = self.page("pass", pack=self.pack).render()
        self.note(PressLook.PAGE)
        return response

    def page(self, name, **context):
        edition = self.press_pass.edition
        about = {"press_pass": self.press_pass, "edition": edition, "hours": hours_of(edition)}
        return TemplateResponse(self.request, f"showcase/press/{name}.html", about | context)

    def public_address(self):
        """Where everybody reads it by now; empty where the prize has no showcase on the site."""
        edition = self.press_pass.edition
        page = WinnersPage.objects.live().public().filter(prize=edition.prize_id).first()
        return page and page.address_of(edition.year, "press", self.request)


class Opened(ByPass):
    """What is taken away through an accepted pass."""

    def dispatch(self, request, *args, **kwargs):
        if not self.press_pass.is_valid or not self.pack.sheets:
            not_there()
        return super().dispatch(request, *args, **kwargs)

    def picture(self):
        return self.pack.picture(self.kwargs["picture"]) or not_there()


class PassPicture(Opened):
    def get(self, request, token, picture):
        found = self.picture()
        response = picture_response(found)
        self.note(PressLook.PICTURE, found.picture)
        return response


class PassSmallPicture(Opened):
    def get(self, request, token, picture):
        if not may_show_small_pictures(self.press_pass):
            not_there()
        return small_picture_response(self.picture())


class PassArchive(Opened):
    def get(self, request, token):
        response = archive_response(request, self.pack)
        if response.status_code == HTTPStatus.OK:
            self.note(PressLook.ARCHIVE)
        return response


def not_there():
    raise Http404("There is nothing to see here.")
