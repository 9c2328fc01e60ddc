from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.rules import NotAllowed
from judging import rules
from judging.actions import place_bids
from judging.bidding import CHOICES, bid_sheet
from judging.views.common import RoundPage


class Bids(RoundPage, TemplateView):
    """Which entries a juror would like to read; from the assignment on, what they had said."""

    template_name = "judging/bids.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and (gate := self.gate()):
            return redirect(gate, self.round.pk)
        return super().dispatch(request, *args, **kwargs)

    def gate(self):
        """The page that comes before this one, None where nothing does."""
        person = self.request.user
        if not rules.may_see_own_bids(person, self.round):
            raise Http404
        if not rules.has_signed_pledge(person, self.round):
            return "judging:pledge"
        if rules.bids_are_asked(person, self.round) and not rules.has_declared_for_bids(person, self.round):
            return "judging:declare"
        return None

    def get(self, request, *args, **kwargs):
        return self.show(bid_sheet(self.round, request.user))

    def post(self, request, *args, **kwargs):
        sheet = bid_sheet(self.round, request.user)
        sheet.read(request.POST)
        if not sheet.is_valid:
            return self.show(sheet)
        try:
            place_bids(round=self.round, choices=sheet.changed, by=request.user)
        except NotAllowed:
            messages.error(request, _("An entry is no longer among those that you can bid on. Look at the list again."))
            return redirect("judging:bids", self.round.pk)
        except ValidationError as refusal:
            for text in refusal.messages:
                messages.error(request, text)
            return redirect("judging:bids", self.round.pk)
        messages.success(
            request, _("Thank you. Your bids are saved; you can change them until the entries are assigned.")
        )
        return redirect("judging:bids", self.round.pk)

    def show(self, sheet):
        return self.render_to_response(self.get_context_data(sheet=sheet, choices=CHOICES))
