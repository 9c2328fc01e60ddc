"""The chair edits what jurors wrote for entrants; the office sends the reports, all that are due, in one act."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.links import absolute
from accounts.rules import demand
from audit.record import record_event
from judging import rules
from judging.actions.common import locked_round
from judging.enums import CommentState
from judging.feedback import Contents, entrant_remarks, pending
from judging.models import Candidacy, CommentEdit, Decision, FeedbackReport
from nominations.actions.common import collaborators_of
from notices.outbox import write_notice

TEMPLATE = "judging.feedback"


@transaction.atomic
def edit_feedback(*, candidacy, by, edits=(), strengths="", next_steps=""):
    """Keep the chair's word on comments, and what the entry did well and could do next.

    `edits` holds (remark, state, text, reason) for each comment that was decided on. Refused once the report is sent.
    """
    round = locked_round(candidacy.round)
    demand(rules.may_edit_feedback(by, candidacy), _("Only who decides on this entry edits its feedback."))
    demand(rules.figures_are_sealed(by, round), _("Feedback is edited when the figures are sealed."))
    report = FeedbackReport.objects.select_for_update().filter(candidacy=candidacy).first()
    report = report or FeedbackReport(candidacy=candidacy)
    if report.sent_at:
        raise ValidationError(_("This report was sent; it stays as the entrant has read it."))
    report.strengths, report.next_steps = strengths.strip(), next_steps.strip()
    report.save()
    for remark, state, text, reason in edits:
        _edit_comment(candidacy, remark, state, text.strip(), reason.strip(), by)
    details = {"comments": sorted([str(remark.scorecard_id), str(state)] for remark, state, _, _ in edits)}
    record_event("feedback.edited", target=candidacy, by=by, details=details)
    return report


def _edit_comment(candidacy, remark, state, text, reason, by):
    if remark.scorecard.candidacy_id != candidacy.pk:
        raise ValidationError(_("A comment belongs to another entry. Load the page again."))
    if state == CommentState.REWORDED and not text:
        raise ValidationError(_("Write the other words in which the comment is sent."))
    if state == CommentState.WITHHELD and not reason:
        raise ValidationError(_("Say why a comment is not sent: the reason stands in the record."))
    CommentEdit.objects.update_or_create(
        remark=remark,
        defaults={
            "state": state,
            "original": remark.text,
            "text": text if state == CommentState.REWORDED else "",
            "reason": reason,
            "edited_by": by,
            "edited_at": timezone.now(),
        },
    )


@transaction.atomic
def send_feedback(*, round, by):
    """Send every report whose outcome its entrant has been told, and that was not sent yet."""
    round = locked_round(round)
    demand(rules.may_announce(by, round), _("Only the prize office sends the feedback."))
    if problems := feedback_points(round):
        raise ValidationError(problems)
    due = due_candidacies(round)
    contents, now = Contents(round), timezone.now()
    for candidacy in due:
        report = getattr(candidacy, "feedback", None) or FeedbackReport(candidacy=candidacy)
        report.content, report.sent_at, report.sent_by = contents.of(candidacy, report), now, by
        report.save()
        _tell(candidacy, report)
    record_event("feedback.sent", target=round, by=by, details={"entries": sorted(str(row.pk) for row in due)})
    return due


def feedback_points(round):
    """What stands between the round and its feedback, in words; empty when nothing does."""
    if not hasattr(round, "release"):
        return [_("The results are not released yet: feedback goes out after that.")]
    due = due_candidacies(round)
    if not due:
        return [_("No entrant has been told an outcome whose feedback was not sent.")]
    unread = pending(entrant_remarks(due))
    if unread:
        return [
            ngettext(
                "%(count)d comment was not read by the chair yet.",
                "%(count)d comments were not read by the chair yet.",
                len(unread),
            )
            % {"count": len(unread)}
        ]
    return []


def due_candidacies(round):
    told = Decision.objects.told_to_entrants().filter(candidacy__round=round)
    rows = Candidacy.objects.current().filter(pk__in=told.values("candidacy")).exclude(feedback__sent_at__isnull=False)
    return list(rows.select_related("feedback", "nomination", "submission", "round__edition").order_by("code"))


def _tell(candidacy, report):
    write_notice(
        TEMPLATE,
        to=collaborators_of(candidacy.nomination),
        context={
            "edition": candidacy.round.edition.name,
            "title": candidacy.submission.title,
            "url": absolute(reverse("outcomes:feedback", args=[candidacy.nomination_id, report.pk])),
        },
        about=report,
        scope=candidacy.record_scope,
        dedupe_key=f"{TEMPLATE}:{report.pk}",
    )
