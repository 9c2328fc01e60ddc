"""The edition that ships with the product: what a state-wide prize for small manufacturers can open with tomorrow.

{place} is where the prize is given. A prize office changes every word of this in the back office.
"""

from typing import NamedTuple

from prizes.enums import RuleKind


class StarterCategory(NamedTuple):
    key: str
    name: str
    description: str
    winners_least: int = 0
    winners_most: int = 1


class StarterOption(NamedTuple):
    key: str
    label: str
    eligible: bool


class StarterRule(NamedTuple):
    key: str
    kind: RuleKind
    question: str
    help_text: str
    reason: str
    assistance: str = ""
    required_answer: bool | None = None
    least: int | None = None
    most: int | None = None
    options: tuple = ()


class StarterDate(NamedTuple):
    """So many days after the opening or the close of nominations, at an hour of the edition's clock."""

    name: str
    after: str
    days: int
    hour: int
    note: str = ""


CATEGORIES = (
    StarterCategory(
        "product-and-process-innovation",
        "Product and process innovation",
        "A new or much better product, or a new way to make one, that is in use and has changed what the company can "
        "do for its customers.",
    ),
    StarterCategory(
        "operations-excellence",
        "Operations excellence",
        "Quality, cost, delivery and response taken to a level that a demanding customer notices, and kept there by "
        "the way the plant is run every day.",
    ),
    StarterCategory(
        "people-and-skills",
        "People and skills",
        "New ways to find, train, keep and lead people in manufacturing, with results for them and for the company.",
    ),
)

RULES = (
    StarterRule(
        key="located-here",
        kind=RuleKind.YES_NO,
        question="Do you manufacture at a site in {place}?",
        help_text="A sales office or a warehouse alone does not count.",
        required_answer=True,
        reason="The prize is for companies that make goods in {place}. A site elsewhere cannot enter, even when its "
        "customers are here.",
        assistance="capability-directories",
    ),
    StarterRule(
        key="makes-goods",
        kind=RuleKind.CHOICE,
        question="What best describes what your company does?",
        help_text="Choose what brings most of your revenue.",
        reason="The prize is for those who make things themselves. If you design products that others make, nominate "
        "the manufacturer you work with, and tell the story together.",
        assistance="startup-connections",
        options=(
            StarterOption("own-products", "We make products of our own", True),
            StarterOption("parts-for-others", "We make parts, components or tools for other manufacturers", True),
            StarterOption("contract-manufacturing", "We assemble, finish or treat goods under contract", True),
            StarterOption("design-only", "We design products that others make for us", False),
            StarterOption("services", "We sell, distribute, advise or repair", False),
        ),
    ),
    StarterRule(
        key="employees",
        kind=RuleKind.NUMBER,
        question="How many people do you employ, counting all sites and any parent company?",
        help_text="Full-time equivalents at the end of last year.",
        least=1,
        most=500,
        reason="The prize is for small and medium-sized manufacturers with up to 500 employees, the group included. "
        "Large manufacturers are welcome to nominate their suppliers and to serve on the jury.",
        assistance="supplier-upgrade",
    ),
    StarterRule(
        key="years-in-business",
        kind=RuleKind.NUMBER,
        question="For how many full years has the company been in business?",
        help_text="Count a predecessor whose business you carry on.",
        least=2,
        reason="The jury weighs effect over time, so a company needs two full years behind it. Come back then; until "
        "then there is help with the first series.",
        assistance="startup-connections",
    ),
    StarterRule(
        key="in-use",
        kind=RuleKind.YES_NO,
        question="Is the innovation in regular use, or on sale, today?",
        help_text="A pilot line that ships to customers counts; a prototype on the bench does not yet.",
        required_answer=True,
        reason="The prize is for what has proved itself in practice. An idea on its way there is for a coming year, "
        "and engineers who can help it along are for this one.",
        assistance="technical-and-engineering-support",
    ),
    StarterRule(
        key="unresolved-violations",
        kind=RuleKind.YES_NO,
        question="Does the company have unresolved violations of environmental, workplace safety, wage or tax law?",
        help_text="A violation that was settled and corrected is resolved. The prize office checks before the finals.",
        required_answer=False,
        reason="A winner stands for manufacturing in {place}. Open violations must be resolved before a company can "
        "enter.",
        assistance="process-improvement",
    ),
)

DATES = (
    StarterDate("Information session for entrants", "opens", 14, 12, "Online; questions and answers are published."),
    StarterDate("Second information session", "opens", 42, 17, "Online, for those who are on the shop floor at noon."),
    StarterDate("Jury begins to read", "closes", 10, 9),
    StarterDate("Finalists are told", "closes", 45, 10),
    StarterDate("Site visits to finalists", "closes", 55, 9, "Over three weeks, by appointment."),
    StarterDate("Award ceremony", "closes", 98, 18, "Winners and finalists are announced the same evening."),
)

SUMMARY = (
    "The prize honors small and medium-sized manufacturers in {place} whose innovations set a standard. A jury from large "
    "manufacturers, universities and intermediary organizations reads every entry, gives every entrant an answer worth "
    "reading, and makes the best practice it finds visible to all."
)

TERMS = "\n\n".join(
    [
        "By submitting this entry, the person who submits it declares for the company:",
        "1. Authority. I am entitled to enter the company for this prize and to accept these terms for it.",
        "2. Accuracy. What the entry says is true and complete to the best of our knowledge. We will tell the prize "
        "office if that changes before the award. The prize office may ask for evidence and may withdraw an award "
        "that rests on wrong statements.",
        "3. Permission of others. Customers, suppliers and persons who are named or can be recognized have agreed to "
        "what we say about them. We hold the rights to the pictures and documents that we upload.",
        "4. Nothing controlled. The entry contains no technical data that is subject to export control, no classified "
        "information, and nothing that an agreement with a customer forbids us to disclose to the jury.",
        "5. Reading. Jurors have signed a pledge of confidentiality and have declared their ties to entrants. They "
        "read the entry for judging only. Answers marked for the prize office are not shown to them.",
        "6. Sharing practice. If we win, we will share in plain words what we did and what others can learn from it: "
        "in a short story on the prize's site and at one event within a year. Trade secrets stay ours.",
        "7. Publication. The company's name, place, category and the jury's citation are published if we win. "
        "Anything more is published only after we have seen and approved it.",
        "8. Decision. The decision of the jury is final. In a category where no entry reaches the bar, no award is "
        "given.",
        "9. Our data. The prize office keeps the entry for as long as the prize needs its record, and erases personal "
        "data on request, as far as the law allows.",
    ]
)
