"""Every kind of page of the loaded demo: axe in both schemes, small windows, the keyboard, no scripts."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from accounts.models import Person
from home.models import AwardCommitment, EventPage, NewsPage, StoryPage
from judging.models import Assignment, FeedbackReport, Round
from network.models import CapabilityProfile, EnquiryRecipient, ProblemStatement, TopicLesson
from nominations.models import Collaborator, Nomination
from prizes.models import Edition, SupportService
from showcase.models import WinnerPage
from tests.accounts.factories import SuperuserFactory
from tests.browser.looking import TOO_WIDE, complaints, cookie_of

pytestmark = pytest.mark.django_db(transaction=True)

# 640 is half of a small desk's window: what is left of it at a zoom of 200 %.
WIDTHS = (1280, 640, 320)
# Each control that Tab came to, in order, and whether it looked different for it.
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const left = one === document.body;
  // What lies in a window, or in a field of a date, is reached within it, and shows itself there.
  if (one.tagName === "IFRAME") return ["", true, false];
  const inner = one.type === "date" && "reached" in one.dataset;
  if (!left) one.dataset.reached ??= document.querySelectorAll("[data-reached]").length;
  return [one.outerHTML.slice(0, 100), shown || inner, left];
}"""
NOT_REACHED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.type !== "hidden")
  .filter((one) => one.tabIndex >= 0 && !("reached" in one.dataset))
  .filter((one) => one.type !== "radio" || !document.querySelector(`[name="${one.name}"][data-reached]`))
  .map((one) => one.outerHTML.slice(0, 100))"""
OUT_OF_ORDER = """() => {
  const all = [...document.querySelectorAll("[data-reached]")];
  return all.filter((one, index) => Number(one.dataset.reached) !== index).map((one) => one.outerHTML.slice(0, 100));
}"""
MOVING = """() => [...document.querySelectorAll("*")]
  .map((one) => [one, getComputedStyle(one)])
  .filter(([, style]) => [style.transitionDuration, style.animationDuration]
    .some((times) => times.split(", ").some((time) => parseFloat(time) > 0.01)))
  .map(([one]) => one.outerHTML.slice(0, 100))"""


# Of a round whose figures are sealed and whose reports are sent.
SEALED_PAGES = ("reliability", "method", "minutes", "feedback", "meeting", "decisions")


def pages_of_the_demo():
    """Who looks, and what at: every kind of page, once."""
    first = Edition.objects.order_by("year").first()
    entrant = Person.objects.get(email="entrant@alderquay-precision.example")
    drafter = Person.objects.get(email="drafter@pinemarsh-robotics-works.example")
    juror = Person.objects.get(email="farid@jury.example")
    chair = Person.objects.get(email="chair@jury.example")
    draft = Nomination.objects.visible_to(drafter).filter(state="draft").first()
    entered = Nomination.objects.visible_to(entrant).first()
    assignment = Assignment.objects.filter(juror=juror).order_by("pk").last()
    kept = CapabilityProfile.objects.kept_by(entrant).get()
    received = EnquiryRecipient.objects.filter(profile=kept).first()
    buyer = Person.objects.get(email="buyer@granite-aero.example")
    commitment = AwardCommitment.objects.filter(state="open").select_related("award").first()
    promised = Collaborator.objects.filter(nomination=commitment.award.nomination_id).first().person
    report = FeedbackReport.objects.exclude(sent_at=None).select_related("candidacy__round").latest("pk")
    sealed, told = (
        report.candidacy.round,
        Collaborator.objects.filter(nomination=report.candidacy.nomination_id).first().person,
    )
    round_ = Round.objects.filter(pk=assignment.candidacy.round_category.round_id).get()
    public = {type(page).__name__: page.url for page in Page.objects.live().specific() if page.url}
    public["StandardPage"] = "/accessibility/"
    # One of each kind is enough, but a page of a list and not the list itself.
    public["StoryPage"] = StoryPage.objects.live().first().url
    public["NewsPage"] = NewsPage.objects.live().first().url
    public["WinnerPage"] = WinnerPage.objects.live().first().url
    winners = public["WinnersPage"]
    public |= {
        "year": f"{winners}{first.year}/",
        "press": f"{winners}{first.year}/press/",
        "judging record": f"{winners}{first.year}/judging/",
        "support": "/support/",
        "search": "/search/?q=casting",
        "sign-in": "/account/login/",
        "sign-up": "/account/signup/",
        "privacy": "/privacy/",
        "embargo": "/embargo/demo-waiting/",
        **pages_of_the_network(),
        "404": "/there-is-no-such-page/",
    }
    return {
        None: public,
        entrant: {
            "mine": "/nominations/",
            "nomination": f"/nominations/{entered.pk}/",
            "company": "/profile/",
            "profile": reverse("profiles:edit", args=[kept.pk]),
            "profile preview": reverse("profiles:preview", args=[kept.pk]),
            "enquiries": "/enquiries/",
            "received": reverse("enquiries:received", args=[received.pk]),
            "requests": "/support/requests/",
        },
        buyer: {
            "nominated": "/nominate/mine/",
            "my problems": "/industry/problems/mine/",
            "write a problem": "/industry/problems/write/",
            "judge": "/industry/judge/",
        },
        promised: {"promises": reverse("commitments:mine", args=[commitment.award.nomination_id])},
        drafter: {"draft": f"/nominations/{draft.pk}/draft/"},
        juror: {
            "queue": "/judging/",
            "entries found": "/judging/search/?q=press",
            "no entry found": "/judging/search/?q=zirconium",
            "fields": "/judging/fields/",
            "entry": f"/judging/entries/{assignment.candidacy_id}/",
            "marks": f"/judging/rounds/{round_.pk}/marks/",
        },
        chair: {
            "results": f"/judging/rounds/{round_.pk}/results/",
            "progress": reverse("judging:round", args=[round_.pk]),
            **{name: reverse(f"judging:{name}", args=[sealed.pk]) for name in SEALED_PAGES},
            "ladder": reverse("judging:results", args=[sealed.pk]),
            "card": reverse("judging:result", args=[sealed.pk, report.candidacy_id]),
            "preview": reverse("judging:preview_feedback", args=[sealed.pk, report.candidacy_id]),
        },
        told: {"feedback": reverse("outcomes:feedback", args=[report.candidacy.nomination_id, report.pk])},
        SuperuserFactory(): {"styleguide": "/styleguide/"},
    }


def pages_of_the_network():
    company = CapabilityProfile.objects.public().order_by("slug").first()
    problem = ProblemStatement.objects.public().order_by("pk").first()
    service = SupportService.objects.public().filter(takes_requests=True).order_by("pk").first()
    event = EventPage.objects.live().coming().soonest_first().first()
    return {
        "EventPage": event.url,
        "sign up": reverse("events:sign_up", args=[event.pk]),
        "companies": "/companies/",
        "companies near": "/companies/?q=milling&near=Worcester&within=40",
        "company page": company.get_absolute_url(),
        "comparison": "/companies/compare/?"
        + "&".join(f"company={each.slug}" for each in CapabilityProfile.objects.public().order_by("slug")[:3]),
        "need": "/enquiries/new/",
        "write": reverse("enquiries:write", args=[company.slug]),
        "service": service.get_absolute_url(),
        "who fits": "/support/?employees=40&where=Worcester",
        "topics": "/topics/",
        "topic": TopicLesson.objects.order_by("pk").first().term.topic_address,
        "industry": "/industry/",
        "problems": "/industry/problems/",
        "problem": problem.get_absolute_url(),
        "finalists": "/industry/finalists/",
        "partners": "/industry/partners/",
    }


def look(page):
    """What is wrong with the page that is open."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[f"axe {scheme}"] = complaints(page)
    found["moving"] = page.evaluate(MOVING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # On a busy machine the page hears of its new size a moment later.
        page.wait_for_function("width => innerWidth === width", arg=width)
        found[f"too wide at {width}"] = page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found | tab_through(page)


def tab_through(page, most=90):
    """From the top of the page with Tab alone, until the focus leaves it."""
    page.evaluate("document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)")
    invisible, left = [], False
    for _press in range(most):
        page.keyboard.press("Tab")
        html, shown, left = page.evaluate(FOCUSED)
        if left:
            break
        if not shown:
            invisible.append(html)
    return {
        "focus not visible": invisible,
        "not reached": page.evaluate(NOT_REACHED) if left else [],
        "out of order": page.evaluate(OUT_OF_ORDER),
    }


def open_another(page):
    another = page.context.new_page()
    page.close()
    return another


def test_every_kind_of_page(page, live_server):
    call_command("load_demo", verbosity=0)
    wrong = {}
    for who, paths in pages_of_the_demo().items():
        page.context.clear_cookies()
        if who:
            page.context.add_cookies([cookie_of(who, live_server.url)])
        for name, path in paths.items():
            # A tab of its own: what the one before left open, a calendar or a list, must not stand in the way.
            page = open_another(page)
            answer = page.goto(live_server.url + path)
            if answer.status != (404 if name == "404" else 200):
                wrong[name, path] = answer.status
                continue
            wrong |= {(name, what): found for what, found in look(page).items() if found}

    assert "\n".join(f"{where}: {found}" for where, found in wrong.items()) == ""
