"""What a company writes into its profile, when it is shown, and what the clock asks about it."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.actions import erase_person
from accounts.models import Invitation
from audit.models import Event
from network.actions.claims import end_claim
from network.actions.confirming import DUE, LAPSED, OLD, ask_for_confirmations, confirm_by_link, confirm_profile
from network.actions.profiles import (
    StaleProfile,
    give_profile_back,
    hide_profile,
    publish_profile,
    save_profile,
    withdraw_profile,
)
from network.enums import (
    ASKED_BEFORE,
    CONFIRMED_FOR,
    MOST_EQUIPMENT,
    MOST_PICTURES,
    PROFILE_TRANSITIONS,
    SHOWN_WHILE_OLD,
    Freshness,
    ProfileState,
)
from network.models import CapabilityProfile, Claim, Equipment, ProfilePicture
from network.versions import version_of
from notices.models import Notice
from prizes.enums import Vocabulary
from search.models import PublicDocument
from showcase.holding import forget_held
from showcase.models import Picture
from tests.accounts.factories import InvitationFactory, PersonFactory, staff, token_for
from tests.network.factories import ClaimFactory, ProfileFactory, keeper_of
from tests.prizes.factories import TermFactory
from tests.proof.test_every_transition import takes_place
from tests.showcase.factories import PictureFactory

pytestmark = pytest.mark.django_db
YEAR = CONFIRMED_FOR


def milling():
    return TermFactory(vocabulary=Vocabulary.PROCESS, name="Milling")


def whole_profile(**fields):
    """With all that has to be there before it is public."""
    profile = ProfileFactory(**fields)
    profile.terms.add(milling())
    return profile


def draft(**fields):
    return whole_profile(state=ProfileState.DRAFT, confirmed_at=None, published_at=None, **fields)


def save(profile, *, by=None, base=None, equipment=(), terms=None, picture=None, taken_off=(), **facts):
    return save_profile(
        profile=profile,
        facts=facts,
        terms=list(profile.terms.all()) if terms is None else terms,
        equipment=list(equipment),
        base=base or version_of(profile),
        picture=picture,
        taken_off=taken_off,
        by=by or keeper_of(profile),
    )


def photograph(name="lathe.png", size=(60, 40), kind="PNG"):
    file = BytesIO()
    Image.new("RGB", size, "orange").save(file, kind)
    return SimpleUploadedFile(name, file.getvalue())


def described(file):
    return {"file": file, "description": "A lathe.", "credit": "Quinn"}


def fresh(profile):
    return CapabilityProfile.objects.whole().get(pk=profile.pk)


# Writing.


def test_all_of_a_profile_is_saved_at_once():
    profile, steel = draft(), TermFactory(vocabulary=Vocabulary.MATERIAL)

    save(
        profile,
        summary="Turned parts.",
        place="springfield",
        batch_least=5,
        batch_most=50,
        languages=["en", "es"],
        terms=[steel],
        equipment=[("Lathe", "To 65 mm"), ("Saw", "")],
        picture=described(photograph()),
    )

    saved = fresh(profile)
    assert (saved.summary, saved.place, saved.batch_least, saved.batch_most) == ("Turned parts.", "Springfield", 5, 50)
    assert saved.latitude == pytest.approx(42.1, abs=0.1)
    assert [term.pk for term in saved.terms.all()] == [steel.pk]
    assert [(each.name, each.note) for each in saved.equipment.all()] == [("Lathe", "To 65 mm"), ("Saw", "")]
    [picture] = [each.picture for each in saved.pictures.all()]
    assert (picture.description, picture.credit, picture.collection.name) == ("A lathe.", "Quinn", "Company profiles")
    assert Event.objects.filter(verb="profile.changed").count() == 1


def test_saving_what_stands_already_leaves_no_trace():
    profile = draft()

    save(profile, summary=profile.summary, place=profile.place)

    assert not Event.objects.filter(verb="profile.changed").exists()


def test_second_of_two_who_write_at_once_is_told():
    profile = draft()
    base, keeper = version_of(profile), keeper_of(profile)
    save(profile, summary="Mine.", base=base)

    with pytest.raises(StaleProfile):
        save(profile, summary="Yours.", base=base, by=keeper)

    assert fresh(profile).summary == "Mine."


@pytest.mark.parametrize("change", ["equipment", "terms", "pictures"])
def test_version_tells_of_every_part(change):
    profile = draft()
    before = version_of(fresh(profile))

    {
        "equipment": lambda: Equipment.objects.create(profile=profile, name="Lathe"),
        "terms": lambda: profile.terms.clear(),
        "pictures": lambda: ProfilePicture.objects.create(profile=profile, picture=PictureFactory()),
    }[change]()

    assert version_of(fresh(profile)) != before


def test_words_of_other_vocabularies_do_not_come_in():
    profile, help = draft(), TermFactory(vocabulary=Vocabulary.ASSISTANCE)

    save(profile, terms=[help])

    assert not fresh(profile).terms.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"place": "Atlantis"}, "place"),
        ({"batch_least": 9, "batch_most": 3}, "__all__"),
        ({"website": "not a site"}, "website"),
        ({"summary": "x" * 301}, "summary"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(facts, field):
    profile = draft()

    with pytest.raises(ValidationError) as refusal:
        save(profile, **facts)

    assert field in refusal.value.message_dict
    assert fresh(profile).summary == profile.summary


@pytest.mark.parametrize("gap", [{"summary": ""}, {"place": ""}, {"terms": []}])
def test_public_profile_is_never_less_than_whole(gap):
    profile = whole_profile()

    with pytest.raises(ValidationError):
        save(profile, **gap)

    assert fresh(profile).is_public


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
        SimpleUploadedFile("a.png", b"%PDF-1.4"),
        SimpleUploadedFile("a.png", b""),
        SimpleUploadedFile("a", b"x"),
    ],
    ids=["a document", "a document that says it is a picture", "nothing", "no ending"],
)
def test_only_pictures_are_taken(file):
    with pytest.raises(ValidationError) as refusal:
        save(draft(), picture=described(file))

    assert "picture" in refusal.value.message_dict
    assert not Picture.objects.exists()


def test_picture_loses_where_it_was_taken():
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "42.1 -72.5"
    Image.new("RGB", (60, 40)).save(file, "JPEG", exif=exif)
    profile = draft()

    save(profile, picture=described(SimpleUploadedFile("here.jpg", file.getvalue())))

    with Picture.objects.get().file.open("rb") as kept:
        assert b"42.1 -72.5" not in kept.read()


def test_one_picture_more_than_fits_is_refused_and_one_in_place_of_another_is_not():
    profile = draft()
    for _ in range(MOST_PICTURES):
        ProfilePicture.objects.create(profile=profile, picture=PictureFactory())
    keeper, first = keeper_of(profile), profile.pictures.first()

    with pytest.raises(ValidationError):
        save(profile, picture=described(photograph()), by=keeper)
    save(profile, picture=described(photograph()), taken_off=[first.pk], by=keeper)

    assert profile.pictures.count() == MOST_PICTURES
    assert not Picture.objects.filter(pk=first.picture_id).exists()


@pytest.mark.parametrize(
    "equipment",
    [[(f"Lathe {n}", "") for n in range(MOST_EQUIPMENT + 1)], [("x" * 121, "")], [("", "To 65 mm")]],
    ids=["too many", "too long", "without a name"],
)
def test_machine_that_cannot_be_is_refused_at_every_door(equipment):
    profile = draft()

    with pytest.raises(ValidationError):
        save(profile, equipment=equipment)

    assert fresh(profile).equipment.count() == 0


def test_nobody_takes_off_pictures_of_another_company():
    other = ProfilePicture.objects.create(profile=ProfileFactory(), picture=PictureFactory())

    save(draft(), taken_off=[other.pk])

    assert ProfilePicture.objects.filter(pk=other.pk).exists()


def may_load(client, picture):
    return client.get(f"/media/{picture.file.name}").status_code == 200


@pytest.fixture
def pictured(client):
    """A public profile with a picture that everybody may load."""
    profile = whole_profile()
    picture = ProfilePicture.objects.create(profile=profile, picture=PictureFactory()).picture
    forget_held()
    assert may_load(client, picture)
    return profile, picture


@pytest.mark.parametrize("gone", ["withdrawn", "hidden"])
def test_picture_goes_with_its_profile(client, pictured, gone, django_capture_on_commit_callbacks):
    profile, picture = pictured
    with django_capture_on_commit_callbacks(execute=True):
        if gone == "withdrawn":
            withdraw_profile(profile=profile, by=keeper_of(profile))
        else:
            hide_profile(profile=profile, reason="It names a customer.", by=staff())

    assert not may_load(client, picture)


def test_picture_goes_with_the_hour_of_its_profile(client, pictured):
    profile, picture = pictured

    with time_machine.travel(profile.confirmed_at + YEAR + SHOWN_WHILE_OLD):
        forget_held()
        assert not may_load(client, picture)


@pytest.mark.parametrize(
    ("who", "loads"),
    [("keeper", True), ("secretariat", True), ("auditor", True), ("editor", False), ("neighbor", False)],
)
def test_picture_of_a_draft_is_its_companys_and_the_offices(client, who, loads, django_capture_on_commit_callbacks):
    profile, picture = draft(), PictureFactory()
    with django_capture_on_commit_callbacks(execute=True):
        ProfilePicture.objects.create(profile=profile, picture=picture)
    people = {"keeper": lambda: keeper_of(profile), "neighbor": lambda: keeper_of(draft())}

    client.force_login(people.get(who, lambda: staff(who))())

    assert may_load(client, picture) is loads


# Who.

KEEPERS_ACTS = {
    "save": lambda profile, by: save(profile, by=by, summary="Others'."),
    "publish": lambda profile, by: publish_profile(profile=profile, by=by),
    "withdraw": lambda profile, by: withdraw_profile(profile=profile, by=by),
    "confirm": lambda profile, by: confirm_profile(profile=profile, by=by),
}
OFFICE_ACTS = {
    "hide": lambda profile, by: hide_profile(profile=profile, reason="No.", by=by),
    "give back": lambda profile, by: give_profile_back(profile=profile, by=by),
}


@pytest.mark.parametrize("act", KEEPERS_ACTS)
@pytest.mark.parametrize("who", ["stranger", "keeper of another", "waiting", "ended", "office"])
def test_only_who_speaks_for_the_company_writes(act, who):
    profile = whole_profile()
    person = {
        "stranger": PersonFactory,
        "keeper of another": lambda: keeper_of(ProfileFactory()),
        "waiting": lambda: ClaimFactory(organisation=profile.organisation, state="waiting", ground="").person,
        "ended": lambda: ClaimFactory(organisation=profile.organisation, state="ended").person,
        "office": staff,
    }[who]()

    with pytest.raises(PermissionDenied):
        KEEPERS_ACTS[act](profile, person)


@pytest.mark.parametrize("act", OFFICE_ACTS)
@pytest.mark.parametrize("who", ["stranger", "keeper", "auditor"])
def test_only_the_office_hides(act, who):
    profile = whole_profile(state=ProfileState.HIDDEN if act == "give back" else "published", hidden_reason="No.")
    person = {"stranger": PersonFactory(), "keeper": keeper_of(profile), "auditor": staff("auditor")}[who]

    with pytest.raises(PermissionDenied):
        OFFICE_ACTS[act](profile, person)


# From state to state.


def test_publishing_confirms():
    profile = draft()

    publish_profile(profile=profile, by=keeper_of(profile))

    assert fresh(profile).is_public
    assert fresh(profile).freshness == Freshness.FRESH
    assert [event.verb for event in Event.objects.about(profile)] == ["profile.published"]


@pytest.mark.parametrize(
    ("gap", "field"),
    [({"summary": ""}, "summary"), ({"place": "", "latitude": None, "longitude": None}, "place"), ({}, "process")],
)
def test_what_is_not_whole_is_not_published(gap, field):
    profile = draft(**gap)
    if field == "process":
        profile.terms.set([TermFactory(vocabulary=Vocabulary.MATERIAL)])

    with pytest.raises(ValidationError) as refusal:
        publish_profile(profile=profile, by=keeper_of(profile))

    assert list(refusal.value.message_dict) == [field]
    assert fresh(profile).state == ProfileState.DRAFT


def test_capability_says_what_a_company_does_too():
    profile = draft()
    profile.terms.set([TermFactory(vocabulary=Vocabulary.CAPABILITY)])

    publish_profile(profile=profile, by=keeper_of(profile))

    assert fresh(profile).is_public


ACTS = {
    "publish": ("keeper", KEEPERS_ACTS["publish"], ProfileState.PUBLISHED, None),
    "withdraw": ("keeper", KEEPERS_ACTS["withdraw"], ProfileState.DRAFT, (ProfileState.PUBLISHED,)),
    "hide": ("office", OFFICE_ACTS["hide"], ProfileState.HIDDEN, None),
    "give back": ("office", OFFICE_ACTS["give back"], ProfileState.DRAFT, (ProfileState.HIDDEN,)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ProfileState)
def test_profile_act_from_every_state(state, act):
    profile = whole_profile(state=state, hidden_reason="Before.")
    who, call, following, only_from = ACTS[act]
    by = keeper_of(profile) if who == "keeper" else staff()

    done = takes_place(lambda: call(profile, by), profile)

    assert done == (following in PROFILE_TRANSITIONS[state] and state in (only_from or ProfileState))
    assert fresh(profile).state == (following if done else state)


def test_company_is_told_why_its_profile_is_hidden_and_that_it_is_back():
    profile, office = whole_profile(), staff()
    keeper = keeper_of(profile)

    with pytest.raises(ValidationError):
        hide_profile(profile=profile, reason=" ", by=office)
    hide_profile(profile=profile, reason="It names a customer.", by=office)
    give_profile_back(profile=profile, by=office)

    told = Notice.objects.order_by("created_at", "template").filter(template__startswith="network.profile")
    assert {notice.address for notice in told} == {keeper.email}
    assert "It names a customer." in told.get(template="network.profile_hidden").body_text
    assert fresh(profile).hidden_reason == ""


# Once a year.


def confirmed(ago, **fields):
    """A public profile that was confirmed so long ago, and who keeps it."""
    when = timezone.now() - ago
    profile = whole_profile(confirmed_at=when, published_at=when, **fields)
    return profile, keeper_of(profile)


def links_to(profile):
    return list(
        Invitation.objects.filter(target=str(profile.pk)).order_by("created_at").values_list("purpose", flat=True)
    )


@pytest.mark.parametrize(
    ("ago", "purpose"),
    [
        (YEAR - ASKED_BEFORE - timedelta(hours=1), None),
        (YEAR - ASKED_BEFORE + timedelta(hours=1), DUE.purpose),
        (YEAR + timedelta(hours=1), OLD.purpose),
        (YEAR + SHOWN_WHILE_OLD + timedelta(hours=1), LAPSED.purpose),
    ],
)
def test_company_is_asked_at_each_stage_once(ago, purpose):
    profile, keeper = confirmed(ago)
    second = keeper_of(profile)

    ask_for_confirmations()
    ask_for_confirmations()

    assert links_to(profile) == ([purpose] * 2 if purpose else [])
    mails = Notice.objects.filter(template__startswith="network.confirm")
    assert {mail.address for mail in mails} == ({keeper.email, second.email} if purpose else set())


def test_company_that_never_answers_is_asked_three_times():
    profile, _keeper = confirmed(timedelta(0))

    for day in range(0, 700, 5):
        ask_for_confirmations(now=timezone.now() + timedelta(days=day))

    assert links_to(profile) == [DUE.purpose, OLD.purpose, LAPSED.purpose]


@pytest.mark.parametrize("state", [ProfileState.DRAFT, ProfileState.HIDDEN])
def test_nobody_is_asked_about_what_is_not_public(state):
    profile, _keeper = confirmed(2 * YEAR, state=state, hidden_reason="No.")

    ask_for_confirmations()

    assert links_to(profile) == []


def test_search_is_brought_in_step_where_nobody_is_left_to_ask():
    profile, keeper = confirmed(YEAR + SHOWN_WHILE_OLD + timedelta(hours=1))
    end_claim(claim=keeper_claim(keeper), by=keeper)
    PublicDocument.objects.update_or_create(
        kind="company", key=str(profile.pk), defaults={"title": str(profile), "url": profile.get_absolute_url()}
    )

    ask_for_confirmations()

    assert not PublicDocument.objects.filter(kind="company", key=str(profile.pk)).exists()
    assert links_to(profile) == []


def keeper_claim(keeper):
    return Claim.objects.get(person=keeper)


def link_of(profile, keeper, stage=OLD):
    """An open link, with a token that a test knows."""
    return InvitationFactory(address=keeper.email, purpose=stage.purpose, target=str(profile.pk))


def test_link_confirms_without_an_account(client):
    profile, keeper = confirmed(YEAR + SHOWN_WHILE_OLD + timedelta(days=5))
    url = reverse("profiles:confirm", args=[token_for(link_of(profile, keeper).address)])

    shown = client.get(url).content.decode()
    done = client.post(url, follow=True).content.decode()

    assert profile.summary in shown
    assert "Thank you" in done
    assert fresh(profile).is_public
    assert Event.objects.filter(verb="profile.confirmed").count() == 1


def test_link_confirms_nothing_once_the_company_has_answered(client):
    profile, keeper = confirmed(YEAR)
    invitation = link_of(profile, keeper)
    confirm_profile(profile=profile, by=keeper)
    before = fresh(profile).confirmed_at

    with pytest.raises(ValidationError):
        confirm_by_link(invitation=invitation)
    page = client.post(reverse("profiles:confirm", args=[token_for(keeper.email)])).content.decode()

    assert "There is nothing to confirm by this link" in page
    assert profile.summary not in page
    assert fresh(profile).confirmed_at == before


@pytest.mark.parametrize("gone", ["ended", "erased", "hidden", "withdrawn"])
def test_link_dies_with_its_right(client, gone):
    profile, keeper = confirmed(YEAR)
    invitation = link_of(profile, keeper)
    {
        "ended": lambda: end_claim(claim=keeper_claim(keeper), by=keeper),
        "erased": lambda: erase_person(person=keeper, by=staff()),
        "hidden": lambda: hide_profile(profile=profile, reason="No.", by=staff()),
        "withdrawn": lambda: withdraw_profile(profile=profile, by=keeper),
    }[gone]()

    with pytest.raises(ValidationError):
        confirm_by_link(invitation=invitation)
    assert profile.summary not in client.get(reverse("profiles:confirm", args=[token_for(keeper.email)])).text


def test_link_tells_all_that_is_to_be_confirmed(client):
    profile, keeper = confirmed(YEAR, batch_least=10, batch_most=500, prototype_days=5, languages=["en", "es"])
    Equipment.objects.create(profile=profile, name="Lathe", note="To 65 mm")
    link_of(profile, keeper)

    rows = client.get(reverse("profiles:confirm", args=[token_for(keeper.email)])).context["rows"]

    assert dict(rows) == {
        "What you make": profile.summary,
        "Processes": "Milling",
        "Size of batch": "10 to 500 pieces",
        "First prototype": "within 5 working days",
        "Languages": "English; Spanish",
        "Place": "Worcester, Worcester County",
        "Equipment": "Lathe, To 65 mm",
    }


def test_link_of_another_purpose_opens_nothing(client):
    invitation = InvitationFactory(target=str(whole_profile().pk), purpose="showcase.approval")

    assert client.get(reverse("profiles:confirm", args=[token_for(invitation.address)])).status_code == 404


def test_new_year_brings_a_new_link_to_who_did_not_answer_the_last():
    profile, keeper = confirmed(YEAR + timedelta(hours=1))
    ask_for_confirmations()
    confirm_profile(profile=profile, by=keeper)
    later = timezone.now() + YEAR + timedelta(hours=1)

    ask_for_confirmations(now=later)

    assert links_to(profile) == [OLD.purpose] * 2
    assert Invitation.objects.unanswered().filter(target=str(profile.pk)).count() == 1


# On the pages.


@pytest.fixture
def kept(client):
    """A draft, with who keeps it signed in."""
    profile = draft()
    profile.keeper = keeper_of(profile)
    client.force_login(profile.keeper)
    return profile


def page_of(name, profile):
    return reverse(f"profiles:{name}", args=[profile.pk])


def typed(profile, *, rows=(), **changes):
    """What the browser sends of the form."""
    shown = fresh(profile)
    data = {
        "base": version_of(shown),
        "summary": shown.summary,
        "description": shown.description,
        "place": shown.place,
        "website": shown.website,
        "process": [term.pk for term in shown.terms.all()],
        "equipment-TOTAL_FORMS": str(len(rows) + 1),
        "equipment-INITIAL_FORMS": "0",
        "equipment-MIN_NUM_FORMS": "0",
        "equipment-MAX_NUM_FORMS": "40",
    }
    for number, (name, note) in enumerate(rows):
        data |= {f"equipment-{number}-name": name, f"equipment-{number}-note": note}
    return data | changes


def test_form_is_saved_whole(client, kept):
    response = client.post(
        page_of("edit", kept),
        typed(
            kept,
            rows=[("Lathe", ""), ("", "")],
            summary="Turned parts.",
            picture=photograph(),
            picture_description="A lathe.",
            picture_credit="Quinn",
            picture_rights="on",
        ),
    )

    assert response.url == page_of("edit", kept)
    saved = fresh(kept)
    assert saved.summary == "Turned parts."
    assert [each.name for each in saved.equipment.all()] == ["Lathe"]
    [shown] = saved.pictures.all()
    assert (shown.picture.description, shown.picture.credit) == ("A lathe.", "Quinn")
    # Not by whom: it would outlast their erasure.
    assert shown.picture.rights == f"Given for its profile by {kept.organisation}"


def test_form_publishes(client, kept):
    assert client.post(page_of("edit", kept), typed(kept, publish="1")).url == reverse("profiles:mine")
    assert fresh(kept).is_public


def test_form_keeps_what_was_typed_where_something_is_missing_for_the_public(client, kept):
    response = client.post(page_of("edit", kept), typed(kept, publish="1", process=[], description="We mill."))

    assert response.status_code == 200
    assert "process" in response.context["form"].errors
    assert (fresh(kept).description, fresh(kept).state) == ("We mill.", ProfileState.DRAFT)
    again = typed(kept, publish="1", process=[milling().pk], base=response.context["form"]["base"].value())
    assert client.post(page_of("edit", kept), again).status_code == 302


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"place": "Atlantis"}, "place"),
        ({"batch_least": "9", "batch_most": "3"}, "batch_most"),
        ({"batch_least": "-1"}, "batch_least"),
        ({"batch_least": "9" * 40}, "batch_least"),
        ({"languages": ["xx"]}, "languages"),
        ({"process": ["1000000"]}, "process"),
        ({"picture": SimpleUploadedFile("a.png", b"no")}, "picture_description"),
    ],
)
def test_form_says_what_is_wrong_at_its_field_and_loses_nothing(client, kept, posted, field):
    response = client.post(page_of("edit", kept), typed(kept, description="Typed at night.", **posted))

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert "Typed at night." in response.content.decode()
    assert fresh(kept).description == ""


def test_form_names_the_machine_that_has_no_name(client, kept):
    page = client.post(page_of("edit", kept), typed(kept, rows=[("", "To 65 mm")])).content.decode()

    assert "Name the machine" in page
    assert "see “Equipment” below" in page


def test_form_refuses_a_machine_that_is_named_twice(client, kept):
    page = client.post(page_of("edit", kept), typed(kept, rows=[("Lathe", ""), ("lathe", "")])).content.decode()

    assert "This machine is named twice" in page


def test_form_without_its_machines_is_refused(client, kept):
    data = {key: value for key, value in typed(kept).items() if not key.startswith("equipment")}

    assert client.post(page_of("edit", kept), data).status_code == 200


def test_form_shows_both_where_two_wrote_at_once(client, kept):
    mine = typed(kept, summary="Mine.")
    save(kept, summary="Theirs.", equipment=[("Lathe", "")])

    response = client.post(page_of("edit", kept), mine)

    page = response.content.decode()
    assert fresh(kept).summary == "Theirs."
    assert "Mine." in page
    assert dict(response.context["theirs"])["What you make"] == "Theirs."
    assert dict(response.context["theirs"])["Equipment"] == "Lathe"
    client.post(page_of("edit", kept), mine | {"base": response.context["form"]["base"].value()})
    assert fresh(kept).summary == "Mine."


def test_preview_of_a_draft_is_shared_with_nobody(client, kept):
    preview = client.get(page_of("preview", kept))

    assert preview.context["share"] is None
    publish_profile(profile=kept, by=kept.keeper)
    assert client.get(page_of("preview", kept)).context["share"].title == kept.organisation.name


def test_preview_offers_the_one_act_that_is_due(client, kept):
    assert "Publish it" in client.get(page_of("preview", kept)).content.decode()

    client.post(page_of("publish", kept))
    assert "Publish it" not in client.get(page_of("preview", kept)).content.decode()

    CapabilityProfile.objects.filter(pk=kept.pk).update(confirmed_at=timezone.now() - YEAR)
    assert "All this is right" in client.get(page_of("preview", kept)).content.decode()
    client.post(page_of("confirm_now", kept))
    assert fresh(kept).freshness == Freshness.FRESH

    client.post(page_of("withdraw", kept))
    assert fresh(kept).state == ProfileState.DRAFT


def test_what_cannot_be_done_is_said(client, kept):
    page = client.post(page_of("confirm_now", kept), follow=True).content.decode()

    assert "Only a published profile is confirmed" in page


@pytest.mark.parametrize("name", ["edit", "preview"])
@pytest.mark.parametrize("who", [PersonFactory, staff])
def test_page_is_there_for_nobody_else(client, kept, name, who):
    client.force_login(who())

    assert client.get(page_of(name, kept)).status_code == 404


@pytest.mark.parametrize("name", ["publish", "withdraw", "confirm_now"])
def test_neighbours_press_is_not_found(client, kept, name):
    client.force_login(keeper_of(ProfileFactory()))

    assert client.post(page_of(name, kept)).status_code == 404
    assert fresh(kept).state == ProfileState.DRAFT


@pytest.mark.parametrize("name", ["edit", "preview"])
def test_page_asks_the_same_number_of_questions_however_much_stands_in_it(
    client, kept, name, django_assert_num_queries
):
    def fill(count):
        for number in range(count):
            Equipment.objects.create(profile=kept, name=f"Lathe {kept.equipment.count()} {number}")
            kept.terms.add(TermFactory(vocabulary=Vocabulary.MATERIAL))

    def asked():
        client.get(page_of(name, kept))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(name, kept)).status_code == 200
        return len(queries)

    fill(1)
    one = asked()
    fill(19)

    assert asked() == one


# The back office.


@pytest.mark.parametrize(
    ("act", "state", "following"), [("hide", "published", "hidden"), ("give_back", "hidden", "draft")]
)
def test_office_acts_on_a_profile(client, act, state, following):
    profile = whole_profile(state=state, hidden_reason="Before." if state == "hidden" else "")
    client.force_login(staff())

    client.post(reverse(f"profiles_office:{act}", args=[profile.pk]), {"reason": "It names a customer."})

    assert fresh(profile).state == following


def test_office_finds_what_nobody_confirmed(client):
    old, _keeper = confirmed(YEAR + timedelta(days=1))
    whole_profile()
    # Nobody is expected to confirm what its company took off.
    confirmed(YEAR + timedelta(days=1), state=ProfileState.DRAFT)
    client.force_login(staff())

    page = client.get(reverse("profiles_office:index"), {"freshness": "old"})

    assert list(page.context["object_list"]) == [old]
