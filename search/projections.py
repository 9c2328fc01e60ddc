"""What each of the two projections keeps of a draft, and where. Only `search.indexing` writes through these."""

from search import builders, entries, vocabulary
from search.enums import Index
from search.models import EntryDocument, PublicDocument, PublicFacet
from search.text import clean

# PostgreSQL takes at most 1 MB of distinct words in one document.
BODY_LIMIT = 100_000


class Projection:
    index: Index
    model: type[PublicDocument] | type[EntryDocument]
    # The field that holds the kind of the builder.
    kind_field: str
    # The registry of its builders.
    registry = builders

    def documents(self, kind):
        return self.model.objects.filter(**{self.kind_field: kind})

    def others(self, kinds):
        """Pairs of kind and key of what none of these builders made."""
        others = self.model.objects.exclude(**{f"{self.kind_field}__in": kinds})
        return others.values_list(self.kind_field, "key")

    def new(self, kind, key):
        return self.model(**{self.kind_field: kind, "key": key})

    def stored(self, kind, keys):
        return {document.key: document for document in self.documents(kind).filter(key__in=keys)}

    def values(self, draft):
        """The columns of the document."""
        raise NotImplementedError

    def differs(self, document, draft):
        return any(getattr(document, name) != value for name, value in self.values(draft).items())

    def write(self, document, draft):
        for name, value in self.values(draft).items():
            setattr(document, name, value)
        document.save()

    def delete(self, document):
        document.delete()


class PublicProjection(Projection):
    index = Index.PUBLIC
    model = PublicDocument
    kind_field = "kind"
    texts = ("url", "title", "summary", "body", "place", "image")
    facts = ("year", "published_at", "boost", "latitude", "longitude")

    def stored(self, kind, keys):
        documents = self.documents(kind).filter(key__in=keys).prefetch_related("facets")
        return {document.key: document for document in documents}

    def values(self, draft):
        values = {name: _text(draft, name) for name in self.texts}
        values["title"] = values["title"][:300]
        values["place"] = values["place"][:120]
        values["body"] = values["body"][:BODY_LIMIT]
        labels = dict.fromkeys([*self._terms(draft).values(), values["place"]])
        values["keywords"] = " · ".join(label for label in labels if label)
        return values | {name: getattr(draft, name) for name in self.facts}

    def differs(self, document, draft):
        stored = {(facet.name, facet.slug): facet.label for facet in document.facets.all()}
        return stored != self._terms(draft) or super().differs(document, draft)

    def write(self, document, draft):
        gone = vocabulary.words_of(document) if document.pk else set()
        super().write(document, draft)
        document.facets.all().delete()
        PublicFacet.objects.bulk_create(
            PublicFacet(document=document, name=name, slug=slug, label=label)
            for (name, slug), label in self._terms(draft).items()
        )
        vocabulary.exchange(gone=gone, come=vocabulary.words_of(document))

    def delete(self, document):
        vocabulary.exchange(gone=vocabulary.words_of(document), come=set())
        super().delete(document)

    def _terms(self, draft):
        return {(term.name, term.slug): clean(term.label)[:150] for term in sorted(draft.terms)}


class EntryProjection(Projection):
    index = Index.ENTRIES
    model = EntryDocument
    kind_field = "reader"
    registry = entries

    def values(self, draft):
        return {
            "title": _text(draft, "title")[:300],
            "company": _text(draft, "company")[:300],
            "body": _text(draft, "body")[:BODY_LIMIT],
            "keywords": _text(draft, "keywords"),
        }


PROJECTIONS = {projection.index: projection for projection in (PublicProjection(), EntryProjection())}


def _text(draft, name):
    return clean(str(getattr(draft, name))).strip()
