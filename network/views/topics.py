from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.visitors import for_everybody
from network.topics.reading import find_term, read_index, read_topic, vocabulary_of
from network.topics.sharing import share_of_topic, share_of_topics
from network.topics.showing import lesson_in_words


@require_safe
@for_everybody
def index(request):
    context = {"share": share_of_topics(request), "vocabularies": read_index()}
    return render(request, "network/topics/index.html", context)


@require_safe
@for_everybody
def topic(request, vocabulary, slug):
    """A slug that the term had once leads to the one that it has."""
    named = vocabulary_of(vocabulary)
    term = find_term(named, slug) if named else None
    if term is None:
        raise Http404
    if term.slug != slug:
        return redirect(term.topic_address, permanent=True)
    read = read_topic(term)
    context = {"share": share_of_topic(request, read), "topic": read, "lesson": lesson_in_words(read.lesson)}
    return render(request, "network/topics/topic.html", context)
