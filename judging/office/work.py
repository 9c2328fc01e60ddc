"""What waits for the prize office in the judging."""

from django.urls import reverse

from accounts.backoffice.work import WorkItem
from accounts.enums import RoleName
from accounts.rules import prizes_where
from judging.models import Concern


def concerns_that_wait(user):
    prizes = prizes_where(user, RoleName.SECRETARIAT)
    if not prizes:
        return []
    count = Concern.objects.unresolved().filter(assignment__candidacy__round__edition__prize__in=prizes).count()
    text = "juror's concern to answer" if count == 1 else "jurors' concerns to answer"
    return [WorkItem(text, reverse("concern:index"), count)] if count else []
