from wagtail.query import PageQuerySet

from showcase.models.pictures import card_pictures


class StoryPageQuerySet(PageQuerySet):
    def newest_first(self):
        return self.order_by("-first_published_at", "pk")

    def with_pictures(self):
        return self.prefetch_related(card_pictures())
