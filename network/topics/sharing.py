"""What others are told of the topics."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.sharing import Share, place_of
from search.structured import breadcrumbs, thing


def share_of_topics(request):
    place = place_of(request)
    return Share(
        title=_("Topics"),
        description=_("Sub-industries, technologies and practices: stories, winners, companies and help on each."),
        address=place.absolute(reverse("topics:index")),
        site_name=place.name,
        data=(breadcrumbs(_way(place)),),
    )


def share_of_topic(request, topic):
    place = place_of(request)
    term = topic.term
    address = place.absolute(term.topic_address)
    description = Truncator(term.description).words(30) or _("Stories, winners, companies and help on %(topic)s.") % {
        "topic": term.name
    }
    above = [(each.name, place.absolute(each.topic_address)) for each in topic.above]
    defined = thing(
        "DefinedTerm",
        name=term.name,
        description=term.description,
        url=address,
        termCode=term.slug,
        inDefinedTermSet=thing(
            "DefinedTermSet", name=str(topic.vocabulary), url=place.absolute(reverse("topics:index"))
        ),
    )
    return Share(
        title=term.name,
        description=description,
        address=address,
        site_name=place.name,
        # A word alone is nothing to be found by.
        indexed=not topic.is_empty,
        data=(breadcrumbs([*_way(place), *above, (term.name, address)]), defined),
    )


def _way(place):
    return [(place.name, place.absolute("/")), (_("Topics"), place.absolute(reverse("topics:index")))]
