"""Somebody names companies: each is asked by a link and answers; the nominator sees how far it came and nothing more."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import decline_invitation, erase_person, export_person, resend_invitation
from accounts.joining import INVITED_WITH
from accounts.models import Affiliation, Invitation, Organisation
from audit.models import Event
from nominations.actions import (
    Nominee,
    accept_nomination,
    close_unanswered,
    decline_by_link,
    nominate_companies,
    remind_nominee,
    remind_nominees,
    take_back_nomination,
)
from nominations.actions.nominating import MOST_NOMINATED
from nominations.enums import NOMINEE_STATES, NominationState
from nominations.models import Nomination
from notices.models import Notice
from prizes.actions import edit_edition
from prizes.models import Edition, Prize
from tests.accounts.factories import (
    AffiliationFactory,
    InvitationFactory,
    OrganisationAliasFactory,
    OrganisationFactory,
    PersonFactory,
    token_for,
)
from tests.nominations.factories import CollaboratorFactory, NominationFactory
from tests.prizes.factories import CategoryFactory, EditionFactory, EligibilityRuleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Their castings have come without a fault for two years."


@pytest.fixture
def category():
    edition = EditionFactory(published=True, prize__contact_email="office@prize.example")
    return CategoryFactory(edition=edition)


@pytest.fixture
def buyer():
    return AffiliationFactory(organisation__name="Granite Aero", organisation__kind="oem").person


def nominee(category, **fields):
    return Nominee(
        **{"company": "Ashfield Castings", "address": "owner@ashfield.example", "because": WHY} | fields,
        category=category,
    )


def nominate(category, by, *nominees, **more):
    named = nominees or (nominee(category),)
    return nominate_companies(edition=category.edition, nominees=list(named), by=by, **more)


def invitation_of(nomination):
    return Invitation.objects.get(target=str(nomination.pk))


def link_in(notice):
    return re.search(r"/nominate/answer/[\w-]+/", notice.body_text).group()


def newest(template):
    return Notice.objects.filter(template=f"nominations.{template}").order_by("created_at", "pk").last()


def test_several_companies_are_asked_in_one_act(category, buyer):
    made = nominate(category, buyer, nominee(category), nominee(category, company="Bellows", address="b@b.example"))

    assert [row.state for row in made] == ["invited", "invited"]
    assert [row.nominator for row in made] == [buyer, buyer]
    assert [row.nominated_because for row in made] == [WHY, WHY]
    assert [row.organisation.name for row in made] == ["Ashfield Castings", "Bellows"]
    letters = Notice.objects.filter(template="nominations.nominated")
    assert {letter.address for letter in letters} == {"owner@ashfield.example", "b@b.example"}
    assert all(WHY in letter.body_text for letter in letters)
    assert {invitation_of(row).expires_at for row in made} == {category.edition.closes_at}
    assert Event.objects.filter(verb="nomination.named", actor=str(buyer.pk)).count() == 2


def test_typed_name_is_never_matched_to_a_company_on_file(category, buyer):
    known = OrganisationFactory(name="Ashfield Castings")

    [made] = nominate(category, buyer)

    assert made.organisation != known
    assert not Affiliation.objects.filter(person=buyer, organisation=made.organisation).exists()


def test_nominating_organisation_is_ones_own(category, buyer):
    own, foreign = Organisation.objects.get(name="Granite Aero"), OrganisationFactory()

    [made] = nominate(category, buyer, organisation=own)

    assert made.nominating_organisation == own
    assert "Granite Aero" in newest("nominated").body_text
    with pytest.raises(ValidationError):
        nominate(category, buyer, nominee(category, company="Other", address="o@x.example"), organisation=foreign)


def wrong_of(category, by, *nominees):
    with pytest.raises(ValidationError) as refused:
        nominate(category, by, *nominees)
    assert not Nomination.objects.filter(nominator=by, organisation__name="Second").exists()
    return set(refused.value.error_dict) if hasattr(refused.value, "error_dict") else refused.value.code


def test_one_wrong_company_keeps_all_from_being_asked(category, buyer):
    nominate(category, buyer)
    good = nominee(category, company="Second", address="second@x.example")

    assert wrong_of(category, buyer, good, nominee(category, address="OWNER@ashfield.example")) == {"1-address"}
    assert wrong_of(category, buyer, nominee(category, address=buyer.email), good) == {"0-address"}
    assert wrong_of(category, buyer, good, nominee(category, company="granite  AERO", address="x@x.example")) == {
        "1-company"
    }
    assert wrong_of(category, buyer, good, good) == {"0-address", "1-address"}
    bare = nominee(category, company="Third", because=" ", address="x@x.example")
    assert wrong_of(category, buyer, good, bare) == {"1-because"}
    other = nominee(CategoryFactory(), company="Third", address="x@x.example")
    assert wrong_of(category, buyer, good, other) == {"1-category"}


def test_company_gets_one_letter_from_one_person(category, buyer):
    [named] = nominate(category, buyer)
    good = nominee(category, company="Second", address="second@x.example")
    again = nominee(category, company="ashfield  CASTINGS", address="other@ashfield.example")
    twice = [nominee(category, company="Third", address=f"{n}@x.example") for n in range(2)]

    assert wrong_of(category, buyer, good, again) == {"1-company"}
    assert wrong_of(category, buyer, good, *twice) == {"1-company", "2-company"}
    take_back_nomination(nomination=named, by=buyer)
    assert len(nominate(category, buyer, again)) == 1


def test_own_company_by_another_of_its_names(category, buyer):
    OrganisationAliasFactory(organisation=Organisation.objects.get(name="Granite Aero"), name="GA Inc.")

    assert wrong_of(category, buyer, nominee(category, company="ga inc.")) == {"0-company"}


def test_another_may_nominate_the_same_address(category, buyer):
    nominate(category, buyer)

    assert len(nominate(category, PersonFactory())) == 1


def test_nobody_nominates_more_than_some(category, buyer):
    many = [nominee(category, company=f"C{n}", address=f"c{n}@x.example") for n in range(MOST_NOMINATED)]
    nominate(category, buyer, *many)

    assert wrong_of(category, buyer, nominee(category)) is None
    assert Nomination.objects.filter(nominator=buyer).count() == MOST_NOMINATED


@pytest.mark.parametrize("shift", [-400, 400])
def test_nominations_outside_the_window_are_refused(category, buyer, shift):
    edition = category.edition
    edition.opens_at += shift * DAY
    edition.closes_at += shift * DAY
    edition.save()

    assert wrong_of(category, buyer, nominee(category)) == "closed"


def test_stranger_and_unpublished_edition_are_refused(category, buyer):
    with pytest.raises(PermissionDenied):
        nominate(category, None)
    category.edition.published = False
    with pytest.raises(PermissionDenied):
        nominate(category, buyer)


# The company answers.


@pytest.fixture
def asked(category, buyer):
    [nomination] = nominate(category, buyer)
    nomination.link = link_in(newest("nominated"))
    return nomination


def test_company_reads_why_and_by_whom_before_it_has_an_account(client, asked):
    page = client.get(asked.link).content.decode()

    assert WHY in page
    assert "Ashfield Castings is nominated" in page
    assert client.get("/nominate/answer/unknown/").status_code == 404


def test_accepting_needs_an_account_and_opens_the_draft(client, asked):
    EligibilityRuleFactory(edition=asked.edition)
    owner = PersonFactory(email="owner@ashfield.example")

    response = client.post(asked.link, {"answer": "accept"})
    assert response.url.startswith(reverse("account_login"))
    client.force_login(owner)
    response = client.post(asked.link, {"answer": "accept"})

    asked.refresh_from_db()
    assert response.url == reverse("nominations:conditions", args=[asked.pk])
    assert asked.state == NominationState.DRAFT
    assert [row.person for row in asked.collaborators.all()] == [owner]
    assert Affiliation.objects.current().filter(person=owner, organisation=asked.organisation).exists()
    assert newest("nominee_accepted").recipient == asked.nominator
    assert WHY not in newest("nominee_accepted").body_text


def test_company_that_has_entered_is_led_to_its_entry(client, asked):
    owner = PersonFactory()
    own = CollaboratorFactory(person=owner, nomination=NominationFactory(edition=asked.edition, title="Own")).nomination
    gone = NominationFactory(edition=asked.edition, title="Gone", state="withdrawn")
    for other in (gone, NominationFactory(title="Another year")):
        CollaboratorFactory(person=owner, nomination=other)
    NominationFactory(edition=asked.edition, title="Of others")

    assert "You work on an entry" not in client.get(asked.link).content.decode()
    client.force_login(owner)
    response = client.get(asked.link)

    assert list(response.context["own_entries"]) == [own]
    assert reverse("nominations:detail", args=[own.pk]) in response.content.decode()


def test_conditions_come_first_and_lead_to_the_draft(client, asked):
    rule = EligibilityRuleFactory(edition=asked.edition, required_answer=True)
    client.force_login(PersonFactory())
    client.post(asked.link, {"answer": "accept"})
    address = reverse("nominations:conditions", args=[asked.pk])

    assert "You have accepted" in client.get(address).content.decode()
    refused = client.post(address, {rule.key: "answer-no"})
    assert rule.reason in refused.content.decode()
    response = client.post(address, {rule.key: "answer-yes"})

    assert response.url == reverse("nominations:draft", args=[asked.pk])
    asked.refresh_from_db()
    assert asked.eligibility_version == asked.edition.eligibility_version


def test_declining_needs_no_account_and_tells_the_word_to_the_office_alone(client, asked):
    response = client.post(asked.link, {"answer": "decline", "remark": "We are moving."})

    asked.refresh_from_db()
    assert asked.state == NominationState.DECLINED
    assert newest("nominee_remarked").address == "office@prize.example"
    assert "We are moving." in newest("nominee_remarked").body_text
    assert "We are moving." not in newest("nominee_declined").body_text
    assert "You have declined" in client.get(response.url).content.decode()
    assert asked.collaborators.count() == 0


def test_remark_where_the_office_has_no_address_is_kept(client, asked):
    Prize.objects.update(contact_email="")

    client.post(asked.link, {"answer": "decline", "remark": "We are moving."})

    asked.refresh_from_db()
    assert asked.state == NominationState.DECLINED
    assert invitation_of(asked).terms["remark"] == "We are moving."
    assert newest("nominee_remarked") is None


def test_link_of_another_purpose_opens_no_nomination(client, asked):
    other = InvitationFactory(target=str(asked.pk))

    assert client.get(reverse("nominate:answer", args=[token_for(other.address)])).status_code == 404


def test_whoever_opens_the_link_signs_up_without_a_second_mail(client, asked):
    client.get(asked.link)

    assert client.session[INVITED_WITH] in asked.link


def test_long_remark_is_refused_and_kept(client, asked):
    response = client.post(asked.link, {"answer": "decline", "remark": "x" * 501})

    assert "x" * 501 in response.content.decode()
    asked.refresh_from_db()
    assert asked.state == NominationState.INVITED


def test_decline_by_the_general_page_of_invitations_counts_too(asked):
    decline_invitation(invitation=invitation_of(asked))

    asked.refresh_from_db()
    assert asked.state == NominationState.DECLINED


@pytest.mark.parametrize("state", NominationState)
def test_link_answers_an_invited_nomination_only(client, asked, state):
    merged = NominationFactory(category=asked.category) if state == "merged" else None
    Nomination.objects.filter(pk=asked.pk).update(
        state=state,
        merged_into=merged,
        reference_code="ABCD-EFGH",
        submitted_at=timezone.now(),
        screening_reason="No.",
        information_due_at=timezone.now(),
    )
    client.force_login(PersonFactory())
    client.post(asked.link, {"answer": "accept"})

    asked.refresh_from_db()
    assert asked.state == ("draft" if state == NominationState.INVITED else state)
    assert asked.collaborators.exists() == (state == NominationState.INVITED)


def test_accepting_after_the_close_is_refused(asked):
    person = CollaboratorFactory(nomination=asked).person
    asked.edition.closes_at = timezone.now() - DAY
    asked.edition.opens_at = timezone.now() - 2 * DAY
    asked.edition.save()

    with pytest.raises(ValidationError):
        accept_nomination(nomination=asked, by=person)


# Who nominated follows, reminds, takes back.


def test_nominator_sees_states_and_never_the_entry(client, asked, buyer):
    Nomination.objects.filter(pk=asked.pk).update(
        title="A secret casting",
        state="ineligible",
        screening_reason="Secret.",
        reference_code="ABCD-EFGH",
        submitted_at=timezone.now(),
    )
    client.force_login(buyer)

    page = client.get(reverse("nominate:mine")).content.decode()

    assert "Submitted" in page
    assert "A secret casting" not in page
    assert "Secret." not in page
    assert "ABCD-EFGH" not in page
    assert "Not eligible" not in page
    assert client.get(reverse("nominations:detail", args=[asked.pk])).status_code == 404


def test_every_state_has_its_word_for_the_nominator():
    assert set(NOMINEE_STATES) == set(NominationState)


def test_others_see_none_of_it(client, asked):
    client.force_login(PersonFactory())

    assert "Ashfield" not in client.get(reverse("nominate:mine")).content.decode()
    for name in ("remind", "take_back"):
        assert client.post(reverse(f"nominate:{name}", args=[asked.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_nominated_companies_take_the_same_number_of_queries(client, category, buyer, rows, django_assert_num_queries):
    for nomination in NominationFactory.create_batch(rows, category=category, nominator=buyer, state="invited"):
        InvitationFactory(purpose="nominee", target=str(nomination.pk))
    client.force_login(buyer)
    client.get(reverse("nominate:mine"))

    with django_assert_num_queries(8):
        page = client.get(reverse("nominate:mine")).content.decode()

    assert page.count("Remind once") == rows


def test_nominator_reminds_once(client, asked, buyer):
    client.force_login(buyer)
    before = asked.link

    client.post(reverse("nominate:remind", args=[asked.pk]))
    after = link_in(newest("nominated"))
    client.post(reverse("nominate:remind", args=[asked.pk]))

    assert Notice.objects.filter(template="nominations.nominated").count() == 2
    assert "We have not heard from you yet" in newest("nominated").body_text
    assert client.get(before).status_code == 404
    assert client.get(after).status_code == 200
    assert invitation_of(asked).expires_at == asked.edition.closes_at


def test_only_who_nominated_reminds_or_takes_back(asked):
    for act in (remind_nominee, take_back_nomination):
        with pytest.raises(PermissionDenied):
            act(nomination=asked, by=PersonFactory())


@pytest.mark.parametrize("state", [state for state in NominationState if state not in ("invited", "merged")])
def test_answered_company_is_neither_reminded_nor_taken_back(asked, buyer, state):
    Nomination.objects.filter(pk=asked.pk).update(
        state=state,
        reference_code="A",
        submitted_at=timezone.now(),
        screening_reason="No.",
        information_due_at=timezone.now(),
    )
    for act in (remind_nominee, take_back_nomination):
        with pytest.raises(ValidationError):
            act(nomination=asked, by=buyer)


def test_taking_back_closes_the_link_and_the_address(client, asked, buyer, category):
    client.force_login(buyer)
    client.post(reverse("nominate:take_back", args=[asked.pk]))

    asked.refresh_from_db()
    assert asked.state == NominationState.WITHDRAWN
    assert invitation_of(asked).revoked_at
    assert Event.objects.filter(verb="nomination.taken_back").count() == 1
    assert "no longer open" in client.get(asked.link).content.decode()
    assert wrong_of(category, buyer, nominee(category)) == {"0-address"}


# The clock.


def test_clock_reminds_once_in_the_last_week(asked):
    closes = asked.edition.closes_at
    Invitation.objects.update(created_at=closes - 30 * DAY)

    assert remind_nominees(now=closes - 8 * DAY) == 0
    assert remind_nominees(now=closes - 6 * DAY) == 1
    assert remind_nominees(now=closes - 5 * DAY) == 0
    assert Notice.objects.filter(template="nominations.nominated").count() == 2


def test_clock_closes_what_nobody_answered(asked, category):
    accepted = NominationFactory(category=category)
    closes = asked.edition.closes_at

    assert close_unanswered(now=closes - DAY) == 0
    assert close_unanswered(now=closes + DAY) == 1

    asked.refresh_from_db()
    accepted.refresh_from_db()
    assert (asked.state, accepted.state) == (NominationState.NOT_SUBMITTED, NominationState.DRAFT)


def test_link_works_as_long_as_nominations_are_open(client, asked):
    """The deadline is moved while the company has the letter in hand."""
    first, later = asked.edition.closes_at, asked.edition.closes_at + 9 * DAY
    edition = Edition.objects.get(pk=asked.edition.pk)
    edition.closes_at = later
    answered = InvitationFactory(purpose="nominee", target=str(NominationFactory(edition=edition).pk), expires_at=first)

    edit_edition(edition=edition, by=None)

    answered.refresh_from_db()
    assert (invitation_of(asked).expires_at, answered.expires_at) == (later, first)
    with time_machine.travel(first + DAY):
        assert "Ashfield Castings is nominated" in client.get(asked.link).content.decode()


def test_clock_reminds_while_nominations_are_open_only(asked):
    edition = asked.edition
    Invitation.objects.update(created_at=edition.opens_at - 30 * DAY)

    assert remind_nominees(now=edition.closes_at + DAY) == 0
    edition.opens_at = edition.closes_at - 2 * DAY
    edition.save()
    assert remind_nominees(now=edition.closes_at - 3 * DAY) == 0


def test_clock_leaves_alone_who_was_asked_just_now(asked):
    now = asked.edition.closes_at - 3 * DAY
    Invitation.objects.update(created_at=now - DAY)

    assert remind_nominees(now=now) == 0
    Invitation.objects.update(created_at=now - 2 * DAY)
    assert remind_nominees(now=now) == 1


def test_office_cannot_ask_again_after_the_close(asked, buyer):
    asked.edition.opens_at, asked.edition.closes_at = timezone.now() - 2 * DAY, timezone.now() - DAY
    asked.edition.save()

    with pytest.raises(ValidationError):
        resend_invitation(invitation=invitation_of(asked), by=None)


# The page.


def typed(category, *rows, **more):
    data = {"nominee-TOTAL_FORMS": len(rows), "nominee-INITIAL_FORMS": 0, **more}
    for number, row in enumerate(rows):
        data |= {f"nominee-{number}-{name}": value for name, value in row.items()}
    return data


def row(category, **fields):
    return {
        "company": "Ashfield Castings",
        "address": "owner@ashfield.example",
        "category": category.pk,
        "because": WHY,
    } | fields


def address_of(category):
    return f"{reverse('nominate:start')}?edition={category.edition_id}"


def test_page_names_several_companies(client, category, buyer, tasks_wait):
    client.force_login(buyer)

    response = client.post(
        address_of(category),
        typed(
            category, *[row(category, company=f"C{n}", address=f"c{n}@x.example") for n in range(4)], organisation=""
        ),
    )

    assert response.url == reverse("nominate:mine")
    assert Nomination.objects.filter(nominator=buyer, nominating_organisation=None).count() == 4
    assert Notice.objects.filter(template="nominations.nominated").count() == 4


def test_another_row_keeps_what_was_typed_and_asks_nobody(client, category, buyer):
    client.force_login(buyer)

    page = client.post(address_of(category), typed(category, row(category), more="1")).content.decode()

    assert WHY in page
    assert "Company 2" in page
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("rows", [1, MOST_NOMINATED])
def test_form_reads_the_categories_once(client, category, buyer, rows, django_assert_num_queries):
    client.force_login(buyer)
    sent = typed(category, *[row(category, because="") for _ in range(rows)])
    client.post(address_of(category), sent)

    with django_assert_num_queries(11):
        page = client.post(address_of(category), sent).content.decode()

    assert page.count(f'<option value="{category.pk}" selected>') == rows


def test_refusal_stands_at_its_company_and_nothing_is_lost(client, category, buyer):
    client.force_login(buyer)
    nominate(category, buyer)

    page = client.post(
        address_of(category), typed(category, row(category, address="new@x.example"), row(category))
    ).content.decode()

    assert "You have nominated this address already" in page
    assert "new@x.example" in page
    assert Nomination.objects.count() == 1


def test_text_sent_after_the_close_is_still_there(client, category, buyer):
    client.force_login(buyer)
    category.edition.opens_at, category.edition.closes_at = timezone.now() - 2 * DAY, timezone.now() - DAY
    category.edition.save()

    page = client.post(address_of(category), typed(category, row(category))).content.decode()

    assert WHY in page
    assert "Nominations closed on" in page
    assert not Nomination.objects.exists()


def test_stranger_sees_what_nominating_is_and_sends_nothing(client, category):
    assert "Sign in to nominate" in client.get(reverse("nominate:start")).content.decode()
    client.post(address_of(category), typed(category, row(category)))

    assert not Nomination.objects.exists()


def test_closed_and_hidden_editions(client, category, buyer):
    edition = category.edition
    edition.opens_at, edition.closes_at = timezone.now() + DAY, timezone.now() + 9 * DAY
    edition.save()
    client.force_login(buyer)

    assert "open on" in client.get(reverse("nominate:start")).content.decode()
    edition.published = False
    edition.save()
    assert client.get(address_of(category)).status_code == 404


def test_page_of_a_closed_edition_says_when_the_next_one_opens(client, category):
    edition = category.edition
    edition.opens_at, edition.closes_at = timezone.now() - 9 * DAY, timezone.now() - DAY
    edition.save()

    alone = client.get(address_of(category)).content.decode()
    opens = timezone.now() + 30 * DAY
    coming = EditionFactory(published=True, name="Next year's", opens_at=opens, closes_at=opens + DAY)
    EditionFactory(published=False, name="Hidden", opens_at=opens - DAY, closes_at=opens)
    both = client.get(address_of(category))

    assert "closed on" in alone
    assert "announced on the first page" in alone
    assert "closed on" in both.content.decode()
    assert both.context["coming"] == client.get(reverse("nominate:start")).context["coming"] == coming


def test_page_offers_other_open_editions_that_are_public(client, category):
    other = EditionFactory(published=True)
    EditionFactory(published=False)

    assert list(client.get(address_of(category)).context["other_editions"]) == [other]


def test_empty_form_says_what_is_missing_at_its_fields(client, category, buyer):
    client.force_login(buyer)

    rows = client.post(address_of(category), typed(category, {})).context["rows"]

    assert set(rows.forms[0].errors) == {"company", "address", "category", "because"}


def test_broken_rows_are_answered(client, category, buyer):
    client.force_login(buyer)

    for data in ({}, {"nominee-TOTAL_FORMS": "x"}, {"nominee-TOTAL_FORMS": "9999", "nominee-INITIAL_FORMS": "0"}):
        assert client.post(address_of(category), data).status_code == 200
        assert client.post(address_of(category), data | {"more": "1"}).status_code == 200


def test_erased_nominator_leaves_no_letter(asked, buyer):
    assert export_person(person=buyer, by=buyer)["companies_nominated"][0]["because"] == WHY

    erase_person(person=buyer, by=buyer)

    asked.refresh_from_db()
    assert asked.nominated_because == ""


def test_remark_is_not_needed(asked):
    decline_by_link(invitation=invitation_of(asked))

    assert newest("nominee_remarked") is None
