from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from notices.access import may_manage, scopes_for
from notices.enums import NoticeState


class NoticeQuerySet(models.QuerySet):
    def about(self, target):
        return self.filter(about_type=target._meta.label_lower, about_id=str(target.pk))

    def belonging_to(self, person):
        return self.filter(Q(recipient=person) | Q(address__iexact=person.email, address__gt=""))

    def due(self):
        return self.filter(state=NoticeState.PENDING, next_attempt_at__lte=timezone.now())

    def not_queued_since(self, moment):
        """Either its task was queued before it became due, or so long ago that the task must be lost."""
        return self.filter(Q(queued_at__lt=F("next_attempt_at")) | Q(queued_at__lt=moment))

    def visible_to(self, user):
        """A manager sees the notices of their own prizes and editions, and those that belong to none."""
        if not may_manage(user):
            return self.none()
        return self.filter(scope__in=["", *(scope for scope, _ in scopes_for(user))])

    def claim(self, pk):
        """Of any number of workers exactly one is given the notice: the database counts the row once."""
        taken = (
            self.filter(pk=pk)
            .due()
            .update(state=NoticeState.SENDING, attempts=F("attempts") + 1, claimed_at=timezone.now())
        )
        return self.get(pk=pk) if taken else None


class TemplateTextQuerySet(models.QuerySet):
    def own(self, key, *, scope, language):
        return self.filter(template=key, scope=scope, language=language).first()

    def best_for(self, key, *, scope, languages):
        """The edition's own words before the general ones, within a scope the earlier language before the later."""
        found = {(text.scope, text.language): text for text in self.filter(template=key, scope__in={scope, ""})}
        wanted = [(each, language) for each in (scope, "") for language in languages]
        return next((found[choice] for choice in wanted if choice in found), None)
