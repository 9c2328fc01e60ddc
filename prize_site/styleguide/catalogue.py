"""Every component in every state. A test fails when one is not here, or when one of its arguments never varies."""

from prize_site.styleguide.parts import Example, part
from prize_site.styleguide.samples import (
    CLOSES,
    FACTS,
    LINKS,
    LONG,
    LONG_LINKS,
    OPENS,
    TERMS,
    UNBROKEN,
    ZONE,
    Message,
    ReasonForm,
    SampleForm,
    dates,
    disabled_form,
    drawing,
    edition,
    filters,
    long_form,
    person,
    share,
    sheet,
    wrong_form,
)
from showcase.models import Picture
from showcase.models.pictures import SIZES

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("needs_information", "Needs information"),
    ("ineligible", "Not eligible"),
    ("winner", "Winner"),
]
DECLARE = {"url": "#part-notice", "action": "Declare"}
STORY = {"title": "Forty minutes instead of nine hours", "url": "#part-card"}
POINTS = ["The jurors are told.", "You can no longer change your answers."]


def groups():
    pictures = list(Picture.objects.prefetch_renditions(*SIZES).order_by("pk")[:2])
    return [
        ("Acts", _acts()),
        ("What is said", _words()),
        ("Forms", _forms()),
        ("Cards and pictures", _pictures(pictures)),
        ("Lists and the way through", _lists()),
        ("The frame of a page", _frame()),
        ("In the head of a page", _head()),
    ]


def _acts():
    return [
        part(
            "button",
            Example("default", {"label": "Submit the entry"}),
            Example("secondary", {"label": "Preview", "kind": "secondary"}),
            Example("quiet", {"label": "Skip for now", "kind": "quiet"}),
            Example("danger, with a note read aloud", {"label": "Withdraw", "kind": "danger", "note": "NE-2027-0142"}),
            Example("a link", {"label": "A link", "kind": "secondary", "url": "#part-button"}),
            Example("of another form", {"label": "Save", "name": "act", "value": "save", "form": "elsewhere"}),
            Example("disabled", {"label": "Not yet", "disabled": True}),
            Example("long text", {"label": f"Send it to {LONG}"}),
        ),
        part(
            "confirm",
            Example("default", {"title": "Submit this entry?", "text": "It is frozen.", **_act("Submit")}, alone=True),
            Example(
                "with what will follow",
                {
                    "title": "Submit this entry?",
                    "text": "It is frozen.",
                    "kicker": "Laser cell",
                    "points": POINTS,
                    "heading": 4,
                    **_act("Submit"),
                },
            ),
            Example(
                "danger, with a reason to give",
                {
                    "title": "Withdraw this entry?",
                    "text": "No juror sees it any more.",
                    "kind": "danger",
                    "form": ReasonForm(prefix="confirm"),
                    "heading": 4,
                    "action_label": "Withdraw",
                    "cancel_url": "#part-confirm",
                },
            ),
        ),
    ]


def _act(label):
    return {"action_label": label, "cancel_url": "#acts"}


def _words():
    return [
        part(
            "notice",
            Example("default", {"text": "Nominations open on January 11, 2027."}),
            Example("success", {"tone": "success", "text": "Your score is saved."}),
            Example(
                "warning, with a link", {"tone": "warning", "title": "Two are missing", "text": "Declare.", **DECLARE}
            ),
            Example("error", {"tone": "error", "text": "The round closed at 17:00 EST; this mark was not taken."}),
            Example("long text", {"title": LONG, "text": f"{LONG} {UNBROKEN}"}),
        ),
        part(
            "badge",
            *[Example(tone, {"label": tone.title(), "tone": tone}) for tone in ("plain", "signal", "good", "bad")],
            Example("default", {"label": "Blind"}),
        ),
        part("state_badge", *[Example(state, {"state": state, "label": label}) for state, label in STATES]),
        part(
            "empty_state",
            Example("default", {"title": "No entries yet"}),
            Example("with a way on", {"title": "No entries", "text": "They stand here.", "url": "#", "action": "Look"}),
            Example("long text", {"title": f"Nothing was found for {UNBROKEN}", "text": LONG}),
        ),
        part(
            "page_head",
            Example("default", {"title": "Your nominations"}, alone=True),
            Example("full", {**_page_head(), "url": "#", "action": "To the forms"}),
            Example("long text", {"title": f"{LONG} {UNBROKEN}", "level": 4}),
        ),
        part(
            "edition_status",
            Example("before", {"edition": edition("before"), "now": OPENS.replace(year=2026)}),
            Example("open", {"edition": edition("open"), "now": OPENS}),
            Example("closed", {"edition": edition("closed"), "now": CLOSES}),
        ),
        part(
            "progress",
            Example("some", {"label": "Scorecards complete", "value": 7, "total": 19}),
            Example("all", {"label": "Scorecards handed in", "value": 19, "total": 19}),
            Example("empty", {"label": "Scorecards begun", "value": 0, "total": 0, "text": "none to do"}),
        ),
    ]


def _page_head():
    return {
        "title": "Kestrel Gear Works",
        "kicker": "2027",
        "lede": "A shop of forty.",
        "meta": "Pittsfield",
        "level": 4,
    }


