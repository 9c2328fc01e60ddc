"""The constraints of the network, its services and its events, for tests/proof/test_every_constraint.py."""

from datetime import date, timedelta

from django.utils import timezone

from home.enums import CommitmentKind, CommitmentState, SignUpState
from home.models import AwardCommitment, EventIndexPage, EventPage, HomePage, SignUp
from network.enums import (
    ClaimState,
    EnquiryState,
    JuryOfferState,
    ProfileState,
    ReplyState,
    ReportState,
    StatementState,
)
from network.models import (
    AbuseReport,
    Enquiry,
    EnquiryBlock,
    EnquiryRecipient,
    Equipment,
    JuryOffer,
    Partner,
    ProblemReply,
    ProblemStatement,
    TopicLesson,
)
from prizes.enums import SeatType, ServiceRequestState
from prizes.models import ServiceRequest, TermRedirect
from tests.accounts.factories import OrganisationFactory, PersonFactory
from tests.network.factories import ClaimFactory, ProfileFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, PrizeFactory, SupportServiceFactory, TermFactory
from tests.showcase.factories import awarded, home_page

NOW = timezone.now()
TODAY = date(2030, 1, 1)
REASON, NO_REASON = {"reason": "Because."}, {"reason": ""}


def made(model, **defaults):
    def make(**fields):
        filled = {name: value() if callable(value) else value for name, value in (defaults | fields).items()}
        return model._default_manager.create(**filled)

    return make


def event_page():
    index = EventIndexPage.objects.first()
    if index is None:
        home = HomePage.objects.first() or home_page()
        index = home.add_child(instance=EventIndexPage(title="Events", slug="events"))
    number = EventPage.objects.count()
    times = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=2)}
    return index.add_child(instance=EventPage(title="A tour", slug=f"tour-{number}", summary="Come.", **times))


def enquiry():
    return Enquiry.objects.create(person=PersonFactory(), company_name="Northlight", subject="A bracket", text="Two.")


def recipient(**fields):
    return MAKERS["network.EnquiryRecipient"](**fields)


def next_position():
    return EnquiryRecipient.objects.count() % 5 + 1


def statement():
    return MAKERS["network.ProblemStatement"]()


MAKERS = {
    "home.AwardCommitment": made(
        AwardCommitment, award=lambda: awarded(PrizeFactory()), kind=CommitmentKind.TALK, due_on=TODAY
    ),
    "home.SignUp": made(SignUp, event=event_page, name="Ada", email="ada@works.example"),
    "network.AbuseReport": made(AbuseReport, recipient=recipient, reason="It sells us something."),
    "network.CapabilityProfile": ProfileFactory,
    "network.Claim": ClaimFactory,
    "network.EnquiryBlock": made(EnquiryBlock, person=PersonFactory, reason="Wrote to sell."),
    "network.EnquiryRecipient": made(EnquiryRecipient, enquiry=enquiry, profile=ProfileFactory, position=next_position),
    "network.Equipment": made(Equipment, profile=ProfileFactory, name="Lathe"),
    "network.JuryOffer": made(
        JuryOffer, prize=PrizeFactory, person=PersonFactory, organisation_name="Granite", seat_type=SeatType.OEM
    ),
    "network.Partner": made(Partner, prize=PrizeFactory, organisation=OrganisationFactory, role="sponsor"),
    "network.ProblemReply": made(
        ProblemReply, statement=statement, organisation=OrganisationFactory, person=PersonFactory, text="We can."
    ),
    "network.ProblemStatement": made(
        ProblemStatement, organisation=OrganisationFactory, person=PersonFactory, title="Lighter", text="By half."
    ),
    "network.TopicLesson": made(TopicLesson, term=TermFactory, companies=8, content={}),
    "prizes.ServiceRequest": made(
        ServiceRequest,
        service=SupportServiceFactory,
        person=PersonFactory,
        company_name="Ashfield",
        text="Help.",
        consented_at=NOW,
    ),
    "prizes.SupportService": SupportServiceFactory,
    "prizes.TermRedirect": made(TermRedirect, vocabulary="practice", slug="lean", term=TermFactory),
}

