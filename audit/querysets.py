from django.db import models

from audit.access import may_read, scopes_read_by


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The events of a reader's own prizes, and those that belong to the whole installation."""
        if not may_read(user):
            return self.none()
        return self.filter(scope__in=scopes_read_by(user))

    def about(self, target):
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))

    def head(self):
        return self.order_by("-position").first()

    def telling_of(self, person_id):
        return self.filter(subjects__person=str(person_id))


class EventDetailQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(erased_at=None)

    def telling_of(self, person_id):
        return self.filter(event__subjects__person=str(person_id))
