"""Rounds that are open, entries that are in them, jurors who sit but have neither pledged nor declared.

`ready_juror` takes a juror through every gate, `give_marks` fills a scorecard through the real action.
"""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

import factory
from django.utils import timezone

from judging.actions import decide, release_results, seal_decisions, seal_figures
from judging.actions.marks import total_of
from judging.enums import DeclarationKind, ScorecardState
from judging.models import (
    Assignment,
    Candidacy,
    Criterion,
    Declaration,
    Level,
    Mark,
    Panel,
    Pledge,
    Round,
    RoundCategory,
    Rubric,
    Scorecard,
    Seat,
    TieKind,
    Waiver,
)
from nominations.enums import NominationState
from nominations.models import Form, Nomination, Question, Section, Submission, SubmissionAnswer
from prizes.enums import SeatType
from tests.accounts.factories import OrganisationFactory, PersonFactory, RoleFactory
from tests.prizes.factories import CategoryFactory, EditionFactory


class FormFactory(factory.django.DjangoModelFactory):
    """One form for each category."""

    class Meta:
        model = Form
        django_get_or_create = ["category"]

    category = factory.SubFactory(CategoryFactory)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    form = factory.SubFactory(FormFactory)
    key = factory.Sequence(lambda n: f"section-{n}")
    label = factory.Sequence(lambda n: f"Section {n}")


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    form = factory.SelfAttribute("section.form")
    key = factory.Sequence(lambda n: f"question-{n}")
    label = factory.Sequence(lambda n: f"Question {n}")
    kind = "long_text"


class EligibleNominationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nomination

    category = factory.SubFactory(CategoryFactory)
    edition = factory.SelfAttribute("category.edition")
    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Innovation {n}")
    state = NominationState.ELIGIBLE
    reference_code = factory.Sequence(lambda n: f"REF-{n}")
    submitted_at = factory.LazyFunction(timezone.now)


class SubmissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Submission

    nomination = factory.SubFactory(EligibleNominationFactory)
    number = 1
    category = factory.SelfAttribute("nomination.category")
    form = factory.SubFactory(FormFactory, category=factory.SelfAttribute("..category"))
    title = factory.SelfAttribute("nomination.title")
    company = factory.LazyAttribute(lambda submission: {"name": submission.nomination.organisation.name})
    eligibility_version = 1
    terms_version = "1"
    terms_text = "What we say is true."
    language = "en"
    digest = "0" * 64


class SubmissionAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubmissionAnswer

    submission = factory.SubFactory(SubmissionFactory)
    question_key = "story"
    value = '"We did it."'
    salt = "0" * 32
    digest = "0" * 64


class RubricFactory(factory.django.DjangoModelFactory):
    """Without criteria: `full_rubric` makes one that can be used."""

    class Meta:
        model = Rubric

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"rubric-{n}")
    name = factory.Sequence(lambda n: f"Rubric {n}")


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    rubric = factory.SubFactory(RubricFactory)
    key = factory.Sequence(lambda n: f"criterion-{n}")
    name = factory.Sequence(lambda n: f"Criterion {n}")
    weight = 100


class LevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Level

    criterion = factory.SubFactory(CriterionFactory)
    value = 1
    label = factory.LazyAttribute(lambda level: f"Level {level.value}")
    description = factory.LazyAttribute(lambda level: f"What deserves {level.value}.")


