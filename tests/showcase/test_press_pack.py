"""The press pack: what is in it, for whom, and from which hour on."""

import io
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from accounts.models import Invitation
from audit.models import Event
from judging.models import Announcement
from prizes.models import Edition
from showcase.actions import revoke_award, withdraw_press_pass, write_citation
from showcase.models import Award, Picture, PressPass, WinnerPage, WinnersPage
from showcase.press.archive import Archive
from showcase.press.pack import early_pack, public_pack
from showcase.tasks import keep_press_archive
from tests.accounts.factories import PersonFactory, staff, token_for
from tests.prizes.factories import PrizeFactory
from tests.showcase.factories import (
    STORY,
    PressPassFactory,
    announce,
    approve,
    awarded,
    let_through,
    published,
    round_of,
    showcase_of,
    tell_company,
    tell_press,
)
from tests.showcase.test_views import picture, with_picture

pytestmark = pytest.mark.django_db
ENDS = ["expired", "declined", "revoked", "withdrawn"]
PARTS = ["", "download/"]


@pytest.fixture
def award(prize):
    """With a picture and a citation, let through by company and editor; no hour is set."""
    award = awarded(prize, round=round_of(prize, edition__year=2031, edition__name="The 2031 prize"))
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    with_picture(award)
    tell_company(award)
    return let_through(award)


@pytest.fixture
def edition(award):
    return award.category.edition


@pytest.fixture
def press_pass(edition):
    return PressPassFactory(edition=edition, accepted=True)


def link(press_pass, name="pass", *args):
    return reverse(f"press:{name}", args=[token_for(press_pass.invitation.address), *args])


def public_address(part=""):
    return WinnersPage.objects.get().address_of(2031, "press") + part


def picture_of(award):
    return WinnerPage.objects.get(award=award).get_latest_revision_as_object().picture_id


def again(award):
    """Read anew, with its page's newest revision."""
    return Award.objects.get(pk=award.pk)


def looks():
    return list(
        Event.objects.filter(verb__startswith="press_pack.").order_by("position").values_list("verb", flat=True)
    )


def read(response):
    return b"".join(response.streaming_content)


# The personal link, from the embargo to the pack.


def test_link_shows_the_embargo_first(client, award):
    waiting = PressPassFactory(edition=award.category.edition)
    tell_press(award)

    text = client.get(link(waiting)).text

    for said in (waiting.name, waiting.outlet, "I accept the embargo", "do not pass it on"):
        assert said in text
    assert "Ashfield" not in text
    assert looks() == []


def test_embargo_tells_its_hours_in_the_zone_of_the_edition(client, award, edition):
    Edition.objects.update(time_zone="America/New_York")
    times = {"entrants_at": "2031-03-04T14:00Z", "press_at": "2031-03-04T15:00Z", "public_at": "2031-03-05T15:00Z"}
    Announcement.objects.update(**times)

    text = client.get(link(PressPassFactory(edition=edition))).text

    for said in ("March 4, 2031, 10:00 a.m. EST", "March 5, 2031, 10:00 a.m. EST"):
        assert said in text


def test_journalist_accepts_without_an_account(client, award, edition):
    tell_press(award)
    waiting = PressPassFactory(edition=edition)

    response = client.post(link(waiting), {"answer": "accept"}, follow=True)

    assert "Ashfield Castings" in response.text
    assert PressPass.objects.get().accepted_at
    assert PressPass.objects.get().invitation.accepted_by is None


def test_journalist_declines(client, award, edition):
    tell_press(award)
    waiting = PressPassFactory(edition=edition)

    response = client.post(link(waiting), {"answer": "decline"}, follow=True)

    assert "You did not accept the embargo" in response.text
    assert "Ashfield" not in response.text
    assert PressPass.objects.get().accepted_at is None


@pytest.mark.parametrize("typed", [{}, {"answer": "perhaps"}, {"answer": "\x00"}])
def test_answer_that_is_none_is_asked_again(client, edition, typed):
    waiting = PressPassFactory(edition=edition)

    response = client.post(link(waiting), typed)

    assert set(response.context["form"].errors) == {"answer"}
    assert PressPass.objects.get().state == "open"


