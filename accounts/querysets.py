from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts import rules
from accounts.enums import RoleName
from accounts.invitations import token_hash
from accounts.text import readable_line


class PersonQuerySet(models.QuerySet):
    def current(self):
        return self.filter(erased_at=None, is_active=True)

    def visible_to(self, user):
        return self if rules.can_see_people(user) else self.none()

    def with_role(self, name, prize):
        return self.filter(pk__in=prize_roles(self.model, prize, name))


def prize_roles(person_model, prize, name):
    role_model = person_model._meta.get_field("roles").related_model
    return role_model.objects.filter(prize=prize, name=name).values("person")


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(merged_into=None)

    def visible_to(self, user):
        return self if rules.can_see_organisations(user) else self.none()

    def named(self, name):
        """By its name or by any name it also goes by, whatever the case."""
        name = readable_line(name)
        return self.current().filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).distinct()

    def of_person(self, person):
        return self.filter(affiliations__person=person, affiliations__ended_on=None).distinct()


class AffiliationQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_on=None)


class RoleQuerySet(models.QuerySet):
    def visible_to(self, user):
        if rules.is_superuser(user):
            return self
        return self.filter(prize__in=rules.prizes_where(user, RoleName.SECRETARIAT, RoleName.AUDITOR))


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)

    def open(self):
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def for_target(self, purpose, target):
        return self.filter(purpose=purpose, target=str(getattr(target, "pk", target)))

    def with_token(self, token):
        return self.filter(token_hash=token_hash(token))

    def visible_to(self, user):
        if not rules.is_signed_in(user):
            return self.none()
        return self.filter(Q(prize__in=rules.prizes_where(user, RoleName.SECRETARIAT)) | Q(invited_by=user))
