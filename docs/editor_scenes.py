"""What the editors' guide shows: the back office as the demo's editor sees it, one scene for each picture."""

from django.urls import reverse

from home.demo import cast
from home.demo.offers import TAKEN
from home.models import FactsPage, HomePage, NewsPage, StoryIndexPage, StoryOffer, StoryPage


def opened(photographer, address):
    """A page of the back office, as the editor sees it."""
    page = photographer.context(who=cast.EDITOR.email).new_page()
    page.goto(photographer.home + address)
    return page


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def story():
    return StoryPage.objects.get(company_name=TAKEN)


def first_page(photographer):
    photographer.shoot(opened(photographer, reverse("wagtailadmin_home")), "guide-first-page")


def pages(photographer):
    home = HomePage.objects.get()
    photographer.shoot(opened(photographer, reverse("wagtailadmin_explore", args=[home.pk])), "guide-pages")


def kinds(photographer):
    home = HomePage.objects.get()
    photographer.shoot(opened(photographer, reverse("wagtailadmin_pages:add_subpage", args=[home.pk])), "guide-kinds")


def story_form(photographer):
    page = opened(photographer, edit(StoryPage.objects.get(company_name="Marrowstone Precision")))
    page.set_viewport_size({"width": 1280, "height": 1600})
    photographer.frame(page, "guide-story")


def blocks(photographer):
    index = StoryIndexPage.objects.get()
    page = opened(photographer, reverse("wagtailadmin_pages:add", args=["home", "storypage", index.pk]))
    button = page.get_by_role("button", name="Insert a block").first
    button.scroll_into_view_if_needed()
    button.click()
    page.get_by_role("option", name="Figures").locator("xpath=..").get_by_role("button").last.hover()
    page.wait_for_timeout(2500)
    photographer.frame(page, "guide-blocks")


def picture(photographer):
    page = opened(photographer, reverse("wagtailimages:add"))
    page.get_by_role("button", name="Upload").click()
    photographer.frame(page, "guide-picture")


def approval(photographer):
    page = opened(photographer, edit(story()))
    page.get_by_text("Ask the company for approval").scroll_into_view_if_needed()
    photographer.frame(page, "guide-approval", top=page.get_by_role("heading", name="The company's approval"))


def asking(photographer):
    photographer.frame(opened(photographer, reverse("ask_for_story", args=[story().pk])), "guide-asking")


def workflow(photographer):
    page = opened(photographer, edit(story()))
    page.get_by_role("button", name="More actions").last.click()
    photographer.frame(page, "guide-workflow")


def schedule(photographer):
    page = opened(photographer, edit(NewsPage.objects.get(slug="the-jury-meets-for-a-day")))
    page.get_by_role("button", name="Toggle status").click()
    page.wait_for_timeout(600)
    photographer.frame(page, "guide-schedule")


def checks(photographer):
    page = opened(photographer, edit(StoryPage.objects.get(company_name="Marrowstone Precision")))
    page.get_by_role("button", name="Toggle checks").click()
    page.wait_for_timeout(4000)
    photographer.frame(page, "guide-checks")


def news(photographer):
    photographer.frame(opened(photographer, edit(NewsPage.objects.live().first())), "guide-news")


def facts(photographer):
    page = opened(photographer, edit(FactsPage.objects.get()))
    photographer.frame(page, "guide-facts", top=page.get_by_role("heading", name="Body"))


def footer(photographer):
    page = opened(photographer, edit(HomePage.objects.get()))
    photographer.frame(page, "guide-footer", top=page.get_by_role("heading", name="Footer"))


def redirects(photographer):
    photographer.frame(opened(photographer, reverse("site_redirects:add")), "guide-redirects")


def offers(photographer):
    offer = StoryOffer.objects.waiting().get()
    photographer.frame(opened(photographer, reverse("story_offers:inspect", args=[offer.pk])), "guide-offer")


SCENES = {
    "guide-first-page": first_page,
    "guide-pages": pages,
    "guide-kinds": kinds,
    "guide-story": story_form,
    "guide-blocks": blocks,
    "guide-picture": picture,
    "guide-approval": approval,
    "guide-asking": asking,
    "guide-workflow": workflow,
    "guide-schedule": schedule,
    "guide-checks": checks,
    "guide-news": news,
    "guide-facts": facts,
    "guide-footer": footer,
    "guide-redirects": redirects,
    "guide-offer": offers,
}