def test_before_the_hour_of_the_press_it_says_when(client, award, press_pass):
    tell_press(award, after=timedelta(hours=3))

    text = client.get(link(press_pass)).text

    assert "You accepted the embargo" in text
    assert "Press, under embargo" in text
    assert "Ashfield" not in text
    assert looks() == []


@pytest.mark.parametrize("times", [{}, {"entrants_at": timezone.now()}])
def test_nothing_is_shown_while_no_hour_is_set(client, award, press_pass, times):
    Announcement.objects.all().delete()
    if times:
        Announcement.objects.create(round=award.decision.candidacy.round, outcome="winner", **times)

    assert "The hours are not set yet" in client.get(link(press_pass)).text


def test_pack_is_shown_from_the_hour_of_the_press_on(client, award, press_pass):
    tell_press(award)

    text = client.get(link(press_pass)).text

    for said in ("Ashfield Castings", "Lowell", "Nine parts less.", STORY, award.title, "UNDER EMBARGO", "Us", "Own"):
        assert said in text
    assert looks() == ["press_pack.opened"]


def test_each_look_is_an_event(client, award, press_pass):
    tell_press(award)
    pk = picture_of(award)

    client.get(link(press_pass))
    client.get(link(press_pass))
    client.get(link(press_pass, "picture", pk))
    client.get(link(press_pass, "archive"))

    press_pass.refresh_from_db()
    assert press_pass.looks == 4
    assert looks() == ["press_pack.opened"] * 2 + ["press_pack.picture_taken", "press_pack.taken"]


def test_small_pictures_belong_to_the_page_that_was_opened(client, award, press_pass):
    tell_press(award)
    small = link(press_pass, "small_picture", picture_of(award))
    assert client.get(small).status_code == 404

    assert f'src="pictures/{picture_of(award)}/small/"' in client.get(link(press_pass)).text

    assert client.get(small).status_code == 200
    assert looks() == ["press_pack.opened"]
    PressPass.objects.update(last_looked_at=timezone.now() - timedelta(hours=13))
    assert client.get(small).status_code == 404


def test_small_picture_under_embargo_has_no_public_address(client, award, press_pass):
    tell_press(award)

    assert "/media/" not in client.get(link(press_pass)).text


def test_pass_leads_to_the_public_pack_once_all_is_public(client, award, press_pass):
    published(award)

    response = client.get(link(press_pass))

    assert response.url == public_address()
    assert client.get(response.url).status_code == 200
    assert looks() == []


def test_pass_of_a_prize_without_a_showcase_shows_the_pack_itself(client, award, press_pass):
    published(award)
    WinnersPage.objects.get().unpublish()

    assert "Ashfield Castings" in client.get(link(press_pass)).text
    assert looks() == ["press_pack.opened"]


def test_pack_holds_what_is_public_beside_what_is_early(client, prize, award, press_pass):
    round = award.decision.candidacy.round
    announce(awarded(round=round, company="Belmont Tool", outcome="finalist"))
    tell_press(award)

    pack = early_pack(press_pass.edition)

    assert [(sheet.award.company_name, sheet.under_embargo) for sheet in pack.sheets] == [
        ("Ashfield Castings", True),
        ("Belmont Tool", False),
    ]
    assert ["UNDER EMBARGO" in sheet.text for sheet in pack.sheets] == [True, False]


def test_kind_whose_hour_has_not_come_is_not_in_the_pack(award, press_pass):
    round = award.decision.candidacy.round
    tell_press(awarded(round=round, company="Belmont Tool", outcome="finalist"), after=timedelta(hours=1))
    tell_press(award)

    assert [sheet.award for sheet in early_pack(press_pass.edition).sheets] == [award]


