"""A prize with its nominations, by the thousand. Rows are made in bulk; the database's constraints check every one."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice

from django.utils import timezone

from accounts.actions import give_role
from accounts.enums import OrganisationKind, RoleName
from accounts.models import Organisation, Person
from home.bench.jury import Jury, seat_jury
from home.demo import stage
from home.demo.entries import RUNNING
from judging.models import Round
from nominations.actions.submit import new_reference_code
from nominations.enums import NominationState
from nominations.fields import clean_value
from nominations.freezing import company_facts, freeze
from nominations.models import Collaborator, Figure, Form, Nomination, Submission, SubmissionAnswer
from nominations.questionnaire import TITLE_KEY, current_questionnaire
from prizes.actions import create_prize, create_starter_edition
from prizes.models import Edition

BATCH = 500


@dataclass(frozen=True)
class Seeded:
    edition: Edition
    round: Round
    office: Person
    jury: Jury


def seed_contest(slug, contest):
    """A round in its middle: nominations are closed, everybody has pledged, declared and begun to score."""
    now = timezone.now()
    edition, office = found_edition(slug, now - timedelta(days=90), now - timedelta(days=10))
    submissions = submit_many(edition, contest.nominations)
    round = Round.objects.get(edition=edition, key="scoring")
    Round.objects.filter(pk=round.pk).update(opens_at=now - timedelta(days=5), closes_at=now + timedelta(days=5))
    round.round_categories.update(jurors_per_entry=contest.each)
    round.refresh_from_db()
    return Seeded(edition, round, office, seat_jury(round, submissions, contest))


def found_edition(slug, opens_at, closes_at):
    prize = create_prize(slug=slug, name=f"Bench {slug}", by=None)
    office = Person.objects.create(email=f"office@{slug}.example", name="Office")
    give_role(person=office, role=RoleName.SECRETARIAT, prize=prize, by=None)
    year = opens_at.year
    return create_starter_edition(prize=prize, year=year, opens_at=opens_at, closes_at=closes_at, by=office), office


def submit_many(edition, number):
    """Eligible nominations, each of a company of its own, with every answer that its form asks for."""
    categories = list(edition.categories.select_related("edition"))
    questionnaires = {category.pk: current_questionnaire(category) for category in categories}
    companies = Organisation.objects.bulk_create(
        [
            Organisation(name=f"{edition.prize.slug} {each}", kind=OrganisationKind.SME, city=entry.city, state="MA")
            for each, entry in enumerate(entries(number))
        ],
        batch_size=BATCH,
    )
    nominations = Nomination.objects.bulk_create(
        [
            eligible_nomination(edition, category, company, entry.title)
            for category, company, entry in zip(cycle(categories), companies, entries(number), strict=False)
        ],
        batch_size=BATCH,
    )
    Form.objects.filter(category__in=categories).update(frozen_at=timezone.now())
    return [
        submission
        for start in range(0, number, BATCH)
        for submission in freeze_batch(nominations[start : start + BATCH], questionnaires)
    ]


def entries(number):
    return islice(cycle(RUNNING), number)


def eligible_nomination(edition, category, company, title):
    return Nomination(
        edition=edition,
        category=category,
        organisation=company,
        title=title,
        state=NominationState.ELIGIBLE,
        reference_code=new_reference_code(),
        submitted_at=edition.closes_at - timedelta(minutes=len(title)),
    )


def freeze_batch(nominations, questionnaires):
    frozen = [
        freeze_one(nomination, questionnaires[nomination.category_id], entry)
        for nomination, entry in zip(nominations, entries(len(nominations)), strict=True)
    ]
    submissions = Submission.objects.bulk_create([each.submission for each in frozen])
    SubmissionAnswer.objects.bulk_create([answer for each in frozen for answer in each.answers], batch_size=BATCH)
    Figure.objects.bulk_create([figure for each in frozen for figure in each.figures], batch_size=BATCH)
    return submissions


def freeze_one(nomination, questionnaire, entry):
    given = {TITLE_KEY: nomination.title, **stage.answers_for(nomination.edition, entry)}
    values = {key: clean_value(asked, given[key]) for key, asked in questionnaire.questions.items() if given.get(key)}
    submission = Submission(
        nomination=nomination,
        number=1,
        form=questionnaire.form,
        category=nomination.category,
        title=nomination.title,
        company=company_facts(nomination.organisation),
        eligibility_version=nomination.edition.eligibility_version,
        terms_version=nomination.edition.terms_version,
        terms_text=nomination.edition.terms_text,
        language=nomination.language,
        submitted_at=nomination.submitted_at,
    )
    return freeze(submission=submission, questionnaire=questionnaire, values=values)


def seed_drafts(edition, number):
    """Drafts of an edition that is open, one writer to each."""
    category = edition.categories.first()
    people = Person.objects.bulk_create(
        Person(email=f"writer-{each}@bench.example", name=f"Writer {each}") for each in range(number)
    )
    companies = Organisation.objects.bulk_create(Organisation(name=f"Draft {each}") for each in range(number))
    drafts = Nomination.objects.bulk_create(
        Nomination(edition=edition, category=category, organisation=company) for company in companies
    )
    pairs = list(zip(drafts, people, strict=True))
    Collaborator.objects.bulk_create(Collaborator(nomination=draft, person=person) for draft, person in pairs)
    return pairs
