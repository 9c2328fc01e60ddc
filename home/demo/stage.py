"""What every part of the demo needs: people with one password, companies, and the acts of entering."""

import random
from datetime import datetime, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from accounts.actions import affiliate, create_organisation
from accounts.enums import OrganisationKind
from accounts.models import Organisation, Person
from home.demo import cast
from home.demo.clock import at
from home.demo.entries import OPERATIONS, PEOPLE, PROCESS
from nominations.actions import Save, save_answers, start_nomination, submit_nomination
from prizes.clock import at_wall_clock
from prizes.enums import RuleKind

CATEGORY_KEYS = {
    PROCESS: "product-and-process-innovation",
    OPERATIONS: "operations-excellence",
    PEOPLE: "people-and-skills",
}
COMPANY_TYPES = ("own-products", "parts-for-others", "contract-manufacturing")


class Stage:
    """Hashing a password is slow on purpose, so the demo does it once for everybody."""

    def __init__(self):
        self._password = make_password(cast.PASSWORD)
        self._people = 0

    def person(self, name, email):
        person = Person.objects.filter(email=email).first()
        if person:
            return person
        person = Person(email=email, name=name, password=self._password)
        person.save()
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        return person

    def member(self, member):
        return self.person(member.name, member.email)

    def entrant_of(self, entry):
        """Somebody of the entering company, whose address tells where they work."""
        self._people += 1
        name = cast.entrant_name(self._people)
        domain = self.company(entry).domains.get().domain
        return self.person(name, f"{slugify(name.split()[0])}@{domain}")

    def company(self, entry):
        known = Organisation.objects.filter(name=entry.company).first()
        if known:
            return known
        domain = f"{slugify(entry.company)}.example"
        return create_organisation(
            name=entry.company,
            by=None,
            domains=[domain],
            kind=OrganisationKind.SME,
            city=entry.city,
            state="MA",
            website=f"https://{domain}",
        )

    def organisation(self, name, kind):
        known = Organisation.objects.filter(name=name).first()
        return known or create_organisation(name=name, by=None, kind=kind)

    def jurors(self):
        jurors = []
        for juror in cast.JURORS:
            person = self.person(juror.name, f"{slugify(juror.name.split()[0])}@jury.example")
            organisation = self.organisation(juror.organisation, juror.kind)
            if not person.affiliations.filter(organisation=organisation).exists():
                affiliate(person=person, organisation=organisation, by=None, title=juror.title)
            jurors.append((person, juror.seat_type))
        return jurors


def moment(edition_or_zone, day, hour, minute=0):
    zone = getattr(edition_or_zone, "zone", edition_or_zone)
    return at_wall_clock(datetime.combine(day, time(hour, minute)), zone)


def start(edition, entry, person, when):
    with at(when):
        return start_nomination(
            category=edition.categories.get(key=CATEGORY_KEYS[entry.category]),
            eligibility_answers=eligible_answers(edition, entry),
            by=person,
            organisation=Organisation.objects.get(name=entry.company),
        )


def write(nomination, entry, person, when, *, share=1.0):
    """Save the answers, or the first part of them: a draft that somebody stopped writing for the night."""
    answers = list(answers_for(nomination.edition, entry).items())
    kept = answers[: round(len(answers) * share)]
    with at(when):
        keys = questions_of(nomination)
        saves = [Save(key, value, 0) for key, value in kept if key in keys]
        save_answers(nomination=nomination, saves=saves, by=person)


def submit(nomination, person, when, *, consents=True):
    with at(when):
        return submit_nomination(
            nomination=nomination,
            terms_version=nomination.edition.terms_version,
            consents_to_publish=consents,
            by=person,
        )


def enter(stage, edition, entry, started, submitted, person=None):
    person = person or stage.entrant_of(entry)
    nomination = start(edition, entry, person, started)
    write(nomination, entry, person, started + timedelta(hours=3))
    submit(nomination, person, submitted)
    nomination.refresh_from_db()
    return nomination, person


def questions_of(nomination):
    from nominations.questionnaire import current_questionnaire

    return set(current_questionnaire(nomination.category).questions)


def eligible_answers(edition, entry):
    """What an eligible company says to the screener, whatever the edition asks."""
    answers = {}
    for rule in edition.eligibility_rules.prefetch_related("options"):
        if rule.kind == RuleKind.YES_NO:
            answers[rule.key] = rule.required_answer
        elif rule.kind == RuleKind.CHOICE:
            answers[rule.key] = next(option.key for option in rule.options.all() if option.eligible)
        elif rule.key == "employees":
            answers[rule.key] = str(entry.employees)
        else:
            answers[rule.key] = str(max(rule.least or 0, min(edition.year - entry.founded, rule.most or 999)))
    return answers