def test_rehearsal_shows_the_pack_to_its_press_and_to_nobody_else(client, award, press_pass):
    published(award)
    Edition.objects.update(rehearsal=True)

    assert "Ashfield Castings" in client.get(link(press_pass)).text
    assert client.get(public_address()).status_code == 404


# Who sees nothing.


@pytest.mark.parametrize("end", ENDS)
def test_link_that_ended_opens_nothing(client, award, edition, end):
    tell_press(award)
    ended = PressPassFactory(edition=edition, accepted=end == "withdrawn")
    if end == "withdrawn":
        withdraw_press_pass(press_pass=ended, by=staff(prize=edition.prize))
    else:
        moment = timezone.now() - timedelta(seconds=1)
        fields = {"expires_at" if end == "expired" else f"{end}_at": moment}
        Invitation.objects.filter(pk=ended.invitation_id).update(**fields)

    for method in (client.get, client.post):
        response = method(link(ended), {"answer": "accept"}, follow=True)
        assert response.status_code == 200
        assert "Ashfield" not in response.text
    for name, *args in (("archive",), ("picture", picture_of(award)), ("small_picture", picture_of(award))):
        assert client.get(link(ended, name, *args)).status_code == 404
    assert looks() == []


def test_unanswered_link_opens_nothing(client, award, edition):
    tell_press(award)
    waiting = PressPassFactory(edition=edition)

    for name, *args in (("archive",), ("picture", picture_of(award)), ("small_picture", picture_of(award))):
        assert client.get(link(waiting, name, *args)).status_code == 404


def test_nothing_is_taken_before_the_hour(client, award, press_pass):
    tell_press(award, after=timedelta(hours=1))

    for name, *args in (("archive",), ("picture", picture_of(award)), ("small_picture", picture_of(award))):
        assert client.get(link(press_pass, name, *args)).status_code == 404
    assert looks() == []


@pytest.mark.parametrize("same_prize", [True, False])
def test_pass_of_another_edition_sees_nothing(client, award, same_prize):
    tell_press(award)
    other = round_of(award.page.prize if same_prize else PrizeFactory(), edition__year=2030)
    neighbour = PressPassFactory(edition=other.edition, accepted=True)

    assert "Ashfield" not in client.get(link(neighbour)).text
    tell_press(awarded(round=other, company="Belmont Tool"))
    assert "Belmont Tool" in client.get(link(neighbour)).text
    assert "Ashfield" not in client.get(link(neighbour)).text
    assert client.get(link(neighbour, "picture", picture_of(award))).status_code == 404
    assert client.get(link(neighbour, "small_picture", picture_of(award))).status_code == 404
    assert "Ashfield" not in str(contents(read(client.get(link(neighbour, "archive")))))


@pytest.mark.parametrize("token", ["unknown", "%00", "token-of-nobody"])
def test_unknown_link_is_not_there(client, token):
    for name, *args in (("pass",), ("archive",), ("picture", 1), ("small_picture", 1)):
        assert client.get(reverse(f"press:{name}", args=[token, *args])).status_code == 404


def test_invitation_to_something_else_is_no_press_pass(client, award, edition):
    other = PressPassFactory(edition=edition)
    Invitation.objects.filter(pk=other.invitation_id).update(purpose="approver")

    assert client.get(link(other)).status_code == 404


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [None, "secretariat", "editor"])
def test_public_pack_is_not_there_before_the_public_hears(client, award, part, role):
    tell_press(award)
    if role:
        client.force_login(staff(role, award.page.prize))

    assert client.get(public_address(part)).status_code == 404
    assert client.get(public_address(f"pictures/{picture_of(award)}/")).status_code == 404


@pytest.mark.parametrize("state", ["declined", "revoked"])
def test_award_that_ended_vanishes_from_every_pack(client, award, press_pass, state):
    tell_press(award)
    old = contents(read(client.get(link(press_pass, "archive"))))
    Award.objects.update(state=state, reason="So it is.")

    assert "01-ashfield-castings.txt" in old
    assert "Ashfield" not in client.get(link(press_pass)).text
    assert client.get(link(press_pass, "archive")).status_code == 404
    assert client.get(link(press_pass, "picture", picture_of(award))).status_code == 404
    announce(award)
    assert client.get(public_address()).status_code == 404


