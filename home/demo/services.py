"""What the demo says of its support services: for whom they are, who asked them, and what they answered."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.models import Invitation, Person
from home.demo import cast
from home.demo.clock import at
from prizes.actions import (
    answer_service_request,
    ask_provider,
    decline_service_request,
    remark_on_service,
    send_service_request,
)
from prizes.enums import SERVICE_REQUEST, SERVICE_REVIEW, CompanyStage, ServiceCost, Vocabulary
from prizes.models import SupportService, Term
from prizes.reviewing import next_review

ABOUT = (Vocabulary.TECHNOLOGY, Vocabulary.PRACTICE)
WEST = ["Berkshire", "Franklin", "Hampden", "Hampshire"]
CENTER = ["Hampden", "Hampshire", "Worcester"]


class Detail(NamedTuple):
    """Of one service. `confirmed`: so many days ago."""

    contact: str
    cost: str
    cost_note: str
    how_to_ask: str
    confirmed: int
    least: int | None = None
    most: int | None = None
    stages: tuple = ()
    counties: tuple = ()
    sub_industries: tuple = ()
    topics: tuple = ()
    takes_requests: bool = True


DETAILS = {
    "A day on your floor": Detail(
        "floor@bay-extension.example",
        ServiceCost.FREE,
        "The day costs nothing; a project after it is charged by the day.",
        "Say what bothers you most and name two days that suit you. We call back within a week.",
        40,
        most=250,
        topics=("lean-practice", "short-lead-times"),
    ),
    "Ready for the quality audit": Detail(
        "audit@bay-extension.example",
        ServiceCost.SUBSIDIZED,
        "$1,800, of which half is paid back after the audit.",
        "Tell us which certificate your customer wants, and by when.",
        60,
        least=5,
        most=100,
        topics=("zero-defects",),
    ),
    "Apprentice match": Detail(
        "apprentices@precision-guild.example",
        ServiceCost.SUBSIDIZED,
        "Members of the guild pay nothing, others $400 for each apprentice.",
        "Write which machines you run and who could teach.",
        35,
        least=3,
        counties=CENTER,
        topics=("workforce-development",),
    ),
    "The Friday laboratory": Detail(
        "laboratory@pioneer-valley.example",
        ServiceCost.SUBSIDIZED,
        "The first two hours are free for companies of fewer than fifty people.",
        "Send a drawing or a photograph of the part, and what you want to know of it.",
        # Due, and asked: the link is out.
        370,
        counties=WEST,
        topics=("advanced-materials", "additive-manufacturing"),
    ),
    "First series": Detail(
        "first-series@merrow.example",
        ServiceCost.FREE,
        "We pay for the first ten pieces.",
        "Show us the prototype: twenty minutes, by video or here.",
        440,
        stages=(CompanyStage.STARTING, CompanyStage.GROWING),
        topics=("work-with-startups", "new-processes"),
        takes_requests=False,
    ),
    "Meet the buyers": Detail(
        "buyers@precision-guild.example",
        ServiceCost.FREE,
        "Lunch included.",
        "Send one page on what you make best. We write in April and October.",
        80,
        least=10,
        most=500,
        stages=(CompanyStage.GROWING, CompanyStage.ESTABLISHED),
        topics=("strategic-partnership", "early-supplier-involvement"),
    ),
    "Running a factory": Detail(
        "factory@merrow.example",
        ServiceCost.PAID,
        "$2,400 for ten Saturdays.",
        "Places are given in the order in which they are asked for.",
        55,
        least=10,
        stages=(CompanyStage.ESTABLISHED, CompanyStage.CHANGING_HANDS),
        topics=("managerial-infrastructure", "digital-manufacturing"),
    ),
}
QUESTION = (
    "Our changeovers on the two older lathes take most of a morning, and nobody agrees why. We have a board with times "
    "but no idea what to do with it. Could somebody look at it with us before the summer orders begin?"
)
ANSWER = (
    "Yes, gladly. Two of us can come on a Tuesday; please keep one changeover for us to watch from start to end. Call "
    "Hiro on 413 555 0142 to fix the day."
)
SECOND_QUESTION = (
    "A customer asks for a certified quality system by next spring. We are twenty-six people and have most of it on paper "
    "already. Is the course the right thing for us, and when does the next one begin?"
)
THIRD_QUESTION = "We look for two apprentices for our five-axis cell, to begin in September."
REGRETS = "The autumn group is full. Write again in January: four places open then."
CHANGED = "The furnace is gone since June, and we now open on Thursdays as well."


def describe_services(people, prize):
    for name, detail in DETAILS.items():
        _describe(name, detail)
    entrant = Person.objects.get(email=cast.ENTRANT.email)
    drafter = Person.objects.filter(email=cast.DRAFTER.email).first() or entrant
    _ask(entrant, "A day on your floor", QUESTION, days=24, answer=ANSWER, who="Hiro Tanabe")
    _ask(entrant, "Ready for the quality audit", SECOND_QUESTION, days=3)
    _ask(drafter, "Apprentice match", THIRD_QUESTION, days=40, regrets=REGRETS, who="Jonah Brightwater")
    _ask_providers(people)


def _describe(name, detail):
    service = SupportService.objects.get(name=name)
    service.employees_least, service.employees_most = detail.least, detail.most
    service.stages, service.counties = [str(stage) for stage in detail.stages], list(detail.counties)
    service.cost, service.cost_note = detail.cost, detail.cost_note
    service.how_to_ask, service.contact_email = detail.how_to_ask, detail.contact
    service.takes_requests = detail.takes_requests
    service.reviewed_on = timezone.localdate() - timedelta(days=detail.confirmed)
    service.review_due_on = next_review(service.reviewed_on)
    service.save()
    if detail.sub_industries:
        terms = Term.objects.of(Vocabulary.SUB_INDUSTRY).filter(slug__in=detail.sub_industries)
        service.sub_industries.set(terms)
    service.topics.set(Term.objects.filter(vocabulary__in=ABOUT, slug__in=detail.topics))


def _ask(person, name, text, *, days, answer="", regrets="", who=""):
    company = person.affiliations.select_related("organisation").first()
    told = {"company_name": company.organisation.name, "place": company.organisation.city} if company else {}
    service = SupportService.objects.get(name=name)
    with at(_ago(days)):
        request = send_service_request(
            service=service, text=text, by=person, employees=26, **({"company_name": person.name} | told)
        )
    link = Invitation.objects.for_target(SERVICE_REQUEST, request).get()
    with at(_ago(days - 2)):
        if answer:
            answer_service_request(invitation=link, answer=answer, name=who)
        if regrets:
            decline_service_request(invitation=link, answer=regrets, name=who)


def _ask_providers(people):
    """One asked on its day and silent since, one that has written what changed."""
    laboratory = SupportService.objects.get(name="The Friday laboratory")
    with at(_ago(5)):
        ask_provider(service=laboratory, by=None)
    with at(_ago(4)):
        link = Invitation.objects.for_target(SERVICE_REVIEW, laboratory).get()
        remark_on_service(invitation=link, remark=CHANGED)
    with at(_ago(20)):
        ask_provider(service=SupportService.objects.get(name="First series"), by=None)


def _ago(days):
    return timezone.now() - timedelta(days=days)
