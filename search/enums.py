from django.db import models
from django.utils.translation import gettext_lazy as _


class Facet(models.TextChoices):
    """What results can be narrowed by."""

    KIND = "kind", _("Kind")
    YEAR = "year", _("Year")
    CATEGORY = "category", _("Category")
    SUB_INDUSTRY = "sub_industry", _("Sub-industry")
    TECHNOLOGY = "technology", _("Technology")
    PRACTICE = "practice", _("Practice")
    CAPABILITY = "capability", _("Capability")
    PROCESS = "process", _("Process")
    MATERIAL = "material", _("Material")
    CERTIFICATION = "certification", _("Certification")
    ASSISTANCE = "assistance", _("Form of assistance")
    BATCH = "batch", _("Size of batch")
    LEAD_TIME = "lead_time", _("Prototype within")
    LANGUAGE = "language", _("Language")
    OPENNESS = "openness", _("Open to")
    AWARD = "award", _("Award")
    COUNTY = "county", _("County")
    PLACE = "place", _("Place")


# One value per document, a column of it. All other facets may hold several values: rows.
COLUMN_FACETS = (Facet.KIND, Facet.YEAR, Facet.PLACE)
TERM_FACETS = tuple(facet for facet in Facet if facet not in COLUMN_FACETS)


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("Best match")
    DATE = "date", _("Newest first")
    DISTANCE = "distance", _("Nearest first")


class Stage(models.TextChoices):
    """How strictly words are asked for. The first stage that finds anything answers."""

    ALL = "all", _("all words")
    BEGUN = "begun", _("all words, the last one unfinished")
    ANY = "any", _("any of the words")


class RunKind(models.TextChoices):
    REBUILD = "rebuild", _("Rebuild")
    RECONCILE = "reconcile", _("Reconcile")


class EntryReader(models.TextChoices):
    """For whom an entry is indexed. Each has documents of its own, which hold what these readers read and nothing else."""

    OFFICE = "office", _("Prize office")
    JURY = "jury", _("Jury")


class Index(models.TextChoices):
    """What a search server holds, each behind an alias of its own."""

    PUBLIC = "public", _("Public pages")
    ENTRIES = "entries", _("Entries")