def test_revoked_award_leaves_the_others_in_the_archive(client, award, press_pass, prize):
    other = awarded(round=award.decision.candidacy.round, company="Belmont Tool")
    tell_press(award)
    client.get(link(press_pass, "archive"))

    revoke_award(award=award, reason="Invented.", by=staff(prize=prize))

    files = contents(read(client.get(link(press_pass, "archive"))))
    assert "Ashfield" not in str(files)
    assert other.company_name in str(files)


@pytest.mark.parametrize("name", ["pass", "archive", "picture", "small_picture"])
def test_personal_addresses_keep_to_themselves(client, award, press_pass, name):
    tell_press(award)
    client.get(link(press_pass))

    response = client.get(link(press_pass, name, *([picture_of(award)] if "picture" in name else [])))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["archive", "picture", "small_picture"])
def test_what_is_taken_is_only_read(client, award, press_pass, name):
    tell_press(award)

    args = [picture_of(award)] if "picture" in name else []
    assert client.post(link(press_pass, name, *args)).status_code == 405


def test_robots_are_told_to_stay_away(client):
    assert "Disallow: /embargo/" in client.get("/robots.txt").text


# What is in it.


def test_unapproved_award_is_named_and_cited_only(client, prize):
    award = awarded(prize, round=round_of(prize, edition__year=2031))
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    with_picture(award)
    press_pass = PressPassFactory(edition=award.category.edition, accepted=True)
    tell_press(let_through(tell_company(award), approved=False))

    [sheet] = early_pack(press_pass.edition).sheets
    text = client.get(link(press_pass)).text.partition("<main")[2]

    assert sheet.pictures == ()
    for shown in ("Ashfield Castings", "Lowell", award.category.name, "Nine parts less."):
        assert shown in sheet.text
        assert shown in text
    for hidden in (STORY, award.title, WinnerPage.objects.get().slug):
        assert hidden not in sheet.text
        assert hidden not in text


def test_text_that_no_editor_let_through_is_not_in_the_pack(prize):
    award = awarded(prize)
    approve(award)
    tell_press(award)

    [sheet] = early_pack(award.category.edition).sheets

    assert STORY not in sheet.text


def test_pack_has_the_text_that_was_let_through_and_no_later_draft(award, press_pass):
    draft = award.page.get_latest_revision_as_object()
    draft.summary = "Nobody has read this."
    draft.save_revision()
    tell_press(award)

    [sheet] = early_pack(press_pass.edition).sheets

    assert STORY in sheet.text
    assert "Nobody has read this." not in sheet.text


def test_text_changed_after_the_approval_is_not_in_the_pack(award, press_pass, prize):
    draft = award.page.get_latest_revision_as_object()
    draft.summary = "Changed after the company read it."
    draft.save_revision()
    tell_press(let_through(again(award), approved=False))

    [sheet] = early_pack(press_pass.edition).sheets

    assert "Changed" not in sheet.text
    assert sheet.pictures == ()


def test_text_is_plain_and_whole(prize):
    award = awarded(prize, round=round_of(prize, edition__year=2031, edition__name="The 2031 prize"))
    write_citation(award=award, citation="Nine parts less.", by=staff(prize=prize))
    award.organisation.website = "https://ashfield.example"
    award.organisation.save()
    page = award.page
    page.body = [
        ("heading", "What was done"),
        ("text", "<p>We cast <b>one</b> part &amp; no more.</p><ul><li>First.</li><li>Then.</li></ul>"),
        ("quote", {"text": "It holds.", "name": "Kim", "role": "Founder"}),
        (
            "figures",
            [{"label": "Scrap", "before": "6.40", "after": "1.5", "unit": "%"}, {"label": "Parts", "after": 1}],
        ),
    ]
    page.save_revision()
    published(award)

    [sheet] = public_pack(award.category.edition).sheets

    assert sheet.text == "\n\n".join(
        [
            f"The 2031 prize: Winner · {award.category.name}\nAshfield Castings, Lowell",
            "The jury: “Nine parts less.”",
            "One casting instead of nine parts",
            STORY,
            "WHAT WAS DONE\nWe cast one part & no more.\n- First.\n- Then.\n“It holds.” Kim, Founder\n"
            "Scrap: 6.4 → 1.5 %\nParts: 1",
            f"The company: https://ashfield.example\nIts page: {WinnerPage.objects.get().full_url}",
        ]
    )


