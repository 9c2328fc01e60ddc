from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from nominations import rules
from nominations.models import Nomination


class NominationMixin(LoginRequiredMixin):
    """A page about one nomination. Whom `rule` refuses gets the 404 of a nomination that does not exist."""

    rule = rules.is_collaborator

    @cached_property
    def nomination(self):
        return find_nomination(self.request.user, self.kwargs["pk"], self.rule)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            _ = self.nomination
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(nomination=self.nomination, edition=self.nomination.edition, **kwargs)


def find_nomination(person, pk, rule):
    nomination = get_object_or_404(Nomination.objects.for_listing(), pk=pk)
    if not rule(person, nomination):
        raise Http404
    return nomination
