"""Terms that are renamed, merged, deleted; and the slugs that answers and addresses still hold."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ManyToOneRel
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from accounts.rules import NotAllowed
from audit.models import Event
from judging.bidding import Facts
from judging.feedback import companies_of
from judging.matching import match_table
from judging.models import Criterion, Expertise
from network.enums import StatementState
from network.models import CapabilityProfile, Enquiry, JuryOffer, ProblemStatement
from nominations import fields
from nominations.help import company_of
from nominations.models import Answer
from nominations.questionnaire import load_questionnaire
from nominations.reading import plain, read_submission
from nominations.searchable import submissions_naming
from prizes.actions import create_starter_edition, create_term, delete_term, edit_term, merge_terms
from prizes.enums import SeatType, Vocabulary
from prizes.models import EligibilityRule, Term, TermRedirect
from prizes.terms import current_values, models_using, terms_by_slug, uses_of
from search.models import PublicDocument, PublicFacet
from showcase.publishable import publishable_terms
from tests.accounts.factories import OrganisationFactory, PersonFactory, PrizeFactory, staff
from tests.judging.factories import CriterionFactory, QuestionFactory, SectionFactory
from tests.network.factories import ProfileFactory
from tests.prizes.factories import EligibilityRuleFactory, SupportServiceFactory, TermFactory
from tests.showcase.factories import awarded, candidacy_in, round_of, story, story_index

pytestmark = pytest.mark.django_db
TECHNOLOGY = Vocabulary.TECHNOLOGY


def technology(slug, **fields):
    return TermFactory(vocabulary=TECHNOLOGY, slug=slug, name=slug.capitalize(), **fields)


@pytest.fixture
def office():
    return staff(prize=PrizeFactory())


def verbs():
    return list(Event.objects.order_by("position").values_list("verb", flat=True))


def lost_slugs(term):
    return list(term.redirects.order_by("slug").values_list("slug", flat=True))


def renamed(term, slug, by=None):
    term.slug = slug
    return edit_term(term=term, by=by)


def test_new_slug_leaves_the_old_one_behind(office):
    term = renamed(technology("spray"), "cold-spray", by=office)

    assert lost_slugs(term) == ["spray"]
    assert verbs() == ["term.renamed"]


def test_term_that_gets_its_old_slug_back_has_it_once():
    term = renamed(renamed(technology("spray"), "cold-spray"), "spray")

    assert (term.slug, lost_slugs(term)) == ("spray", ["cold-spray"])


def test_change_of_the_description_is_no_new_name(office):
    term = technology("spray")
    term.description = "Metal by gas jet."

    edit_term(term=term, by=office)

    assert verbs() == ["term.changed"]
    assert lost_slugs(term) == []


def test_nothing_changed_is_nothing_recorded(office):
    edit_term(term=technology("spray"), by=office)

    assert verbs() == []


def test_former_slug_of_one_term_is_not_given_to_another(office):
    renamed(technology("spray"), "cold-spray")
    other = technology("jets")
    other.slug = "spray"

    with pytest.raises(ValidationError, match="lead to “Spray”"):
        edit_term(term=other, by=office)
    with pytest.raises(ValidationError, match="lead to “Spray”"):
        create_term(term=Term(vocabulary=TECHNOLOGY, slug="spray", name="Spray"), by=office)
    assert create_term(term=Term(vocabulary=Vocabulary.PRACTICE, slug="spray", name="Spray"), by=office).pk


def test_only_a_prize_office_writes_vocabularies():
    term, other = technology("spray"), technology("jets")
    acts = [
        lambda by: edit_term(term=Term(pk=term.pk, vocabulary=TECHNOLOGY, slug="mist", name="Mist"), by=by),
        lambda by: create_term(term=Term(vocabulary=TECHNOLOGY, slug="x", name="X"), by=by),
        lambda by: merge_terms(source=term, target=other, by=by),
        lambda by: delete_term(term=term, by=by),
    ]

    for person in (PersonFactory(), staff("auditor", PrizeFactory()), staff("editor", PrizeFactory())):
        for act in acts:
            with pytest.raises(NotAllowed):
                act(person)
    assert verbs() == []


def test_unused_term_is_deleted(office):
    delete_term(term=technology("spray"), by=office)

    assert not Term.objects.filter(slug="spray").exists()
    assert verbs() == ["term.deleted"]


def test_used_term_is_not_deleted_and_the_refusal_says_by_what(office):
    term = technology("spray")
    awarded().terms.add(term)

    with pytest.raises(ValidationError, match=r"in use \(awards\). Merge it into another term"):
        delete_term(term=term, by=office)


def test_term_that_only_an_answer_names_is_not_deleted(office):
    term = technology("spray")
    candidacy_in(round_of(PrizeFactory()), terms=[(TECHNOLOGY, ["spray"])])

    with pytest.raises(ValidationError, match=r"in use \(nominations\)"):
        delete_term(term=term, by=office)
    # Under its new name it is still the one that was answered.
    term.slug = "thermal-spray"
    edit_term(term=term, by=office)
    with pytest.raises(ValidationError, match=r"in use \(nominations\)"):
        delete_term(term=term, by=office)
    # Of another vocabulary it is another word.
    assert uses_of(TermFactory(vocabulary=Vocabulary.PRACTICE, slug="spray")) == ""


@pytest.mark.parametrize("broader", [None, "above"])
def test_merge_leads_every_slug_on_and_records_one_event(office, broader):
    above = technology("above") if broader else None
    source = renamed(technology("jet", broader=above), "spray")
    target = technology("cold-spray")
    before = len(verbs())

    merge_terms(source=source, target=target, by=office)

    assert lost_slugs(target) == ["jet", "spray"]
    assert not Term.objects.filter(pk=source.pk).exists()
    assert verbs()[before:] == ["term.merged"]


def test_merge_is_refused_across_vocabularies_and_into_itself(office):
    term, practice = technology("spray"), TermFactory(vocabulary=Vocabulary.PRACTICE)

    for target in (practice, term):
        with pytest.raises(ValidationError):
            merge_terms(source=term, target=target, by=office)
    assert verbs() == []


def test_merge_into_what_stood_beneath_makes_no_circle(office):
    top = technology("top")
    source = technology("source", broader=top)
    between = technology("between", broader=source)
    target = technology("target", broader=between)

    merge_terms(source=source, target=target, by=office)

    between.refresh_from_db()
    target.refresh_from_db()
    assert (target.broader, between.broader) == (top, target)


def user_rows(term, office):
    """A row of every model that points at a term, by (model, field)."""
    statement = ProblemStatement.objects.create(
        organisation=OrganisationFactory(), person=office, title="T", text="T", state=StatementState.DRAFT
    )
    statement.terms.add(term)
    offer = JuryOffer.objects.create(prize=PrizeFactory(), person=office, organisation_name="O", seat_type=SeatType.OEM)
    offer.fields.add(term)
    service = SupportServiceFactory()
    service.assistance.add(term)
    service.sub_industries.add(term)
    service.topics.add(term)
    profile = ProfileFactory()
    profile.terms.add(term)
    award = awarded()
    award.terms.add(term)
    asked = {"person": office, "company_name": "C", "subject": "S", "text": "T"}
    return {
        (ProblemStatement, "terms"): lambda: statement.terms.all(),
        (JuryOffer, "fields"): lambda: offer.fields.all(),
        (type(service), "assistance"): lambda: service.assistance.all(),
        (type(service), "sub_industries"): lambda: service.sub_industries.all(),
        (type(service), "topics"): lambda: service.topics.all(),
        (CapabilityProfile, "terms"): lambda: profile.terms.all(),
        (type(award), "terms"): lambda: award.terms.all(),
        (apps.get_model("home.StoryPage"), "terms"): story_with(term),
        (Enquiry, "process"): field_of(Enquiry.objects.create(**asked, process=term), "process"),
        (Enquiry, "material"): field_of(Enquiry.objects.create(**asked, material=term), "material"),
        (Criterion, "assistance"): field_of(CriterionFactory(assistance=term), "assistance"),
        (EligibilityRule, "assistance"): field_of(EligibilityRuleFactory(assistance=term), "assistance"),
        (Expertise, "term"): field_of(Expertise.objects.create(juror=office, term=term), "term"),
        (Term, "broader"): field_of(technology("narrower", broader=term), "broader"),
    }  # fmt: skip


def field_of(row, name):
    def read():
        row.refresh_from_db()
        return [getattr(row, name)]

    return read


def story_with(term):
    page = story(story_index(), terms=[term])
    return lambda: page.terms.all()


def pointing_at_terms():
    """(model, field) of every row that points at a term; of a hidden row, the model that has the many-to-many field."""
    found = set()
    for each in Term._meta.get_fields(include_hidden=True):
        if isinstance(each, ManyToOneRel):
            model = each.related_model
            owner = model._meta.auto_created
            names = (
                [field.name for field in owner._meta.many_to_many if field.remote_field.through is model]
                if owner
                else []
            )
            found.add((owner, names[0]) if owner else (model, each.field.name))
    return found


def test_merge_moves_what_every_model_has(office):
    """A model that comes to point at terms is missing here until its app moves its rows."""
    source, target = technology("source"), technology("target")
    rows = user_rows(source, office)
    derived = {(TermRedirect, "term"), (apps.get_model("network.TopicLesson"), "term")}

    merge_terms(source=source, target=target, by=office)

    assert set(rows) == pointing_at_terms() - derived
    assert {key: list(read()) for key, read in rows.items()} == {key: [target] for key in rows}


def test_merge_leaves_one_link_where_both_were_named(office):
    source, target = technology("source"), technology("target")
    rows = user_rows(source, office)
    many = [key for key in rows if key[0] not in (Enquiry, Criterion, EligibilityRule, Expertise, Term)]
    Expertise.objects.create(juror=office, term=target)
    for model, name in many:
        for row in model.objects.all():
            getattr(row, name).add(target)
            row.save()

    merge_terms(source=source, target=target, by=office)

    assert [len(rows[key]()) for key in many] == [1] * len(many)
    assert Expertise.objects.filter(juror=office).count() == 1


def test_merge_is_refused_where_something_would_be_lost(office, monkeypatch):
    source, target = technology("source"), technology("target")
    awarded().terms.add(source)
    monkeypatch.setattr("prizes.registries._term_mergers", [])

    with pytest.raises(ValidationError, match="awards"):
        merge_terms(source=source, target=target, by=office)
    assert models_using(source)


def test_draft_of_a_story_names_the_new_term(office):
    source, target = technology("source"), technology("target")
    page = story(story_index(), terms=[source])

    merge_terms(source=source, target=target, by=office)

    assert [revision.content["terms"] for revision in Revision.objects.all()] == [[target.pk]]
    assert list(page.get_latest_revision_as_object().terms.all()) == [target]


def test_draft_of_a_story_that_names_both_names_the_new_term_once(office):
    source, target = technology("source"), technology("target")
    story(story_index(), terms=[source, target])

    merge_terms(source=source, target=target, by=office)

    assert [revision.content["terms"] for revision in Revision.objects.all()] == [[target.pk]]


def test_index_holds_the_new_term_after_a_merge(office):
    source, target = technology("source"), technology("target")
    page = story(story_index(), terms=[source])

    merge_terms(source=source, target=target, by=office)

    document = PublicDocument.objects.get(kind="story", key=str(page.pk))
    assert [(facet.name, facet.slug) for facet in document.facets.all()] == [("technology", "target")]
    assert not PublicFacet.objects.filter(slug="source").exists()


# What reads slugs.


@pytest.fixture
def merged(office):
    """An entry that names “spray” and “target”, of which the first was merged into the second."""
    candidacy = candidacy_in(round_of(PrizeFactory()), terms=[(TECHNOLOGY, ["spray", "target"])])
    source, target = technology("spray"), technology("target")
    merge_terms(source=source, target=target, by=office)
    return candidacy


def test_frozen_answer_is_read_as_the_new_term_and_stays_as_it_is(merged):
    answers = [answer for section in read_submission(merged.submission) for answer in section.answers]

    assert [plain(each.shown) for each in answers if each.asked.key == TECHNOLOGY] == ["Target"]
    assert json.loads(merged.submission.answers.get(question_key=TECHNOLOGY).value) == ["spray", "target"]


def test_help_is_sought_for_what_the_new_term_is_a_part_of(office):
    branch = Vocabulary.SUB_INDUSTRY
    candidacy = candidacy_in(round_of(PrizeFactory()), terms=[(branch, ["spray"])])
    Answer.objects.create(nomination=candidacy.nomination, question_key=branch, revision=1, value=["spray"])
    metals = TermFactory(vocabulary=branch, slug="metals")
    source, target = (TermFactory(vocabulary=branch, slug=slug, broader=metals) for slug in ("spray", "target"))

    merge_terms(source=source, target=target, by=office)

    assert companies_of([candidacy.pk])[candidacy.pk].sub_industries == {"target", "metals"}
    assert company_of(candidacy.nomination).sub_industries == {"target", "metals"}


def test_award_is_found_by_the_new_term(merged):
    assert [term.slug for term in publishable_terms(merged.submission)] == ["target"]


def test_juror_is_matched_by_the_new_term(merged):
    juror, other = PersonFactory(), PersonFactory()
    Expertise.objects.create(juror=juror, term=Term.objects.get(slug="target"))
    Expertise.objects.create(juror=other, term=technology("elsewhere"))

    assert match_table([merged], [juror, other]).tolist() == [[100, 0]]


def test_bidding_juror_reads_the_new_term(merged):
    merged.submission.form.questions.update(audience="public")

    assert Facts([merged]).terms(merged) == ["Target"]


def test_entry_is_found_again_when_its_term_is_renamed(merged):
    assert list(submissions_naming(Term.objects.get(slug="target"))) == [merged.submission]


def choice(kind, value):
    """A draft's answer to a question of the vocabulary, asked."""
    section = SectionFactory()
    QuestionFactory(section=section, form=section.form, key="how", kind=kind, vocabulary=TECHNOLOGY)
    return load_questionnaire(section.form).questions["how"], value


