from django.apps import apps
from django.db import models
from django.db.models import F, Max, OuterRef, Subquery, Sum


class SharedQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All of it: search is one for all prizes, and who has this section at all is its policy's to say."""
        return self


class PickQuerySet(SharedQuerySet):
    def for_words(self, words):
        return self.filter(words=words)

    def with_documents(self):
        """With title and address of what was picked; without, where the public may not see it now."""
        documents = apps.get_model("search", "PublicDocument").objects
        picked = documents.filter(kind=OuterRef("kind"), key=OuterRef("key"))
        return self.annotate(title=Subquery(picked.values("title")[:1]), url=Subquery(picked.values("url")[:1]))


class SearchedTextQuerySet(SharedQuerySet):
    def by_text(self):
        """One row for each text: how often in all, when last, and what it found then."""
        latest = self.model.objects.filter(text=OuterRef("text")).order_by("-day").values("results")[:1]
        return (
            self.order_by()
            .values("text")
            .annotate(asked=Sum("times"), last_day=Max("day"), found=Subquery(latest))
            .order_by(F("asked").desc(), "text")
        )
