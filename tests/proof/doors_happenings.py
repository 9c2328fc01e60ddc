"""Who comes in where, for this part. Gathered in tests/proof/doors.py."""

from wagtail.models import Site

from home.models import EventPage, HomePage
from home.sign_up_links import key_of
from tests.home.event_factories import SignUpFactory, commitment_of, event, event_index
from tests.nominations.factories import CollaboratorFactory
from tests.proof.door import ENTRANT, PUBLIC, Door, admits, once


def on_the_site(world):
    """An event on the front page of the prize, which is where visitors come in."""
    front = HomePage.objects.get(prize=world.prize)
    Site.objects.filter(is_default_site=True).update(root_page=front)
    Site.clear_site_root_paths_cache()
    return event(event_index(front))


@once
def the_event(world):
    return [on_the_site(world).pk]


@once
def the_place(world):
    return [key_of(SignUpFactory(event=EventPage.objects.get(pk=the_event(world)[0])))]


@once
def the_promise(world):
    commitment = commitment_of(world.prize)
    CollaboratorFactory(nomination=commitment.award.nomination, person=world.people["entrant"])
    return [commitment.award.nomination_id]


DOORS = {
    "events:sign_up": Door(PUBLIC, the_event),
    # The link is the key, whoever is signed in.
    "events:place": Door(PUBLIC, the_place),
    "event_door": Door(admits("secretariat", "editor"), the_event),
    "commitments:mine": Door(ENTRANT, the_promise),
}
