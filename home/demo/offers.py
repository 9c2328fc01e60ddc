"""Stories that entrants of the demo offered: one new, one that an editor works on, one declined."""

from datetime import timedelta

from django.utils import timezone

from home.actions import ask_for_story_approval, decline_story_offer, offer_story, take_up_story_offer
from home.demo.clock import at
from nominations.models import Answer, Nomination

LEFT_ALONE, TAKEN, DECLINED = "Alderquay Precision", "Otterburn Controls", "Bellwether Foundry"


def offer_stories(people, entrant):
    _offer(_newest(LEFT_ALONE), entrant, days=4)
    taken = _offer(_newest(TAKEN), _collaborator(TAKEN), days=24)
    declined = _offer(_newest(DECLINED), _collaborator(DECLINED), days=60)
    with at(timezone.now() - timedelta(days=18)):
        page = take_up_story_offer(offer=taken, by=people.editor)
    with at(timezone.now() - timedelta(days=3)):
        ask_for_story_approval(story=page, address=taken.contact_email, by=people.editor)
    with at(timezone.now() - timedelta(days=51)):
        reason = (
            "We told of a very similar practice last year. Offer it again when you know what a year of it has brought."
        )
        decline_story_offer(offer=declined, reason=reason, by=people.editor)


def _newest(company):
    return Nomination.objects.submitted().filter(organisation__name=company).latest("created_at")


def _collaborator(company):
    return _newest(company).collaborators.first().person


def _offer(nomination, person, *, days):
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
