"""How the starter edition judges: five criteria with five levels that two jurors would read alike, ties, rounds."""

from typing import NamedTuple

from judging.enums import Consequence, RoundKind


class StarterCriterion(NamedTuple):
    key: str
    name: str
    weight: int
    description: str
    evidence: tuple
    # The form of assistance that helps who is weak here, by its slug.
    assistance: str
    levels: tuple


INTRODUCTION = (
    "Read the whole entry before you mark. Mark what is shown, not what is promised, and give the level whose description "
    "fits best: start at 3 and ask what would have to be true for 4, and what is missing for 3. A small company that does "
    "one thing superbly deserves the same mark as a larger one that does. Judge each criterion by itself; a brilliant idea "
    "does not make its effect any larger. If you cannot judge, say so: a missing mark is never counted as a low one."
)

LEVEL_LABELS = ("Not shown", "Beginning", "Sound", "Strong", "Outstanding")

CRITERIA = (
    StarterCriterion(
        key="innovation",
        name="Innovation",
        weight=25,
        description="How new is it, how hard was it, and how far ahead does it put the company? A product, a process, a "
        "way of organizing work or serving customers all count alike.",
        evidence=("title", "situation", "action", "novelty", "technologies"),
        assistance="technical-and-engineering-support",
        levels=(
            "No innovation can be made out, or it is a purchase that any company could have made: a standard machine, "
            "a standard system, used as its maker intended.",
            "An improvement on what the company did before, along a path that is common in the industry. What is new "
            "about it is said rather than shown.",
            "Clearly new for companies of this kind, and more than a purchase: the company adapted, combined or developed "
            "something itself. The entry says honestly what was taken from elsewhere.",
            "New for the industry. The company solved a problem that others work around, can explain why its solution "
            "works, and has made something that competitors do not have.",
            "New anywhere, as far as an expert can tell, or an old problem solved in a way that makes one ask why nobody "
            "did it before. It opens further possibilities that the company already pursues.",
        ),
    ),
    StarterCriterion(
        key="process-excellence",
        name="Process excellence",
        weight=20,
        description="How well was it brought about, and how reliably is it run? Method, measurement, quality, and what "
        "keeps the gain from fading.",
        evidence=("process", "practices", "in-use-since", "on-time-delivery", "scrap-rate"),
        assistance="lean-assistance",
        levels=(
            "How it came about cannot be followed, or it depended on chance. Nothing was measured.",
            "A plan is visible but trials, measures or responsibilities are patchy. The result rests on one or two "
            "people and would not survive their leaving.",
            "A sound course from problem to routine: causes were sought, alternatives tried, results measured before and "
            "after. The new way is documented and people are trained in it.",
            "Data from the floor steer the process day by day. Setbacks are told and were learned from. Quality, cost and "
            "delivery improved together rather than at each other's expense.",
            "A process that a demanding customer would hold up to its other suppliers: stable, transparent, improved "
            "continually by those who run it, and proved over several years or through a shock.",
        ),
    ),
    StarterCriterion(
        key="people-and-leadership",
        name="People and leadership",
        weight=20,
        description="Who made it happen, and what has it done for them? Leadership, skills, safety, ideas from the floor, "
        "and people who stay and grow.",
        evidence=("people", "training-hours", "apprentices"),
        assistance="workforce-training",
        levels=(
            "People appear as a cost or not at all.",
            "Management decided and informed. Training was what the supplier of the machine offered. Whether anybody's "
            "work became better cannot be told.",
            "Those concerned were asked early and trained properly. Leaders took part in person. There is at least one "
            "concrete sign of it: ideas taken up, skills certified, fewer injuries, fewer departures.",
            "The idea, or decisive parts of it, came from people close to the work, and the company has made a habit of "
            "that. Skills and careers grow in a way that the figures show; newcomers and apprentices have a part in it.",
            "A company where people seek work because of how it develops them. Responsibility is held where the knowledge "
            "is, leaders can say what they got wrong, and others visit to learn how it is done.",
        ),
    ),
    StarterCriterion(
        key="effect",
        name="Effect",
        weight=20,
        description="What has changed, for customers, people, the company and its surroundings, measured against the size "
        "of the company and of what was spent?",
        evidence=("result", "revenue", "investment", "research-spending", "evidence", "video"),
        assistance="managerial-and-professional-education",
        levels=(
            "No effect is shown, or the figures do not bear out what is claimed.",
            "Some effect is likely. Figures are few, without a starting point, or cover weeks rather than months.",
            "A clear effect with figures before and after that match the story. The company, its customers or its people "
            "are plainly better off, and the cost is told.",
            "A large effect for a company of this size: a market won, a customer kept, a cost or a lead time cut by a "
            "third or more, a danger removed. It has lasted a year or longer and other causes are considered.",
            "The effect has changed what the company is, and reaches beyond it: to customers, suppliers, the region or "
            "the environment. The evidence would convince a skeptic.",
        ),
    ),
    StarterCriterion(
        key="transferability",
        name="Transferability",
        weight=15,
        description="What can other manufacturers take from it? The prize exists to make good practice visible, so a "
        "lesson that travels is worth as much as a lead that stays.",
        evidence=("lesson", "public-summary", "worked-with-partners", "partners", "capabilities"),
        assistance="capability-directories",
        levels=(
            "Nothing that another company could use, or the company does not wish to share anything.",
            "A general appeal (involve your people, buy early) without the particulars that would make it usable.",
            "Another company in the same trade could follow the steps described, and knows what they need and cost.",
            "Companies in several trades could use it. The entry says where it would not work, and the company has "
            "already shown it to others or worked on it with partners.",
            "A model for manufacturing in the state: simple to grasp, affordable for a small company, taken up elsewhere "
            "already or sure to be, and told so well that one wants to begin.",
        ),
    ),
)


class StarterTie(NamedTuple):
    key: str
    label: str
    consequence: Consequence


class StarterRound(NamedTuple):
    """Opens and closes so many days after the close of nominations, at an hour of the edition's clock."""

    key: str
    name: str
    kind: RoundKind
    opens_after: int
    closes_after: int
    jurors_per_entry: int


TIES = (
    StarterTie("employer", "I work for the company, or did within the last three years", Consequence.EXCLUDE),
    StarterTie("group", "My employer belongs to the same group", Consequence.EXCLUDE),
    StarterTie("family", "Somebody close to me works there or owns a share", Consequence.EXCLUDE),
    StarterTie("ownership", "I own a share in it, or lent it money", Consequence.EXCLUDE),
    StarterTie("customer", "It supplies my employer, and I have a say in that", Consequence.EXCLUDE),
    StarterTie("supplier", "My employer supplies it, and I have a say in that", Consequence.EXCLUDE),
    StarterTie("competitor", "It competes with my employer", Consequence.EXCLUDE),
    StarterTie("advice", "I helped with this entry, or advise the company", Consequence.EXCLUDE),
    StarterTie("trade-at-a-distance", "It trades with my employer, and I have no part in that", Consequence.DISCLOSE),
    StarterTie("grant", "I decided on a grant or a loan for it", Consequence.DISCLOSE),
    StarterTie("past-project", "We worked on a project together more than three years ago", Consequence.DISCLOSE),
    StarterTie("acquaintance", "I know its people, without any of the above", Consequence.DISCLOSE),
)

ROUNDS = (
    StarterRound("scoring", "Scoring", RoundKind.SCORING, opens_after=10, closes_after=40, jurors_per_entry=5),
    StarterRound("final", "Final", RoundKind.FINAL, opens_after=55, closes_after=85, jurors_per_entry=7),
)
FINALISTS = 5
