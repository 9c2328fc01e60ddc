from django.db.models import Count

from home.enums import StoryFocus
from prizes.enums import Vocabulary
from showcase.filters import Facet, is_year, with_term

STORY_VOCABULARIES = (Vocabulary.SUB_INDUSTRY, Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)


def stories_of_year(stories, value):
    return stories.filter(first_published_at__year=int(value)) if is_year(value) and int(value) else stories.none()


def years_of_stories(stories):
    return [(str(day.year), str(day.year)) for day in stories.order_by().dates("first_published_at", "year", "DESC")]


def stories_about(stories, value):
    return stories.filter(focus=value)


def focuses_of_stories(stories):
    counted = dict(stories.order_by().values_list("focus").annotate(count=Count("pk")))
    return [(focus.value, f"{focus.label} ({counted[focus]})") for focus in StoryFocus if focus in counted]


STORY_FACETS = (
    Facet("About", "about", stories_about, focuses_of_stories),
    *(with_term(vocabulary, vocabulary.label) for vocabulary in STORY_VOCABULARIES),
    Facet("Year", "year", stories_of_year, years_of_stories),
)
