"""What the examples of the style guide are made of. Nothing here is in the database but the pictures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static

ZONE = "America/New_York"
OPENS = datetime(2027, 1, 11, 9, 0, tzinfo=ZoneInfo(ZONE))
CLOSES = datetime(2027, 3, 4, 17, 0, tzinfo=ZoneInfo(ZONE))
LONG = "The Greater Connecticut River Valley Precision Machining, Forging and Electroplating Cooperative Association"
UNBROKEN = "Quarterlyreportonthechangeoverofthesecondpressinthefourthhallbeforeandafterthewinter"
LINKS = [
    {"label": "Prize", "url": "/prize/", "current": True},
    {"label": "Stories", "url": "/stories/"},
    {"label": "Winners", "url": "/winners/"},
]
LONG_LINKS = [{"label": LONG, "url": "#"}, *LINKS]
FACTS = [("Company", "Kestrel Gear Works"), ("Employees", "48"), ("Reference", "NE-2027-0142")]
TERMS = [
    SimpleNamespace(vocabulary="technology", slug="additive", name="Additive manufacturing"),
    SimpleNamespace(vocabulary="practice", slug="smed", name="Quick change-over"),
]


class SampleForm(forms.Form):
    company = forms.CharField(label="Company", max_length=200, help_text="As it stands in the register.")
    email = forms.EmailField(label="E-mail address")
    employees = forms.IntegerField(label="Employees", min_value=0)
    category = forms.ChoiceField(label="Category", choices=[("", "Choose one"), ("process", "Process excellence")])
    practices = forms.MultipleChoiceField(
        label="Practices",
        required=False,
        choices=[("kata", "Improvement kata"), ("smed", "Quick change-over"), ("tpm", "Total productive maintenance")],
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.ChoiceField(
        label="Which is true of you?",
        choices=[("sme", "We are a small or medium-sized manufacturer"), ("oem", "We buy from such manufacturers")],
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label="What did you change?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Say what was done, by whom, and what came of it.",
    )
    drawing = forms.FileField(label="Drawing or photograph", required=False)
    agree = forms.BooleanField(label="I may speak for the company.")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))


def wrong_form(**kwargs):
    form = SampleForm({"company": "", "email": "not an address", "employees": "-4"}, **kwargs)
    form.add_error(None, "The company's register number and its name do not belong together.")
    return form


def disabled_form():
    form = SampleForm(
        prefix="disabled", initial={"company": "Kestrel Gear Works", "size": "sme", "category": "process"}
    )
    for field in form.fields.values():
        field.disabled = True
    return form


def long_form():
    form = ReasonForm(prefix="long", initial={"reason": f"{LONG}. " * 6})
    form.fields["reason"].label = f"{LONG}: {UNBROKEN}?"
    return form


def drawing(alt="A spur gear, drawn"):
    return SimpleNamespace(url=static("img/sample.svg"), width=960, height=640, alt=alt)


def sheet(number, rows=240):
    return Paginator(range(rows), 20).page(number)


def person(name):
    return SimpleNamespace(is_authenticated=bool(name), get_short_name=name, email="ada.farmer@kestrel.example")


def edition(window):
    return SimpleNamespace(window=window, opens_at=OPENS, closes_at=CLOSES, time_zone=ZoneInfo(ZONE))


def filters(name, chosen=""):
    choices = [("additive", "Additive manufacturing"), ("casting", LONG)]
    return [("Technology", f"{name}-technology", chosen, choices), ("Year", f"{name}-year", "", [("2027", "2027")])]


def dates():
    return [
        {"label": "Nominations", "opens_at": OPENS, "closes_at": CLOSES, "state": "past"},
        {"label": "Judging", "opens_at": OPENS + timedelta(days=59), "closes_at": None, "state": "current"},
        {"label": "References", "opens_at": None, "closes_at": CLOSES, "state": "future"},
        {
            "label": "Winners announced",
            "opens_at": OPENS + timedelta(days=140),
            "closes_at": None,
            "state": "future",
            "note": "At the Manufacturing Summit, Worcester.",
        },
    ]


@dataclass(frozen=True)
class Message:
    text: str
    level_tag: str = "success"

    def __str__(self):
        return self.text


def share(**differences):
    told = {
        "indexed": True,
        "address": "https://prize.example.org/stories/kestrel/",
        "og_type": "article",
        "title": "Forty minutes instead of nine hours",
        "description": "How a shop of forty people rebuilt its change-over.",
        "site_name": "Prize",
        "picture_address": "https://prize.example.org/share/page/1.png",
        "picture_text": "Forty minutes instead of nine hours",
        "published_at": OPENS,
        "modified_at": CLOSES,
        "feeds": [("Stories", "/stories/feed/")],
        "data": [],
    }
    return SimpleNamespace(**{**told, **differences})