def answers_for(edition, entry):
    """The whole entry, told from the few facts that the demo keeps of each company."""
    dice = random.Random(entry.company)  # noqa: S311, ornament
    years = [str(edition.year + offset) for offset in (-3, -2, -1)]
    growth = [Decimal("0.88"), Decimal("0.95"), Decimal("1")]
    trade = TRADES.get(entry.sub_industry, entry.sub_industry.replace("-", " "))
    alone = dice.random() < 0.4
    return {
        "company-profile": (
            f"We are {entry.employees} people and have made things for {trade} since {entry.founded}. "
            f"{dice.choice(PROFILES)}"
        ),
        "employees": str(entry.employees),
        "revenue": {year: str(round(entry.revenue * share, -3)) for year, share in zip(years, growth, strict=True)},
        "sub-industries": [entry.sub_industry],
        "related-organisations": "\n".join(dice.sample(TRADE_PARTNERS, 3)),
        "title": entry.title,
        "situation": f"{entry.situation} {dice.choice(COSTS)}",
        "action": f"{entry.action} {dice.choice(TRIALS)}",
        "novelty": dice.choice(["company", "region", "industry", "world"]),
        "in-use-since": dice.choice(["under-a-year", "one-to-two-years", "three-to-five-years"]),
        "technologies": [entry.technology],
        "process": dice.choice(WAYS),
        "people": dice.choice(LEADERS),
        "worked-with-partners": not alone,
        "partners": None if alone else dice.choice(PARTNERS),
        "practices": [entry.practice],
        "training-hours": dict(zip(years, map(str, sorted(dice.randint(18, 60) for _ in years)), strict=True)),
        "apprentices": str(dice.randint(0, 6)),
        "result": f"{entry.result} {dice.choice(LIMITS)}",
        "research-spending": {year: str(dice.randint(60, 400) * 1000) for year in years},
        "on-time-delivery": {year: str(76 + 7 * step + dice.randint(0, 3)) for step, year in enumerate(years)},
        "scrap-rate": {year: str(6 - 2 * step) for step, year in enumerate(years)},
        "investment": str(dice.randint(4, 90) * 5000),
        "lesson": entry.lesson,
        "capabilities": dice.sample(["prototyping", "small-batch-production", "difficult-parts"], 2),
        "public-summary": f"{entry.situation} {entry.action} {entry.result}",
    }


TRADES = {
    "cross-cutting-manufacturing": "whoever needs them made well",
    "instruments": "makers of instruments",
    "medical-devices": "hospitals and their suppliers",
    "electronic-computers": "makers of computers and controls",
    "machine-shops": "larger shops and their customers",
    "aircraft-engines": "makers of aircraft engines",
    "search-detection-navigation": "makers of navigation and detection systems",
    "surgical-and-medical-instruments": "surgeons and laboratories",
    "analytical-laboratory-instruments": "analytical laboratories",
    "industrial-process-instruments": "process plants",
    "semiconductors-and-devices": "makers of semiconductors",
    "pharmaceutical-preparation": "makers of medicines",
}
TRADE_PARTNERS = (
    "Northfall Aerospace",
    "Commonwealth Medical Systems",
    "Tidewater Semiconductor",
    "Harbor Street Supply",
    "Consolidated Alloy",
    "Granite State Tooling",
    "Three Rivers Logistics",
)
PROFILES = (
    "Customers come to us when a part is too difficult, too few or too late for others.",
    "We ship small series, most of them within the week, and keep every drawing since the first.",
    "Half of what we make did not exist five years ago.",
    "We are known for saying no early and yes reliably.",
)
COSTS = (
    "It cost us two customers before we measured it, and nobody could say how much time.",
    "We lived with it for years because each single case was small.",
    "The figure came from our own quality records, which we had kept and never read.",
    "A customer told us plainly that the next order depended on it.",
)
TRIALS = (
    "The first two trials failed: once for lack of cleanliness, once for lack of patience.",
    "We tried it on one machine for six weeks before we touched the second.",
    "What is new is the combination; each part of it can be bought.",
    "The supplier of the machine said that it could not be done, and has since asked to see it.",
)
WAYS = (
    "We measured for a month before we changed anything. Then one change a week, each with a figure on the board and the "
    "right of anybody to stop it. What worked went into the work instruction the same day; what did not is written down "
    "as well. A monthly audit of ten minutes keeps the gain from fading.",
    "A team of four from floor, planning and maintenance had Tuesdays for it. We drew the flow, marked where work waited, "
    "and took the longest wait first. Two setbacks cost us three weeks: a fixture that warped, and a report that nobody "
    "read. The measure now hangs where the work is done.",
    "It began as an experiment after hours with borrowed parts. When it held for a hundred pieces we planned it properly, "
    "with a budget and an end date. We keep it going by training two more people each quarter than we need.",
)
LEADERS = (
    "The idea came from the night shift. Our production lead gave it time, our owner gave it money and stayed away. Four "
    "people were trained by the supplier and trained nine others; all thirteen had a share of the first year's saving.",
    "A machinist with thirty years and an apprentice with two wrote the first version together. We pay for both learning "
    "and teaching, and the wall in the canteen shows who can do what.",
    "The quality lead ran it, with the right to stop the line. Everybody concerned was asked twice, before and after. "
    "Nobody lost their work; two changed it, and earn more.",
)
PARTNERS = (
    "The vocational school lent us a class and a laboratory; we gave them real parts and two evenings a month.",
    "A university group measured what we could only guess. We gave them the machine on Fridays.",
    "Our largest customer opened their inspection records to us, and we showed them ours.",
    "A support organization paid for a third of the first study.",
)
LIMITS = (
    "What did not work out: the gain on the oldest machine was too small to keep.",
    "We know it from weekly records over a year, which a visitor may read.",
    "It took longer than planned, and the second shift needed more training than the first.",
    "Our customers noticed before we told them.",
)
