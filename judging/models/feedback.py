"""What an entrant hears of the jury's work beside the outcome: edited comments, and the report as it was sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from judging.enums import CommentState
from judging.models.rounds import Candidacy
from judging.models.scorecards import Remark


class CommentEdit(models.Model):
    """The chair's word on one comment that a juror meant for the entrant. Without one nothing of it is sent."""

    remark = models.OneToOneField(Remark, on_delete=models.PROTECT, related_name="edit")
    state = models.CharField(max_length=10, choices=CommentState.choices)
    # What the juror had written when the chair read it, and what is sent in its place where it is reworded.
    original = models.TextField()
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=CommentState.REWORDED) & ~Q(text=""))
                | (~Q(state=CommentState.REWORDED) & Q(text="")),
                name="only_a_reworded_comment_has_words_of_its_own",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.WITHHELD) | ~Q(reason=""), name="withheld_comment_says_why"
            ),
        ]

    def __str__(self):
        return self.get_state_display()

    @property
    def told(self):
        """What the entrant reads; empty where it is withheld."""
        if self.state == CommentState.WITHHELD:
            return ""
        return self.text if self.state == CommentState.REWORDED else self.original


class FeedbackReport(models.Model):
    """What the chair adds for one entry; once sent, the whole report as the entrant reads it from then on."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="feedback")
    strengths = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    content = models.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, content=None, sent_by=None)
                | Q(sent_at__isnull=False, content__isnull=False, sent_by__isnull=False),
                name="sent_feedback_has_its_content",
            )
        ]

    def __str__(self):
        return _("Feedback for %(code)s") % {"code": self.candidacy.code}

    @property
    def record_scope(self):
        return self.candidacy.record_scope
