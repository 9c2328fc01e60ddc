"""Stories that entrants of the demo offered: one new, one that an editor works on, one declined."""

from datetime import timedelta

from django.utils import timezone

from home.actions import decline_story_offer, offer_story, take_up_story_offer
from home.demo.clock import at
from nominations.models import Answer, Nomination

LEFT_ALONE, TAKEN, DECLINED = "Alderquay Precision", "Otterburn Controls", "Bellwether Foundry"
TOLD_BEFORE = (
    "We told of a very similar practice last year. Offer it again when you know what a year of it has brought."
)


def offer_earlier_stories(people):
    declined = _offer(DECLINED, _collaborator(DECLINED), days=139)
    taken = _offer(TAKEN, _collaborator(TAKEN), days=138)
    with at(timezone.now() - timedelta(days=136)):
        decline_story_offer(offer=declined, reason=TOLD_BEFORE, by=people.editor)
    with at(timezone.now() - timedelta(days=135)):
        take_up_story_offer(offer=taken, by=people.editor)


def offer_newest_story(entrant):
    _offer(LEFT_ALONE, entrant, days=1)


def _newest(company):
    return Nomination.objects.submitted().filter(organisation__name=company).latest("created_at")


def _collaborator(company):
    return _newest(company).collaborators.first().person


def _offer(company, person, *, days):
    nomination = _newest(company)
    said = dict(Answer.objects.filter(nomination=nomination).values_list("question_key", "value"))
    told = {
        "title": nomination.title,
        "situation": said["situation"],
        "action": said["action"],
        "result": said["result"],
        "lessons": said["lesson"],
    }
    whom = {"contact_name": person.get_full_name(), "contact_email": person.email}
    with at(timezone.now() - timedelta(days=days)):
        return offer_story(nomination=nomination, told=told, by=person, **whom)
