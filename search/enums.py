from django.db import models


class Facet(models.TextChoices):
    """What results can be narrowed by."""

    KIND = "kind", "Kind"
    YEAR = "year", "Year"
    CATEGORY = "category", "Category"
    SUB_INDUSTRY = "sub_industry", "Sub-industry"
    TECHNOLOGY = "technology", "Technology"
    PRACTICE = "practice", "Practice"
    CAPABILITY = "capability", "Capability"
    CERTIFICATION = "certification", "Certification"
    ASSISTANCE = "assistance", "Form of assistance"
    PLACE = "place", "Place"


# One value per document, a column of it. All other facets may hold several values: rows.
COLUMN_FACETS = (Facet.KIND, Facet.YEAR, Facet.PLACE)
TERM_FACETS = tuple(facet for facet in Facet if facet not in COLUMN_FACETS)


class Sort(models.TextChoices):
    RELEVANCE = "relevance", "Best match"
    DATE = "date", "Newest first"


class Stage(models.TextChoices):
    """How strictly words are asked for. The first stage that finds anything answers."""

    ALL = "all", "all words"
    BEGUN = "begun", "all words, the last one unfinished"
    ANY = "any", "any of the words"


class RunKind(models.TextChoices):
    REBUILD = "rebuild", "Rebuild"
    RECONCILE = "reconcile", "Reconcile"
