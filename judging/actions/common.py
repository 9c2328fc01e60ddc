"""What the actions of this app share: locked rows, and whom to tell."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.enums import RoleName
from accounts.links import absolute
from accounts.models import Person
from judging import transitions
from judging.models import Assignment, Candidacy, Round, Scorecard, Seat
from notices.outbox import write_notice
from prizes.clock import spoken


def locked_round(round):
    return Round.objects.select_for_update(of=("self",)).select_related("edition__prize").get(pk=round.pk)


def locked_candidacy(candidacy):
    rows = Candidacy.objects.select_for_update(of=("self",)).for_reading()
    return rows.get(pk=candidacy.pk)


def locked_assignment(assignment):
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("juror", *_entry("candidacy__"))
    return rows.get(pk=assignment.pk)


def locked_scorecard(scorecard):
    rows = Scorecard.objects.select_for_update(of=("self",)).select_related("juror", *_entry("candidacy__"))
    return rows.get(pk=scorecard.pk)


def _entry(prefix):
    return [
        f"{prefix}{name}" for name in ("round__edition__prize", "round_category__rubric", "nomination__organisation")
    ]


def office_of(round):
    return list(Person.objects.current().with_role(RoleName.SECRETARIAT, round.edition.prize))


def leaders_of(candidacy):
    """Chair and deputy of the panels that judge this entry."""
    seats = Seat.objects.leading().filter(
        panel__round=candidacy.round_id, panel__categories=candidacy.round_category.category_id
    )
    return list(Person.objects.current().filter(pk__in=seats.values("juror")))


def tell_about_round(template, round, *, to, dedupe_key=None, **context):
    return write_notice(
        f"judging.{template}",
        to=to,
        context={
            "round": round.name,
            "edition": round.edition.name,
            "closes": spoken(round.closes_at, round.edition.zone),
            "url": absolute(reverse("judging:queue")),
            **context,
        },
        about=round,
        scope=round.record_scope,
        dedupe_key=dedupe_key,
    )


def tell_staff(template, candidacy, *, juror, text):
    """The office and who leads the panel; never the juror in question, who may lead it too."""
    people = {person.pk: person for person in [*office_of(candidacy.round), *leaders_of(candidacy)]}
    people.pop(juror.pk, None)
    tell_about_round(
        template,
        candidacy.round,
        to=list(people.values()),
        juror=juror.get_full_name(),
        entry=candidacy.code,
        text=text,
    )


def move_card(scorecard, state, **changes):
    """Into the next state, if the table allows it; staying where it is needs no leave."""
    if state != scorecard.state:
        transitions.SCORECARD.check(scorecard.state, state)
    scorecard.state = state
    scorecard.updated_at = timezone.now()
    for field, value in changes.items():
        setattr(scorecard, field, value)
    scorecard.save(update_fields=["state", "updated_at", *changes])


def move_assignment(assignment, state, **changes):
    transitions.ASSIGNMENT.check(assignment.state, state)
    assignment.state = state
    for field, value in changes.items():
        setattr(assignment, field, value)
    assignment.save(update_fields=["state", *changes])


def entries_in_words(count):
    return ngettext("one entry", "%(count)s entries", count) % {"count": count}
