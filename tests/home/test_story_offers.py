"""An entrant offers a story in words of their own; editors make it a draft, or say why not."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.backoffice.work import work_for
from accounts.rules import NotAllowed
from accounts.transitions import TransitionRefused
from audit.models import Event
from home.actions import decline_story_offer, offer_story, take_up_story_offer
from home.models import StoryOffer, StoryPage
from nominations.enums import NominationState
from notices.models import Notice
from tests.accounts.factories import PersonFactory, staff
from tests.home.factories import offer_in, site_of
from tests.nominations.factories import CollaboratorFactory, NominationFactory
from tests.prizes.factories import PrizeFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "One casting",
    "situation": "Nine parts leaked.",
    "action": "We cast it in one piece.",
    "result": "",
    "lessons": "Count the joints.",
}
WHOM = {"contact_name": "Robin Ashfield", "contact_email": "robin@ashfield.example"}


@pytest.fixture
def nomination():
    return NominationFactory(handed_in=True)


@pytest.fixture
def entrant(nomination):
    return CollaboratorFactory(nomination=nomination).person


def address(nomination):
    return reverse("story_offer:offer", args=[nomination.pk])


def offered(nomination, by):
    return offer_story(nomination=nomination, told=TOLD, by=by, **WHOM)


def test_entrant_offers_a_story(client, nomination, entrant):
    client.force_login(entrant)

    client.post(address(nomination), TOLD | WHOM | {"agreed": "on"})

    offer = StoryOffer.objects.get()
    assert (offer.nomination, offer.title, offer.offered_by) == (nomination, "One casting", entrant)
    assert Event.objects.latest("position").verb == "story.offered"
    assert "Your story is with the editors" in client.get(address(nomination)).text


def test_form_is_filled_in_from_the_entry(client, nomination, entrant):
    nomination.answers.create(question_key="situation", value="Eight joints, all of them wet.")
    client.force_login(entrant)

    assert "Eight joints, all of them wet." in client.get(address(nomination)).text


def test_offer_needs_the_companys_agreement(client, nomination, entrant):
    client.force_login(entrant)

    text = client.post(address(nomination), TOLD | WHOM).text

    assert not StoryOffer.objects.exists()
    assert "We cast it in one piece." in text


def test_entry_has_one_story(nomination, entrant):
    offered(nomination, entrant)

    with pytest.raises(ValidationError):
        offered(nomination, entrant)


def test_nomination_leads_to_the_offer(client, nomination, entrant):
    client.force_login(entrant)

    assert address(nomination) in client.get(reverse("nominations:detail", args=[nomination.pk])).text


@pytest.mark.parametrize("state", [NominationState.DRAFT, NominationState.WITHDRAWN, NominationState.NOT_SUBMITTED])
def test_what_was_not_handed_in_has_no_story(client, nomination, entrant, state):
    nomination.state = state
    nomination.save()
    client.force_login(entrant)

    assert client.get(address(nomination)).status_code == 404
    assert address(nomination) not in client.get(reverse("nominations:detail", args=[nomination.pk])).text


def test_nobody_else_offers_it(client, nomination):
    office = staff(prize=nomination.edition.prize)
    for person in (office, CollaboratorFactory().person, PersonFactory()):
        client.force_login(person)
        assert client.get(address(nomination)).status_code == 404
        with pytest.raises(NotAllowed):
            offered(nomination, person)


@pytest.fixture
def prize():
    return PrizeFactory()


@pytest.fixture
def offer(prize):
    site_of(prize)
    return offer_in(prize)


@pytest.fixture
def editor(prize, offer):
    return staff("editor", prize)


def test_offer_becomes_a_draft_of_its_own_words(offer, editor):
    page = take_up_story_offer(offer=offer, by=editor)

    page = StoryPage.objects.get(pk=page.pk)
    offer.refresh_from_db()
    assert (page.live, page.company_name, page.situation) == (False, offer.company_name, offer.situation)
    assert "We cast it in one piece." in str(page.body)
    assert (offer.state, offer.page) == ("taken", page)


def test_taking_up_tells_the_company(offer, editor):
    person = CollaboratorFactory(nomination=offer.nomination).person

    take_up_story_offer(offer=offer, by=editor)

    assert Notice.objects.get(template="home.offer_taken").recipient == person


def test_declining_tells_the_reason(offer, editor):
    CollaboratorFactory(nomination=offer.nomination)

    decline_story_offer(offer=offer, reason="We told of it in the spring.", by=editor)

    assert "We told of it in the spring." in Notice.objects.get(template="home.offer_declined").body_text
    assert StoryOffer.objects.get().state == "declined"


def test_declining_needs_a_reason(offer, editor):
    with pytest.raises(ValidationError):
        decline_story_offer(offer=offer, reason=" ", by=editor)


@pytest.mark.parametrize("state", ["taken", "declined"])
def test_answered_offer_stays_answered(offer, editor, state):
    StoryOffer.objects.update(state=state, reason="So it is.", answered_at=timezone.now())

    with pytest.raises(TransitionRefused):
        take_up_story_offer(offer=offer, by=editor)
    with pytest.raises(TransitionRefused):
        decline_story_offer(offer=offer, reason="Again.", by=editor)


def test_prize_without_a_page_of_stories_says_so(prize):
    offer = offer_in(prize)

    with pytest.raises(ValidationError, match="no page of stories"):
        take_up_story_offer(offer=offer, by=staff("editor", prize))


def test_strangers_answer_nothing(offer, prize):
    for person in (staff("auditor", prize), staff("editor"), PersonFactory()):
        with pytest.raises(NotAllowed):
            take_up_story_offer(offer=offer, by=person)
        with pytest.raises(NotAllowed):
            decline_story_offer(offer=offer, reason="No.", by=person)


def test_editor_takes_it_up_and_lands_in_the_draft(client, offer, editor):
    client.force_login(editor)
    assert "Nine parts leaked" in client.get(reverse("story_offers:inspect", args=[offer.pk])).text

    response = client.post(reverse("story_offers:take_up", args=[offer.pk]))

    assert response.url == reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get().pk])


def test_editor_declines_it(client, offer, editor):
    client.force_login(editor)

    client.post(reverse("story_offers:decline", args=[offer.pk]), {"reason": "We told of it in the spring."})

    assert StoryOffer.objects.get().state == "declined"


def test_editor_sees_nothing_of_the_entry(client, offer, editor):
    offer.nomination.answers.create(question_key="margin", value="Our margin is 31 percent.")
    client.force_login(editor)

    for name in ("inspect", "take_up"):
        assert "31 percent" not in client.get(reverse(f"story_offers:{name}", args=[offer.pk])).text
    assert client.get(reverse("nomination:index")).status_code == 404


def test_waiting_offers_stand_first(offer, editor):
    assert [(item.text, item.count) for item in work_for(editor)] == [("story offered by an entrant", 1)]


def test_erasing_takes_the_contact_and_leaves_the_story(offer):
    from accounts.registries import erasers

    for eraser in erasers():
        eraser(offer.offered_by)

    offer.refresh_from_db()
    assert (offer.contact_name, offer.contact_email, offer.title) == ("", "", "One casting instead of nine parts")
