"""Everything in its order, in one transaction: a demo that failed half-way leaves nothing behind."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.actions import give_role
from accounts.enums import RoleName
from home.demo import cast, desk, network, newsroom, searching, site
from home.demo.clock import at
from home.demo.offers import offer_earlier_stories, offer_newest_story
from home.demo.stage import Stage
from home.demo.years import Cast, play_past_year, play_running_year
from notices.enums import NoticeState
from notices.models import Notice
from prizes.actions import create_prize
from prizes.models import Prize
from search import indexing
from showcase.tasks import draw_sizes

SLUG = "keystone-prize"
NAME = "Keystone Prize for Manufacturing"
ZONE = ZoneInfo("America/New_York")


def load():
    """Returns False, and changes nothing, where the demo is there already."""
    if Prize.objects.filter(slug=SLUG).exists():
        return False
    waiting = set(DBTaskResult.objects.values_list("pk", flat=True))
    with transaction.atomic():
        people = _play()
        # The demo's past has been mailed in its past; its addresses exist nowhere.
        Notice.objects.filter(state=NoticeState.PENDING).update(state=NoticeState.SENT, sent_at=F("created_at"))
    indexing.rebuild()
    searching.look_around(people.editor)
    # The sizes of its pictures are still to be drawn; what else waits has been done in its past.
    DBTaskResult.objects.exclude(pk__in=waiting).exclude(task_path=draw_sizes.module_path).delete()
    return True


def _play():
    house = Stage()
    today = timezone.localtime(timezone=ZONE).date()
    # In the order in which it would have happened: the record is read from its first event to its last.
    with at(ago(3 * 365)):
        people = Cast(house)
        people.pictures = site.company_picture
        prize = _found_prize(house, people)
        home = site.build_site(prize)
        site.offer_support(house, reviewed_on=today - timedelta(days=40))
    with at(ago(2 * 365)):
        play_past_year(prize, people, 2, ZONE, today)
    site.publish_stories(people.editor, {"Thistledown Presswork": ago(450), "Hazelrigg Turning": ago(410)})
    with at(ago(365)):
        play_past_year(prize, people, 1, ZONE, today)
    newest = {"Crowfoot Assembly": ago(190), "Gossamer Falls Textiles": ago(165), "Marrowstone Precision": ago(140)}
    site.publish_stories(people.editor, newest)
    offer_earlier_stories(people)
    with at(ago(130)):
        play_running_year(prize, people, ZONE, today)
    offer_newest_story(house.member(cast.ENTRANT))
    newsroom.furnish(home, site.picture)
    network.lay_out(people, prize, home)
    desk.lay_out(people.editor, ZONE)
    return people


def ago(days):
    return timezone.now() - timedelta(days=days)


def _found_prize(house, people):
    prize = create_prize(slug=SLUG, name=NAME, by=None, place="Massachusetts", contact_email=cast.OFFICE.email)
    prize.judging_time = "Twenty to thirty hours from November to March, for ten to fifteen entries."
    prize.save(update_fields=["judging_time"])
    give_role(person=people.office, role=RoleName.SECRETARIAT, prize=prize, by=None)
    trusted = (
        (house.member(cast.COLLEAGUE), RoleName.SECRETARIAT),
        (people.auditor, RoleName.AUDITOR),
        (people.editor, RoleName.EDITOR),
    )
    for person, role in trusted:
        give_role(person=person, role=role, prize=prize, by=people.office)
    return prize
