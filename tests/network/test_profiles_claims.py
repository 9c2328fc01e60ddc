"""Who comes to speak for a company, and how that ends."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase_person, export_person, merge_organisations
from accounts.models import Organisation
from audit.models import Event
from network.actions.claims import claim_company, end_claim, grant_claim, refuse_claim
from network.claiming import claimable_organisations
from network.drafting import free_slug, newest_submission, whole_sentences
from network.enums import CLAIM_TRANSITIONS, MOST_WAITING_CLAIMS, ClaimGround, ClaimState, ProfileState
from network.keepers import keepers_of
from network.models import CapabilityProfile, Claim, EnquiryRecipient
from network.office.profiles import claims_that_wait, profiles_that_nobody_keeps
from network.rules.profiles import speaks_for
from network.standing import standings_of
from nominations.actions import own_organisations, submit_nomination
from nominations.models import Answer, Nomination, Submission
from notices.models import Notice
from prizes.enums import Vocabulary
from prizes.models import Edition
from tests.accounts.factories import (
    AffiliationFactory,
    OrganisationDomainFactory,
    OrganisationFactory,
    PersonFactory,
    staff,
)
from tests.network.enquiry_factories import EnquiryFactory, RecipientFactory
from tests.network.factories import ClaimFactory, ProfileFactory, WaitingClaimFactory, keeper_of
from tests.nominations.factories import (
    CollaboratorFactory,
    FormFactory,
    NominationFactory,
    QuestionFactory,
    SectionFactory,
    submitted,
)
from tests.prizes.factories import CategoryFactory, TermFactory
from tests.proof.test_every_transition import takes_place
from tests.showcase.factories import announce, awarded

pytestmark = pytest.mark.django_db
CLAIM = "/profile/claim/"


def person_at(address, *, verified=True):
    person = PersonFactory(email=address.lower())
    EmailAddress.objects.create(user=person, email=address, verified=verified, primary=True)
    return person


def company_with_domain(domain):
    return OrganisationDomainFactory(domain=domain, organisation=ProfileFactory().organisation).organisation


def notices(template):
    return [(notice.address, notice.body_text) for notice in Notice.objects.filter(template=template)]


# By a verified address.


def test_address_proves_it_however_its_letters_are_cased():
    company, person = company_with_domain("quill.example"), person_at("Quinn@QUILL.example")

    assert claim_company(by=person, organisation=company).state == ClaimState.GRANTED


def test_verified_address_on_the_companys_domain_speaks_for_it_at_once():
    company, person = company_with_domain("quill.example"), person_at("quinn@quill.example")

    claim = claim_company(by=person, organisation=company)

    assert (claim.state, claim.ground, claim.decided_by) == (ClaimState.GRANTED, ClaimGround.DOMAIN, person)
    assert speaks_for(person, company)
    assert [event.verb for event in Event.objects.about(claim)] == ["claim.granted"]
    assert [address for address, _ in notices("network.claim_granted")] == ["quinn@quill.example"]


@pytest.mark.parametrize(
    ("domain", "address", "verified"),
    [
        ("quill.example", "quinn@quill.example", False),
        ("quill.example", "quinn@guests.quill.example", True),
        ("quill.example", "quinn@notquill.example", True),
        ("gmail.com", "quinn@gmail.com", True),
        ("gmail.com", "quinn@GMail.com", True),
    ],
    ids=["not verified", "below the domain", "another domain", "a mail provider", "a mail provider in capitals"],
)
def test_address_that_proves_nothing_waits_for_the_office(domain, address, verified):
    company, person = company_with_domain(domain), person_at(address, verified=verified)

    claim = claim_company(by=person, organisation=company, note="I own it.")

    assert (claim.state, claim.ground) == (ClaimState.WAITING, "")
    assert not speaks_for(person, company)
    assert Notice.objects.count() == 0


TURNED_AWAY = {
    "refused": lambda claim: refuse_claim(claim=claim, reason="The owner does not know them.", by=staff()),
    "ended by the office": lambda claim: end_claim(claim=claim, reason="They have left.", by=staff()),
    "ended by a colleague": lambda claim: end_claim(
        claim=claim, reason="They have left.", by=ClaimFactory(organisation=claim.organisation).person
    ),
}


@pytest.mark.parametrize("how", TURNED_AWAY)
def test_address_lets_nobody_back_in_who_was_turned_away(how):
    company, person = company_with_domain("quill.example"), person_at("quinn@quill.example")
    factory = WaitingClaimFactory if how == "refused" else ClaimFactory
    TURNED_AWAY[how](factory(organisation=company, person=person))

    claim = claim_company(by=person, organisation=company)

    assert claim.state == ClaimState.WAITING
    assert not speaks_for(person, company)


def test_who_left_of_themselves_comes_back_by_their_address():
    company, person = company_with_domain("quill.example"), person_at("quinn@quill.example")
    end_claim(claim=claim_company(by=person, organisation=company), by=person)

    assert claim_company(by=person, organisation=company).state == ClaimState.GRANTED


def test_those_who_speak_for_it_are_told_of_somebody_new():
    company = company_with_domain("quill.example")
    earlier = ClaimFactory(organisation=company).person

    claim_company(by=person_at("quinn@quill.example"), organisation=company)

    [(address, text)] = notices("network.keeper_joined")
    assert address == earlier.email
    assert company.name in text


# What may be found, and by whom.


def test_only_what_everybody_knows_and_the_own_company_is_found():
    person = PersonFactory()
    own = AffiliationFactory(person=person).organisation
    OrganisationFactory(name="On file alone")
    AffiliationFactory(person=person, organisation__kind="oem")
    ProfileFactory(state=ProfileState.DRAFT)
    published = ProfileFactory().organisation
    honored = awarded()
    announce(honored)
    untold = awarded()

    found = set(claimable_organisations(own_organisations(person)))

    assert found == {own, published, honored.organisation}
    assert untold.organisation not in found


def test_company_that_was_merged_away_cannot_be_claimed():
    merged = ProfileFactory(organisation__merged_into=OrganisationFactory()).organisation

    with pytest.raises(ValidationError):
        claim_company(by=PersonFactory(), organisation=merged)


def test_company_that_nobody_knows_of_cannot_be_claimed():
    with pytest.raises(ValidationError):
        claim_company(by=PersonFactory(), organisation=OrganisationFactory())

    assert not Claim.objects.exists()


def test_typed_name_is_never_matched_to_a_company_on_file():
    known = ProfileFactory(organisation__name="Quillfeather Castings").organisation
    person = PersonFactory()

    claim = claim_company(by=person, organisation_name="Quillfeather Castings")

    assert claim.organisation != known
    assert claim.state == ClaimState.WAITING
    assert Organisation.objects.named("Quillfeather Castings").count() == 2


@pytest.mark.parametrize("factory", [ClaimFactory, WaitingClaimFactory])
def test_company_is_claimed_once_by_one_person(factory):
    company = ProfileFactory().organisation
    person = factory(organisation=company).person

    with pytest.raises(ValidationError) as refusal:
        claim_company(by=person, organisation=company)

    assert "organisation" in refusal.value.message_dict


def test_claim_that_was_refused_may_be_made_again():
    company = ProfileFactory().organisation
    claim = WaitingClaimFactory(organisation=company)
    refuse_claim(claim=claim, reason="Use your address there.", by=staff())

    claim_company(by=claim.person, organisation=company)

    assert set(Claim.objects.values_list("state", flat=True)) == {"refused", "waiting"}


def test_nobody_floods_the_office_with_claims():
    person = PersonFactory()
    WaitingClaimFactory.create_batch(MOST_WAITING_CLAIMS, person=person)

    with pytest.raises(ValidationError):
        claim_company(by=person, organisation_name="One more")

    assert not Organisation.objects.filter(name="One more").exists()


# The office.


def test_office_grants_and_the_draft_is_there():
    claim, office = WaitingClaimFactory(), staff()

    grant_claim(claim=claim, by=office)

    claim.refresh_from_db()
    assert (claim.state, claim.ground, claim.decided_by) == (ClaimState.GRANTED, ClaimGround.STAFF, office)
    assert CapabilityProfile.objects.get(organisation=claim.organisation).state == ProfileState.DRAFT


@pytest.mark.parametrize("act", [grant_claim, lambda **row: refuse_claim(reason="No.", **row)])
@pytest.mark.parametrize("who", ["stranger", "auditor", "claimant", "keeper"])
def test_nobody_else_decides(act, who):
    claim = WaitingClaimFactory()
    keeper = ClaimFactory(organisation=claim.organisation).person
    people = {"stranger": PersonFactory(), "auditor": staff("auditor"), "claimant": claim.person, "keeper": keeper}

    with pytest.raises(PermissionDenied):
        act(claim=claim, by=people[who])

    claim.refresh_from_db()
    assert claim.state == ClaimState.WAITING


def test_office_does_not_grant_its_own_claim():
    office = staff()
    claim = WaitingClaimFactory(person=office)

    with pytest.raises(PermissionDenied):
        grant_claim(claim=claim, by=office)


def test_refusal_has_a_reason_which_the_person_reads():
    claim, office = WaitingClaimFactory(), staff()

    with pytest.raises(ValidationError):
        refuse_claim(claim=claim, reason="  ", by=office)
    refuse_claim(claim=claim, reason="Use your address there.", by=office)

    [(address, text)] = notices("network.claim_refused")
    assert address == claim.person.email
    assert "Use your address there." in text


# The end.


def test_own_claim_ends_without_a_word():
    claim = ClaimFactory()

    end_claim(claim=claim, by=claim.person)

    assert not speaks_for(claim.person, claim.organisation)
    assert notices("network.claim_ended") == []


def test_colleague_and_office_end_a_claim_with_a_reason():
    profile = ProfileFactory()
    colleague, claims = keeper_of(profile), ClaimFactory.create_batch(2, organisation=profile.organisation)

    with pytest.raises(ValidationError):
        end_claim(claim=claims[0], by=colleague)
    for claim, by in zip(claims, (colleague, staff()), strict=True):
        end_claim(claim=claim, by=by, reason="Left us.")

    assert list(keepers_of(profile.organisation)) == [colleague]
    assert all("Left us." in text for _, text in notices("network.claim_ended"))
    assert len(notices("network.claim_ended")) == 2


def test_stranger_and_keeper_of_another_company_end_nothing():
    claim = ClaimFactory()

    for by in (PersonFactory(), ClaimFactory().person, staff("auditor")):
        with pytest.raises(PermissionDenied):
            end_claim(claim=claim, by=by, reason="No.")

    assert speaks_for(claim.person, claim.organisation)


def test_keeper_does_not_meddle_with_what_waits_for_the_office():
    claim = WaitingClaimFactory()
    keeper = ClaimFactory(organisation=claim.organisation).person

    with pytest.raises(PermissionDenied):
        end_claim(claim=claim, by=keeper, reason="No.")


CLAIM_ACTS = {
    ClaimState.GRANTED: lambda claim, office: grant_claim(claim=claim, by=office),
    ClaimState.REFUSED: lambda claim, office: refuse_claim(claim=claim, reason="No.", by=office),
    ClaimState.ENDED: lambda claim, office: end_claim(claim=claim, reason="Left.", by=office),
}


@pytest.mark.parametrize("act", CLAIM_ACTS)
@pytest.mark.parametrize("state", ClaimState)
def test_claim_act_from_every_state(state, act):
    claim, office = ClaimFactory(state=state, reason="Before."), staff()

    done = takes_place(lambda: CLAIM_ACTS[act](claim, office), claim)

    claim.refresh_from_db()
    assert done == (act in CLAIM_TRANSITIONS[state])
    assert claim.state == (act if done else state)


# Drafted from an entry.


def entry_of(company, *, consents=True):
    category = CategoryFactory()
    section = SectionFactory(form=FormFactory(category=category))
    TermFactory(vocabulary=Vocabulary.SUB_INDUSTRY, slug="castings", name="Castings")
    TermFactory(vocabulary=Vocabulary.PRACTICE, slug="lean", name="Lean")
    TermFactory(vocabulary=Vocabulary.ASSISTANCE, slug="advice", name="Advice")
    said = {
        "told": ("We cast the part in one piece.", {"kind": "long_text", "audience": "public"}),
        "secret": ("It costs us nine dollars.", {"kind": "long_text", "audience": "jury"}),
        "fields": (["castings"], {"kind": "choices", "audience": "public", "vocabulary": Vocabulary.SUB_INDUSTRY}),
        "ways": (["lean"], {"kind": "choices", "audience": "public", "vocabulary": Vocabulary.PRACTICE}),
        "helped-by": (["advice"], {"kind": "choices", "audience": "public", "vocabulary": Vocabulary.ASSISTANCE}),
    }
    for key, (_, fields) in said.items():
        QuestionFactory(section=section, key=key, **fields)
    nomination = NominationFactory(category=category, organisation=company)
    Answer.objects.bulk_create(
        Answer(nomination=nomination, question_key=key, revision=1, value=value) for key, (value, _) in said.items()
    )
    person = CollaboratorFactory(nomination=nomination).person
    terms = nomination.edition.terms_version
    sent = submit_nomination(nomination=nomination, terms_version=terms, consents_to_publish=consents, by=person)
    return Submission.objects.get(pk=sent.pk)


def granted_profile(company):
    claim = WaitingClaimFactory(organisation=company)
    grant_claim(claim=claim, by=staff())
    return CapabilityProfile.objects.get(organisation=company)


def test_profile_is_drafted_from_what_the_company_allowed_to_be_published():
    company = OrganisationFactory(city="Holyoke")
    entry = entry_of(company)

    profile = granted_profile(company)

    assert profile.state == ProfileState.DRAFT
    assert profile.drafted_from == entry
    assert profile.summary == "We cast the part in one piece."
    assert "nine dollars" not in profile.description
    assert sorted(term.slug for term in profile.terms.all()) == ["castings", "lean"]
    assert (profile.place, profile.latitude is None) == ("Holyoke", False)


def test_profile_is_drafted_from_nothing_without_consent():
    company = OrganisationFactory(city="Nowhere")
    entry_of(company, consents=False)

    profile = granted_profile(company)

    assert (profile.drafted_from, profile.summary, profile.place) == (None, "", "")


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_entry_that_the_company_took_back_drafts_nothing(state):
    entry = submitted()
    company = entry.nomination.organisation
    assert newest_submission(company) == entry

    into = submitted().nomination if state == "merged" else None
    Nomination.objects.filter(pk=entry.nomination_id).update(state=state, merged_into=into)

    assert newest_submission(company) is None


def test_rehearsal_drafts_nothing():
    entry = submitted()
    Edition.objects.filter(pk=entry.nomination.edition_id).update(rehearsal=True)

    assert newest_submission(entry.nomination.organisation) is None


def test_newest_of_several_entries_is_drafted_from():
    company = OrganisationFactory()
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        submitted(organisation=company)

    newer = submitted(organisation=company)

    assert newest_submission(company) == newer


def test_address_of_a_company_is_its_own_and_no_page_of_the_directory():
    ProfileFactory(slug="alder-quay")

    assert free_slug("Alder Quay") == "alder-quay-2"
    assert free_slug("Compare!") == "compare-2"
    assert free_slug("!") == "company"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("We cast. We mill.", "We cast. We mill."),
        (f"We cast. {'x' * 400}.", "We cast."),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_summary_ends_where_a_sentence_ends(text, summary):
    assert whole_sentences(text, 300) == summary


def test_profile_that_is_there_is_left_as_it_is():
    profile = ProfileFactory(summary="Ours.")
    entry_of(profile.organisation)

    assert granted_profile(profile.organisation).summary == "Ours."


# On the page.


@pytest.fixture
def person(client):
    person = person_at("quinn@quill.example")
    client.force_login(person)
    return person


def test_claim_page_finds_only_what_is_public(client, person):
    ProfileFactory(organisation__name="Harrow Plating")
    OrganisationFactory(name="Harrow on file")

    page = client.get(CLAIM, {"q": "harrow"}).content.decode()

    assert "Harrow Plating" in page
    assert "Harrow on file" not in page


def test_claim_page_leads_to_the_profile_of_the_own_domain(client, person):
    company = company_with_domain("quill.example")

    response = client.post(CLAIM, {"organisation": str(company.pk), "organisation_name": "", "note": ""})

    assert response.url == reverse("profiles:edit", args=[CapabilityProfile.objects.get(organisation=company).pk])


def test_claim_page_takes_a_new_name(client, person):
    response = client.post(CLAIM, {"organisation": "new", "organisation_name": "Quill Works", "note": "I own it."})

    assert response.url == reverse("profiles:mine")
    claim = Claim.objects.get(person=person)
    assert (claim.organisation.name, claim.note, claim.state) == ("Quill Works", "I own it.", ClaimState.WAITING)


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({"organisation": "new", "organisation_name": " "}, "organisation_name"),
        ({"organisation": "not-a-key"}, "organisation"),
        ({"organisation": "\x00"}, "organisation"),
        ({}, "organisation"),
    ],
)
def test_claim_page_says_what_is_missing_and_keeps_what_was_typed(client, person, posted, field):
    response = client.post(CLAIM, {"note": "I run sales.", **posted})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert "I run sales." in response.content.decode()


def test_claim_page_refuses_a_company_that_is_not_public(client, person):
    hidden = OrganisationFactory()

    response = client.post(CLAIM, {"organisation": str(hidden.pk), "note": ""})

    assert response.context["form"].errors["organisation"]
    assert hidden.name not in response.content.decode()


def test_claim_is_ended_on_its_page(client):
    claim = ClaimFactory()
    client.force_login(claim.person)

    response = client.post(reverse("profiles:end_claim", args=[claim.pk]))

    assert response.status_code == 302
    assert not speaks_for(claim.person, claim.organisation)


def test_colleague_writes_a_reason(client):
    profile = ProfileFactory()
    client.force_login(keeper_of(profile))
    url = reverse("profiles:end_claim", args=[ClaimFactory(organisation=profile.organisation).pk])

    refused, done = client.post(url, {"reason": ""}), client.post(url, {"reason": "Left us."})

    assert refused.context["form"].errors["reason"]
    assert done.status_code == 302


@pytest.mark.parametrize("number", [1, 50])
def test_my_companies_ask_the_same_number_of_questions(client, django_assert_num_queries, number):
    person = PersonFactory()
    for _ in range(number):
        profile = ProfileFactory()
        ClaimFactory(person=person, organisation=profile.organisation)
        keeper_of(profile)
    client.force_login(person)
    client.get("/profile/")

    with django_assert_num_queries(QUERIES_OF_MINE):
        page = client.get("/profile/")

    assert page.content.decode().count("speaks for it too") == number


QUERIES_OF_MINE = 11


def test_my_companies_tell_a_refusal_and_forget_what_ended(client):
    person = PersonFactory()
    refused = ClaimFactory(person=person, state=ClaimState.REFUSED, reason="Use your address there.")
    ended = ClaimFactory(person=person, state=ClaimState.ENDED)
    client.force_login(person)

    page = client.get("/profile/").content.decode()

    assert refused.reason in page
    assert ended.organisation.name not in page


def test_header_leads_there_only_whoever_claimed(client):
    client.force_login(PersonFactory())
    assert "My company" not in client.get("/nominations/").content.decode()

    client.force_login(WaitingClaimFactory().person)
    assert "My company" in client.get("/nominations/").content.decode()


def test_entry_leads_to_the_directory(client):
    entry = submitted()
    person = entry.nomination.collaborators.get().person
    client.force_login(person)
    url = reverse("nominations:detail", args=[entry.nomination_id])

    assert reverse("profiles:claim") in client.get(url).content.decode()
    ClaimFactory(person=person, organisation=entry.nomination.organisation)
    assert reverse("profiles:claim") not in client.get(url).content.decode()


# What waits for the office.


def test_office_sees_what_waits_and_nobody_else_does():
    WaitingClaimFactory()
    ProfileFactory()
    office = staff()

    assert [item.count for item in claims_that_wait(office)] == [1]
    assert [item.count for item in profiles_that_nobody_keeps(office)] == [1]
    for person in (PersonFactory(), staff("auditor"), staff("editor")):
        assert claims_that_wait(person) == []
        assert profiles_that_nobody_keeps(person) == []


def test_own_claim_waits_for_somebody_else():
    office = staff()
    WaitingClaimFactory(person=office)

    assert claims_that_wait(office) == []
    assert [item.count for item in claims_that_wait(staff())] == [1]


def test_profile_with_a_keeper_waits_for_nothing():
    keeper_of(ProfileFactory())

    assert profiles_that_nobody_keeps(staff()) == []


def test_who_can_no_longer_sign_in_keeps_nothing_and_gets_no_mail():
    claim = ClaimFactory(organisation=ProfileFactory().organisation, person__is_active=False)
    colleague = ClaimFactory(organisation=claim.organisation).person
    beside = standings_of(colleague)[0].others

    assert keepers_of(claim.organisation) == [colleague]
    assert beside == ()
    end_claim(claim=Claim.objects.get(person=colleague), by=colleague)
    assert [item.count for item in profiles_that_nobody_keeps(staff())] == [1]


@pytest.mark.parametrize(
    ("act", "state", "following"),
    [("grant", "waiting", "granted"), ("refuse", "waiting", "refused"), ("end", "granted", "ended")],
)
def test_office_acts_on_a_claim(client, act, state, following):
    claim = ClaimFactory(state=state)
    client.force_login(staff())

    client.post(reverse(f"claims:{act}", args=[claim.pk]), {"reason": "As the owner says."})

    claim.refresh_from_db()
    assert claim.state == following


# Merged companies, erased people.


def test_claims_and_the_only_profile_follow_a_merged_company():
    profile = ProfileFactory()
    keeper, target = keeper_of(profile), OrganisationFactory()

    merge_organisations(source=profile.organisation, target=target, by=staff())

    profile.refresh_from_db()
    assert profile.organisation == target
    assert profile.state == ProfileState.PUBLISHED
    assert speaks_for(keeper, target)


def test_of_two_profiles_the_targets_stays_and_the_other_is_hidden():
    source, target = ProfileFactory(), ProfileFactory()
    keeper = keeper_of(source)

    merge_organisations(source=source.organisation, target=target.organisation, by=staff())

    source.refresh_from_db()
    target.refresh_from_db()
    assert (source.state, target.state) == (ProfileState.HIDDEN, ProfileState.PUBLISHED)
    assert target.organisation.name in source.hidden_reason
    assert speaks_for(keeper, target.organisation)


def test_enquiries_follow_to_the_profile_that_stays():
    source, target, both = ProfileFactory(), ProfileFactory(), EnquiryFactory()
    alone = RecipientFactory(profile=source)
    twice = [RecipientFactory(enquiry=both, profile=each, position=n) for n, each in enumerate((source, target), 1)]
    keeper = keeper_of(source)

    merge_organisations(source=source.organisation, target=target.organisation, by=staff())

    assert set(EnquiryRecipient.objects.kept_by(keeper)) == {alone, twice[1]}


@pytest.mark.parametrize(("at_source", "at_target"), [("granted", "waiting"), ("waiting", "granted")])
def test_of_two_claims_on_one_company_the_granted_one_goes_on(at_source, at_target):
    person, source, target = PersonFactory(), OrganisationFactory(), OrganisationFactory()
    for company, state in ((source, at_source), (target, at_target)):
        ClaimFactory(person=person, organisation=company, state=state)

    merge_organisations(source=source, target=target, by=staff())

    assert sorted(Claim.objects.filter(organisation=target).values_list("state", flat=True)) == ["ended", "granted"]


def test_erased_person_speaks_for_nobody():
    claim = ClaimFactory(note="I am the owner's daughter.")

    erase_person(person=claim.person, by=staff())

    claim.refresh_from_db()
    assert (claim.state, claim.note) == (ClaimState.ENDED, "")


def test_what_was_said_of_an_erased_person_goes_too():
    claim = ClaimFactory(state=ClaimState.REFUSED, reason="They are the owner's daughter, and left.")

    erase_person(person=claim.person, by=staff())

    claim.refresh_from_db()
    assert (claim.state, claim.reason) == (ClaimState.REFUSED, "—")


def test_person_gets_a_copy_of_their_claims():
    claim = ClaimFactory(note="I own it.")

    data = export_person(person=claim.person, by=claim.person)

    assert [(row["company"], row["note"]) for row in data["companies_claimed"]] == [
        (claim.organisation.name, "I own it.")
    ]
