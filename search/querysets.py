from django.apps import apps
from django.db import models

from search.enums import COLUMN_FACETS


class PublicDocumentQuerySet(models.QuerySet):
    def with_any_of(self, facet, values):
        """Documents that carry at least one of the values of one facet."""
        if facet in COLUMN_FACETS:
            return self.filter(**{f"{facet}__in": values})
        rows = apps.get_model("search.PublicFacet").objects.filter(name=facet, slug__in=values)
        return self.filter(pk__in=rows.values("document"))

    def narrowed_by(self, filters, *, but=None):
        """Documents that pass every filter; `but` names the facet whose own filter is left out."""
        documents = self
        for facet, values in filters.items():
            if facet != but:
                documents = documents.with_any_of(facet, values)
        return documents
