"""What entrants hear: edited by the chair, sent by the office, read by nobody else, and never a juror in it."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import ImageFile

from accounts import documents
from accounts.links import absolute
from audit.models import Event
from judging.actions import decide, release_results, seal_decisions, seal_figures, set_announcement
from judging.actions.feedback import edit_feedback, feedback_points, send_feedback
from judging.enums import CommentState, Outcome
from judging.feedback import Contents
from judging.models import Candidacy, Criterion, FeedbackReport, Remark, Round, Scorecard
from judging.views import outcome
from nominations.enums import Measure
from nominations.models import Figure
from notices.models import Notice
from prizes.enums import Vocabulary
from tests.accounts.factories import PersonFactory
from tests.judging.factories import auditor_of, close, declare_excluded, jury_round, seat
from tests.nominations.factories import CollaboratorFactory
from tests.prizes.factories import SupportServiceFactory, TermFactory

pytestmark = pytest.mark.django_db


def again(round):
    return Round.objects.get(pk=round.pk)


class Setting:
    """A sealed round with a comment on every card, decided and released where asked."""

    def __init__(self, entries=8, jurors=4, each=3, *, told=True):
        jury = jury_round(entries=entries, jurors=jurors, each=each)
        self.round, self.entries, self.jurors, self.chair, self.office = jury
        for number, card in enumerate(Scorecard.objects.filter(candidacy__round=self.round).order_by("pk")):
            Remark.objects.create(scorecard=card, kind="entrant", text=f"Comment {number} of a juror.")
            Remark.objects.create(scorecard=card, kind="jury", text="Between us.")
        self.entrants = [CollaboratorFactory(nomination=entry.nomination).person for entry in self.entries]
        close(self.round)
        seal_figures(round=again(self.round), by=self.chair)
        if told:
            self.release()

    def release(self):
        for entry in self.entries:
            decide(candidacy=entry, outcome=Outcome.DECLINE, reason="Others were stronger.", by=self.chair)
        seal_decisions(round=again(self.round), by=self.chair)
        past = timezone.now() - timedelta(hours=1)
        set_announcement(round=again(self.round), outcome=Outcome.DECLINE, by=self.office, entrants_at=past)
        release_results(round=again(self.round), by=auditor_of(self.round))

    def remarks(self, entry):
        return list(Remark.objects.filter(scorecard__candidacy=entry, kind="entrant").order_by("scorecard"))

    def edit(self, entry, state=CommentState.APPROVED, text="", reason="", **more):
        edits = [(remark, state, text, reason) for remark in self.remarks(entry)]
        return edit_feedback(candidacy=entry, by=self.chair, edits=edits, **more)

    def send(self):
        for entry in self.entries:
            self.edit(entry, strengths="Clear figures.", next_steps="Show a year.")
        return send_feedback(round=again(self.round), by=self.office)

    def report(self, number=0):
        return FeedbackReport.objects.get(candidacy=self.entries[number])


@pytest.fixture
def setting():
    return Setting(entries=4)


@pytest.fixture
def sealed():
    """Of eight entries, so that quarters are told; nothing decided."""
    return Setting(told=False)


def report_url(setting, number=0, name="feedback"):
    return reverse(f"outcomes:{name}", args=[setting.entries[number].nomination_id, setting.report(number).pk])


def url(name, setting, *more):
    return reverse(f"judging:{name}", args=[setting.round.pk, *more])


# What is in it.


def test_report_holds_levels_quarter_comments_and_advice():
    setting = Setting()
    setting.send()

    content = setting.report(7).content

    assert [criterion["label"] for criterion in content["criteria"]] == ["Level 5", "Level 5"]
    assert (content["quarter"], content["of"]) == (1, 8)
    assert len(content["comments"]) == 3
    assert (content["strengths"], content["next_steps"]) == ("Clear figures.", "Show a year.")


def test_quarters_go_from_the_best_to_the_last(sealed):
    contents = Contents(again(sealed.round))

    quarters = [contents.of(entry)["quarter"] for entry in sealed.entries]

    assert sorted(quarters) == [1, 1, 2, 2, 3, 3, 4, 4]


def test_each_criterion_says_its_quarter(sealed):
    contents = Contents(again(sealed.round))

    of_first = [contents.of(entry)["criteria"][0]["quarter"] for entry in sealed.entries]

    means = [contents.results[entry.pk][1].criteria[0].mean for entry in sealed.entries]
    by_hand = [1 + 4 * sum(other > mean for other in means) // 8 for mean in means]
    assert of_first == by_hand
    assert min(of_first) == 1


def test_fewer_than_eight_entries_give_no_quarter():
    setting = Setting(entries=7, told=False)

    content = Contents(again(setting.round)).of(setting.entries[0])
    assert content["quarter"] is None
    assert {criterion["quarter"] for criterion in content["criteria"]} == {None}


def test_with_fewer_than_three_cards_no_level_is_named():
    """It would be a juror's own mark."""
    setting = Setting(entries=8, jurors=3, each=2, told=False)

    content = Contents(again(setting.round)).of(setting.entries[0])

    assert not content["enough_cards"]
    assert {criterion["label"] for criterion in content["criteria"]} == {""}


