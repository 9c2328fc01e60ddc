import pytest

from prizes.baseline import ensure_terms
from prizes.enums import Vocabulary
from prizes.models import Term
from prizes.vocabulary_data import WORDS

pytestmark = pytest.mark.django_db


def test_every_vocabulary_is_filled_after_migrating():
    counts = {vocabulary: Term.objects.of(vocabulary).count() for vocabulary in Vocabulary}

    assert counts == {vocabulary: len(words) for vocabulary, words in WORDS.items()}


def test_six_forms_of_assistance_stand_above_their_kinds():
    names = Term.objects.of(Vocabulary.ASSISTANCE).top_level().order_by("slug").values_list("slug", flat=True)

    assert list(names) == [
        "managerial-and-professional-education",
        "marketing-assistance",
        "process-improvement",
        "technical-and-engineering-support",
        "technology-and-cluster-development",
        "workforce-training",
    ]


def test_every_word_is_described_and_its_broader_term_is_of_its_vocabulary():
    for term in Term.objects.select_related("broader"):
        term.full_clean()

        assert term.description


def test_a_vocabulary_that_the_office_made_its_own_stays_as_it_is():
    Term.objects.get(slug="robotics").delete()
    Term.objects.filter(slug="additive-manufacturing").update(name="3D printing")

    ensure_terms()

    assert not Term.objects.filter(slug="robotics").exists()
    assert Term.objects.get(slug="additive-manufacturing").name == "3D printing"


def test_an_empty_vocabulary_is_filled_again():
    Term.objects.of(Vocabulary.CAPABILITY).filter(broader__isnull=False).delete()
    Term.objects.of(Vocabulary.CAPABILITY).delete()

    ensure_terms()

    assert Term.objects.of(Vocabulary.CAPABILITY).count() == len(WORDS[Vocabulary.CAPABILITY])
