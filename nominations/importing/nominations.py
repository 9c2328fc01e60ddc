"""Nominations from a file: planned row by row, then written in batches with their frozen submissions.

The file's own key makes the import repeatable: a key that the edition knows already is left as it is.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import URLField
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from accounts.rules import NotAllowed, is_secretariat
from audit.canonical import canonical_json, sha256_hex
from audit.record import record_event
from nominations import fields
from nominations.actions.submit import new_reference_code
from nominations.enums import NominationState
from nominations.freezing import company_facts, freeze
from nominations.importing.files import Refusal, read_rows
from nominations.importing.maps import UnusableMapError, load_map
from nominations.models import Figure, Form, Nomination, Submission, SubmissionAnswer
from nominations.questionnaire import TITLE_KEY, TITLE_LENGTH, current_questionnaire
from search.watching import rows_changed

BATCH = 250
WEBSITE = URLField(required=False, assume_scheme="https")
COMPANY_FIELDS = ("name", "street", "city", "state", "postal_code", "website")


@dataclass
class Report:
    """What an import did, or would do: counts, and every refused row with its line and reason."""

    imported: int = 0
    known: int = 0
    new_companies: int = 0
    refusals: list = field(default_factory=list)


@dataclass(frozen=True)
class Planned:
    line: int
    key: str
    title: str
    category: object
    company: dict
    answers: dict


class NominationMap:
    """`key`, `title`, `company` and `category`, then `answers` from question key to column."""

    def __init__(self, path, edition):
        given = load_map(path, required=("key", "title", "company", "category"), optional=("answers",))
        self.key, self.title = given["key"], given["title"]
        self.company = _columns(given["company"], COMPANY_FIELDS, "company")
        self.answers = given.get("answers", {})
        self.category_column = given["category"].get("column")
        self.category_values = given["category"].get("values", {})
        self.constant_category = given["category"].get("value")
        self.categories = {category.key: category for category in edition.categories.select_related("edition")}
        self.questionnaires = {category.pk: current_questionnaire(category) for category in self.categories.values()}
        self._check(edition)

    @property
    def columns(self):
        columns = {self.key, self.title, *self.company.values(), *self.answers.values()}
        return columns | ({self.category_column} if self.category_column else set())

    def category_of(self, values):
        if not self.category_column:
            return self.categories[self.constant_category]
        given = values[self.category_column]
        return self.categories.get(self.category_values.get(given, given))

    def _check(self, edition):
        if bool(self.category_column) == bool(self.constant_category):
            raise UnusableMapError("[category] takes either a column or a value.")
        named = set(self.category_values.values()) | ({self.constant_category} if self.constant_category else set())
        unknown = sorted(named - set(self.categories))
        if unknown:
            raise UnusableMapError(f"{edition} has no category “{unknown[0]}”. It has: {', '.join(self.categories)}.")
        without_form = [c.name for c in self.categories.values() if self.questionnaires[c.pk] is None]
        if without_form:
            raise UnusableMapError(f"“{without_form[0]}” has no form yet, so nothing can be answered in it.")
        known = {key for questionnaire in self.questionnaires.values() for key in questionnaire.questions}
        strange = sorted(set(self.answers) - known)
        if strange:
            raise UnusableMapError(f"No form of {edition} asks “{strange[0]}”. Forms ask: {', '.join(sorted(known))}.")


def check_nominations(*, edition, path, mapping, encoding="utf-8-sig", progress=None):
    """The dry run: reads the whole file and writes nothing."""
    report = Report()
    for _ in _planned_rows(edition, path, mapping, encoding, report, progress):
        report.imported += 1
    return report


def import_nominations(*, edition, path, mapping, by, digest, encoding="utf-8-sig", progress=None):
    """Write what the dry run would take, as submitted nominations.

    Batches are transactions of their own, each with one event over its rows: writers elsewhere wait for a batch and not
    for the file, and an import that is cut off goes on where it stopped when it is run again.
    """
    if by is not None and not is_secretariat(by, edition.prize):
        raise NotAllowed("Only the prize office imports nominations.")
    report = Report()
    companies = _Companies(report)
    rows = _planned_rows(edition, path, mapping, encoding, report, progress)
    while batch := list(islice(rows, BATCH)):
        _write_batch(edition, batch, mapping, companies, by, digest)
        report.imported += len(batch)
    return report


def _planned_rows(edition, path, mapping, encoding, report, progress):
    known = set(
        Nomination.objects.filter(edition=edition).exclude(external_key="").values_list("external_key", flat=True)
    )
    seen = Counter()
    for row in read_rows(path, columns=mapping.columns, encoding=encoding):
        if progress:
            progress(row.line)
        planned = row if isinstance(row, Refusal) else _plan(row, mapping, seen)
        if isinstance(planned, Refusal):
            report.refusals.append(planned)
        elif planned.key in known:
            report.known += 1
        else:
            yield planned


def _plan(row, mapping, seen):
    values = row.values
    key, title, name = values[mapping.key], values[mapping.title], values[mapping.company["name"]]
    category = mapping.category_of(values)
    seen[key] += 1
    problems = [
        (not key, f"{mapping.key}: empty; each row needs a key of its own."),
        (len(key) > 100, f"{mapping.key}: longer than 100 characters."),
        (seen[key] > 1, f"{mapping.key}: “{key}” stands in an earlier row too."),
        (not title, f"{mapping.title}: empty; a nomination needs a title."),
        (len(title) > TITLE_LENGTH, f"{mapping.title}: {len(title)} characters, at most {TITLE_LENGTH} fit."),
        (not name, f"{mapping.company['name']}: empty; a nomination needs its company."),
        (category is None, f"{mapping.category_column}: “{values.get(mapping.category_column)}” is no category."),
    ]
    reason = next((text for wrong, text in problems if wrong), None)
    if reason:
        return Refusal(row.line, reason)
    try:
        company = _company(values, mapping)
        answers = _answers(values, mapping, category)
    except ValidationError as error:
        return Refusal(row.line, "; ".join(error.messages))
    return Planned(row.line, key, title, category, company, answers)


def _company(values, mapping):
    facts = {name: values[column] for name, column in mapping.company.items()}
    for name, text in facts.items():
        longest = Organisation._meta.get_field(name).max_length
        if len(text) > longest:
            raise ValidationError(f"{mapping.company[name]}: {len(text)} characters, at most {longest} fit.")
    try:
        # As a form reads an address: one without its scheme is completed, anything but a page of the web is refused.
        facts |= {name: WEBSITE.clean(text) for name, text in facts.items() if name == "website"}
        Organisation(**facts).clean_fields()
    except ValidationError as error:
        raise ValidationError(
            [f"{mapping.company[name]}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
        ) from error
    return facts


def _answers(values, mapping, category):
    """Shapes are checked as in a draft; gaps and word limits are not: the office vouches for what was collected."""
    answers = {}
    for key, column in mapping.answers.items():
        asked = mapping.questionnaires[category.pk].questions.get(key)
        if asked is None or not values[column]:
            continue
        try:
            answers[key] = fields.clean_value(asked, values[column])
        except ValidationError as error:
            raise ValidationError([f"{column}: {message}" for message in error.messages]) from error
    return answers


def _columns(given, allowed, name):
    unknown = sorted(set(given) - set(allowed))
    if unknown or "name" not in given:
        raise UnusableMapError(f"[{name}] takes name and any of {', '.join(allowed[1:])}; it has {', '.join(given)}.")
    return given


class _Companies:
    """Companies by name, looked up once and made once, whatever the number of their rows."""

    def __init__(self, report):
        self._report = report
        self._by_name = {}

    def get(self, facts):
        name = facts["name"].casefold()
        if name not in self._by_name:
            self._by_name[name] = Organisation.objects.named(facts["name"]).first() or self._create(facts)
        return self._by_name[name]

    def _create(self, facts):
        self._report.new_companies += 1
        return Organisation.objects.create(kind=OrganisationKind.SME, **facts)


@transaction.atomic
def _write_batch(edition, batch, mapping, companies, by, digest):
    now = timezone.now()
    nominations, frozen = [], []
    for planned in batch:
        nomination = _nomination(edition, planned, companies.get(planned.company), now)
        questionnaire = mapping.questionnaires[planned.category.pk]
        values = {TITLE_KEY: planned.title, **planned.answers}
        submission = _submission(nomination, planned, questionnaire, by, now)
        nominations.append(nomination)
        frozen.append(freeze(submission=submission, questionnaire=questionnaire, values=values))
    Nomination.objects.bulk_create(nominations)
    Submission.objects.bulk_create([each.submission for each in frozen])
    SubmissionAnswer.objects.bulk_create([answer for each in frozen for answer in each.answers])
    Figure.objects.bulk_create([figure for each in frozen for figure in each.figures])
    rows_changed(nominations)
    forms = {questionnaire.form.pk for questionnaire in mapping.questionnaires.values()}
    Form.objects.filter(pk__in=forms, frozen_at=None).update(frozen_at=now)
    digests = [[each.submission.nomination.external_key, each.submission.digest] for each in frozen]
    details = {"rows": len(batch), "file": digest, "digest": sha256_hex(canonical_json(digests))}
    record_event("nominations.imported", target=edition, by=by, details=details)


def _nomination(edition, planned, company, now):
    return Nomination(
        edition=edition,
        category=planned.category,
        organisation=company,
        title=planned.title,
        state=NominationState.SUBMITTED,
        external_key=planned.key,
        reference_code=new_reference_code(),
        submitted_at=now,
    )


def _submission(nomination, planned, questionnaire, by, now):
    edition = nomination.edition
    return Submission(
        nomination=nomination,
        number=1,
        form=questionnaire.form,
        category=planned.category,
        title=planned.title,
        company=company_facts(nomination.organisation),
        eligibility_version=edition.eligibility_version,
        # Nobody accepted terms or consented to anything: the record says so instead of inventing it.
        terms_version="none",
        terms_text="",
        consents_to_publish=False,
        language=nomination.language,
        submitted_by=by,
        submitted_at=now,
    )