def _forms():
    kestrel = {"company": "Kestrel Gear Works"}
    return [
        part(
            "form",
            Example("default", {"form": SampleForm(prefix="blank", initial=kestrel)}),
            Example("with errors", {"form": wrong_form(), "submit": "Save and go on", "cancel_url": "#part-form"}),
            Example("disabled", {"form": disabled_form(), "submit": "Nothing to save", "kind": "secondary"}),
            Example(
                "long text, sent elsewhere",
                {
                    "form": long_form(),
                    "action": "#",
                    "next": "/prize/",
                    "cancel_url": "#part-form",
                    "cancel": "Not now",
                },
            ),
        ),
        part(
            "error_summary",
            Example("with errors", {"form": wrong_form(prefix="summary")}, alone=True),
            Example("without: nothing", {"form": SampleForm(prefix="faultless")}),
        ),
        part(
            "word_count",
            Example("within", {"for_id": "id_blank-story", "limit": 120, "count": 0}),
            Example("too long", {"for_id": "id_story", "limit": 80, "count": 131}),
        ),
        part(
            "save_state",
            Example("saving", {"state": "saving"}),
            Example("saved", {"state": "saved", "at": "21:04"}),
            Example("failed", {"state": "failed"}),
            Example("idle: nothing"),
        ),
        part(
            "filter_bar",
            Example("default", {"filters": filters("any"), "label": "Filter stories", "url": "#", "chosen": False}),
            Example(
                "one chosen",
                {"filters": filters("one", "additive"), "label": "Filter winners", "url": "?", "chosen": True},
            ),
        ),
    ]


def _pictures(pictures):
    return [
        part(
            "card",
            Example(
                "default", {**STORY, "text": "Two trolleys and a stopwatch.", "meta": "Pittsfield", "image": drawing()}
            ),
            Example("missing picture", {**STORY, "kicker": "Process excellence"}),
            Example("leads nowhere", {"title": "Only words", "level": 4}),
            Example("long text", {"title": f"{LONG} {UNBROKEN}", "url": "#part-card", "text": f"{LONG}. " * 3}),
            *[Example("with a picture of the site", {**STORY, "picture": picture}) for picture in pictures[:1]],
        ),
        part(
            "figure",
            Example("default", {"image": drawing()}),
            Example(
                "caption and credit", {"image": drawing("The second trolley"), "caption": LONG, "credit": "Kestrel"}
            ),
            Example("first on its page", {"image": drawing(), "lead": True}),
            *[
                Example("a picture of the site", {"picture": picture, "caption": "A picture"})
                for picture in pictures[:1]
            ],
        ),
        part(
            "picture",
            *[
                Example(kind, {"picture": picture, "kind": kind, "classname": f"is-{kind}", "eager": kind == "wide"})
                for kind, picture in zip(("card", "wide"), pictures, strict=False)
            ],
        ),
    ]


def _lists():
    return [
        part(
            "definition_list",
            Example("default", {"rows": FACTS}),
            Example("long text", {"rows": [(LONG, UNBROKEN), ("Employees", "48")]}),
        ),
        part(
            "timeline",
            Example("past, current, to come", {"dates": dates(), "zone": ZONE}),
            Example("in another zone", {"dates": dates()[:1], "zone": "Europe/Berlin"}),
            Example("empty", {"dates": [], "zone": ZONE}),
        ),
        part(
            "term_links",
            Example("default", {"terms": TERMS, "url": "#"}),
            Example("named", {"terms": TERMS[:1], "url": "/stories/", "label": "Technologies"}),
            Example("empty: nothing", {"terms": []}),
        ),
        part(
            "pagination",
            Example("first", {"page": sheet(1), "label": "First of the pages"}),
            Example("in the middle", {"page": sheet(4), "label": "Pages of winners", "query": "year=2027&"}),
            Example("last", {"page": sheet(12), "label": "Last of the pages"}),
            Example("one page: nothing", {"page": sheet(1, rows=3)}),
        ),
        part(
            "section_nav",
            Example(
                "with notes, one current", {"label": "Sections", "links": [{**LINKS[0], "note": "2 of 5"}, *LINKS[1:]]}
            ),
            Example("long text", {"label": "Long sections", "links": LONG_LINKS}),
        ),
    ]


def _frame():
    return [
        part(
            "site_header",
            Example("signed out", {"site_name": "Prize", "main_links": LINKS, "user": person("")}, alone=True),
            Example("signed in", {"site_name": "Prize", "doors": LINKS[1:], "user": person("Ada")}, alone=True),
            Example("long text", {"site_name": LONG, "main_links": LONG_LINKS, "user": person(LONG)}, alone=True),
            is_frame=True,
        ),
        part(
            "site_footer",
            Example(
                "default",
                {"site_name": "Prize", "main_links": LINKS, "further_links": LINKS[:1], "footer_links": LINKS[:1]},
                alone=True,
            ),
            Example(
                "empty", {"site_name": "Prize", "main_links": [], "further_links": [], "footer_links": []}, alone=True
            ),
            Example(
                "long text",
                {"site_name": LONG, "main_links": LONG_LINKS, "further_links": LONG_LINKS[:1], "footer_links": []},
                alone=True,
            ),
            is_frame=True,
        ),
        part(
            "account_menu",
            Example("default", {"user": person("Ada")}, alone=True),
            Example("long text", {"user": person(LONG)}, alone=True),
        ),
        part(
            "account_nav",
            Example("current", {"path": "/people/"}, alone=True),
            Example("another current", {"path": "/account/2fa/"}, alone=True),
        ),
        part("demo_banner", Example("default", alone=True), is_frame=True),
        part(
            "messages",
            Example("two", {"messages": [Message("Your score is saved."), Message(LONG, "error")]}, alone=True),
            Example("empty: nothing", {"messages": []}, alone=True),
            is_frame=True,
        ),
    ]


def _head():
    return [
        part(
            "share_meta",
            Example("a story", {"share": share()}),
            Example("for nobody else", {"share": None}),
            is_code=True,
        ),
        part("stylesheets", Example("default"), is_code=True),
        part("form_scripts", Example("default"), is_code=True),
        part("script_words", Example("default"), is_code=True),
        part("htmx", Example("default"), is_code=True),
    ]
