"""What waits for an editor on the pages of their prize's site, and what they may begin."""

from datetime import timedelta

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from accounts.backoffice.work import WorkRow, item_of
from accounts.enums import RoleName
from accounts.navigation import Link
from accounts.rules import prizes_where
from home.enums import STORY_APPROVER
from home.models import (
    AwardCommitment,
    ContactPage,
    EventIndexPage,
    EventPage,
    FactsPage,
    NewsIndexPage,
    StandardPage,
    StoryApproval,
    StoryIndexPage,
    StoryOffer,
    StoryPage,
)
from home.querysets import on_sites_of
from prizes.clock import spoken
from showcase.work import approval_row, day, edit_url, refused_among, unanswered_links

# A page that goes offline is told of this long before.
RENEW_BEFORE = timedelta(days=30)
# An event is prepared so long before.
DOOR_BEFORE = timedelta(days=4)
# Pages that say how things are, not what happened, are read through once a year.
READ_AFTER = timedelta(days=365)
LASTING = (StandardPage, ContactPage, FactsPage)
# A figure older than this has probably a successor.
FIGURE_YEARS = 5


def offers_that_wait(user):
    offers = StoryOffer.objects.visible_to(user).waiting().order_by("offered_at")
    rows = [
        WorkRow(
            offer.title,
            reverse("story_offers:inspect", args=[offer.pk]),
            _("Read and answer"),
            note=_("%(company)s, offered on %(day)s") % {"company": offer.company_name, "day": day(offer.offered_at)},
        )
        for offer in offers
    ]
    text = ngettext("story offered by an entrant", "stories offered by entrants", len(rows))
    return item_of(text, rows, reverse("story_offers:index"))


def story_approvals(user):
    """Stories that a company was asked about, wants changed, or has still to be asked about."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    links = unanswered_links(STORY_APPROVER, prizes)
    stories = StoryPage.objects.filter(on_sites_of(prizes))
    refused = refused_among(StoryApproval.objects.filter(story__in=stories), "story_id")
    let_through = Q(ready_revision__isnull=False) & ~Q(company_name="")
    asked = [int(target) for target in links]
    rows = [
        _approval_row(story, links.get(str(story.pk)), story.pk in refused)
        for story in stories.filter(Q(pk__in=asked) | Q(pk__in=refused) | let_through).order_by("pk")
    ]
    return item_of(ngettext("story before its company", "stories before their companies", len(rows)), rows)


def _approval_row(story, link, is_refused):
    ask = reverse("ask_for_story", args=[story.pk])
    if link or is_refused:
        return approval_row(story, link, ask)
    note = _("An editor let it through; its company was not asked yet.")
    return WorkRow(story.get_admin_display_title(), ask, _("Ask the company"), note, urgent=True)


def pages_scheduled(user):
    """What goes public by itself, and when, on the clock of this office."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    mine = Page.objects.filter(on_sites_of(prizes)).annotate(text_pk=Cast("pk", CharField())).values("text_pk")
    due = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=mine)
    zone = timezone.get_current_timezone()
    rows = [
        WorkRow(each.object_str, edit_url(each.object_id), _("See or change"), spoken(each.approved_go_live_at, zone))
        for each in due.order_by("approved_go_live_at")
    ]
    return item_of(ngettext("page scheduled", "pages scheduled", len(rows)), rows)


def pages_to_renew(user):
    """What goes offline soon, what nobody has read through for a year, and figures that have grown old."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    rows = [*_ending(prizes), *_unread(prizes), *_old_figures(prizes)]
    return item_of(ngettext("page to renew", "pages to renew", len(rows)), rows)


def _ending(prizes):
    now, zone = timezone.now(), timezone.get_current_timezone()
    ending = Page.objects.live().filter(on_sites_of(prizes), expire_at__gt=now, expire_at__lte=now + RENEW_BEFORE)
    return [
        WorkRow(
            page.get_admin_display_title(),
            edit_url(page.pk),
            _("Renew, or let it end"),
            note=_("Goes offline on %(moment)s") % {"moment": spoken(page.expire_at, zone)},
        )
        for page in ending.order_by("expire_at")
    ]


def _unread(prizes):
    old = timezone.now() - READ_AFTER
    unread = Page.objects.live().type(LASTING).filter(on_sites_of(prizes), last_published_at__lt=old)
    return [
        WorkRow(
            page.get_admin_display_title(),
            edit_url(page.pk),
            _("Read it through"),
            note=_("Last published on %(day)s; publish it again when it is right.")
            % {"day": day(page.last_published_at)},
        )
        for page in unread.order_by("last_published_at")
    ]


def _old_figures(prizes):
    before = timezone.localdate().year - FIGURE_YEARS
    pages = FactsPage.objects.live().filter(on_sites_of(prizes)).order_by("pk")
    counted = [(page, sum(year < before for year in _years(page))) for page in pages]
    return [
        WorkRow(
            page.get_admin_display_title(),
            edit_url(page.pk),
            _("Look for newer ones"),
            note=ngettext(
                "%(count)s figure is from before %(year)s.", "%(count)s figures are from before %(year)s.", count
            )
            % {"count": count, "year": before},
        )
        for page, count in counted
        if count
    ]


def _years(page):
    groups = [block["value"] for block in page.body.get_prep_value() if block["type"] == "group"]
    return [fact["value"]["year"] for group in groups for fact in group["facts"]]


def events_close_by(user):
    """What takes place within days, and the list for its door."""
    now = timezone.now()
    coming = EventPage.objects.visible_to(user).live().coming(now).filter(takes_sign_ups=True, called_off="")
    close = coming.filter(starts_at__lte=now + DOOR_BEFORE).soonest_first().with_places()
    rows = [
        WorkRow(
            event.get_admin_display_title(),
            reverse("event_door", args=[event.pk]),
            _("Print the door list"),
            note=ngettext("%(when)s: %(count)s person", "%(when)s: %(count)s people", event.taken)
            % {"when": spoken(event.starts_at, event.zone), "count": event.taken},
        )
        for event in close
    ]
    return item_of(ngettext("event is near", "events are near", len(rows)), rows)


def commitments_overdue(user):
    """What honored companies promised and nobody reported, the longest overdue first."""
    late = AwardCommitment.objects.managed_by(user).overdue().with_context()
    rows = [
        WorkRow(
            each.award.company_name,
            reverse("commitments_office:inspect", args=[each.pk]),
            _("Ask, or note what came of it"),
            note=_("%(promise)s, due on %(day)s") % {"promise": each.promise, "day": date_format(each.due_on)},
            urgent=True,
        )
        for each in late
    ]
    text = ngettext("promise of a winner is overdue", "promises of winners are overdue", len(rows))
    return item_of(text, rows, reverse("commitments_office:index"))


def pages_to_begin(user):
    """The way to a new story or piece of news, on the sites where this person writes them."""
    prizes = prizes_where(user, RoleName.EDITOR)
    if not prizes:
        return []
    kinds = (
        (StoryIndexPage, "storypage", _("Write a story")),
        (NewsIndexPage, "newspage", _("Write news")),
        (EventIndexPage, "eventpage", _("Announce an event")),
    )
    return [
        Link(label, reverse("wagtailadmin_pages:add", args=["home", model, index.pk]))
        for kind, model, label in kinds
        for index in kind.objects.filter(on_sites_of(prizes)).order_by("path")
    ]
