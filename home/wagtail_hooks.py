from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from accounts.backoffice.work import register_ideas, register_work
from accounts.visitors import mark
from home.commitment_office import CommitmentViewSet
from home.content_checks import check_what_editors_write
from home.event_office import DoorListView, SignUpViewSet
from home.models import (
    EventIndexPage,
    EventPage,
    FactsPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PrizePage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from home.office import AskForStoryView
from home.publishing import why_not_publishable
from home.search_office import SearchViewSetGroup
from home.viewsets import SiteRedirectViewSet, StoryOfferViewSet
from home.work import (
    commitments_overdue,
    events_close_by,
    offers_that_wait,
    pages_scheduled,
    pages_to_begin,
    pages_to_renew,
    story_approvals,
)
from showcase.models import WinnerPage, WinnersPage

FOR_EVERYBODY = (
    HomePage,
    PrizePage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
    NewsIndexPage,
    NewsPage,
    EventIndexPage,
    EventPage,
    FactsPage,
    WinnersPage,
    WinnerPage,
)

register_work(events_close_by, order=15)
register_work(story_approvals, order=20)
register_work(offers_that_wait, order=30)
register_work(commitments_overdue, order=35)
register_work(pages_scheduled, order=40)
register_work(pages_to_renew, order=50)
register_ideas(pages_to_begin)


hooks.register("construct_wagtail_userbar", check_what_editors_write)


@hooks.register("register_admin_viewset")
def register_story_offers():
    return [StoryOfferViewSet(), SiteRedirectViewSet(), SignUpViewSet(), CommitmentViewSet(), SearchViewSetGroup()]


@hooks.register("register_admin_urls")
def register_story_urls():
    return [
        path("stories/<int:pk>/ask/", AskForStoryView.as_view(), name="ask_for_story"),
        path("events/<int:pk>/door/", DoorListView.as_view(), name="event_door"),
    ]


# Innermost: whom a restriction turns away, or asks for a password, never comes so far.
@hooks.register("on_serve_page", order=100)
def mark_pages_for_everybody(serve):
    def marking(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        return mark(response) if isinstance(page, FOR_EVERYBODY) else response

    return marking


@hooks.register("before_publish_page")
def keep_as_draft_what_may_not_be_published(request, page):
    """What was typed is saved as a draft by now; only its publication is refused."""
    reason = why_not_publishable(page) if isinstance(page, StoryPage) else ""
    if reason:
        messages.warning(request, _("Saved as a draft. %(reason)s") % {"reason": reason})
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_publish_in_bulk(request, action_type, objects, action):
    if request.method != "POST" or action_type != "publish" or not issubclass(action.model, Page):
        return None
    stories = StoryPage.objects.filter(pk__in=[page.pk for page in objects])
    if request.POST.get("include_descendants"):
        for page in objects:
            stories |= StoryPage.objects.descendant_of(page)
    for story in stories.distinct():
        draft = story.get_latest_revision_as_object()
        if not story.live and (reason := why_not_publishable(draft)):
            messages.error(request, f"{draft.title}: {reason}")
            return redirect(request.GET.get("next") or reverse("wagtailadmin_explore", args=[story.get_parent().pk]))
    return None


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_events_that_people_rely_on(request, page):
    """Who signed up hears that an event is off when its page says so, and from nothing else."""
    if refuse_while_relied_on(request, [page]):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_events_that_people_rely_on_in_bulk(request, action_type, objects, action):
    if action_type not in {"delete", "unpublish"} or not issubclass(action.model, Page):
        return None
    if refuse_while_relied_on(request, objects):
        return redirect(request.GET.get("next") or reverse("wagtailadmin_explore", args=[objects[0].get_parent().pk]))
    return None


def refuse_while_relied_on(request, pages):
    """With a sentence for each event among them or beneath them; whether there is one."""
    beneath = Q()
    for page in pages:
        beneath |= Q(path__startswith=page.path)
    events = list(EventPage.objects.filter(beneath).relied_on())
    for event in events:
        messages.error(
            request,
            _("People have signed up for “%(event)s”. Call it off first, so that they hear of it.") % {"event": event},
        )
    return bool(events)


@hooks.register("before_copy_page")
def refuse_a_copy_of_what_a_company_approved(request, page):
    """A winner page belongs to its award, a story to its company's word: neither has a double."""
    below = page.get_descendants(inclusive=True)
    if below.type(StoryPage).exists() or below.type(WinnerPage).exists():
        raise PermissionDenied
    return