def test_level_is_the_nearest_and_never_a_decimal(sealed):
    content = Contents(again(sealed.round)).of(sealed.entries[0])

    assert all(Decimal(criterion["value"]) % 1 == 0 for criterion in content["criteria"])


def test_weak_criteria_name_who_helps(sealed):
    term = TermFactory(vocabulary=Vocabulary.ASSISTANCE)
    service = SupportServiceFactory(published=True)
    service.assistance.set([term])
    Criterion.objects.update(assistance=term)

    weak = Contents(again(sealed.round)).of(sealed.entries[0])["help"]
    strong = Contents(again(sealed.round)).of(sealed.entries[7])["help"]

    assert [each["services"][0]["name"] for each in weak] == [service.name, service.name]
    assert strong == []


def test_help_that_fits_the_company_is_named_first_and_what_does_not_fit_is_said(sealed):
    term = TermFactory(vocabulary=Vocabulary.ASSISTANCE)
    Criterion.objects.update(assistance=term)
    submission = sealed.entries[0].submission
    Figure.objects.create(submission=submission, question_key="staff", measure=Measure.EMPLOYEES, year=2090, value=40)
    for name, most in (("A: smaller", 20), ("B: exact", 50), ("C: anybody", None)):
        SupportServiceFactory(name=name, employees_most=most).assistance.add(term)

    told = Contents(again(sealed.round)).of(sealed.entries[0])["help"][0]["services"]

    assert [service["name"] for service in told] == ["B: exact", "C: anybody", "A: smaller"]
    assert [service["misfits"] for service in told] == [[], [], ["For companies of up to 20 people"]]
    assert json.loads(json.dumps(told)) == told


def test_no_juror_and_no_word_for_the_jury_is_in_any_report(client, setting):
    setting.send()
    for number, person in enumerate(setting.entrants):
        client.force_login(person)

        page = client.get(report_url(setting, number)).content.decode()

        assert "Between us." not in page
        for juror in setting.jurors:
            assert juror.name not in page
            assert juror.email not in page
            assert str(juror.pk) not in page


# The chair's word.


def test_withheld_and_reworded_comments_are_not_sent_as_they_were(setting):
    first, second, third = setting.remarks(setting.entries[0])
    edits = [
        (first, CommentState.APPROVED, "", ""),
        (second, CommentState.REWORDED, "Kinder words.", ""),
        (third, CommentState.WITHHELD, "", "It names another company."),
    ]

    edit_feedback(candidacy=setting.entries[0], by=setting.chair, edits=edits)

    assert sorted(Contents(again(setting.round)).of(setting.entries[0])["comments"]) == sorted(
        [first.text, "Kinder words."]
    )


