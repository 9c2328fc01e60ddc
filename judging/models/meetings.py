"""The jury's meeting: who was in the room for which entry, what was said of it, and how they voted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from judging.enums import Outcome, PresenceKind
from judging.models.rounds import Candidacy, Round
from judging.models.scorecards import TextRevision


class Meeting(models.Model):
    """One sitting of a round's jury. A long meeting may be closed and another one opened the next day."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="meetings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round"], condition=Q(closed_at=None), name="one_open_meeting"),
        ]

    def __str__(self):
        return _("Meeting of %(round)s") % {"round": self.round}

    @property
    def record_scope(self):
        return self.round.record_scope


class Presence(models.Model):
    """A juror came into the room or left it: for good, or for one entry. Written once and never changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presences")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PresenceKind.choices)
    # The entry for which the juror stepped out, or came back after; empty where the meeting itself is meant.
    candidacy = models.ForeignKey(Candidacy, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[PresenceKind.CAME, PresenceKind.LEFT], candidacy=None)
                | Q(kind__in=[PresenceKind.OUT, PresenceKind.BACK], candidacy__isnull=False),
                name="stepping_out_names_its_entry",
            )
        ]

    def __str__(self):
        return f"{self.juror}: {self.get_kind_display()}"


class DiscussionNote(models.Model):
    """What the jury said of an entry, as it goes into the minutes."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.text[:80]


class DiscussionNoteRevision(TextRevision):
    note = models.ForeignKey(DiscussionNote, on_delete=models.PROTECT, related_name="revisions")

    class Meta(TextRevision.Meta):
        constraints = [models.UniqueConstraint(fields=["note", "revision"], name="note_revision_once")]


class Ballot(models.Model):
    """One vote of the jury on one entry. Voted on again: a ballot with the next number; the earlier one stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="ballots")
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["candidacy", "number"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "number"], name="ballot_number_once")]

    def __str__(self):
        return _("Ballot %(number)d on %(candidacy)s") % {"number": self.number, "candidacy": self.candidacy}


class Vote(models.Model):
    """What one juror in the room voted for; an empty outcome is an abstention."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "juror"], name="one_vote_per_juror_and_ballot")]

    def __str__(self):
        return self.get_outcome_display() if self.outcome else _("abstains")