def test_pictures_of_page_and_text_come_with_caption_and_name(prize):
    award = awarded(prize)
    first, second = with_picture(award), picture()
    page = award.page.get_latest_revision_as_object()
    page.body = [("picture", {"picture": second, "caption": "The mould."})]
    page.save_revision()
    published(again(award))

    [sheet] = public_pack(award.category.edition).sheets

    assert [(each.picture, each.caption, each.name) for each in sheet.pictures] == [
        (first, "", "01-ashfield-castings-1.png"),
        (second, "The mould.", "01-ashfield-castings-2.png"),
    ]


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_archive_holds_texts_pictures_and_logo(client, award):
    published(award)
    original = Picture.objects.get(pk=picture_of(award))

    response = client.get(public_address("download/"))
    files = contents(read(response))

    assert response.headers["Content-Disposition"] == 'attachment; filename="the-2031-prize-press.zip"'
    assert sorted(files) == [
        "01-ashfield-castings.txt",
        "logo/logo-on-dark.svg",
        "logo/logo.png",
        "logo/logo.svg",
        "pictures/01-ashfield-castings-1.png",
        "read-me.txt",
    ]
    assert files["pictures/01-ashfield-castings-1.png"] == original.file.open().read()
    assert STORY in files["01-ashfield-castings.txt"].decode()
    assert "01-ashfield-castings-1.png: A casting / Us / Own" in files["read-me.txt"].decode()
    assert "EMBARGO" not in str(files)


def test_early_archive_says_that_it_is_early(client, award, press_pass):
    tell_press(award)

    files = contents(read(client.get(link(press_pass, "archive"))))

    for name in ("read-me.txt", "01-ashfield-castings.txt"):
        assert "UNDER EMBARGO" in files[name].decode()


def kept():
    return ["/".join(path.parts[-3:]) for path in Path(storages["private"].path("press")).rglob("*.zip")]


@pytest.fixture
def empty_shelf():
    shutil.rmtree(storages["private"].path("press"), ignore_errors=True)


def test_archive_is_made_once_and_anew_when_something_changes(client, award, prize, empty_shelf, monkeypatch):
    published(award)
    written = []
    write = Archive._write
    monkeypatch.setattr(Archive, "_write", lambda archive, file: written.append(1) or write(archive, file))

    read(client.get(public_address("download/")))
    read(client.get(public_address("download/")))
    assert (len(written), len(kept())) == (1, 1)
    before = kept()

    write_citation(award=award, citation="Eight parts less.", by=staff(prize=prize))
    files = contents(read(client.get(public_address("download/"))))

    assert "Eight parts less." in files["01-ashfield-castings.txt"].decode()
    assert (len(written), len(kept())) == (2, 1)
    assert kept() != before


def test_archive_that_is_being_made_says_so_and_is_no_look(client, award, press_pass, empty_shelf, tasks_wait):
    tell_press(award)

    responses = [client.get(link(press_pass, "archive")) for _ in range(2)]

    for response in responses:
        assert (response.status_code, response.headers["Retry-After"]) == (202, "20")
        assert "being put together" in response.text
        assert "Ashfield" not in response.text
    assert looks() == []
    assert DBTaskResult.objects.filter(task_path="showcase.tasks.keep_press_archive").count() == 1

    keep_press_archive.call(award.category.edition_id, True, "en")

    assert client.get(link(press_pass, "archive")).status_code == 200
    assert looks() == ["press_pack.taken"]


