from django.http import Http404, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.vary import vary_on_headers
from django.views.generic import TemplateView

from judging.finding import Asked, EntrySort, find, suggest
from judging.rules import seats_held
from judging.views.common import JudgingPage
from search.payload import envelope
from search.presenting import around_results
from search.query import PAGE_SIZE


class OfSeated(JudgingPage):
    """Who sits on no panel finds no such page."""

    def get(self, request):
        if not seats_held(request.user):
            raise Http404
        return self.answer(request)


@method_decorator(vary_on_headers("Accept"), name="dispatch")
class SearchEntries(OfSeated, TemplateView):
    template_name = "judging/search.html"

    def answer(self, request):
        found = find(request.user, Asked.from_params(request.GET))
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse(payload(found, request.build_absolute_uri))
        return self.render_to_response(self.get_context_data(result=found, **page_context(found)))


class SuggestEntries(OfSeated, View):
    def answer(self, request):
        hits = suggest(request.user, request.GET.get("q", ""))
        return JsonResponse({"suggestions": [suggestion_payload(hit) for hit in hits]})


def page_context(found):
    around = around_results(
        found.asked, size=PAGE_SIZE, total=found.total, facets=found.facets, did_you_mean=found.did_you_mean
    )
    return {"sorts": EntrySort.choices, "only_some_words": found.only_some_words} | around


def payload(found, build_url):
    return envelope(found.asked, found, [hit_payload(hit, build_url) for hit in found.hits], build_url)


def suggestion_payload(hit):
    # A company may come back year after year with what it had.
    round = hit.candidacy.round
    return {"title": hit.name, "url": hit.url, "kind": f"{round.name} {round.edition.year}"}


def hit_payload(hit, build_url):
    candidacy = hit.candidacy
    return {
        "code": candidacy.code,
        "name": hit.name,
        "url": build_url(hit.url),
        "round": candidacy.round.name,
        "category": candidacy.round_category.category.name,
        "card": hit.card_state,
        "name_html": hit.name_html,
        "title_html": hit.title_html,
        "company_html": hit.company_html,
        "text_html": hit.text_html,
    }
