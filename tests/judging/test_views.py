"""Every page of the juror's door: who is let in, what it does, and what a blind round keeps to itself."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from judging.enums import AssignmentState, DeclarationKind, ScorecardState
from judging.models import Assignment, Concern, Declaration, Mark, Pledge, Remark, Scorecard
from nominations.models import Attachment, Collaborator, SubmissionAttachment
from tests.accounts.factories import AffiliationFactory, PersonFactory, SuperuserFactory
from tests.judging.factories import (
    DeclarationFactory,
    QuestionFactory,
    SectionFactory,
    SubmissionAnswerFactory,
    TieKindFactory,
    open_round_with_entries,
    ready_juror,
    seat,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def entry():
    _, (entry,) = open_round_with_entries(1)
    return entry


@pytest.fixture
def juror(entry):
    return ready_juror([entry])


def entry_url(entry):
    return reverse("judging:entry", args=[entry.pk])


def all_addresses(entry):
    round_pages = [
        reverse(f"judging:{name}", args=[entry.round_id]) for name in ("pledge", "declare", "my_marks", "hand_in")
    ]
    entry_pages = [reverse(f"judging:{name}", args=[entry.pk]) for name in ("entry", "return", "recuse", "concern")]
    return [reverse("judging:queue"), *round_pages, *entry_pages]


def tell(entry, *, key="story", text="We did it.", **question):
    """A question that jurors read, with its answer."""
    form = entry.submission.form
    section = form.sections.first() or SectionFactory(form=form, label="The story")
    QuestionFactory(section=section, key=key, **question)
    return SubmissionAnswerFactory(submission=entry.submission, question_key=key, value=json.dumps(text))


def attach(entry, name="Acme drawing.pdf", **question):
    section = SectionFactory(form=entry.submission.form)
    QuestionFactory(section=section, key="drawing", kind="file", **question)
    attachment = Attachment(
        nomination=entry.nomination,
        question_key="drawing",
        name=name,
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        scan_state="clean",
    )
    attachment.file.save(name, ContentFile(b"%PDF"))
    SubmissionAttachment.objects.create(
        submission=entry.submission, attachment=attachment, question_key="drawing", sha256="0" * 64
    )
    return attachment


def post_json(client, url, **body):
    body = {"client_id": str(uuid.uuid4()), "base_revision": 0, **body}
    return client.post(url, json.dumps(body), content_type="application/json")


def mark_url(entry, key="criterion-1"):
    return reverse("judging:mark", args=[entry.pk, key])


def test_anonymous_is_asked_to_sign_in(client, entry):
    for address in all_addresses(entry):
        response = client.get(address)

        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("stranger", [PersonFactory, SuperuserFactory])
def test_stranger_finds_nothing(client, entry, stranger):
    client.force_login(stranger())

    assert {client.get(address).status_code for address in all_addresses(entry)} == {404}


def test_neighbour_juror_finds_no_entry(client, entry, juror):
    client.force_login(seat(entry.round))

    for name in ("entry", "return", "recuse", "concern"):
        assert client.get(reverse(f"judging:{name}", args=[entry.pk])).status_code == 404
    assert post_json(client, mark_url(entry), value="3").status_code == 404


def test_ready_juror_opens_every_page(client, entry, juror):
    client.force_login(juror)

    assert {address: client.get(address).status_code for address in all_addresses(entry)} == dict.fromkeys(
        all_addresses(entry), 200
    )


def test_pages_are_kept_by_no_browser(client, entry, juror):
    client.force_login(juror)

    assert "no-store" in client.get(entry_url(entry))["Cache-Control"]


def test_pledge_comes_first(client, entry, juror):
    entry.round.pledge_version = "2"
    entry.round.save()
    client.force_login(juror)

    assert client.get(entry_url(entry)).url == reverse("judging:pledge", args=[entry.round_id])
    page = client.get(reverse("judging:queue")).content.decode()
    assert entry.nomination.organisation.name not in page


def test_signing_the_pledge(client, entry):
    juror = seat(entry.round)
    client.force_login(juror)

    response = client.post(reverse("judging:pledge", args=[entry.round_id]), {"agreed": "on"})

    assert response.url == reverse("judging:declare", args=[entry.round_id])
    assert Pledge.objects.get().text == entry.round.pledge
    assert Event.objects.filter(verb="pledge.signed").count() == 1


def test_declaration_card_names_company_people_and_nominator(client, entry, juror):
    Declaration.objects.all().delete()
    Collaborator.objects.create(nomination=entry.nomination, person=PersonFactory(name="Ada Entrant"))
    entry.nomination.nominator = PersonFactory(name="Nora Nominator")
    entry.nomination.save()
    client.force_login(juror)

    response = client.get(entry_url(entry), follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [(reverse("judging:declare", args=[entry.round_id]), 302)]
    for name in (entry.nomination.organisation.name, "Ada Entrant", "Nora Nominator"):
        assert name in page


def test_what_entrants_named_is_not_shown_to_jurors(client, entry, juror):
    Declaration.objects.all().delete()
    entry.nomination.related_organisations = ["Hidden Customer Inc"]
    entry.nomination.save()
    employer = AffiliationFactory(person=juror, organisation__name="Hidden Customer Inc")
    client.force_login(juror)

    page = client.get(reverse("judging:declare", args=[entry.round_id])).content.decode()

    assert employer.organisation.name not in page


def test_declaring_no_tie_opens_the_entry(client, entry, juror):
    Declaration.objects.all().delete()
    client.force_login(juror)
    key = entry.nomination.organisation_id.hex

    response = client.post(reverse("judging:declare", args=[entry.round_id]), {f"kind-{key}": "none"})

    assert response.url == reverse("judging:queue")
    assert client.get(entry_url(entry)).status_code == 200


def test_declaring_nothing_is_refused(client, entry, juror):
    Declaration.objects.all().delete()
    client.force_login(juror)

    response = client.post(reverse("judging:declare", args=[entry.round_id]), {})

    assert "Say whether anything ties you" in response.content.decode()
    assert not Declaration.objects.exists()


def test_declaration_in_own_words_is_kept_without_what_no_database_takes(client, entry, juror):
    Declaration.objects.all().delete()
    client.force_login(juror)
    address = reverse("judging:declare", args=[entry.round_id])
    key = entry.nomination.organisation.pk.hex

    page = client.post(address, {f"kind-{key}": "disclose", f"note-{key}": "x" * 501})
    assert "At most 500 characters" in page.content.decode()
    assert not Declaration.objects.exists()

    client.post(address, {f"kind-{key}": "disclose", f"note-{key}": "A \x00neighbour."})
    assert Declaration.objects.get().note == "A neighbour."


def test_excluding_tie_takes_the_entry_away(client, entry, juror):
    Declaration.objects.all().delete()
    tie = TieKindFactory(edition=entry.round.edition, label="Employer")
    client.force_login(juror)
    key = entry.nomination.organisation_id.hex

    client.post(
        reverse("judging:declare", args=[entry.round_id]), {f"kind-{key}": "disclose", f"ties-{key}": str(tie.pk)}
    )

    assert Declaration.objects.get().kind == DeclarationKind.EXCLUDE
    assert Assignment.objects.get().state == AssignmentState.RECUSED
    assert client.get(entry_url(entry)).status_code == 404


def test_entry_shows_only_what_jurors_read(client, entry, juror):
    tell(entry, key="story", text="For the jury.")
    tell(entry, key="secret", text="For the office.", audience="staff")
    client.force_login(juror)

    page = client.get(entry_url(entry)).content.decode()

    assert "For the jury." in page
    assert "For the office." not in page


def test_entry_shows_only_the_questions_of_the_round(client, entry, juror):
    tell(entry, key="story", text="Chosen for this round.")
    tell(entry, key="later", text="Left for the finals.")
    entry.round_category.visible_questions = ["story"]
    entry.round_category.save()
    client.force_login(juror)

    page = client.get(entry_url(entry)).content.decode()

    assert "Chosen for this round." in page
    assert "Left for the finals." not in page


def test_entry_describes_every_level_and_links_its_evidence(client, entry, juror):
    tell(entry, key="story", label="What you changed")
    criterion = entry.round_category.rubric.criteria.first()
    criterion.evidence = ["story", "not-shown"]
    criterion.save()
    client.force_login(juror)

    page = client.get(entry_url(entry)).content.decode()

    assert page.count("What deserves") == 10
    assert 'href="#answer-story"' in page
    assert "#answer-not-shown" not in page


def test_first_look_is_noted_once(client, entry, juror):
    client.force_login(juror)

    client.get(entry_url(entry))
    first = Assignment.objects.get().first_opened_at
    client.get(entry_url(entry))

    assert first is not None
    assert Assignment.objects.get().first_opened_at == first


def test_plain_form_saves_marks_and_remarks(client, entry, juror):
    client.force_login(juror)

    response = client.post(
        entry_url(entry),
        {"mark-criterion-1": "4", "mark-criterion-2": "cannot_judge", "remark-jury": "Strong.", "next": "1"},
    )

    assert response.url == reverse("judging:queue")
    assert Scorecard.objects.get().state == ScorecardState.COMPLETE
    assert Remark.objects.get().text == "Strong."


def test_plain_form_from_an_older_page_loses_nothing(client, entry, juror):
    client.force_login(juror)
    client.post(entry_url(entry), {"mark-criterion-1": "4"})

    response = client.post(entry_url(entry), {"mark-criterion-1": "2", "base-criterion-1": "0"})

    assert "Another window saved this mark meanwhile" in response.content.decode()
    assert Mark.objects.get().value == 4


def test_plain_form_says_at_the_field_what_it_refuses(client, entry, juror):
    client.force_login(juror)

    sent = {
        "mark-criterion-1": "1e999",
        "mark-criterion-2": "4",
        "remark-jury": "x" * 20_001,
        "remark-private": "Kept.",
    }
    page = client.post(entry_url(entry), sent)

    by_key = {question.key: question for question in page.context["questions"]}
    by_kind = {remark.kind: remark for remark in page.context["remarks"]}
    assert by_key["criterion-1"].refusals == ["Choose one of the levels."]
    assert by_key["criterion-2"].refusals == ()
    assert by_kind["jury"].refusals == ["At most 20,000 characters fit here."]
    assert (by_kind["jury"].text, by_kind["private"].text) == ("x" * 20_001, "Kept.")
    assert page.content.decode().count("invalid-feedback") == 2
    assert not Mark.objects.exists()


def test_plain_form_after_handing_in_gives_the_text_back(client, entry, juror):
    client.force_login(juror)
    Scorecard.objects.update(state=ScorecardState.SUBMITTED, handed_in_at=timezone.now(), total=50)

    page = client.post(entry_url(entry), {"mark-criterion-1": "4", "remark-jury": "An hour of work."})

    assert page.status_code == 403
    assert "An hour of work." in page.content.decode()
    assert "cannot be changed now" in page.content.decode()
    assert not Remark.objects.exists()


def test_returning_from_an_old_page_says_that_it_is_too_late(client, entry, juror):
    client.force_login(juror)
    Scorecard.objects.update(state=ScorecardState.SUBMITTED, handed_in_at=timezone.now(), total=50)

    page = client.post(reverse("judging:return", args=[entry.pk]), {"reason": "Not my field."}, follow=True)

    assert page.redirect_chain == [(entry_url(entry), 302)]
    assert "can no longer be returned" in page.content.decode()
    assert Assignment.objects.get().state == AssignmentState.ACTIVE


def test_json_saves_and_answers_with_the_revision(client, entry, juror):
    client.force_login(juror)

    response = post_json(client, mark_url(entry), value="4")

    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert response.json()["value"] == "4"


def test_json_repeated_is_the_same_save(client, entry, juror):
    client.force_login(juror)
    client_id = str(uuid.uuid4())
    post_json(client, mark_url(entry), value="4", client_id=client_id)

    response = post_json(client, mark_url(entry), value="4", client_id=client_id)

    assert response.json()["revision"] == 1


def test_two_tabs_get_both_values(client, entry, juror):
    client.force_login(juror)
    post_json(client, mark_url(entry), value="4")

    response = post_json(client, mark_url(entry), value="2")

    assert response.status_code == 409
    assert (response.json()["yours"], response.json()["theirs"]) == ("2", "4")
    assert Mark.objects.get().value == 4


def test_json_signed_out_is_401(client, entry, juror):
    assert post_json(client, mark_url(entry), value="4").status_code == 401


def test_json_of_the_superuser_is_404(client, entry, juror):
    client.force_login(SuperuserFactory())

    assert post_json(client, mark_url(entry), value="4").status_code == 404


def test_mark_after_the_close_is_refused_from_an_open_tab(client, entry, juror):
    client.force_login(juror)
    client.get(entry_url(entry))
    entry.round.closes_at = timezone.now() - timedelta(seconds=1)
    entry.round.save()

    assert post_json(client, mark_url(entry), value="4").status_code == 403
    assert client.post(entry_url(entry), {"mark-criterion-1": "4"}).status_code == 403
    assert not Mark.objects.exists()


def test_remark_saves(client, entry, juror):
    client.force_login(juror)

    response = post_json(client, reverse("judging:remark", args=[entry.pk, "entrant"]), value="Well made.")

    assert response.status_code == 200
    assert Remark.objects.get().text == "Well made."


def test_returning_an_entry(client, entry, juror):
    client.force_login(juror)

    response = client.post(reverse("judging:return", args=[entry.pk]), {"reason": "Castings are beyond me."})

    assert response.url == reverse("judging:queue")
    assert Assignment.objects.get().state == AssignmentState.RETURNED


def test_raising_a_concern(client, entry, juror):
    client.force_login(juror)

    client.post(reverse("judging:concern", args=[entry.pk]), {"reason": "Two figures contradict each other."})

    assert Concern.objects.get().text == "Two figures contradict each other."


def test_handing_in(client, entry, juror):
    client.force_login(juror)
    client.post(entry_url(entry), {"mark-criterion-1": "4", "mark-criterion-2": "3"})

    response = client.post(reverse("judging:hand_in", args=[entry.round_id]))

    assert response.url == reverse("judging:queue")
    assert Scorecard.objects.get().state == ScorecardState.SUBMITTED


def test_handing_in_unfinished_is_refused(client, entry, juror):
    client.force_login(juror)

    client.post(reverse("judging:hand_in", args=[entry.round_id]))

    assert Scorecard.objects.get().state == ScorecardState.NOT_STARTED


def test_my_marks_show_own_marks_only(client, entry, juror):
    other = ready_juror([entry], juror=seat(entry.round))
    client.force_login(other)
    client.post(entry_url(entry), {"mark-criterion-1": "5", "mark-criterion-2": "5"})
    client.force_login(juror)

    page = client.get(reverse("judging:my_marks", args=[entry.round_id])).content.decode()

    assert "100.0" not in page


def test_attachment_has_its_name_in_an_open_round(client, entry, juror):
    attach(entry)
    client.force_login(juror)

    response = client.get(reverse("judging:file", args=[entry.pk, 1]))

    assert response.status_code == 200
    assert "Acme drawing.pdf" in response["Content-Disposition"]


def test_attachment_of_a_hidden_question_is_not_found(client, entry, juror):
    attach(entry, audience="staff")
    client.force_login(juror)

    assert client.get(reverse("judging:file", args=[entry.pk, 1])).status_code == 404


def test_attachment_that_waits_for_the_scanner_is_not_found(client, entry, juror):
    attach(entry)
    Attachment.objects.update(scan_state="pending")
    client.force_login(juror)

    assert client.get(reverse("judging:file", args=[entry.pk, 1])).status_code == 404


@pytest.fixture
def blind():
    """An entry of a blind round whose every identifying fact is known to the test."""
    _, entries = open_round_with_entries(2, blind=True)
    entry = entries[0]
    entry.nomination.organisation.name = "Secretive Springs"
    entry.nomination.organisation.save()
    Collaborator.objects.create(nomination=entry.nomination, person=PersonFactory(name="Ada Entrant"))
    tell(entry, key="story", text="We wind springs.")
    tell(entry, key="founder", text="I am Ada Entrant.", identifies=True)
    attach(entry, name="Secretive Springs plan.pdf")
    return entry


def test_blind_round_leaks_nothing(client, blind):
    juror = ready_juror([blind])
    client.force_login(juror)
    attachment = Attachment.objects.get()
    addresses = [
        *all_addresses(blind),
        reverse("judging:file", args=[blind.pk, 1]),
    ]

    for address in addresses:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        told = body.decode() + "".join(f"{name}: {value}" for name, value in response.headers.items()) + address
        for secret in (
            "Secretive Springs",
            "Ada Entrant",
            blind.nomination.reference_code,
            str(blind.nomination.pk),
            str(attachment.pk),
            blind.nomination.organisation_id.hex,
        ):
            assert secret not in told, f"{secret} in {address}"
    assert "We wind springs." in client.get(entry_url(blind)).content.decode()


def test_blind_file_is_named_by_the_code(client, blind):
    client.force_login(ready_juror([blind]))

    response = client.get(reverse("judging:file", args=[blind.pk, 1]))

    assert f'filename="{blind.code}-1.pdf"' in response["Content-Disposition"]


def test_blind_juror_does_not_get_the_file_under_its_own_name(client, blind):
    client.force_login(ready_juror([blind]))
    attachment = Attachment.objects.get()

    response = client.get(reverse("nominations:download", args=[blind.nomination_id, attachment.pk]))

    assert response.status_code == 404


def test_blind_list_names_all_companies_and_no_entry(client, blind):
    juror = ready_juror([blind])
    Declaration.objects.all().delete()
    client.force_login(juror)

    page = client.get(reverse("judging:declare", args=[blind.round_id])).content.decode()

    for candidacy in blind.round.candidacies.all():
        assert candidacy.nomination.organisation.name in page
        assert candidacy.code not in page
        assert candidacy.submission.title not in page
    queue = client.get(reverse("judging:queue")).content.decode()
    assert blind.code not in queue


def test_blind_list_is_declared_at_once(client, blind):
    juror = ready_juror([blind])
    Declaration.objects.all().delete()
    client.force_login(juror)
    kinds = {f"kind-{each.nomination.organisation_id.hex}": "none" for each in blind.round.candidacies.all()}
    address = reverse("judging:declare", args=[blind.round_id])

    assert "Confirm that you have read the whole list." in client.post(address, kinds).content.decode()
    client.post(address, {**kinds, "confirmed": "on"})

    assert Declaration.objects.filter(juror=juror).count() == 2
    assert Event.objects.filter(verb="declaration.list_made").count() == 1
    assert client.get(entry_url(blind)).status_code == 200


def test_chair_reads_an_entry_without_a_card(client, entry):
    chair = seat(entry.round, is_chair=True, scores=False)
    tell(entry, text="For chairs too.")
    client.force_login(chair)
    assert client.get(entry_url(entry)).status_code == 404

    client.post(reverse("judging:pledge", args=[entry.round_id]), {"agreed": "on"})

    page = client.get(entry_url(entry)).content.decode()
    assert "For chairs too." in page
    assert "data-answer-url" not in page


def test_office_has_no_door_here(client, entry):
    client.force_login(secretary_of(entry.round))

    assert client.get(reverse("judging:queue")).status_code == 404
    assert client.get(entry_url(entry)).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_queue_query_count(client, count, django_assert_max_num_queries):
    _, entries = open_round_with_entries(count)
    client.force_login(ready_juror(entries))
    client.get(reverse("judging:queue"))

    with django_assert_max_num_queries(12):
        client.get(reverse("judging:queue"))


@pytest.mark.parametrize("count", [1, 20])
def test_entry_query_count(client, count, django_assert_max_num_queries):
    _, entries = open_round_with_entries(count)
    juror = ready_juror(entries)
    for number in range(count):
        tell(entries[0], key=f"question-{number}-of-it")
    form = entries[0].submission.form
    form.frozen_at = timezone.now()
    form.save()
    client.force_login(juror)
    post_json(client, mark_url(entries[0]), value="4")
    client.get(entry_url(entries[0]))

    with django_assert_max_num_queries(15):
        client.get(entry_url(entries[0]))


@pytest.mark.parametrize("count", [1, 30])
def test_my_marks_query_count(client, count, django_assert_max_num_queries):
    _, entries = open_round_with_entries(count)
    client.force_login(ready_juror(entries))
    address = reverse("judging:my_marks", args=[entries[0].round_id])
    client.get(address)

    with django_assert_max_num_queries(14):
        client.get(address)


@pytest.mark.parametrize("count", [1, 30])
def test_declare_query_count(client, count, django_assert_max_num_queries):
    _, entries = open_round_with_entries(count)
    juror = ready_juror(entries)
    Declaration.objects.all().delete()
    DeclarationFactory(juror=juror, edition=entries[0].round.edition)
    client.force_login(juror)
    address = reverse("judging:declare", args=[entries[0].round_id])
    client.get(address)

    with django_assert_max_num_queries(25):
        client.get(address)