@pytest.mark.parametrize(("kind", "value", "kept"), [("choice", "spray", "target"), ("choices", ["spray"], ["target"])])
def test_draft_keeps_its_choice_under_the_new_name(merged, kind, value, kept):
    asked, value = choice(kind, value)

    assert fields.initial(asked, value) == kept
    assert fields.clean_value(asked, value) == kept
    assert plain(fields.show(asked, value)) == "Target"
    assert fields.gap(asked, value) is None


@pytest.mark.parametrize(("kind", "value"), [("choice", "nowhere"), ("choices", ["nowhere"]), ("choices", [["spray"]])])
def test_draft_takes_no_other_choice(merged, kind, value):
    asked, value = choice(kind, value)

    with pytest.raises(ValidationError):
        fields.clean_value(asked, value)


def test_terms_are_read_in_one_query_whatever_their_names(merged, django_assert_num_queries):
    with django_assert_num_queries(1):
        terms = terms_by_slug([TECHNOLOGY])

    assert terms[TECHNOLOGY, "spray"] == terms[TECHNOLOGY, "target"]


def test_search_by_a_lost_slug_is_a_search_by_the_new_one(merged, client, django_assert_num_queries):
    story(story_index(), terms=[Term.objects.get(slug="target")])

    page = client.get("/search/", {"technology": "spray"}).content.decode()

    assert "Story 1" in page
    assert "technology=target" in page or 'value="target" checked' in page
    assert current_values({"technology": ("spray", "target", "other"), "year": (2031,)}) == {
        "technology": ("target", "other"),
        "year": (2031,),
    }
    with django_assert_num_queries(0):
        current_values({"year": (2031,)})


