from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.enums import EventKind, StoryFocus
from prizes.enums import Vocabulary
from showcase.filters import Facet, facets_of_terms

STORY_VOCABULARIES = (Vocabulary.SUB_INDUSTRY, Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)


def facts_of_stories(stories):
    for pk, focus, published in stories.values_list("pk", "focus", "first_published_at"):
        yield "about", pk, focus, StoryFocus(focus).label
        if published:
            year = str(timezone.localtime(published).year)
            yield "year", pk, year, year


STORY_FACETS = (
    Facet(_("About"), "about", facts_of_stories),
    *facets_of_terms(*STORY_VOCABULARIES),
    Facet(_("Year"), "year", facts_of_stories, newest_first=True),
)


def facts_of_events(events):
    for pk, kind in events.values_list("pk", "kind"):
        yield "kind", pk, kind, EventKind(kind).label


EVENT_FACETS = (Facet(_("Kind"), "kind", facts_of_events),)