@pytest.mark.parametrize("is_early", [True, False])
def test_archive_of_nothing_is_not_made(award, empty_shelf, is_early):
    keep_press_archive.call(award.category.edition_id, is_early, "en")
    keep_press_archive.call(10**6, is_early, "en")

    assert not storages["private"].exists("press")


def test_archives_of_two_languages_lie_beside_each_other(client, award, empty_shelf, two_languages):
    published(award)

    for language in ("en", "de", "en"):
        with translation.override(language):
            pack = public_pack(award.category.edition)
            Archive(pack).ask_for()
            assert Archive(pack).is_kept

    assert sorted(name.split("/")[1] for name in kept()) == ["de", "en"]


def test_archives_lie_where_nobody_is_served(client, award, empty_shelf):
    published(award)
    read(client.get(public_address("download/")))
    [name] = kept()

    assert client.get(f"/media/press/{award.category.edition_id}/{name}").status_code == 404


def test_picture_is_taken_as_it_was_handed_in(client, award):
    published(award)
    original = Picture.objects.get(pk=picture_of(award))

    response = client.get(public_address(f"pictures/{original.pk}/"))

    assert read(response) == original.file.open().read()
    assert response.headers["Content-Disposition"] == 'attachment; filename="01-ashfield-castings-1.png"'
    assert response.headers["Content-Type"] == "image/png"


def test_other_pictures_of_the_site_are_not_taken(client, award, press_pass):
    other = picture()
    tell_press(award)
    assert client.get(link(press_pass, "picture", other.pk)).status_code == 404

    published(award)

    for pk in (other.pk, 10**9, 0):
        assert client.get(public_address(f"pictures/{pk}/")).status_code == 404


@pytest.mark.parametrize("pk", ["9" * 13, "9" * 5000, "-1", "x"])
def test_what_is_no_picture_is_not_there(client, award, press_pass, pk):
    published(award)

    assert client.get(public_address(f"pictures/{pk}/")).status_code == 404
    assert client.get(f"{link(press_pass)}pictures/{pk}/").status_code == 404


def test_public_pack_shows_all_and_whom_to_ask(client, award, prize):
    prize.contact_email = "office@prize.example"
    prize.save()
    page = published(award)

    text = client.get(public_address()).text

    for said in (
        "Ashfield Castings",
        STORY,
        "Us",
        "Own",
        "96 × 64",
        "logo.svg",
        "office@prize.example",
        page.full_url,
    ):
        assert said in text
    assert "UNDER EMBARGO" not in text
    assert public_address() in client.get(WinnersPage.objects.get().address_of(2031)).text


def test_private_page_gives_the_press_no_text(award):
    page = published(award)
    page.view_restrictions.create(restriction_type="login")

    [sheet] = public_pack(award.category.edition).sheets

    assert STORY not in sheet.text


def test_file_that_is_missing_is_named_by_its_company_in_any_script(prize):
    award = awarded(prize, company="工場")
    announce(award)

    assert [sheet.name for sheet in public_pack(award.category.edition).sheets] == ["01-award"]


@pytest.mark.parametrize("rows", [1, 5])
@pytest.mark.parametrize("early", [True, False])
def test_pack_query_count(client, prize, rows, early, django_assert_num_queries):
    round = round_of(prize, edition__year=2031)
    for number in range(rows):
        award = awarded(round=round, company=f"Company {number}")
        with_picture(award)
        tell_company(award)
        tell_press(let_through(award)) if early else published(award)
    press_pass = PressPassFactory(edition=round.edition, accepted=True)
    url = link(press_pass) if early else public_address()
    client.get(url)

    with django_assert_num_queries(19 if early else 16):
        assert client.get(url).status_code == 200


def test_stranger_with_an_account_needs_the_link_too(client, award):
    tell_press(award)
    showcase_of(PrizeFactory())
    client.force_login(PersonFactory())

    assert client.get(WinnersPage.objects.first().address_of(2031, "press")).status_code == 404