class RoundFactory(factory.django.DjangoModelFactory):
    """Open, and not blind."""

    class Meta:
        model = Round

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"round-{n}")
    name = factory.Sequence(lambda n: f"Round {n}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))


class RoundCategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoundCategory

    round = factory.SubFactory(RoundFactory)
    category = factory.SubFactory(CategoryFactory, edition=factory.SelfAttribute("..round.edition"))
    rubric = factory.LazyAttribute(lambda round_category: full_rubric(round_category.round.edition))


class PanelFactory(factory.django.DjangoModelFactory):
    """`categories=[...]`: what it judges."""

    class Meta:
        model = Panel
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    name = factory.Sequence(lambda n: f"Panel {n}")

    @factory.post_generation
    def categories(panel, create, extracted, **kwargs):  # noqa: N805
        panel.categories.set(extracted or [])


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    panel = factory.SubFactory(PanelFactory)
    juror = factory.SubFactory(PersonFactory)
    seat_type = SeatType.OEM


class CandidacyFactory(factory.django.DjangoModelFactory):
    """An eligible nomination of its own company in an open round."""

    class Meta:
        model = Candidacy

    round_category = factory.SubFactory(RoundCategoryFactory)
    round = factory.SelfAttribute("round_category.round")
    nomination = factory.SubFactory(
        EligibleNominationFactory, category=factory.SelfAttribute("..round_category.category")
    )
    submission = factory.SubFactory(SubmissionFactory, nomination=factory.SelfAttribute("..nomination"))
    code = factory.Sequence(lambda n: f"C{n:05}")


class AssignmentFactory(factory.django.DjangoModelFactory):
    """With the scorecard that comes with it."""

    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    candidacy = factory.SubFactory(CandidacyFactory)
    juror = factory.SubFactory(PersonFactory)
    position = factory.Sequence(lambda n: n)

    @factory.post_generation
    def card(assignment, create, extracted, **kwargs):  # noqa: N805
        Scorecard.objects.get_or_create(candidacy=assignment.candidacy, juror=assignment.juror)


class ScorecardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Scorecard

    candidacy = factory.SubFactory(CandidacyFactory)
    juror = factory.SubFactory(PersonFactory)


class CompleteScorecardFactory(ScorecardFactory):
    """Complete by its total alone; `give_marks` makes one with marks."""

    state = ScorecardState.COMPLETE
    total = 50


class PledgeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pledge

    round = factory.SubFactory(RoundFactory)
    juror = factory.SubFactory(PersonFactory)
    version = factory.SelfAttribute("round.pledge_version")
    text = "I will keep it to myself."


class TieKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TieKind

    edition = factory.SubFactory(EditionFactory)
    key = factory.Sequence(lambda n: f"tie-{n}")
    label = factory.Sequence(lambda n: f"Tie {n}")
    consequence = "exclude"


class DeclarationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Declaration

    edition = factory.SubFactory(EditionFactory)
    juror = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = DeclarationKind.NONE
    declared_by = factory.SelfAttribute("juror")


class WaiverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Waiver

    declaration = factory.SubFactory(DeclarationFactory, kind=DeclarationKind.EXCLUDE)
    juror = factory.SelfAttribute("declaration.juror")
    reason = "A supplier of nuts and bolts."
    given_by = factory.SubFactory(PersonFactory)


def full_rubric(edition, *, weights=(60, 40), **fields):
    """Criteria `criterion-1`, `criterion-2`, ... of these weights, each with five levels."""
    rubric = RubricFactory(edition=edition, **fields)
    for number, weight in enumerate(weights, start=1):
        criterion = CriterionFactory(rubric=rubric, key=f"criterion-{number}", weight=weight, position=number)
        Level.objects.bulk_create(LevelFactory.build(criterion=criterion, value=value) for value in range(1, 6))
    return rubric


def open_round_with_entries(count=1, **round_fields):
    """A round with one category, one panel that judges it, and so many entries."""
    round = RoundFactory(**round_fields)
    round_category = RoundCategoryFactory(round=round)
    PanelFactory(round=round, categories=[round_category.category])
    entries = CandidacyFactory.create_batch(count, round_category=round_category)
    return round, entries


def seat(round, **fields):
    """Somebody new on the round's first panel."""
    return SeatFactory(panel=round.panels.first(), **fields).juror


def ready_juror(candidacies, juror=None, **seat_fields):
    """Seated, assigned to these entries of one round, pledged, and declared on all companies of the round."""
    round = candidacies[0].round
    juror = juror or seat(round, **seat_fields)
    for candidacy in candidacies:
        AssignmentFactory(candidacy=candidacy, juror=juror)
    PledgeFactory(round=round, juror=juror)
    for organisation in {entry.nomination.organisation for entry in round.candidacies.all()}:
        DeclarationFactory(edition=round.edition, juror=juror, organisation=organisation)
    return juror


def secretary_of(round):
    return RoleFactory(prize=round.edition.prize).person


def auditor_of(round):
    return RoleFactory(prize=round.edition.prize, name="auditor").person


def mark_card(candidacy, juror, *values, state=ScorecardState.SUBMITTED, **card_fields):
    """A card with these marks in the order of the criteria (None leaves one blank) and the total that follows."""
    if not Assignment.objects.filter(candidacy=candidacy, juror=juror).exists():
        AssignmentFactory(candidacy=candidacy, juror=juror)
    card = Scorecard.objects.get(candidacy=candidacy, juror=juror)
    criteria = candidacy.round_category.rubric.criteria.all()
    marks = {
        criterion.pk: Mark(scorecard=card, criterion=criterion, value=Decimal(value), revision=1)
        for criterion, value in zip(criteria, values, strict=True)
        if value is not None
    }
    Mark.objects.bulk_create(marks.values())
    card.state, card.total = state, total_of(criteria, marks).value
    card.handed_in_at = timezone.now() if state == ScorecardState.SUBMITTED else None
    for field, value in card_fields.items():
        setattr(card, field, value)
    card.save()
    return card


class JuryRound(NamedTuple):
    round: Round
    entries: list
    jurors: list
    chair: object
    office: object


def jury_round(*, entries, jurors, each, parts=1):
    """A round with enough marks to tell leniency: `each` jurors in turn on each entry, the first juror a level lower.

    With `parts` the jury falls into groups that share no entry. The marks are made from fixed merits, without chance.
    """
    round, candidacies = open_round_with_entries(entries)
    people = [seat(round) for _ in range(jurors)]
    size = jurors // parts
    for number, candidacy in enumerate(candidacies):
        group = people[(number % parts) * size :][:size]
        for step in range(each):
            juror = group[(number // parts + step) % size]
            merit = 2 + 3 * number / max(1, entries - 1)
            levels = [merit + ((number * 7 + step * 5 + row * 3) % 5 - 2) / 4 for row in range(2)]
            lenient = -1 if juror is people[0] else 0
            mark_card(candidacy, juror, *(min(5, max(1, round_half_up(level + lenient))) for level in levels))
    return JuryRound(round, candidacies, people, seat(round, is_chair=True, scores=False), secretary_of(round))


def round_half_up(number):
    return int(number + 0.5)


def declare_excluded(candidacy, juror):
    return DeclarationFactory(
        juror=juror,
        organisation=candidacy.nomination.organisation,
        edition=candidacy.round.edition,
        kind=DeclarationKind.EXCLUDE,
    )


def close(round):
    """The round's window ends."""
    round.closes_at = timezone.now() - timedelta(seconds=1)
    round.save(update_fields=["closes_at"])
    return round


def sealed_round(count=2, **round_fields):
    """Closed, one card for each entry, figures sealed by its chair. Returns round, entries and chair."""
    round, entries = open_round_with_entries(count, **round_fields)
    juror = seat(round)
    for entry in entries:
        mark_card(entry, juror, 4, 4)
    chair = seat(round, is_chair=True, scores=False)
    seal_figures(round=close(round), by=chair)
    return round, entries, chair


def decided_round(*outcomes, **round_fields):
    """One entry for each outcome, decided and sealed; what is left is the second key."""
    round, entries, chair = sealed_round(len(outcomes), **round_fields)
    for entry, outcome in zip(entries, outcomes, strict=True):
        decide(candidacy=entry, outcome=outcome, reason="Seen and weighed.", by=chair)
    seal_decisions(round=round, by=chair)
    return round, entries, chair


def released_round(*outcomes, **round_fields):
    round, entries, _ = decided_round(*outcomes, **round_fields)
    release_results(round=round, by=auditor_of(round))
    return Round.objects.get(pk=round.pk), entries