@pytest.mark.parametrize(("state", "says"), [("reworded", "other words"), ("withheld", "why a comment is not sent")])
def test_word_without_its_ground_is_refused(setting, state, says):
    with pytest.raises(ValidationError, match=says):
        setting.edit(setting.entries[0], CommentState(state))


def test_comment_that_changed_since_it_was_read_waits_again(setting):
    for entry in setting.entries:
        setting.edit(entry)
    assert feedback_points(again(setting.round)) == []

    Remark.objects.filter(pk=setting.remarks(setting.entries[0])[0].pk).update(text="Something else.")

    assert feedback_points(again(setting.round)) == ["1 comment was not read by the chair yet."]


def test_tied_chair_and_stranger_edit_nothing(setting):
    declare_excluded(setting.entries[0], setting.chair)
    entry = Candidacy.objects.get(pk=setting.entries[0].pk)

    for person in (setting.chair, setting.office, setting.jurors[1], PersonFactory()):
        with pytest.raises(PermissionDenied):
            edit_feedback(candidacy=entry, by=person)


def test_deputy_edits_where_the_chair_is_tied(setting):
    deputy = seat(setting.round, is_deputy=True, scores=False)
    declare_excluded(setting.entries[0], setting.chair)
    entry = Candidacy.objects.get(pk=setting.entries[0].pk)

    assert edit_feedback(candidacy=entry, by=deputy, strengths="Bold.").strengths == "Bold."


def test_comment_of_another_entry_is_refused(setting):
    strange = setting.remarks(setting.entries[1])[0]

    with pytest.raises(ValidationError, match="another entry"):
        edit_feedback(candidacy=setting.entries[0], by=setting.chair, edits=[(strange, CommentState.APPROVED, "", "")])


# Sending.


def test_sending_tells_each_entrant_once_with_one_event(setting):
    assert len(setting.send()) == 4

    assert Notice.objects.filter(template="judging.feedback").count() == 4
    assert Event.objects.filter(verb="feedback.sent").count() == 1
    with pytest.raises(ValidationError, match="No entrant"):
        send_feedback(round=again(setting.round), by=setting.office)


def test_unread_comment_stops_the_sending(setting):
    with pytest.raises(ValidationError, match="12 comments were not read"):
        send_feedback(round=again(setting.round), by=setting.office)


def test_before_the_release_nothing_is_sent():
    setting = Setting(told=False)

    with pytest.raises(ValidationError, match="not released yet"):
        send_feedback(round=again(setting.round), by=setting.office)


def test_who_was_not_told_the_outcome_gets_no_report(setting):
    setting.round.announcements.update(entrants_at=timezone.now() + timedelta(days=1))

    with pytest.raises(ValidationError, match="No entrant"):
        send_feedback(round=again(setting.round), by=setting.office)


def test_chair_and_stranger_do_not_send(setting):
    for person in (setting.chair, PersonFactory()):
        with pytest.raises(PermissionDenied):
            send_feedback(round=again(setting.round), by=person)


def test_sent_report_stays_as_it_was_read(setting):
    setting.send()

    with pytest.raises(ValidationError, match="stays as the entrant has read it"):
        setting.edit(setting.entries[0])


# Pages.


def test_only_the_entrys_own_people_read_its_report(client, setting):
    setting.send()
    client.force_login(setting.entrants[0])
    page = client.get(report_url(setting)).content.decode()
    assert "Clear figures." in page
    assert (
        report_url(setting)
        in client.get(reverse("outcomes:outcome", args=[setting.entries[0].nomination_id])).content.decode()
    )

    for person in (setting.entrants[1], setting.jurors[0], setting.chair, PersonFactory()):
        client.force_login(person)
        assert client.get(report_url(setting)).status_code == 404
        assert client.get(report_url(setting, name="feedback_document")).status_code == 404


def test_report_of_another_entry_is_not_found_under_ones_own(client, setting):
    setting.send()
    client.force_login(setting.entrants[0])

    mixed = reverse("outcomes:feedback", args=[setting.entries[0].nomination_id, setting.report(1).pk])

    assert client.get(mixed).status_code == 404


