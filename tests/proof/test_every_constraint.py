"""Every named constraint of the house from both sides. A new one without a row here fails."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from audit.models import Event, EventDetail, EventSubject
from home.enums import OfferState
from judging.enums import (
    BidChoice,
    CandidacySource,
    CommentState,
    Outcome,
    PairRuleKind,
    PresenceKind,
    RemarkKind,
    ScorecardState,
    SealKind,
)
from judging.models import (
    Announcement,
    AssignmentRun,
    Ballot,
    BarLevel,
    Bid,
    CommentEdit,
    Concern,
    Decision,
    DecisionRevision,
    DiscussionNote,
    DiscussionNoteRevision,
    Expertise,
    FeedbackReport,
    Mark,
    MarkRevision,
    Meeting,
    PairRule,
    Presence,
    Remark,
    RemarkRevision,
    Reopening,
    ScorecardImport,
    Seal,
    Sealing,
    SealLift,
    TieRuling,
    Vote,
)
from nominations.enums import NominationState, QuestionKind, Stage
from nominations.models import AnswerRevision, Figure, SubmissionAttachment
from notices.models import Notice, TemplateText
from prizes.enums import RuleKind, Vocabulary
from search.models import EntryDocument, PendingWrite, Pick, PublicDocument, PublicFacet, SearchedText
from showcase.models import Award, Picture, Rendition
from tests.accounts import factories as accounts
from tests.home.factories import StoryOfferFactory
from tests.judging import factories as judging
from tests.nominations import factories as nominations
from tests.prizes import factories as prizes
from tests.proof import constraints_network
from tests.proof.code import APPS
from tests.showcase import factories as showcase
from tests.showcase.factories import story, story_index

pytestmark = pytest.mark.django_db
NOW = timezone.now()
EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)
PERSON = accounts.PersonFactory


def made(model, **defaults):
    """A maker of rows for a model without a factory; what can be called is called for each row."""
    return lambda **fields: model._default_manager.create(**filled(defaults | fields))


def filled(fields):
    return {name: value() if callable(value) else value for name, value in fields.items()}


def changed(factory):
    """For models that tidy up what they save: the database is asked directly."""

    def make(**fields):
        row = factory()
        type(row)._default_manager.filter(pk=row.pk).update(**fields)
        return row

    return make


def event(**fields):
    number = fields.pop("position", None)
    number = Event.objects.count() + 1 if number is None else number
    facts = {"verb": "test", "target_type": "test", "target_id": "1", "canonical": "{}", "occurred_at": NOW}
    return Event.objects.create(position=number, hash=uuid4().hex, previous_hash=uuid4().hex, **facts | fields)


def picture():
    return Picture.objects.create(title="A press", file=get_test_image_file(size=(8, 8)), description="A press")


def pick(*, words="", key="", **fields):
    """Its words are made from its text."""
    return Pick.objects.create(text=words or uuid4().hex, key=key or uuid4().hex, **{"kind": "story"} | fields)


def drafted_story():
    return story(story_index(), approved=False)


def decision():
    return MAKERS["judging.Decision"]()


MAKERS = {
    "accounts.Affiliation": accounts.AffiliationFactory,
    "accounts.Invitation": lambda **fields: accounts.InvitationFactory(**{"token_hash": uuid4().hex} | fields),
    "accounts.Organisation": accounts.OrganisationFactory,
    "accounts.OrganisationAlias": accounts.OrganisationAliasFactory,
    "accounts.OrganisationDomain": changed(accounts.OrganisationDomainFactory),
    "accounts.Person": changed(PERSON),
    "accounts.Role": accounts.RoleFactory,
    "audit.Event": event,
    "audit.EventDetail": made(EventDetail, event=event, salt="salt", payload="{}"),
    "audit.EventSubject": made(EventSubject, event=event, person=lambda: uuid4().hex),
    "home.StoryOffer": StoryOfferFactory,
    "judging.Ballot": made(
        Ballot,
        meeting=lambda: MAKERS["judging.Meeting"](),
        candidacy=judging.CandidacyFactory,
        number=1,
        taken_by=PERSON,
    ),
    "judging.DiscussionNoteRevision": made(
        DiscussionNoteRevision,
        note=lambda: DiscussionNote.objects.create(candidacy=judging.CandidacyFactory()),
        revision=1,
    ),
    "judging.Meeting": made(Meeting, round=judging.RoundFactory, opened_by=PERSON),
    "judging.Presence": made(
        Presence, meeting=lambda: MAKERS["judging.Meeting"](), juror=PERSON, kind=PresenceKind.CAME, noted_by=PERSON
    ),
    "judging.SealLift": made(SealLift, seal=lambda: MAKERS["judging.Seal"](), reason="A slip.", lifted_by=PERSON),
    "judging.Vote": made(Vote, ballot=lambda: MAKERS["judging.Ballot"](), juror=PERSON),
    "judging.Announcement": made(Announcement, round=judging.RoundFactory, outcome=Outcome.WINNER),
    "judging.Assignment": judging.AssignmentFactory,
    "judging.BarLevel": made(
        BarLevel, round_category=judging.RoundCategoryFactory, criterion=judging.CriterionFactory, least=3
    ),
    "judging.Bid": made(Bid, candidacy=judging.CandidacyFactory, juror=PERSON, choice=BidChoice.WANT),
    # The submission that it pins may be anybody's here: the database does not compare the two.
    "judging.Candidacy": lambda **fields: judging.CandidacyFactory(
        **{"submission": judging.SubmissionFactory()} | fields
    ),
    "judging.Concern": made(Concern, assignment=judging.AssignmentFactory, text="Look at this."),
    "judging.Criterion": judging.CriterionFactory,
    "judging.Decision": made(Decision, candidacy=judging.CandidacyFactory, outcome=Outcome.WINNER, reason="Seen."),
    "judging.DecisionRevision": made(
        DecisionRevision, decision=decision, revision=1, outcome=Outcome.WINNER, reason="Seen.", decided_at=NOW
    ),
    "judging.Declaration": judging.DeclarationFactory,
    "judging.Level": judging.LevelFactory,
    "judging.Mark": made(Mark, scorecard=judging.ScorecardFactory, criterion=judging.CriterionFactory),
    "judging.MarkRevision": made(MarkRevision, mark=lambda: MAKERS["judging.Mark"](), revision=1),
    "judging.Panel": judging.PanelFactory,
    "judging.Pledge": judging.PledgeFactory,
    "judging.Remark": made(Remark, scorecard=judging.ScorecardFactory, kind=RemarkKind.PRIVATE),
    "judging.RemarkRevision": made(RemarkRevision, remark=lambda: MAKERS["judging.Remark"](), revision=1),
    "judging.Reopening": made(Reopening, scorecard=judging.ScorecardFactory, reason="A slip.", reopened_by=PERSON),
    "judging.Round": judging.RoundFactory,
    "judging.RoundCategory": judging.RoundCategoryFactory,
    "judging.Rubric": judging.RubricFactory,
    "judging.Scorecard": judging.ScorecardFactory,
    "judging.ScorecardImport": made(
        ScorecardImport, round=judging.RoundFactory, authority="The jury's office", reason="On paper.", rows=1
    ),
    "judging.Seal": made(Seal, round=judging.RoundFactory, kind=SealKind.FIGURES, sealed_by=PERSON, input="{}"),
    "judging.Seat": judging.SeatFactory,
    "judging.AssignmentRun": made(
        AssignmentRun, round=judging.RoundFactory, asked={}, pairs=[], report={}, made_by=PERSON
    ),
    "judging.CommentEdit": made(
        CommentEdit,
        remark=lambda: Remark.objects.create(
            scorecard=judging.ScorecardFactory(), kind=RemarkKind.ENTRANT, text="Good."
        ),
        state=CommentState.APPROVED,
        original="Good.",
        edited_by=PERSON,
    ),
    "judging.FeedbackReport": made(FeedbackReport, candidacy=judging.CandidacyFactory),
    "judging.Expertise": made(Expertise, juror=PERSON, term=prizes.TermFactory),
    "judging.PairRule": made(
        PairRule,
        candidacy=judging.CandidacyFactory,
        juror=PERSON,
        kind=PairRuleKind.PIN,
        reason="The only one who knows lasers.",
        set_by=PERSON,
    ),
    "judging.Sealing": made(Sealing, round=judging.RoundFactory, asked_by=PERSON),
    "judging.TieKind": judging.TieKindFactory,
    "judging.TieRuling": made(
        TieRuling,
        above=judging.CandidacyFactory,
        below=judging.CandidacyFactory,
        reason="Bolder.",
        ruled_by=PERSON,
    ),
    "judging.Waiver": judging.WaiverFactory,
    "nominations.Answer": nominations.AnswerFactory,
    "nominations.AnswerRevision": made(AnswerRevision, answer=nominations.AnswerFactory, revision=1),
    "nominations.Collaborator": nominations.CollaboratorFactory,
    "nominations.Extension": nominations.ExtensionFactory,
    "nominations.Figure": made(
        Figure, submission=judging.SubmissionFactory, question_key="people", measure="employees", year=2030, value=1
    ),
    "nominations.Form": nominations.FormFactory,
    "nominations.Nomination": nominations.NominationFactory,
    "nominations.Option": nominations.OptionFactory,
    "nominations.Question": nominations.QuestionFactory,
    "nominations.SavedFilter": nominations.SavedFilterFactory,
    "nominations.Section": nominations.SectionFactory,
    "nominations.Submission": judging.SubmissionFactory,
    "nominations.SubmissionAnswer": judging.SubmissionAnswerFactory,
    "nominations.SubmissionAttachment": made(
        SubmissionAttachment, submission=judging.SubmissionFactory, attachment=nominations.AttachmentFactory
    ),
    "nominations.Upload": nominations.UploadFactory,
    "notices.Notice": made(Notice, template="test", language="en", address="a@people.example"),
    "notices.TemplateText": made(TemplateText, template="test", scope="edition:1", language="en"),
    "prizes.Category": prizes.CategoryFactory,
    "prizes.Edition": prizes.EditionFactory,
    "prizes.EligibilityOption": prizes.EligibilityOptionFactory,
    "prizes.EligibilityRule": prizes.EligibilityRuleFactory,
    "prizes.Term": prizes.TermFactory,
    "search.EntryDocument": made(EntryDocument, reader="jury", key=lambda: uuid4().hex),
    "search.PendingWrite": made(PendingWrite, index="public", document_id=lambda: uuid4().hex),
    "search.Pick": pick,
    "search.PublicDocument": made(PublicDocument, kind="story", key=lambda: uuid4().hex, url="/", title="A story"),
    "search.PublicFacet": made(
        PublicFacet, document=lambda: MAKERS["search.PublicDocument"](), name="technology", slug="casting"
    ),
    "search.SearchedText": made(SearchedText, day=date(2030, 1, 1), text=lambda: uuid4().hex, results=0),
    "showcase.Award": made(
        Award,
        decision=decision,
        nomination=nominations.NominationFactory,
        category=prizes.CategoryFactory,
        organisation=accounts.OrganisationFactory,
        kind=Outcome.WINNER,
    ),
    "showcase.PressPass": showcase.PressPassFactory,
    "showcase.Rendition": made(
        Rendition, image=picture, filter_spec="width-8", file="a.png", width=8, height=8, focal_point_key=""
    ),
}


def twice(*names, make=PERSON):
    """One row in two places."""

    def fields():
        row = make()
        return dict.fromkeys(names, row)

    return fields


def itself(name, **fields):
    def pointing():
        pk = uuid4()
        return {"id": pk, f"{name}_id": pk, **fields}

    return pointing


REASON = {"reason": "Because."}
NO_REASON = {"reason": ""}
MERGED_INTO = {"state": NominationState.MERGED, "merged_into": nominations.NominationFactory}
CODED = {"reference_code": lambda: uuid4().hex[:12], "submitted_at": NOW}
WINDOW, NO_WINDOW = {"opens_at": EARLIER, "closes_at": NOW}, {"opens_at": NOW, "closes_at": NOW}

# name: (rows that fit, rows that do not). A row is what is given to its maker, values that can be called are called.
ACCEPTED = {"accepted_at": NOW, "terms_version": "1", "terms_text": "Nothing before the hour."}
CHECKS = {
    "answered_offer_has_its_time": (
        [{"state": OfferState.TAKEN, "answered_at": NOW}, {}],
        [{"state": OfferState.TAKEN}, {"answered_at": NOW}],
    ),
    "declined_offer_has_a_reason": (
        [{"state": OfferState.DECLINED, "answered_at": NOW} | REASON, {}],
        [{"state": OfferState.DECLINED, "answered_at": NOW} | NO_REASON],
    ),
    "only_a_taken_offer_has_a_page": (
        [{"state": OfferState.TAKEN, "answered_at": NOW, "page": drafted_story}, {}],
        [{"page": drafted_story}],
    ),
    "accepted_press_pass_keeps_its_terms": (
        [ACCEPTED, {}],
        [
            {"accepted_at": NOW},
            ACCEPTED | {"accepted_at": None},
            ACCEPTED | {"terms_version": ""},
            ACCEPTED | {"terms_text": ""},
        ],
    ),
    "advanced_candidacy_names_its_decision": (
        [{"source": CandidacySource.DECISION, "earlier_decision": decision}, {}],
        [{"source": CandidacySource.DECISION}, {"earlier_decision": decision}],
    ),
    "affiliation_ends_after_it_starts": (
        [{"started_on": date(2030, 1, 2), "ended_on": date(2030, 1, 2)}, {"ended_on": date(2030, 1, 2)}],
        [{"started_on": date(2030, 1, 2), "ended_on": date(2030, 1, 1)}],
    ),
    "at_least_one_juror_per_entry": ([{"jurors_per_entry": 1}], [{"jurors_per_entry": 0}]),
    "bar_between_0_and_100": (
        [{"least_total": 0}, {"least_total": 100}, {"least_total": None}],
        [{"least_total": -1}, {"least_total": 101}],
    ),
    "cannot_judge_has_no_value": (
        [{"cannot_judge": True}, {"value": 4}],
        [{"cannot_judge": True, "value": 4}],
    ),
    "category_winners_most_not_below_least": (
        [{"winners_least": 0, "winners_most": 1}, {"winners_least": 2, "winners_most": 2}],
        [{"winners_least": 2, "winners_most": 1}, {"winners_least": 0, "winners_most": 0}],
    ),
    "chair_is_not_the_deputy": (
        [{"is_chair": True}, {"is_deputy": True}],
        [{"is_chair": True, "is_deputy": True}],
    ),
    "chairs_call_has_a_reason": (
        [{"source": CandidacySource.CHAIR, **REASON}, NO_REASON],
        [{"source": CandidacySource.CHAIR, **NO_REASON}],
    ),
    "criterion_scale_has_a_length": ([{"lowest": 0, "highest": 1}], [{"lowest": 5, "highest": 5}]),
    "criterion_weight_1_to_100": ([{"weight": 1}, {"weight": 100}], [{"weight": 0}, {"weight": 101}]),
    "searched_at_least_once": ([{"times": 1}], [{"times": 0}]),
    "decision_has_a_reason": ([REASON], [NO_REASON]),
    "document_boost_above_zero": ([{"boost": 0.1}], [{"boost": 0}]),
    "domain_lower_case": ([{"domain": "works.example"}], [{"domain": "Works.example"}]),
    "edition_closes_after_it_opens": ([WINDOW], [NO_WINDOW]),
    "entrants_hear_before_the_press": (
        [{}, {"entrants_at": NOW, "press_at": NOW}, {"entrants_at": EARLIER, "press_at": NOW, "public_at": LATER}],
        [{"press_at": NOW}, {"entrants_at": NOW, "press_at": EARLIER}],
    ),
    "entrants_hear_before_the_public": (
        [{}, {"entrants_at": NOW}, {"entrants_at": NOW, "public_at": NOW}],
        [{"public_at": NOW}, {"entrants_at": NOW, "public_at": EARLIER}],
    ),
    "erased_answer_loses_value_and_salt": (
        [{"value": None, "salt": None}, {"value": '"a"', "salt": "b"}],
        [{"value": None}, {"salt": None}],
    ),
    "erased_person_is_inactive": ([{"erased_at": NOW, "is_active": False}, {}], [{"erased_at": NOW}]),
    "event_detail_whole_or_erased": (
        [{}, {"erased_at": NOW, "salt": None, "payload": None}],
        [{"erased_at": NOW}, {"salt": None}, {"payload": None}, {"salt": None, "payload": None}],
    ),
    "event_position_from_one": ([{"position": 1}], [{"position": 0}]),
    "extension_has_a_reason": ([REASON], [NO_REASON]),
    "facet_is_a_term_facet": ([{"name": "practice"}], [{"name": "year"}]),
    "handed_in_scorecard_says_when": (
        [{"state": ScorecardState.SUBMITTED, "handed_in_at": NOW}, {}],
        [{"state": ScorecardState.SUBMITTED}],
    ),
    "import_has_authority_and_reason": ([{}], [NO_REASON, {"authority": ""}]),
    "imported_scorecard_names_its_import": (
        [{"source": "import", "imported_with": lambda: MAKERS["judging.ScorecardImport"]()}, {"source": "online"}],
        [{"source": "import"}, {"imported_with": lambda: MAKERS["judging.ScorecardImport"]()}],
    ),
    "ineligible_nomination_has_a_reason": (
        [CODED | {"state": NominationState.INELIGIBLE, "screening_reason": "Too large."}],
        [CODED | {"state": NominationState.INELIGIBLE}],
    ),
    "invitation_answered_once": (
        [{"accepted_at": NOW}, {"declined_at": NOW}, {"revoked_at": NOW}],
        [
            {"accepted_at": NOW, "declined_at": NOW},
            {"accepted_at": NOW, "revoked_at": NOW},
            {"declined_at": NOW, "revoked_at": NOW},
        ],
    ),
    "measure_on_figure_questions_only": (
        [{"measure": "employees", "kind": kind} for kind in (QuestionKind.NUMBER, QuestionKind.TABLE)],
        [{"measure": "employees", "kind": QuestionKind.SHORT_TEXT}],
    ),
    "merged_nomination_says_into_what": (
        [MERGED_INTO, {}],
        [{"state": NominationState.MERGED}, {"merged_into": nominations.NominationFactory}],
    ),
    "needed_information_has_an_end_date": (
        [CODED | {"state": NominationState.NEEDS_INFORMATION, "information_due_at": LATER}],
        [CODED | {"state": NominationState.NEEDS_INFORMATION}],
    ),
    "nobody_waives_their_own": (
        [{"given_by": PERSON, "juror": PERSON}],
        [twice("given_by", "juror")],
    ),
    "nomination_not_merged_into_itself": ([MERGED_INTO], [itself("merged_into", state=NominationState.MERGED)]),
    "number_rule_has_a_limit": (
        [{"kind": RuleKind.NUMBER, "least": 1}, {"kind": RuleKind.NUMBER, "most": 1}],
        [{"kind": RuleKind.NUMBER}],
    ),
    "only_accepted_press_pass_looks": (
        [ACCEPTED | {"looks": 1, "last_looked_at": NOW}, ACCEPTED, {}],
        [{"looks": 1, "last_looked_at": NOW}, ACCEPTED | {"looks": 1}, ACCEPTED | {"last_looked_at": NOW}],
    ),
    "organisation_not_its_own_parent": ([{"parent": accounts.OrganisationFactory}], [itself("parent")]),
    "organisation_not_merged_into_itself": (
        [{"merged_into": accounts.OrganisationFactory}],
        [itself("merged_into")],
    ),
    "person_email_lower_case": ([{"email": "low@people.example"}], [{"email": "High@people.example"}]),
    "press_hears_before_the_public": (
        [{"entrants_at": NOW, "public_at": NOW}, {"entrants_at": NOW, "press_at": NOW, "public_at": NOW}],
        [{"entrants_at": EARLIER, "press_at": LATER, "public_at": NOW}],
    ),
    "question_most_not_below_least": (
        [{"least": 1, "most": 1}, {"least": 2}, {"most": 1}],
        [{"least": 2, "most": 1}],
    ),
    "rehearsal_is_never_published": (
        [{"rehearsal": True}, {"published": True}],
        [{"rehearsal": True, "published": True}],
    ),
    "lift_of_a_seal_has_a_reason": ([REASON], [NO_REASON]),
    "stepping_out_names_its_entry": (
        [{"kind": PresenceKind.LEFT}, {"kind": PresenceKind.OUT, "candidacy": judging.CandidacyFactory}],
        [{"kind": PresenceKind.BACK}, {"kind": PresenceKind.CAME, "candidacy": judging.CandidacyFactory}],
    ),
    "reopening_has_a_reason": ([REASON], [NO_REASON]),
    "resolved_concern_has_an_answer": (
        [{"resolved_at": NOW, "answer": "Settled.", "resolved_by": PERSON}, {}],
        [{"resolved_at": NOW, "answer": "Settled."}, {"resolved_at": NOW, "resolved_by": PERSON}],
    ),
    "returned_assignment_says_why": (
        [{"state": "returned", **REASON}, {"state": "active", **NO_REASON}],
        [{"state": "returned"}, {"state": "recused"}],
    ),
    "revoked_award_has_a_reason": ([{"state": "revoked", **REASON}, {}], [{"state": "revoked"}]),
    "role_not_given_to_oneself": ([{"given_by": PERSON}, {}], [twice("given_by", "person")]),
    "round_closes_after_it_opens": ([WINDOW], [NO_WINDOW]),
    "rule_most_not_below_least": (
        [{"least": 1, "most": 1}, {"least": 2}, {"most": 1}],
        [{"least": 2, "most": 1}],
    ),
    "finished_sealing_has_a_seal_or_says_why": (
        [{}, {"finished_at": NOW, "refusal": "A mark moved."}],
        [{"finished_at": NOW}, {"refusal": "A mark moved."}],
    ),
    "only_a_reworded_comment_has_words_of_its_own": (
        [{}, {"state": CommentState.REWORDED, "text": "Well done."}],
        [{"text": "Well done."}, {"state": CommentState.REWORDED}],
    ),
    "sent_feedback_has_its_content": (
        [{}, {"content": {}, "sent_at": NOW, "sent_by": PERSON}],
        [{"sent_at": NOW}, {"content": {}}, {"sent_at": NOW, "content": {}}],
    ),
    "withheld_comment_says_why": (
        [{}, {"state": CommentState.WITHHELD} | REASON],
        [{"state": CommentState.WITHHELD}],
    ),
    "only_a_committed_plan_is_undone": (
        [{}, {"drawn_at": NOW, "committed_at": NOW}, {"drawn_at": NOW, "committed_at": NOW, "undone_at": NOW}],
        [{"drawn_at": NOW, "undone_at": NOW}],
    ),
    "only_a_drawn_plan_is_committed": ([{}, {"drawn_at": NOW, "committed_at": NOW}], [{"committed_at": NOW}]),
    "only_a_match_rule_has_a_match": (
        [{}, {"kind": PairRuleKind.MATCH, "match": 80}],
        [{"match": 80}, {"kind": PairRuleKind.MATCH}, {"kind": PairRuleKind.MATCH, "match": 101}],
    ),
    "bid_is_one_of_the_choices": ([{"choice": "rather_not"}], [{"choice": "never"}]),
    "pair_rule_has_a_reason": ([{}], [{"reason": ""}]),
    "sealing_not_beyond_its_end": ([{"done": 5, "of": 5}], [{"done": 6, "of": 5}]),
    "saved_filter_has_a_name": ([{}], [{"name": ""}]),
    "second_seal_has_a_reason": ([{"number": 1}, {"number": 2, **REASON}], [{"number": 2}]),
    "sent_notice_has_its_time": ([{"state": "sent", "sent_at": NOW}, {}], [{"state": "sent"}]),
    "submission_number_from_one": ([{"number": 1}], [{"number": 0}]),
    "submitted_nomination_has_its_code": (
        [CODED | {"state": NominationState.SUBMITTED}, {}],
        [
            {"state": NominationState.SUBMITTED},
            {"state": NominationState.ELIGIBLE, "submitted_at": NOW},
            {"state": NominationState.ELIGIBLE, "reference_code": "ABCD-EFGH"},
        ],
    ),
    "term_not_broader_than_itself": (
        [{"broader": prizes.TermFactory}],
        [{"id": 990_001, "broader_id": 990_001}],
    ),
    "tie_between_two_entries": ([{}], [twice("above", "below", make=judging.CandidacyFactory)]),
    "tie_ruling_has_a_reason": ([REASON], [NO_REASON]),
    "unfinished_scorecard_has_no_total": (
        [{"state": ScorecardState.COMPLETE, "total": 50}, {}],
        [{"total": 50}, {"state": ScorecardState.IN_PROGRESS, "total": 50}],
    ),
    "upload_not_longer_than_announced": ([{"received": 100}], [{"received": 101}]),
    "vocabulary_on_option_questions_only": (
        [{"vocabulary": "technology", "kind": QuestionKind.CHOICE}],
        [{"vocabulary": "technology", "kind": QuestionKind.SHORT_TEXT}],
    ),
    "waiting_notice_has_an_address": (
        [{"address": "", "state": "cancelled"}, {}],
        [{"address": ""}, {"address": "", "state": "sending"}],
    ),
    "waiver_has_a_reason": ([REASON], [NO_REASON]),
    "word_limit_on_long_text_only": (
        [{"word_limit": 300, "kind": QuestionKind.LONG_TEXT}],
        [{"word_limit": 300, "kind": QuestionKind.SHORT_TEXT}],
    ),
    "yes_no_rule_has_its_answer": ([{"required_answer": False}], [{"required_answer": None}]),
}

# name: values of its fields that differ from those that the maker gives to every row.
UNIQUES = {
    "alias_once_per_organisation": {},
    "answer_revision_once": {"revision": 2},
    "candidacy_code_once_per_round": {},
    "category_key_once_per_edition": {},
    "category_once_per_round": {},
    "collaborator_once": {},
    "criterion_key_once_per_rubric": {},
    "decision_revision_once": {"revision": 2},
    "external_key_once_per_edition": {"external_key": "A2"},
    "mark_revision_once": {"revision": 2},
    "note_revision_once": {"revision": 2},
    "ballot_number_once": {"number": 2},
    "one_open_meeting": {},
    "one_vote_per_juror_and_ballot": {},
    "one_answer_per_question": {},
    "one_assignment_per_juror": {},
    "one_announcement_per_outcome": {"outcome": Outcome.FINALIST},
    "one_award_of_a_kind": {"kind": Outcome.FINALIST},
    "one_bar_level_per_criterion": {},
    "one_candidacy_per_round": {},
    "one_chair": {},
    "one_count_per_day_and_text": {"day": date(2030, 1, 2)},
    "one_current_affiliation": {},
    "one_declaration_per_company": {},
    "one_deputy": {},
    "one_document_per_key": {"kind": "page"},
    "one_entry_document_per_key": {"reader": "office"},
    "one_pending_write_per_document": {"index": "entries"},
    "one_edition_per_year": {},
    "one_figure_per_question_and_year": {"question_key": "exports", "year": 2031},
    "one_form_per_category_stage_version": {"stage": Stage.FINAL, "version": 2},
    "one_frozen_answer_per_question": {"question_key": "film"},
    "one_frozen_attachment": {},
    "one_level_per_value": {"value": 2},
    "one_mark_per_criterion": {},
    "one_open_invitation": {"purpose": "tests.other", "target": "2"},
    "one_open_reopening": {},
    "one_remark_per_kind": {"kind": RemarkKind.ENTRANT},
    "one_scorecard_per_juror": {},
    "one_seat_per_juror_and_panel": {},
    "one_text_per_template_and_scope": {"template": "other", "scope": "", "language": "de"},
    "option_key_once_per_question": {},
    "option_key_once_per_rule": {},
    "panel_name_once_per_round": {},
    "pledge_signed_once": {"version": "2"},
    "question_key_once_per_form": {},
    "remark_revision_once": {"revision": 2},
    "picked_once_for_a_text": {"kind": "page"},
    "role_once_per_prize": {"name": "auditor"},
    "round_key_once_per_edition": {},
    "rubric_version_once": {"version": 2},
    "field_named_once_per_juror": {},
    "filter_name_once_per_person": {"name": "Another"},
    "one_bid_per_juror": {"choice": BidChoice.CAN},
    "one_rule_per_pair": {},
    "one_sealing_at_a_time": {},
    "rule_key_once_per_edition": {},
    "seal_number_once": {"kind": SealKind.DECISIONS, "number": 2},
    "section_key_once_per_form": {},
    "subject_once_per_event": {},
    "submission_number_once": {"number": 2},
    "term_once_per_document": {"name": "practice", "slug": "milling"},
    "term_slug_once_per_vocabulary": {"vocabulary": Vocabulary.PRACTICE},
    "tie_kind_key_once_per_edition": {},
    "tie_ruled_once": {},
    "unique_rendition": {"filter_spec": "width-4", "focal_point_key": "1"},
}
# Those that hold for some rows only: what makes a row such a row, and rows that are not.
WITHIN = {
    "external_key_once_per_edition": ({"external_key": "A1"}, [{"external_key": ""}]),
    "one_chair": ({"is_chair": True}, [{"is_chair": False}, {"left_at": NOW}]),
    "one_current_affiliation": ({}, [{"ended_on": date(2030, 1, 1)}]),
    "one_deputy": ({"is_deputy": True}, [{"is_deputy": False}, {"left_at": NOW}]),
    "one_open_invitation": ({}, [{"accepted_at": NOW}, {"declined_at": NOW}, {"revoked_at": NOW}]),
    "one_sealing_at_a_time": ({}, [{"finished_at": NOW, "refusal": "A mark moved."}]),
    "one_open_meeting": ({}, [{"closed_at": NOW}]),
    "one_open_reopening": ({}, [{"closed_at": NOW}]),
    "seal_number_once": (REASON, []),
}

MAKERS |= constraints_network.MAKERS
CHECKS |= constraints_network.CHECKS
UNIQUES |= constraints_network.UNIQUES
WITHIN |= constraints_network.WITHIN


def constraints_of(kind):
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            found |= {rule.name: (model, rule) for rule in model._meta.constraints if isinstance(rule, kind)}
    return found


ALL_CHECKS = constraints_of(models.CheckConstraint)
ALL_UNIQUES = constraints_of(models.UniqueConstraint)


def make(model, fields):
    fields = fields() if callable(fields) else fields
    return MAKERS[model._meta.label](**filled(fields))


def refusal(model, fields):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make(model, fields)
    return str(caught.value)


def columns_of(model, rule):
    return [f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in rule.fields]


def test_every_constraint_is_tried():
    assert set(CHECKS) == set(ALL_CHECKS)
    assert set(UNIQUES) == set(ALL_UNIQUES)
    assert {name for name, (_, rule) in ALL_UNIQUES.items() if rule.condition} <= set(WITHIN)
    assert [name for name, (_, rule) in ALL_UNIQUES.items() if not rule.fields] == []


@pytest.mark.parametrize("name", ALL_CHECKS)
def test_check(name):
    model, _ = ALL_CHECKS[name]
    fitting, unfitting = CHECKS[name]

    for fields in fitting:
        with transaction.atomic():
            assert make(model, fields).pk is not None
            transaction.set_rollback(True)
    for fields in unfitting:
        assert name in refusal(model, fields)


@pytest.mark.parametrize("name", ALL_UNIQUES)
def test_unique(name):
    model, rule = ALL_UNIQUES[name]
    within, outside = WITHIN.get(name, ({}, []))
    first = make(model, within)
    same = {field: getattr(first, field) for field in rule.fields}

    said = refusal(model, within | same)

    assert name in said or all(column in said for column in columns_of(model, rule))
    for field in rule.fields:
        others = {key: value for key, value in (within | same).items() if key != field}
        different = {field: UNIQUES[name][field]} if field in UNIQUES[name] else {}
        assert make(model, others | different).pk != first.pk
    for fields in outside:
        assert make(model, within | same | fields).pk != first.pk
