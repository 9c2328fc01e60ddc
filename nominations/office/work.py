"""What waits for the prize office among the nominations."""

from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backoffice.work import WorkItem
from nominations.enums import NominationState
from nominations.models import Nomination
from nominations.windows import is_edition_open
from prizes.clock import spoken
from prizes.models import Edition


def nominations_that_wait(user):
    """To screen, overdue, and still being written while nominations are open; the edition that closes first comes first."""
    editions = list(Edition.objects.editable_by(user).order_by("closes_at", "pk"))
    if not editions:
        return []
    nominations = Nomination.objects.filter(edition__in=editions)
    by_state = counted(nominations, "edition", "state")
    overdue = counted(nominations.overdue(), "edition")
    found = [item for edition in editions for item in items_of(edition, by_state, overdue)]
    return [item for item in found if item.count]


def counted(nominations, *fields):
    rows = nominations.order_by().values_list(*fields).annotate(Count("pk"))
    return Counter({tuple(key): count for *key, count in rows})


def items_of(edition, by_state, overdue):
    to_screen = by_state[edition.pk, NominationState.SUBMITTED]
    late = overdue[(edition.pk,)]
    drafts = by_state[edition.pk, NominationState.DRAFT] if is_edition_open(edition) else 0
    return [
        WorkItem(
            ngettext("nomination with information overdue", "nominations with information overdue", late),
            listed(edition, overdue="true"),
            late,
            note=_("%(edition)s. Give more time, or find it not eligible.") % {"edition": edition},
            urgent=True,
        ),
        WorkItem(
            ngettext("nomination to screen", "nominations to screen", to_screen),
            listed(edition, state=NominationState.SUBMITTED.value),
            to_screen,
            note=str(edition),
        ),
        WorkItem(
            ngettext("draft not submitted yet", "drafts not submitted yet", drafts),
            listed(edition, state=NominationState.DRAFT.value),
            drafts,
            note=_("%(edition)s. Nominations close %(closes_at)s.")
            % {"edition": edition, "closes_at": spoken(edition.closes_at, edition.zone)},
        ),
    ]


def listed(edition, **chosen):
    return f"{reverse('nomination:index')}?{urlencode({'edition': edition.pk, **chosen})}"
