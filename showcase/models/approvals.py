"""A page whose exact text a company reads and approves, and the company's word on it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from showcase.approving import approved_among, text_digests
from showcase.enums import ApprovalAnswer


class CompanyAnswer(models.Model):
    """The company's word on an exact text. Never changed; a new text needs a new word."""

    answer = models.CharField(max_length=10, choices=ApprovalAnswer.choices)
    text_digest = models.CharField(max_length=64)
    remark = models.TextField(blank=True)
    # Empty once the person who answered is erased.
    given_name = models.CharField(_("name of the person who answered"), max_length=150, null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    invitation = models.OneToOneField(Invitation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-given_at", "-pk"]

    def __str__(self):
        return f"{self.get_answer_display()} by {self.given_name or 'somebody since erased'}"


class ApprovablePage(models.Model):
    """What the company approves, and how far publishing has come."""

    # What an editor's workflow let through, and when; what is published is nothing newer.
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    ready_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # Where the company's answers hang, as a lookup for prefetching.
    answers_lookup = ""

    class Meta:
        abstract = True

    def answers(self):
        """The company's answers, the newest first."""
        raise TypeError(f"{type(self).__name__} does not say where its company's answers are.")

    def shown_text(self):
        """All that a reader would see but its pictures, ready for JSON."""
        raise TypeError(f"{type(self).__name__} does not say what a company approves.")

    def picture_ids(self):
        """Of the pictures that a reader would see, in their order."""
        in_body = [block["value"]["picture"] for block in self.body.get_prep_value() if block["type"] == "picture"]
        return [pk for pk in (self.picture_id, *in_body) if pk]

    @property
    def text_digest(self):
        """Of exactly what the company is asked to approve."""
        return text_digests([self])[self.pk]

    def is_approved(self):
        """No word can be on what was never saved."""
        return self.pk is not None and self.pk in approved_among([self])

    def with_content_json(self, content):
        """How far publishing has come belongs to the page, not to one of its revisions."""
        page = super().with_content_json(content)
        page.ready_at, page.ready_revision_id = self.ready_at, self.ready_revision_id
        return page
