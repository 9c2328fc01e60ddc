from django.db import transaction
from django.utils.translation import gettext as _

from accounts.rules import demand
from audit.record import record_event
from nominations import rules


@transaction.atomic
def look_at(*, nomination, by):
    """An entry is opened with the people who work on it: each look is in the record."""
    demand(rules.may_read_in_office(by, nomination), _("Only the prize office and the auditor read it here."))
    record_event("nomination.looked_at", target=nomination, by=by)
