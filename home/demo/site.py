"""The pages of the demo's site, and its pictures."""

from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.models import Collection, Page, Site

from accounts.enums import OrganisationKind
from home.actions import answer_story_approval, ask_for_story_approval
from home.demo.clock import at
from home.demo.pictures import drawing
from home.demo.stories import STORIES
from home.models import HomePage, PrizePage, StandardPage, StoryIndexPage, StoryPage
from prizes.enums import Vocabulary
from prizes.models import SupportService, Term
from showcase.models import Award, Picture, WinnersPage

MOTIFS = ("gears", "blades", "wave", "blocks", "weave", "hands")
MOTIF_OF = {story.company: story.motif for story in STORIES}


def picture(title, motif, alternative_text):
    known = Picture.objects.filter(title=title).first()
    if known:
        return known
    return Picture.objects.create(
        title=title,
        description=alternative_text,
        credit="Drawn for this site",
        rights="Our own",
        collection=Collection.get_first_root_node(),
        file=ContentFile(drawing(title, motif), name=f"{slugify(title)}.png"),
    )


def company_picture(company):
    # In turn, so that the winner and the finalist of a category, drawn one after the other, do not look alike.
    motif = MOTIF_OF.get(company) or MOTIFS[Picture.objects.count() % len(MOTIFS)]
    return picture(company, motif, f"Drawing in the manner of a workshop sheet, for {company}.")


def build_site(prize):
    """Front page and sections, in place of Wagtail's welcome page. Winner pages hang beneath the winners' page."""
    site = Site.objects.get(is_default_site=True)
    home = HomePage(
        title=prize.name,
        slug="prize-home",
        headline="Good work deserves to be seen",
        lead="Each year the prize looks for small manufacturers in Massachusetts who found a better way, and shows "
        "everybody how they did it.",
        prize=prize,
        picture=picture("The prize", "gears", "Drawing of two meshing gears, the smaller one in orange."),
        body=[("text", HOME_TEXT)],
    )
    Page.get_first_root_node().add_child(instance=home)
    welcome = site.root_page
    site.root_page, site.site_name = home, prize.name
    site.save()
    if not isinstance(welcome.specific, HomePage):
        welcome.delete()
    prize.site = site
    prize.save(update_fields=["site"])
    for page in _sections(prize):
        home.add_child(instance=page)
    return home


def _sections(prize):
    return (
        PrizePage(
            title="The prize",
            slug="prize",
            prize=prize,
            show_in_menus=True,
            introduction="Three categories, five criteria and a jury from large manufacturers, universities and support "
            "organizations. Entering costs nothing, and every entrant hears what the jury thought.",
            body=[
                ("heading", "Questions and answers"),
                *(("faq", {"question": question, "answer": f"<p>{answer}</p>"}) for question, answer in QUESTIONS),
            ],
        ),
        WinnersPage(
            title="Winners",
            slug="winners",
            prize=prize,
            show_in_menus=True,
            introduction="Every company that a jury honored, with what it did and what others can take from it.",
        ),
        StoryIndexPage(
            title="Stories",
            slug="stories",
            show_in_menus=True,
            introduction="How small manufacturers solved a problem that others have too: what they did, what it took, and "
            "what you can copy.",
        ),
        StandardPage(
            title="About",
            slug="about",
            introduction="Who runs the prize, and how it stays fair.",
            body=[("heading", "How it stays fair"), ("text", ABOUT_TEXT)],
        ),
    )


def offer_support(house, reviewed_on):
    """Help for small manufacturers, by invented providers: refusals and the support page point here."""
    for provider, name, summary, assistance in SUPPORT:
        service = SupportService.objects.create(
            name=name,
            provider=house.organisation(provider, OrganisationKind.INTERMEDIARY),
            summary=summary,
            reviewed_on=reviewed_on,
        )
        service.assistance.set(Term.objects.filter(vocabulary=Vocabulary.ASSISTANCE, slug__in=assistance))


def publish_stories(editor, when):
    """`when`: by company, the hour at which its story appeared."""
    index = StoryIndexPage.objects.get()
    told = {story.company: story for story in STORIES}
    for company, hour in when.items():
        with at(hour):
            page = _story_page(told[company])
            index.add_child(instance=page)
            _approve(page, editor)
            page.get_latest_revision().publish(user=editor)


def _approve(page, editor):
    """The company reads the text by its link and agrees."""
    page.save_revision(user=editor)
    address = f"owner@{slugify(page.company_name)}.example"
    invitation = ask_for_story_approval(story=page, address=address, by=editor)
    answer_story_approval(invitation=invitation, approves=True, name=page.contacts[0].value["name"])


