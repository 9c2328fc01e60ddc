"""What waits for the prize office in the judging."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backoffice.work import WorkItem
from accounts.enums import RoleName
from accounts.rules import prizes_where
from judging.enums import AWARD_OUTCOMES, SealKind
from judging.models import Announcement, Concern, Round
from judging.rules import may_release


def concerns_that_wait(user):
    prizes = prizes_where(user, RoleName.SECRETARIAT)
    if not prizes:
        return []
    count = Concern.objects.unresolved().filter(assignment__candidacy__round__edition__prize__in=prizes).count()
    text = ngettext("juror's concern to answer", "jurors' concerns to answer", count)
    return [WorkItem(text, reverse("concern:index"), count)] if count else []


def releases_that_wait(user):
    """For an auditor: rounds whose sealed decisions need the second key, which this person may turn."""
    prizes = prizes_where(user, RoleName.AUDITOR)
    if not prizes:
        return []
    sealed = Round.objects.filter(edition__prize__in=prizes, seals__kind=SealKind.DECISIONS, release=None)
    rounds = [round for round in sealed.select_related("edition__prize").distinct() if may_release(user, round)]
    return [
        WorkItem(
            _("round to release"), reverse("judging:release", args=[round.pk]), 1, note=f"{round.edition}, {round}"
        )
        for round in rounds
    ]


def announcements_that_wait(user):
    """For the office: released rounds that honour somebody and have no time at which the public is told."""
    prizes = prizes_where(user, RoleName.SECRETARIAT)
    if not prizes:
        return []
    timed = Announcement.objects.filter(outcome__in=AWARD_OUTCOMES, public_at__isnull=False).values("round")
    rounds = (
        Round.objects.filter(edition__prize__in=prizes, edition__rehearsal=False, release__isnull=False)
        .filter(candidacies__decision__outcome__in=AWARD_OUTCOMES)
        .exclude(pk__in=timed)
        .select_related("edition")
        .distinct()
    )
    return [
        WorkItem(
            _("announcement to set"),
            reverse("judging:announcements", args=[round.pk]),
            1,
            note=f"{round.edition}, {round}",
        )
        for round in rounds
    ]
