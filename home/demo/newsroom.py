"""News, figures to quote, the contact page and the footer of the demo's site."""

from datetime import timedelta

from django.utils import timezone

from home.demo.clock import at
from home.models import ContactPage, FactsPage, NewsIndexPage, NewsPage

REPORT = "MIT Industrial Performance Center, report on the manufacturing innovation ecosystem of Massachusetts"
REPORT_ADDRESS = "https://ipc.mit.edu/"


def furnish(home, picture):
    """`picture(title, motif, alternative_text)` draws one."""
    _add_news(home, picture)
    facts = home.add_child(instance=_facts())
    contact = home.add_child(instance=_contact())
    home.refresh_from_db()
    home.footer = [*home.footer.raw_data, *({"type": "link", "value": {"page": page.pk}} for page in (contact, facts))]
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
