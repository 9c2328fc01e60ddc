from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record_event
from prizes import clock, copying
from prizes.actions.editions import demand_may_edit
from prizes.models import Edition, Prize


@transaction.atomic
def copy_edition(*, source, year, opens_on, by):
    """The same edition for another year, opening on that day. What was set up is carried over, what was entered is not.

    Every date keeps its time on the clock of the edition's zone. The copy is not public until the office says so.
    """
    demand_may_edit(source, by)
    # One copy at a time, so that the second of two clicks meets the year taken.
    Prize.objects.select_for_update().get(pk=source.prize_id)
    if Edition.objects.filter(prize=source.prize_id, year=year).exists():
        raise ValidationError(
            {"year": _("There is already an edition %(year)s of %(prize)s.") % {"year": year, "prize": source.prize}}
        )
    target = _moved_edition(source, year, opens_on)
    target.save()
    for copier in copying.copiers():
        copier(source, target, by)
    details = {"source": source.pk, "source_year": source.year, "year": year, "opens_on": opens_on.isoformat()}
    record_event("edition.copied", target=target, by=by, details=details)
    return target


def _moved_edition(source, year, opens_on):
    days = (opens_on - clock.local(source.opens_at, source.zone).date()).days
    return Edition(
        prize=source.prize,
        year=year,
        name=_name_for(source, year),
        time_zone=source.time_zone,
        opens_at=clock.moved(source.opens_at, days=days, zone=source.zone),
        closes_at=clock.moved(source.closes_at, days=days, zone=source.zone),
        upload_grace=source.upload_grace,
        terms_version=source.terms_version,
        terms_text=source.terms_text,
    )


def _name_for(source, year):
    if str(source.year) in source.name:
        return source.name.replace(str(source.year), str(year))
    return f"{source.name} {year}"[:150]