HALF = {"latitude": 42.0, "longitude": None}
CHECKS = {
    "answered_enquiry_has_its_time": (
        [{}, {"state": EnquiryState.STOPPED}, {"state": EnquiryState.ANSWERED, "answered_at": NOW}],
        [{"state": EnquiryState.ANSWERED}, {"state": EnquiryState.DECLINED}],
    ),
    "answered_reply_has_its_time": (
        [{}, {"state": ReplyState.TAKEN_UP, "answered_at": NOW}],
        [{"state": ReplyState.TAKEN_UP}, {"state": ReplyState.DECLINED}],
    ),
    "answered_request_has_its_time": (
        [{}, {"state": ServiceRequestState.WITHDRAWN}, {"state": ServiceRequestState.ANSWERED, "answered_at": NOW}],
        [{"state": ServiceRequestState.ANSWERED}, {"state": ServiceRequestState.DECLINED}],
    ),
    "canceled_sign_up_has_its_time": (
        [{}, {"state": SignUpState.CANCELED, "canceled_at": NOW}],
        [{"state": SignUpState.CANCELED}],
    ),
    "decided_report_has_its_time": (
        [{}, {"state": ReportState.UPHELD, "decided_at": NOW}],
        [{"state": ReportState.UPHELD}, {"state": ReportState.DISMISSED}],
    ),
    "declined_offer_to_judge_has_a_reason": (
        [{"state": JuryOfferState.DECLINED} | REASON, NO_REASON],
        [{"state": JuryOfferState.DECLINED} | NO_REASON],
    ),
    "document_lies_somewhere_whole": (
        [{}, {"latitude": 42.0, "longitude": -71.0}],
        [HALF, {"latitude": None, "longitude": -71.0}],
    ),
    "dropped_commitment_has_a_reason": (
        [{"state": CommitmentState.DROPPED, "settled_on": TODAY, "note": "Moved away."}, {}],
        [{"state": CommitmentState.DROPPED, "settled_on": TODAY}],
    ),
    "enquiry_block_has_a_reason": ([REASON], [NO_REASON]),
    "enquiry_has_few_recipients": ([{"position": 1}, {"position": 5}], [{"position": 0}, {"position": 6}]),
    "granted_claim_has_its_ground": (
        [{"ground": "domain"}, {"state": ClaimState.WAITING, "ground": ""}],
        [{"ground": ""}],
    ),
    "hidden_profile_has_a_reason": (
        [{"state": ProfileState.HIDDEN, "hidden_reason": "Not a manufacturer."}, {}],
        [{"state": ProfileState.HIDDEN}],
    ),
    "lesson_of_enough_companies": ([{"companies": 8}], [{"companies": 7}]),
    "only_a_sponsor_has_a_category": (
        [{"category": CategoryFactory, "edition": EditionFactory}, {"role": "host"}],
        [{"role": "host", "category": CategoryFactory, "edition": EditionFactory}],
    ),
    "profile_largest_batch_not_below_smallest": (
        [{"batch_least": 5, "batch_most": 5}, {"batch_least": 5}, {"batch_most": 5}],
        [{"batch_least": 5, "batch_most": 4}],
    ),
    "profile_place_lies_somewhere": (
        [{}, {"state": ProfileState.DRAFT, "place": "", "latitude": None, "longitude": None}],
        [HALF, {"state": ProfileState.DRAFT, "place": "", "latitude": 42.0, "longitude": -71.0}],
    ),
    "published_profile_is_whole_and_confirmed": (
        [{}, {"state": ProfileState.DRAFT, "confirmed_at": None, "published_at": None, "summary": ""}],
        [
            {"confirmed_at": None},
            {"published_at": None},
            {"summary": ""},
            {"place": "", "latitude": None, "longitude": None},
        ],
    ),
    "published_statement_has_its_time": (
        [{}, {"state": StatementState.PUBLISHED, "published_at": NOW}],
        [{"state": StatementState.PUBLISHED}, {"state": StatementState.CLOSED}],
    ),
    "refused_claim_has_a_reason": (
        [{"state": ClaimState.REFUSED} | REASON, NO_REASON],
        [{"state": ClaimState.REFUSED} | NO_REASON],
    ),
    "refused_statement_has_a_reason": (
        [{"state": StatementState.REFUSED} | REASON, NO_REASON],
        [{"state": StatementState.REFUSED} | NO_REASON],
    ),
    "service_most_not_below_least": (
        [{"employees_least": 5, "employees_most": 5}, {"employees_least": 5}, {"employees_most": 5}],
        [{"employees_least": 5, "employees_most": 4}],
    ),
    "service_with_requests_has_an_address": (
        [{"takes_requests": True, "contact_email": "help@works.example"}, {"contact_email": ""}],
        [{"takes_requests": True, "contact_email": ""}],
    ),
    "service_remark_has_its_time": (
        [{}, {"remark": "The fee.", "remarked_at": NOW}],
        [{"remark": "The fee."}],
    ),
    "settled_commitment_has_its_day": (
        [{}, {"state": CommitmentState.DONE, "settled_on": TODAY}],
        [{"state": CommitmentState.DONE}, {"settled_on": TODAY}],
    ),
    "sign_up_email_lower_case": ([{"email": "low@works.example"}], [{"email": "High@works.example"}]),
    "sponsor_of_a_category_has_its_edition": (
        [{"category": CategoryFactory, "edition": EditionFactory}, {"edition": None}],
        [{"category": CategoryFactory}],
    ),
    "statement_latest_not_before_earliest": (
        [{"years_least": 5, "years_most": 5}],
        [{"years_least": 5, "years_most": 4}],
    ),
}

UNIQUES = {
    "enquiry_once_per_company": {},
    "enquiry_recipient_position_once": {"position": 2},
    "equipment_once_per_profile": {"name": "Mill"},
    "one_block_at_a_time": {},
    "one_open_claim_per_person_and_company": {},
    "one_open_offer_to_judge": {},
    "one_open_request_of_a_service": {},
    "one_place_per_address": {"email": "bea@works.example"},
    "one_reply_per_company": {},
    "term_redirect_once_per_slug": {"vocabulary": "technology", "slug": "kaizen"},
}

WITHIN = {
    "one_block_at_a_time": ({}, [{"lifted_at": NOW}]),
    "one_open_claim_per_person_and_company": (
        {},
        [{"state": ClaimState.REFUSED} | REASON, {"state": ClaimState.ENDED}],
    ),
    "one_open_offer_to_judge": ({}, [{"state": JuryOfferState.WITHDRAWN}]),
    "one_open_request_of_a_service": ({}, [{"state": ServiceRequestState.WITHDRAWN}]),
    "one_place_per_address": ({}, [{"state": SignUpState.CANCELED, "canceled_at": NOW}]),
}
