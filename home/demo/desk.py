"""What lies on the editor's desk in the demo: a story to let through, a company that was asked, news with its hour."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Workflow

from home.actions import ask_for_story_approval
from home.demo.clock import at
from home.demo.offers import TAKEN
from home.models import NewsIndexPage, NewsPage, StoryPage
from showcase.models import Picture
from showcase.workflow import NAME

NEWS_HOUR = time(9, 0)


def lay_out(editor, zone):
    _hand_in_the_story(editor)
    _schedule_news(editor, zone)
    _let_a_permission_end()


def _hand_in_the_story(editor):
    story = StoryPage.objects.get(company_name=TAKEN, live=False)
    with at(timezone.now() - timedelta(days=2)):
        story.save_revision(user=editor)
        Workflow.objects.get(name=NAME).start(story, editor)
        ask_for_story_approval(story=story, address=story.offer.contact_email, by=editor)


def _schedule_news(editor, zone):
    day = timezone.localtime(timezone=zone).date() + timedelta(days=6)
    hour = datetime.combine(day, NEWS_HOUR, tzinfo=zone)
    page = NewsPage(
        title="The jury meets for a day",
        slug="the-jury-meets-for-a-day",
        date=day,
        summary="Twelve jurors, forty entries, one table: how a decision is made.",
        body=[("text", "<p>Each juror has read alone until now. For one day they read together.</p>")],
        live=False,
    )
    NewsIndexPage.objects.get().add_child(instance=page)
    page.go_live_at = hour
    page.save_revision(user=editor, approved_go_live_at=hour)


def _let_a_permission_end():
    picture = Picture.objects.get(title="Thirty-four people, thirty-four teachers")
    picture.rights = "Permission of Hazelrigg Turning and of the four people shown"
    picture.rights_until = timezone.localdate() + timedelta(days=30)
    picture.save(update_fields=["rights", "rights_until"])
