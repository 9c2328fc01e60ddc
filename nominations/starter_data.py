"""The entry form of the starter edition. A prize office changes every word of it in the back office."""

from typing import NamedTuple

from nominations.enums import Audience, Measure, QuestionKind
from nominations.questionnaire import RELATED_ORGANISATIONS_KEY, TITLE_KEY
from prizes.enums import Vocabulary

SUMMARY_KEY = "public-summary"
THREE_YEARS = (-3, -2, -1)

INTRODUCTION = (
    "Write for a reader who knows manufacturing and does not know you. Say what you did, show what changed, and give the "
    "figures that prove it. Plain words and real numbers beat adjectives; an answer shorter than its limit is welcome. "
    "Leave your company's name out of the answers where you can: some jurors read without knowing whose entry it is. "
    "You can save at any time, work on the entry with colleagues, and hand it in until nominations close."
)


class StarterSection(NamedTuple):
    key: str
    label: str
    help_text: str


class StarterQuestion(NamedTuple):
    """`fields` are further fields of the question; `categories` keys of those that ask it, none meaning all."""

    section: str
    key: str
    kind: QuestionKind
    label: str
    help_text: str = ""
    fields: dict = {}
    options: tuple = ()
    categories: tuple = ()


SECTIONS = (
    StarterSection("company", "The company", "Who you are. Most of this is for the prize office and for comparison."),
    StarterSection("innovation", "The innovation", "What you did, and what was new about it."),
    StarterSection("way", "The way there", "How you work, who did it, and what it took."),
    StarterSection("effect", "The effect", "What changed, in figures that you could show a visitor."),
    StarterSection("transfer", "What others can learn", "The prize exists to make good practice visible."),
)

INNOVATION, OPERATIONS, PEOPLE = "product-and-process-innovation", "operations-excellence", "people-and-skills"

