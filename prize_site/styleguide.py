"""Every component in every state on one page, for those who build and check the screens."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.templatetags.static import static

ZONE = "America/New_York"


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


def styleguide(request):
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return render(request, "styleguide/index.html", sample_context())


def sample_context():
    wrong = SampleForm({"company": "", "email": "not an address", "employees": "-4"})
    wrong.add_error(None, "The company's register number and its name do not belong together.")
    return {
        "zone": ZONE,
        "now": datetime(2027, 3, 4, 17, 0, tzinfo=ZoneInfo(ZONE)),
        "blank_form": SampleForm(prefix="blank", initial={"company": "Kestrel Gear Works"}),
        "wrong_form": wrong,
        "crumbs": [
            {"label": "Prize", "url": "/prize/"},
            {"label": "2027", "url": "/prize/2027/"},
            {"label": "Process excellence"},
        ],
        "page": Paginator(range(240), 20).page(4),
        "facts": [
            ("Company", "Kestrel Gear Works"),
            ("Employees", "48"),
            ("Reference", "NE-2027-0142"),
            ("Submitted", "March 3, 2027, 9:04 p.m. EST"),
        ],
        "states": [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("needs_information", "Needs information"),
            ("ineligible", "Not eligible"),
            ("winner", "Winner"),
        ],
        "columns": [
            {"label": "Company"},
            {"label": "Category"},
            {"label": "Scorecards", "numeric": True},
            {"label": "Mean", "numeric": True},
        ],
        "table_rows": [
            ["Kestrel Gear Works", "Process excellence", "5 of 5", "17.40"],
            ["Harbour Castings", "People and leadership", "3 of 5", "9.25"],
            ["Moraine Optics", "Process excellence", "5 of 5", "21.00"],
        ],
        "steps": [
            {"label": "Eligibility", "state": "done", "url": "#steps"},
            {"label": "Your entry", "state": "current", "url": "#steps"},
            {"label": "References", "state": "todo"},
            {"label": "Submit", "state": "todo"},
        ],
        "sections": [
            {"label": "The company", "url": "#lists", "note": "6 of 6"},
            {"label": "The change", "url": "#lists", "note": "2 of 5", "current": True},
            {"label": "What came of it", "url": "#lists", "note": "0 of 4"},
        ],
        "dates": _sample_dates(),
        "bars": [
            {"label": "Innovation", "value": 4.2},
            {"label": "Process excellence", "value": 3.1, "current": True},
            {"label": "People", "value": 4.6},
            {"label": "Effect", "value": 0},
        ],
        "image": SimpleNamespace(url=static("img/sample.svg"), width=960, height=640, alt="A spur gear, drawn"),
        "points": ["The jurors are told.", "You can no longer change your answers."],
    }


def _sample_dates():
    opens = datetime(2027, 1, 11, 9, 0, tzinfo=ZoneInfo(ZONE))
    return [
        {"label": "Nominations", "opens_at": opens, "closes_at": opens + timedelta(days=52, hours=8), "state": "past"},
        {"label": "Judging", "opens_at": opens + timedelta(days=59), "closes_at": None, "state": "current"},
        {
            "label": "Winners announced",
            "opens_at": opens + timedelta(days=140),
            "closes_at": None,
            "state": "future",
            "note": "At the Manufacturing Summit, Worcester.",
        },
    ]
