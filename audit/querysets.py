from django.db import models
from django.db.models import OuterRef, Subquery


class EventQuerySet(models.QuerySet):
    def about(self, target):
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))

    def head(self):
        return self.order_by("-position").first()

    def telling_of(self, person_id):
        return self.filter(subjects__person=str(person_id)).distinct()

    def with_erasure(self):
        detail = self.model._meta.get_field("detail").related_model
        erased_at = detail.objects.filter(event=OuterRef("pk")).values("erased_at")
        return self.annotate(details_erased_at=Subquery(erased_at))


class EventDetailQuerySet(models.QuerySet):
    def erased(self):
        return self.filter(erased_at__isnull=False)

    def kept(self):
        return self.filter(erased_at=None)