def test_report_is_a_pdf_too(client, setting):
    pytest.importorskip("weasyprint", exc_type=OSError)
    setting.send()
    client.force_login(setting.entrants[0])

    answer = client.get(report_url(setting, name="feedback_document"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_paper_tells_where_the_services_are(client, setting, monkeypatch):
    term = TermFactory(vocabulary=Vocabulary.ASSISTANCE)
    Criterion.objects.update(assistance=term)
    service = SupportServiceFactory(website="https://provider.example/")
    service.assistance.add(term)
    setting.send()
    client.force_login(setting.entrants[0])
    monkeypatch.setattr(outcome, "pdf_of", render_to_string)

    paper = client.get(report_url(setting, name="feedback_document")).content.decode()
    page = client.get(report_url(setting)).content.decode()

    assert f'href="{absolute(service.get_absolute_url())}"' in paper
    assert f">{absolute(service.get_absolute_url())}<" in paper
    assert f'href="{service.get_absolute_url()}"' in page


def test_machine_that_makes_no_pdf_says_to_print(client, setting, monkeypatch):
    def missing():
        raise documents.NoDocumentsError

    setting.send()
    client.force_login(setting.entrants[0])
    monkeypatch.setattr(documents, "_weasyprint", missing)

    page = client.get(report_url(setting, name="feedback_document"), follow=True).content.decode()

    assert "Print the page instead" in page
    assert "Download as PDF" not in page


def test_documents_leave_torn_uploads_refused():
    pytest.importorskip("weasyprint", exc_type=OSError)

    assert documents.makes_documents()

    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_document_fetches_nothing_from_elsewhere():
    pytest.importorskip("weasyprint", exc_type=OSError)
    fetcher = documents._fetcher(documents._weasyprint())

    for strange in ("https://example.org/a.css", "file:///etc/passwd", "static:///../manage.py"):
        with pytest.raises(Exception, match=r"may not ask|suspicious|outside|located"):
            fetcher.fetch(strange)


def test_chair_edits_on_a_page_and_mistakes_are_named_where_they_are(client, setting):
    client.force_login(setting.chair)
    address = url("edit_feedback", setting, setting.entries[0].pk)
    assert client.get(address).status_code == 200

    wrong = client.post(address, {"state_1": "withheld", "strengths": "Bold.", "next_steps": ""}).content.decode()
    assert "Say why a comment is not sent" in wrong
    assert "Bold." in wrong
    client.post(
        address,
        {
            "state_1": "withheld",
            "reason_1": "A name.",
            "state_2": "reworded",
            "text_2": "Kinder.",
            "strengths": "Bold.",
        },
    )

    assert setting.report().strengths == "Bold."
    assert Contents(again(setting.round)).of(setting.entries[0])["comments"] == ["Kinder."]


def test_office_looks_at_any_report_before_it_sends(client, setting):
    for entry in setting.entries:
        setting.edit(entry, strengths="Clear figures.")
    client.force_login(setting.office)

    page = client.get(url("preview_feedback", setting, setting.entries[3].pk)).content.decode()
    assert "Clear figures." in page
    assert "4 reports go out now." in client.get(url("send_feedback", setting)).content.decode()
    assert client.get(url("edit_feedback", setting, setting.entries[3].pk)).status_code == 404


def test_jurors_find_no_feedback_pages(client, setting):
    client.force_login(setting.jurors[0])

    for name, more in (("feedback", ()), ("preview_feedback", [setting.entries[0].pk]), ("send_feedback", ())):
        assert client.get(url(name, setting, *more)).status_code == 404


def test_list_asks_as_much_for_many_as_for_few(client):
    def queries(entries):
        setting = Setting(entries=entries, told=False)
        client.force_login(setting.chair)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url("feedback", setting)).status_code == 200
        return len(asked)

    queries(3)

    assert queries(4) == queries(12)
