"""What the juror's pages share: find the thing, ask the rule, answer 404 to everybody else."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property

from judging import rules
from judging.models import Assignment, Candidacy, Round


class JudgingPage(LoginRequiredMixin):
    """Nothing of the jury is kept by a browser or a proxy."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class RoundPage(JudgingPage):
    """A page about one round, for the jurors who sit in it."""

    @cached_property
    def round(self):
        round = get_object_or_404(Round.objects.select_related("edition__prize"), pk=self.kwargs["round"])
        if not rules.is_juror(self.request.user, round):
            raise Http404
        return round

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"round": self.round, "zone": self.round.edition.zone})


def find_candidacy(person, pk):
    """With this person's gates and card, in one query; whether it opens is for the caller to ask."""
    candidacies = Candidacy.objects.for_reading().with_gates(person).with_card_of(person)
    return get_object_or_404(candidacies, pk=pk)


def find_readable(person, pk):
    candidacy = find_candidacy(person, pk)
    if not rules.may_read_entry(person, candidacy):
        raise Http404
    return candidacy


def find_assignment(person, pk):
    """The juror's own assignment of an entry that they may open."""
    candidacy = find_candidacy(person, pk)
    if not rules.may_open_entry(person, candidacy):
        raise Http404
    return Assignment.objects.select_related("candidacy__round__edition__prize").get(candidacy=candidacy, juror=person)
