from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When, Window
from django.db.models.functions import Coalesce, PercentRank, Round
from django.utils import timezone

from accounts.rules import is_signed_in
from judging.enums import AssignmentState, ScorecardState
from judging.exclusions import Exclusions
from judging.querysets.rounds import office_prizes


class CandidacyQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at=None)

    def current_at(self, moment):
        """What was in its round then, whatever was withdrawn since; now, where `moment` is None."""
        return self.current() if moment is None else self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=moment))

    def visible_to(self, user):
        """The prize office and the auditor see all, a juror what they may open, who leads a panel what it judges.

        Nobody sees an entry that they are excluded from, whatever else they are.
        """
        if not is_signed_in(user):
            return self.none()
        judged = self._judged_by(user)
        return self.filter(Q(round__edition__prize__in=office_prizes(user)) | Q(pk__in=judged.values("pk")))

    def readable_by(self, juror):
        """Assigned to this juror, who has pledged and declared and is not excluded: what `rules.may_open_entry` says."""
        gated = self.current().assigned_to(juror).with_gates(juror)
        return gated.filter(gate_pledged=True, gate_declared=True).without_excluded(juror)

    def opening_to(self, person):
        """Whose page opens to this juror, or to who leads its panel: what `rules.may_read_entry` says, at its gates.

        Who leads and also judges an entry declares on it first, as its page asks them to.
        """
        everything = self.model._default_manager.all()
        own = everything.readable_by(person).filter(round__opens_at__lte=timezone.now())
        led = everything.current().led_by(person).with_gates(person).filter(gate_pledged=True)
        led = led.exclude(gate_assigned=True, gate_declared=False).without_excluded(person)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=led.values("pk")))

    def assigned_to(self, juror):
        return self.filter(Exists(_assignments(juror)))

    def led_by(self, person):
        """In a round and a category of a panel that this person chairs or deputises."""
        return self._of_seats(apps.get_model("judging", "Seat").objects.leading().filter(juror=person.pk))

    def on_panel_of(self, juror):
        """In a round and a category of a panel on which this juror scores."""
        return self._of_seats(apps.get_model("judging", "Seat").objects.scoring().filter(juror=juror.pk))

    def _of_seats(self, seats):
        """What the panels of these seats judge."""
        of_panel = seats.filter(panel__round=OuterRef("round"), panel__categories=OuterRef("round_category__category"))
        return self.filter(Exists(of_panel))

    def open_to_bids_of(self, juror):
        """Of this juror's panels in rounds that ask for bids, after pledge and declaration, and not excluded."""
        gated = self.current().filter(round__asks_bids=True).on_panel_of(juror).with_gates(juror)
        return gated.filter(gate_pledged=True, gate_declared=True).without_excluded(juror)

    def without_excluded(self, person):
        exclusions = Exclusions.of([person])
        return self.exclude(exclusions.as_filter(person.pk))

    def with_gates(self, juror):
        """`gate_assigned`, `gate_pledged`, `gate_declared` of one juror; `rules` reads them from here."""
        pledges = apps.get_model("judging", "Pledge").objects.signed_by(juror).valid()
        declared_here = _declarations(juror, OuterRef("nomination__edition"), OuterRef("nomination__organisation"))
        return self.annotate(
            gate_juror=Value(str(juror.pk), output_field=models.CharField()),
            gate_assigned=Exists(_assignments(juror)),
            gate_pledged=Exists(pledges.filter(round=OuterRef("round"))),
            gate_declared=Case(
                When(round__blind=True, then=~Q(round__in=self._blind_rounds_undeclared_by(juror))),
                default=Exists(declared_here),
                output_field=BooleanField(),
            ),
        )

    def with_card_of(self, juror):
        """Where this juror stands with it: `position`, `card_state`, `card_total`, `opened_at`."""
        assignment = _assignments(juror)
        card = apps.get_model("judging", "Scorecard").objects.filter(candidacy=OuterRef("pk"), juror=juror.pk)
        return self.annotate(
            position=Subquery(assignment.values("position")[:1]),
            opened_at=Subquery(assignment.values("first_opened_at")[:1]),
            card_state=Subquery(card.values("state")[:1]),
            card_total=Subquery(card.values("total")[:1]),
        )

    def undeclared_by(self, juror):
        """Those on whose company this juror has not declared yet."""
        declared = _declarations(juror, OuterRef("nomination__edition"), OuterRef("nomination__organisation"))
        return self.filter(~Exists(declared))

    def with_coverage(self):
        """`juror_count`, `wanted_count`, `handed_in_count`: who reads it, how many should, how many are done with it."""
        assignments = apps.get_model("judging", "Assignment").objects.filter(state=AssignmentState.ACTIVE)
        cards = apps.get_model("judging", "Scorecard").objects.with_standing_assignment()
        return self.annotate(
            juror_count=Coalesce(_of_entry(assignments, Count("pk")), 0),
            wanted_count=F("round_category__jurors_per_entry"),
            handed_in_count=Coalesce(_of_entry(cards.filter(state=ScorecardState.SUBMITTED), Count("pk")), 0),
        )

    def with_plain_score(self):
        """`score_sum` and `score_count` over the cards that count; without any, no sum and a count of 0."""
        cards = apps.get_model("judging", "Scorecard").objects.counting()
        return self.annotate(
            score_sum=_of_entry(cards, Sum("total")), score_count=Coalesce(_of_entry(cards, Count("pk")), 0)
        )

    def in_score_band(self, low, high):
        """Scored, and with this share of its category above it: from `low` up to, but not including, `high`."""
        # Rounded, so that equal scores that were summed in another order stay equal.
        mean = Round(F("score_sum") / F("score_count"), precision=6)
        above = Window(PercentRank(), partition_by=F("round_category"), order_by=mean.desc())
        scored = self.with_plain_score().filter(score_count__gt=0)
        return scored.annotate(share_above=above).filter(share_above__gte=low, share_above__lt=high)

    def annotate_names(self):
        """`company` and `title`: what a list calls an entry where it may be named."""
        return self.annotate(company=F("nomination__organisation__name"), title=F("submission__title"))

    def for_reading(self):
        return self.select_related(
            "round__edition__prize",
            "round_category__category",
            "round_category__rubric",
            "nomination__organisation",
            "submission__form",
        )

    def _judged_by(self, user):
        everything = self.model._default_manager.all()
        led = everything.led_by(user).without_excluded(user)
        return everything.filter(Q(pk__in=everything.readable_by(user).values("pk")) | Q(pk__in=led.values("pk")))

    def _blind_rounds_undeclared_by(self, juror):
        """In a blind round the juror declares on the list of all its companies before any entry opens."""
        seats = apps.get_model("judging", "Seat").objects.current().filter(juror=juror.pk)
        own = self.model.objects.current().filter(round__blind=True, round__in=seats.values("panel__round"))
        return own.undeclared_by(juror).order_by().values("round")


def _assignments(juror):
    assignments = apps.get_model("judging", "Assignment").objects
    return assignments.filter(candidacy=OuterRef("pk"), juror=juror.pk, state=AssignmentState.ACTIVE)


def _of_entry(rows, figure):
    """One figure over those rows that hang on the entry."""
    of_one = rows.filter(candidacy=OuterRef("pk")).order_by().values("candidacy")
    return Subquery(of_one.annotate(figure=figure).values("figure"))


def _declarations(juror, edition, organisation):
    return apps.get_model("judging", "Declaration").objects.filter(
        juror=juror.pk, edition=edition, organisation=organisation
    )