def test_support_by_a_lost_slug_shows_the_same_services(client, office):
    source, target = TermFactory(slug="advice"), TermFactory(slug="consulting")
    SupportServiceFactory(name="Shop visits").assistance.add(source)
    SupportServiceFactory(name="Loans").assistance.add(TermFactory())
    merge_terms(source=source, target=target, by=office)

    page = client.get("/support/?assistance=advice").content.decode()

    assert "Shop visits" in page
    assert "Loans" not in page


def test_list_of_stories_by_a_lost_slug_shows_the_same_stories(client, office):
    source, target = technology("source"), technology("target")
    index = story_index()
    story(index, 1, terms=[source])
    story(index, 2)
    merge_terms(source=source, target=target, by=office)

    page = client.get(index.url, {"technology": "source"}).content.decode()

    assert "Story 1" in page
    assert "Story 2" not in page


def test_new_edition_finds_the_help_that_the_office_renamed(office):
    renamed(Term.objects.get(slug="workforce-training"), "training")
    prize = PrizeFactory()
    opens = timezone.now()

    create_starter_edition(
        prize=prize, year=2040, opens_at=opens, closes_at=opens + timedelta(days=60), by=None, place="Massachusetts"
    )

    named = [
        *EligibilityRule.objects.filter(edition__prize=prize).values_list("assistance__slug", flat=True),
        *Criterion.objects.filter(rubric__edition__prize=prize).values_list("assistance__slug", flat=True),
    ]
    assert "training" in named


