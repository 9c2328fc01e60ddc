from django.db import models
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.enums import RoleName
from accounts.rules import is_signed_in, prizes_where
from nominations.enums import EDITABLE_STATES, FINAL_STATES, SUBMITTED_STATES, NominationState, ScanState


def offices_of(user):
    """The prizes whose back office this person enters, to act or to audit."""
    return prizes_where(user, RoleName.SECRETARIAT, RoleName.AUDITOR)


class FormQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(category__edition__prize__in=offices_of(user))

    def current_for(self, category, stage):
        """The version that drafts are written on; None while the office has not made one."""
        return self.filter(category=category, stage=stage).order_by("-version").first()

    def with_questions(self):
        return self.select_related("category__edition__prize").prefetch_related("sections", "questions__options")


class FormPartQuerySet(models.QuerySet):
    """Sections and questions are seen by whoever sees their form."""

    def visible_to(self, user):
        return self.filter(form__category__edition__prize__in=offices_of(user))


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A collaborator sees their own, the prize office and the auditor those of their prizes."""
        if not is_signed_in(user):
            return self.none()
        return self.filter(Q(edition__prize__in=offices_of(user)) | Q(pk__in=self._pks_of_collaborator(user)))

    def of_office(self, user):
        """What the back office shows: those of the person's prizes, and not the ones they work on themselves."""
        return self.filter(edition__prize__in=offices_of(user))

    def of_collaborator(self, person):
        return self.filter(pk__in=self._pks_of_collaborator(person))

    def drafts(self):
        return self.filter(state=NominationState.DRAFT)

    def invited(self):
        return self.filter(state=NominationState.INVITED)

    def nominated_by(self, person):
        return self.filter(nominator=person.pk)

    def editable(self):
        return self.filter(state__in=EDITABLE_STATES)

    def submitted(self):
        return self.filter(state__in=SUBMITTED_STATES)

    def in_contest(self):
        return self.filter(state=NominationState.ELIGIBLE)

    def not_final(self):
        return self.exclude(state__in=FINAL_STATES)

    def overdue(self, now=None):
        """Information was asked for and the time to give it, extensions counted, has passed."""
        late = self.with_deadline().filter(deadline__lte=now or timezone.now())
        return late.filter(state=NominationState.NEEDS_INFORMATION)

    def waiting_for_office(self, now=None):
        """The prize office decides next: it is handed in and not screened, or its information is overdue."""
        overdue = Q(state=NominationState.NEEDS_INFORMATION, deadline__lte=now or timezone.now())
        return self.with_deadline().filter(overdue | Q(state=NominationState.SUBMITTED))

    def likely_duplicates_of(self, nomination):
        """The same company or the same title in one edition: perhaps somebody nominated twice."""
        alike = Q(organisation=nomination.organisation_id)
        if nomination.title:
            alike |= Q(title__iexact=nomination.title)
        return self.filter(alike, edition=nomination.edition_id).exclude(pk=nomination.pk)

    def with_deadline(self):
        """`deadline`: when this one closes, its extensions counted."""
        extension = (
            self.model._meta.get_field("extensions")
            .related_model.objects.filter(nomination=OuterRef("pk"))
            .order_by()
            .values("nomination")
            .annotate(until=Max("until"))
            .values("until")
        )
        closes = models.Case(
            models.When(state=NominationState.NEEDS_INFORMATION, then=F("information_due_at")),
            default=F("edition__closes_at"),
        )
        return self.annotate(deadline=Greatest(closes, Coalesce(Subquery(extension), closes)))

    def with_attachment_count(self):
        """`attachment_count`: the files that stand on it now. A subquery, so that filters do not multiply it."""
        attachments = self.model._meta.get_field("attachments").related_model.objects
        counted = (
            attachments.on_draft()
            .filter(nomination=OuterRef("pk"))
            .order_by()
            .values("nomination")
            .annotate(files=Count("pk"))
            .values("files")
        )
        return self.annotate(attachment_count=Coalesce(Subquery(counted), 0))

    def with_contacts(self):
        """`contact_rows`: who works on it, for a list that names them."""
        collaborators = self.model._meta.get_field("collaborators").related_model.objects
        return self.prefetch_related(
            models.Prefetch("collaborators", collaborators.select_related("person"), to_attr="contact_rows")
        )

    def with_answer_count(self):
        return self.annotate(answer_count=Count("answers", filter=~Q(answers__value=None), distinct=True))

    def for_listing(self):
        """What a list of nominations shows, whatever its length, in a fixed number of queries."""
        return self.select_related("edition__prize", "category", "organisation").prefetch_related("extensions")

    def _pks_of_collaborator(self, person):
        return self.model._base_manager.filter(collaborators__person=person.pk).values("pk")


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those that are shared with an office in which one sits."""
        if not is_signed_in(user):
            return self.none()
        return self.filter(Q(owner=user.pk) | Q(prize__in=offices_of(user)))


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        nominations = self.model._meta.get_field("nomination").related_model.objects
        return self.filter(nomination__in=nominations.visible_to(user).values("pk"))

    def newest(self):
        """Of each nomination, the one that was handed in last."""
        later = self.model.objects.filter(nomination=OuterRef("nomination"), number__gt=OuterRef("number"))
        return self.filter(~models.Exists(later))


class AttachmentQuerySet(models.QuerySet):
    def on_draft(self):
        return self.filter(removed_at=None).exclude(scan_state=ScanState.INFECTED)

    def waiting_for_scan(self):
        return self.filter(scan_state=ScanState.PENDING)
