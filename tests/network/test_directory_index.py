"""What the public index holds of companies, and when it stops."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from network.bands import batches_of, lead_times_of
from network.enums import CONFIRMED_FOR, SHOWN_WHILE_OLD, ProfileState
from network.jobs.directory import put_right_companies
from network.models import Equipment
from prizes.enums import Vocabulary
from search.indexing import reconcile
from search.models import PublicDocument
from showcase.actions import revoke_award
from tests.accounts.factories import staff
from tests.network.factories import ProfileFactory
from tests.prizes.factories import TermFactory
from tests.showcase.factories import announce, awarded

pytestmark = pytest.mark.django_db
SHOWN_FOR = CONFIRMED_FOR + SHOWN_WHILE_OLD


def document_of(profile):
    return PublicDocument.objects.filter(kind="company", key=str(profile.pk)).first()


def facets_of(profile):
    found = {}
    for facet in document_of(profile).facets.order_by("name", "slug"):
        found.setdefault(facet.name, []).append(facet.label)
    return found


def of_company(award):
    """A published profile of the company that has this award."""
    return ProfileFactory(organisation=award.organisation)


def test_profile_is_found_with_what_its_page_says():
    profile = ProfileFactory(organisation__name="Alder Quay", description="Known for thin walls.", place="Lowell")
    Equipment.objects.create(profile=profile, name="Wire EDM", note="0.1 mm wire")
    profile.save()

    document = document_of(profile)

    assert (document.title, document.summary, document.place) == ("Alder Quay", profile.summary, "Lowell")
    assert document.body == "Known for thin walls.\nWire EDM: 0.1 mm wire"
    assert (document.latitude, document.longitude) == (profile.latitude, profile.longitude)
    assert document.url == f"/companies/{profile.slug}/"


def test_profile_is_narrowed_by_its_facts():
    profile = ProfileFactory(
        place="Lowell",
        batch_least=50,
        batch_most=500,
        prototype_days=8,
        open_to_pilots=True,
        languages=["en", "pt"],
    )
    for vocabulary in (Vocabulary.PROCESS, Vocabulary.MATERIAL, Vocabulary.CERTIFICATION):
        profile.terms.add(TermFactory(vocabulary=vocabulary, name=f"A {vocabulary}"))

    assert facets_of(profile) == {
        "batch": ["101–1,000 pieces", "11–100 pieces"],
        "certification": ["A certification"],
        "county": ["Middlesex"],
        "language": ["English", "Portuguese"],
        "lead_time": ["10 working days", "20 working days"],
        "material": ["A material"],
        "openness": ["Prototypes and pilots"],
        "process": ["A process"],
    }


@pytest.mark.parametrize(
    ("least", "most", "slugs"),
    [
        (None, None, []),
        (1, 10, ["1-10"]),
        (10, 11, ["1-10", "11-100"]),
        (None, 100, ["1-10", "11-100"]),
        (500, None, ["101-1000", "1001-more"]),
        (5000, 9000, ["1001-more"]),
    ],
)
def test_batch_stands_in_every_band_that_it_touches(least, most, slugs):
    assert [slug for slug, _ in batches_of(least, most)] == slugs


@pytest.mark.parametrize(
    ("days", "slugs"),
    [(None, []), (5, ["5-days", "10-days", "20-days"]), (6, ["10-days", "20-days"]), (20, ["20-days"]), (21, [])],
)
def test_prototype_is_ready_within_every_longer_time(days, slugs):
    assert [slug for slug, _ in lead_times_of(days)] == slugs


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": ProfileState.DRAFT},
        {"state": ProfileState.HIDDEN, "hidden_reason": "Not made in the state."},
        {"confirmed_at": timezone.now() - SHOWN_FOR - timedelta(minutes=1)},
    ],
)
def test_what_is_not_public_is_not_found(hidden):
    assert document_of(ProfileFactory(**hidden)) is None


def test_old_profile_is_found_until_its_hour():
    assert document_of(ProfileFactory(confirmed_at=timezone.now() - SHOWN_FOR + timedelta(minutes=1)))


def test_profile_that_becomes_a_draft_is_found_no_more():
    profile = ProfileFactory()

    profile.state = ProfileState.DRAFT
    profile.save()

    assert document_of(profile) is None


@pytest.mark.parametrize("put_right", [put_right_companies, reconcile])
def test_profile_leaves_the_index_at_its_hour(put_right):
    profile, fresh = ProfileFactory(confirmed_at=timezone.now() - CONFIRMED_FOR), ProfileFactory()

    with time_machine.travel(timezone.now() + SHOWN_WHILE_OLD + timedelta(minutes=1)):
        put_right()

    assert document_of(profile) is None
    assert document_of(fresh)


def test_company_that_takes_another_name_is_found_by_that():
    profile = ProfileFactory(organisation__name="Alder Quay")

    profile.organisation.name = "Alder Works"
    profile.organisation.save()

    assert document_of(profile).title == "Alder Works"


def test_term_and_machine_that_change_are_found_as_they_are():
    profile = ProfileFactory()
    machine = Equipment.objects.create(profile=profile, name="Lathe")
    term = TermFactory(vocabulary=Vocabulary.PROCESS, name="Turning")
    profile.terms.add(term)

    term.name, machine.name = "CNC turning", "CNC lathe"
    term.save()
    machine.save()

    assert facets_of(profile)["process"] == ["CNC turning"]
    assert document_of(profile).body.strip() == "CNC lathe"


def test_award_is_told_at_its_hour_and_not_before():
    award = awarded()
    profile = of_company(award)
    put_right_companies()
    assert "award" not in facets_of(profile)

    announce(award)
    put_right_companies()

    assert facets_of(profile)["award"] == [f"Winner {award.category.edition.year}"]


def test_award_that_is_taken_back_is_told_no_more():
    award = awarded()
    announce(award)
    profile = of_company(award)
    assert "award" in facets_of(profile)

    revoke_award(award=award, reason="A mistake.", by=staff(prize=award.category.edition.prize))

    assert "award" not in facets_of(profile)


def test_job_changes_nothing_where_nothing_changed(django_assert_max_num_queries):
    announce(award := awarded())
    of_company(award)
    put_right_companies()
    stamps = list(PublicDocument.objects.values_list("stamp", flat=True))

    with django_assert_max_num_queries(5):
        put_right_companies()

    assert list(PublicDocument.objects.values_list("stamp", flat=True)) == stamps