def _story_page(story):
    award = Award.objects.filter(company_name=story.company).first()
    body = []
    for heading, text in story.sections:
        body += [("heading", heading), ("text", f"<p>{text}</p>")]
    figures = [
        {"label": label, "before": Decimal(str(before)), "after": Decimal(str(after)), "unit": unit}
        for label, before, after, unit in story.figures
    ]
    words, name, role = story.quote
    people, money, months, note = story.effort
    body += [("figures", figures), ("quote", {"text": words, "name": name, "role": role})]
    page = StoryPage(
        title=story.title,
        slug=slugify(story.title),
        summary=story.summary,
        company_name=story.company,
        place=award.place if award else "",
        picture=picture(story.title, story.motif, story.alternative_text),
        situation=award.nomination.answers.get(question_key="situation").value if award else story.summary,
        body=body,
        lessons=story.lessons,
        live=False,
        focus=story.focus,
        effort_people=people,
        effort_money=money,
        effort_months=months,
        effort_note=note,
        contacts=[("contact", {"name": name, "role": role, "email": f"stories@{slugify(story.company)}.example"})],
        award=award,
    )
    page.terms = list(_terms_of(award)) if award else []
    return page


def _terms_of(award):
    values = {answer.question_key: answer.value for answer in award.nomination.answers.all()}
    slugs = [slug for key in ("sub-industries", "technologies", "practices") for slug in values.get(key) or []]
    return Term.objects.filter(slug__in=slugs, vocabulary__in=("sub_industry", "technology", "practice"))


HOME_TEXT = (
    "<p>Manufacturing here has changed: smaller series, harder parts, shorter times, and people who know why. Much of that "
    "happens in shops that nobody hears of. The prize sets a high bar, and then opens the door: what wins is shown in "
    "enough detail to be copied.</p>"
)
ABOUT_TEXT = (
    "<p>A prize office of two runs the year. Jurors sign a confidentiality pledge and declare every tie before they read a "
    "word. Each scores alone; nobody sees another's marks before the round is closed. The chair seals the figures and the "
    "decisions, and an auditor who had no part in them releases the result. Each step is written into a record that cannot "
    "be changed unnoticed.</p>"
)
QUESTIONS = (
    ("What does it cost to enter?", "Nothing but your time. Most entrants need three evenings."),
    (
        "Who reads our entry?",
        "The prize office and the jurors assigned to it, after they have pledged confidentiality and declared their ties.",
    ),
    ("Will anything be published?", "Only if you win, only what you agreed to, and only after you have read it."),
    ("Do we get to know why?", "Yes. Every entrant receives the jury's comments, whatever the outcome."),
)
SUPPORT = (
    (
        "Bay Extension Partnership",
        "A day on your floor",
        "Two field agents walk your floor for a day, free of charge, and leave three things to change on one page. Half of "
        "those who ask go on to a longer project; nobody has to.",
        ("process-improvement", "lean-assistance"),
    ),
    (
        "Bay Extension Partnership",
        "Ready for the quality audit",
        "A course of six evenings and two visits that prepares a shop of up to a hundred people for its first certified "
        "quality system. Half of the fee is paid back after the audit.",
        ("certification-assistance", "supplier-upgrade"),
    ),
    (
        "Guild of Precision Shops",
        "Apprentice match",
        "We find the pupils, the school finds the teachers, you find the machine. Eleven shops share one training room and "
        "its two instructors.",
        ("workforce-training",),
    ),
    (
        "Pioneer Valley State College",
        "The Friday laboratory",
        "Book a measuring room, a furnace or an electron microscope by the hour, with somebody who knows how to use it. "
        "The first two hours are free for companies of fewer than fifty people.",
        ("shared-equipment", "technical-and-engineering-support", "applied-research-centers"),
    ),
    (
        "Merrow Institute of Technology",
        "First series",
        "Startups bring a prototype, manufacturers bring a line. We pay for the first ten pieces and write down what both "
        "learnt.",
        ("startup-connections",),
    ),
    (
        "Guild of Precision Shops",
        "Meet the buyers",
        "Twice a year eight large manufacturers say what they will need in five years, and stay for lunch. Suppliers show "
        "what they can do in four minutes each.",
        ("oem-connections", "marketing-assistance", "capability-directories"),
    ),
    (
        "Merrow Institute of Technology",
        "Running a factory",
        "Ten Saturdays for owners and production leads: figures, planning, people. Every case is a company from the state.",
        ("managerial-and-professional-education", "executive-education"),
    ),
)