QUESTIONS = (
    StarterQuestion(
        "company",
        "company-profile",
        QuestionKind.LONG_TEXT,
        "What do you make, for whom, and what are you known for?",
        "Two or three sentences that a neighbor would understand.",
        {"word_limit": 120, "identifies": True},
    ),
    StarterQuestion(
        "company",
        "employees",
        QuestionKind.NUMBER,
        "How many people do you employ?",
        "Full-time equivalents at the end of last year, all sites together.",
        {"measure": Measure.EMPLOYEES, "unit": "people", "period": "end of last year", "least": 1, "most": 500},
    ),
    StarterQuestion(
        "company",
        "revenue",
        QuestionKind.TABLE,
        "Revenue of the last three years",
        "In dollars, rounded to thousands. Jurors see it; it is never published.",
        {"measure": Measure.REVENUE, "unit": "USD", "period": "fiscal year", "years": THREE_YEARS, "least": 0},
    ),
    StarterQuestion(
        "company",
        "sub-industries",
        QuestionKind.CHOICES,
        "Which industries do you make things for?",
        "This helps us find jurors who know your field.",
        {"vocabulary": Vocabulary.SUB_INDUSTRY, "audience": Audience.PUBLIC},
    ),
    StarterQuestion(
        "company",
        RELATED_ORGANISATIONS_KEY,
        QuestionKind.LONG_TEXT,
        "Name your main customers, suppliers and competitors, one on each line",
        "Only the prize office reads this. It keeps entries away from jurors who have a stake in them.",
        {"audience": Audience.STAFF, "identifies": True, "word_limit": 200},
    ),
    StarterQuestion(
        "innovation",
        TITLE_KEY,
        QuestionKind.SHORT_TEXT,
        "A title for your entry",
        "What it is, in one line and without the company's name: “Printed sand molds for castings nobody stocks”.",
        {"audience": Audience.PUBLIC},
    ),
    StarterQuestion(
        "innovation",
        "situation",
        QuestionKind.LONG_TEXT,
        "What was the problem or the opportunity?",
        "Say how things stood before, with a figure if you have one, and why it mattered.",
        {"word_limit": 200},
    ),
    StarterQuestion(
        "innovation",
        "action",
        QuestionKind.LONG_TEXT,
        "What did you do?",
        "Describe the innovation so that somebody in your trade could picture it. Say what is new about it and what you "
        "took from elsewhere.",
        {"word_limit": 400},
    ),
    StarterQuestion(
        "innovation",
        "novelty",
        QuestionKind.CHOICE,
        "How far does its novelty reach?",
        "Claim only what you can show. A modest step, well made, can win.",
        options=(
            ("company", "New to our company"),
            ("region", "New to manufacturers in our state"),
            ("industry", "New to our industry"),
            ("world", "New anywhere, as far as we could find out"),
        ),
    ),
    StarterQuestion(
        "innovation",
        "in-use-since",
        QuestionKind.CHOICE,
        "For how long has it been in regular use or on sale?",
        options=(
            ("under-a-year", "Less than a year"),
            ("one-to-two-years", "One to two years"),
            ("three-to-five-years", "Three to five years"),
            ("over-five-years", "More than five years"),
        ),
    ),
    StarterQuestion(
        "innovation",
        "technologies",
        QuestionKind.CHOICES,
        "Which of these technologies does it build on?",
        "Choose none if it builds on none of them: not every innovation is a technology.",
        {"vocabulary": Vocabulary.TECHNOLOGY, "required": False, "audience": Audience.PUBLIC},
    ),
    StarterQuestion(
        "way",
        "process",
        QuestionKind.LONG_TEXT,
        "How did you go about it, and how do you keep it going?",
        "Steps, trials, setbacks, how you measured, and what keeps the gain from fading.",
        {"word_limit": 300},
    ),
    StarterQuestion(
        "way",
        "people",
        QuestionKind.LONG_TEXT,
        "Who made it happen, and how were they led, trained and recognized?",
        "Functions rather than names. Tell us where the idea came from.",
        {"word_limit": 250},
    ),
    StarterQuestion(
        "way",
        "worked-with-partners",
        QuestionKind.YES_NO,
        "Did you work with a customer, university, startup or support organization?",
    ),
    StarterQuestion(
        "way",
        "partners",
        QuestionKind.LONG_TEXT,
        "With whom, and what did each side bring?",
        "Leave this empty if you worked alone.",
        {"required": False, "word_limit": 150, "identifies": True},
    ),
    StarterQuestion(
        "way",
        "practices",
        QuestionKind.CHOICES,
        "Which of these practices does it show?",
        "Choose those that a visitor would notice on your floor.",
        {"vocabulary": Vocabulary.PRACTICE, "required": False, "audience": Audience.PUBLIC},
    ),
    StarterQuestion(
        "way",
        "training-hours",
        QuestionKind.TABLE,
        "Hours of training per employee",
        "Formal and on the job, where you keep a record of it.",
        {
            "measure": Measure.TRAINING_HOURS,
            "unit": "hours",
            "period": "calendar year",
            "audience": Audience.PUBLIC,
            "years": THREE_YEARS,
            "least": 0,
        },
        categories=(PEOPLE,),
    ),
    StarterQuestion(
        "way",
        "apprentices",
        QuestionKind.NUMBER,
        "How many apprentices and trainees do you have today?",
        "Write 0 if you have none.",
        {"measure": Measure.APPRENTICES, "unit": "people", "period": "today", "least": 0},
        categories=(PEOPLE,),
    ),
    StarterQuestion(
        "effect",
        "result",
        QuestionKind.LONG_TEXT,
        "What has changed, for your customers, your people and the company?",
        "Give figures before and after, say how you know, and say what did not work out.",
        {"word_limit": 300},
    ),
    StarterQuestion(
        "effect",
        "research-spending",
        QuestionKind.TABLE,
        "Spending on research and development",
        "In dollars, your own work and what you paid others for.",
        {"measure": Measure.RESEARCH, "unit": "USD", "period": "fiscal year", "years": THREE_YEARS, "least": 0},
        categories=(INNOVATION,),
    ),
    StarterQuestion(
        "effect",
        "on-time-delivery",
        QuestionKind.TABLE,
        "Orders delivered on the promised day",
        "In percent of all orders, against the first date you promised.",
        {
            "measure": Measure.ON_TIME,
            "unit": "%",
            "period": "calendar year",
            "audience": Audience.PUBLIC,
            "years": THREE_YEARS,
            "least": 0,
            "most": 100,
        },
        categories=(OPERATIONS,),
    ),
    StarterQuestion(
        "effect",
        "scrap-rate",
        QuestionKind.TABLE,
        "Scrap and rework",
        "In percent of production cost, or of pieces: say which in the answer above.",
        {
            "measure": Measure.SCRAP,
            "unit": "%",
            "period": "calendar year",
            "audience": Audience.PUBLIC,
            "years": THREE_YEARS,
            "least": 0,
            "most": 100,
        },
        categories=(OPERATIONS,),
    ),
    StarterQuestion(
        "effect",
        "investment",
        QuestionKind.MONEY,
        "What has it cost so far?",
        "Machines, software, advice and the hours of your own people. An estimate is fine.",
        {"measure": Measure.INVESTMENT, "unit": "USD", "period": "to date", "least": 0},
    ),
    StarterQuestion(
        "effect",
        "evidence",
        QuestionKind.FILE,
        "A document that shows it",
        "A chart, a customer's letter, pictures before and after: one file of a few pages says more than many. Take "
        "names and addresses out of it.",
        {"required": False, "identifies": True},
    ),
    StarterQuestion(
        "effect",
        "video",
        QuestionKind.LINK,
        "A video of it at work",
        "Two minutes from a phone are enough. The link must open without a sign-in.",
        {"required": False, "identifies": True},
    ),
    StarterQuestion(
        "transfer",
        "lesson",
        QuestionKind.LONG_TEXT,
        "What could another manufacturer take from this on Monday morning?",
        "What to start with, what to avoid, what it needs. Say also where it would not work.",
        {"word_limit": 250},
    ),
    StarterQuestion(
        "transfer",
        "capabilities",
        QuestionKind.CHOICES,
        "What would you like startups and large manufacturers to come to you for?",
        "If you win, and agree, this is how they find you.",
        {"vocabulary": Vocabulary.CAPABILITY, "required": False, "audience": Audience.PUBLIC},
    ),
    StarterQuestion(
        "transfer",
        SUMMARY_KEY,
        QuestionKind.LONG_TEXT,
        "A summary that we may publish if you win",
        "For readers outside the trade. You see and approve the page before it appears.",
        {"word_limit": 120, "audience": Audience.PUBLIC, "identifies": True},
    ),
)