# The back office.


def test_office_renames_merges_and_is_told_why_not(client, office):
    client.force_login(office)
    source, target = technology("spray"), technology("cold-spray")
    awarded().terms.add(source)

    client.post(reverse("term:edit", args=[source.pk]), {"vocabulary": TECHNOLOGY, "name": "Sprays", "slug": "sprays"})
    refused = client.post(reverse("term:delete", args=[source.pk]), follow=True).content.decode()
    asked = client.get(reverse("term:merge", args=[source.pk])).content.decode()
    client.post(reverse("term:merge", args=[source.pk]), {"target": target.pk})

    assert "Merge it into another term instead." in refused
    assert "Cold-spray" in asked
    assert lost_slugs(target) == ["spray", "sprays"]
    assert verbs()[-2:] == ["term.renamed", "term.merged"]


def test_taken_slug_is_refused_at_its_field(client, office):
    client.force_login(office)
    renamed(technology("spray"), "cold-spray")
    other = technology("jets")

    page = client.post(
        reverse("term:edit", args=[other.pk]), {"vocabulary": TECHNOLOGY, "name": "Jets", "slug": "spray"}
    )

    assert page.context["form"].errors["slug"] == [
        "Addresses and answers with this slug lead to “Spray”. Choose another."
    ]


def test_term_is_not_moved_beneath_its_own_narrower_one(client, office):
    client.force_login(office)
    above = technology("above")
    beneath = technology("beneath", broader=above)

    page = client.post(
        reverse("term:edit", args=[above.pk]),
        {"vocabulary": TECHNOLOGY, "name": "Above", "slug": "above", "broader": beneath.pk},
    )

    assert page.context["form"].errors["broader"] == ["Beneath is narrower than this term."]


def test_auditor_reads_the_vocabularies_and_merges_nothing(client):
    client.force_login(staff("auditor", PrizeFactory()))
    term = technology("spray")

    assert client.get(reverse("term:index")).status_code == 200
    assert client.get(reverse("term:merge", args=[term.pk])).status_code == 404
