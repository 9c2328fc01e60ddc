"""The front of an event: signing up, and the place that somebody has. Neither needs an account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from home.actions import cancel_sign_up, sign_up
from home.enums import SignUpPhase
from home.event_forms import SignUpForm
from home.models import EventPage, SignUp
from home.places import phase_of, places_of
from home.sign_up_links import id_of
from showcase.visibility import open_q


@method_decorator(never_cache, name="dispatch")
class SignUpView(FormView):
    """What it answers follows from the event alone: nobody learns here who is on its list."""

    form_class = SignUpForm
    template_name = "home/event_sign_up.html"

    @cached_property
    def event(self):
        event = get_object_or_404(EventPage.objects.filter(open_q()), pk=self.kwargs["pk"])
        return event if event.takes_sign_ups and event.get_url(self.request) else not_there()

    @cached_property
    def places(self):
        return places_of(self.event)

    def get_context_data(self, **kwargs):
        phase = phase_of(self.event)
        found = {"event": self.event, "places": self.places, "phase": phase, "is_open": phase == SignUpPhase.OPEN}
        return super().get_context_data(address=self.event.get_url(self.request), **found, **kwargs)

    def post(self, request, *args, **kwargs):
        if phase_of(self.event) != SignUpPhase.OPEN:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        typed = form.typed()
        was_full = self.places.is_full
        if not ratelimit.consume(self.request, action="event_sign_up", key=typed["email"].lower()):
            form.add_error(
                None, _("Several people signed up from here within the hour. Try again later, or write to us.")
            )
            return self.form_invalid(form)
        try:
            sign_up(event=self.event, **typed)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _thanks(was_full) % {"address": typed["email"]})
        return redirect(self.event.get_url(self.request))


def _thanks(was_full):
    """Says the same to whoever is on the list already."""
    if was_full:
        return _(
            "Thank you. All places are taken, so whoever signs up now goes on the waiting list. A mail to %(address)s says "
            "where you stand, and has your personal link."
        )
    return _("Thank you. A mail to %(address)s confirms your place, and has the link to give it back.")


@method_decorator(never_cache, name="dispatch")
class PlaceView(TemplateView):
    """Whoever holds the link sees the place and may give it back."""

    template_name = "home/event_place.html"

    @cached_property
    def sign_up(self):
        rows = SignUp.objects.named().filter(pk=id_of(self.kwargs["key"]) or not_there()).select_related("event")
        return rows.first() or not_there()

    def get_context_data(self, **kwargs):
        row = self.sign_up
        event = row.event
        url = event.get_url(self.request) if event.live else ""
        return super().get_context_data(
            sign_up=row,
            event=event,
            event_url=url,
            calendar_url=f"{url}calendar/" if url else "",
            position=self._position(row),
            is_over=phase_of(event) == SignUpPhase.OVER,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            cancel_sign_up(sign_up=self.sign_up)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect(request.path)

    @staticmethod
    def _position(row):
        """In the queue; 0 for whoever is not in it."""
        queue = row.event.sign_ups.waiting().values_list("pk", flat=True)
        return next((number for number, pk in enumerate(queue, 1) if pk == row.pk), 0)


def not_there():
    raise Http404("There is no such event, or no such place.")
