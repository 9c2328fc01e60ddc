"""News, figures to quote, the contact page and the footer of the demo's site."""

from datetime import timedelta

from django.utils import timezone

from home.demo.clock import at
from home.models import ContactPage, FactsPage, NewsIndexPage, NewsPage, StandardPage

REPORT = "MIT Industrial Performance Center, report on the manufacturing innovation ecosystem of Massachusetts"
REPORT_ADDRESS = "https://ipc.mit.edu/"


def furnish(home, picture):
    """`picture(title, motif, alternative_text)` draws one."""
    _add_news(home, picture)
    facts = home.add_child(instance=_facts())
    contact = home.add_child(instance=_contact())
    statements = [home.add_child(instance=_statement(*each)) for each in STATEMENTS]
    home.refresh_from_db()
    home.footer = [("link", {"page": page, "label": ""}) for page in (contact, facts, *statements)]
    home.save()


def _add_news(home, picture):
    index = home.add_child(
        instance=NewsIndexPage(
            title="News", slug="news", show_in_menus=True, introduction="What happens around the prize."
        )
    )
    for days, title, slug, motif, summary, paragraphs in NEWS:
        when = timezone.now() - timedelta(days=days)
        with at(when):
            page = NewsPage(
                title=title,
                slug=slug,
                date=when.date(),
                summary=summary,
                picture=picture(title, motif, f"Drawing for the news “{title}”.") if motif else None,
                body=[("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))],
            )
            index.add_child(instance=page)
            page.save_revision().publish()


def _facts():
    return FactsPage(
        title="Facts and figures",
        slug="facts",
        introduction="What manufacturing in Massachusetts is made of, in figures that you may print.",
        terms_of_use="Use any figure in any medium, and name the source that stands beneath it.",
        body=[
            (
                "group",
                {
                    "heading": heading,
                    "facts": [
                        {
                            "figure": figure,
                            "statement": statement,
                            "source": REPORT,
                            "source_address": REPORT_ADDRESS,
                            "year": 2015,
                        }
                        for figure, statement in facts
                    ],
                },
            )
            for heading, facts in FACTS
        ],
    )


def _contact():
    return ContactPage(
        title="Contact",
        slug="contact",
        introduction="A prize office of two reads everything, and answers within two working days.",
        body=[
            ("heading", "The prize office"),
            ("contact", {"name": "Dana Whitfield", "role": "Secretary of the prize", "email": "office@prize.example"}),
            ("contact", {"name": "Sam Feldstein", "role": "Stories and press", "email": "editor@prize.example"}),
        ],
    )


def _statement(title, slug, introduction, sections):
    body = []
    for heading, paragraphs in sections:
        body += [("heading", heading), ("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))]
    return StandardPage(title=title, slug=slug, introduction=introduction, body=body)


STATEMENTS = (
    (
        "Accessibility",
        "accessibility",
        "We want everybody to be able to enter, to judge and to read, whatever they see, hear or hold.",
        (
            (
                "What we hold to",
                (
                    "The site is built to the Web Content Accessibility Guidelines 2.2 at level AA. Every page works with a "
                    "keyboard alone, at 200 percent zoom, on a screen of 320 pixels, in light and dark, with motion "
                    "switched off, and on paper.",
                    "Forms say what is wrong beside the field and at the top of the page. What you typed is kept, also when "
                    "your connection is lost.",
                ),
            ),
            (
                "How we know",
                (
                    "Each kind of page is checked by a program in light and dark whenever the site changes. A program finds "
                    "about a third of what can be wrong; the rest we try by hand, with a keyboard and a screen reader.",
                ),
            ),
            (
                "What is not yet as it should be",
                (
                    "Documents that entrants hand in are shown as they are: some were scanned and cannot be read aloud. The "
                    "prize office reads them to you on request. The back office, which only staff use, is Wagtail's, and "
                    "has known gaps of its own.",
                ),
            ),
            (
                "Tell us",
                (
                    "If something stands in your way, write to the prize office by the contact page. You get an answer within "
                    "two working days, and your entry by another way if the site cannot be mended in time.",
                ),
            ),
        ),
    ),
    (
        "Privacy",
        "privacy",
        "What we know about you, why, for how long, and how to have it back or erased.",
        (
            (
                "If you only read",
                (
                    "Then we know nothing of you. The site sets no cookie before you sign in or send a form, loads nothing "
                    "from elsewhere, and counts nobody. A film on another site is loaded only when you ask for it.",
                ),
            ),
            (
                "If you write to a company, or come to an event",
                (
                    "A company reads what you need and for which company you ask. Your name and address are told when it "
                    "answers, and not before. The prize office reads none of it unless the company reports it. The name and "
                    "address of who signed up for an event are erased ninety days after it.",
                ),
            ),
            (
                "If you enter or judge",
                (
                    "We keep your name, your address, what you wrote and when. Entries are read by the prize office and the "
                    "jurors assigned to them. Figures are published only when you win, and only what you agreed to.",
                    "Signed in, you find under your name a copy of all that we keep about you, and can have yourself erased. "
                    "What was judged stays, under a pseudonym.",
                ),
            ),
        ),
    ),
)
NEWS = (
    (
        13,
        "The jury has begun to read",
        "the-jury-has-begun-to-read",
        "hands",
        "Twelve people from large manufacturers, universities and support organizations read this year's entries.",
        (
            "Each juror signed a pledge and declared every tie before a single page was opened. Three of them read each "
            "entry, each alone. They have until the second week of December.",
            "Whoever entered hears the outcome before anybody else, with the comments that the jurors wrote for them.",
        ),
    ),
    (
        26,
        "Nominations are closed",
        "nominations-are-closed",
        "",
        "More companies than in either year before have told us what they found out.",
        (
            "The prize office now checks whether each entry meets the conditions, and asks where something is missing. If "
            "that is you, you have a message already.",
        ),
    ),
    (
        120,
        "An evening for those who write at night",
        "an-evening-for-those-who-write-at-night",
        "wave",
        "Two sessions by video answer what people ask once the second shift has gone home.",
        (
            "Most entries are written after work. So the second session begins at five in the afternoon and ends when the "
            "last question is answered. What was asked stands, with its answer, on the page of the prize.",
        ),
    ),
)
FACTS = (
    (
        "How large it is",
        (
            (
                "250,000",
                "About 250,000 people in Massachusetts work in manufacturing, some 9 percent of all employment.",
            ),
            ("7,000", "They work in about 7,000 establishments."),
        ),
    ),
    (
        "Who it is made of",
        (
            ("97 %", "About 97 percent of the state's manufacturing establishments have fewer than 500 employees."),
            ("92 %", "About 92 percent of them have fewer than 100."),
            ("30 %", "Small and medium-sized companies hold about 30 percent of all manufacturing jobs in the state."),
        ),
    ),
)
