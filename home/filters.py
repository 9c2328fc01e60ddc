from prizes.enums import Vocabulary
from showcase.filters import Facet, is_year, with_term

STORY_VOCABULARIES = (Vocabulary.SUB_INDUSTRY, Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)


def stories_of_year(stories, value):
    return stories.filter(first_published_at__year=int(value)) if is_year(value) and int(value) else stories.none()


def years_of_stories(stories):
    return [(str(day.year), str(day.year)) for day in stories.order_by().dates("first_published_at", "year", "DESC")]


STORY_FACETS = (
    *(with_term(vocabulary, vocabulary.label) for vocabulary in STORY_VOCABULARIES),
    Facet("Year", "year", stories_of_year, years_of_stories),
)
