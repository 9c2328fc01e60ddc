"""Several names of one thing: kept by the office, known to the next search."""

import pytest
from django.core.exceptions import ValidationError

from search import engines, synonyms
from search.baseline import ensure_synonyms
from search.models import SynonymGroup
from search.query import Query
from search.starter_data import GROUPS
from search.text import folded
from tests.search.factories import draft, write

pytestmark = pytest.mark.django_db


def titles(text):
    return [hit.title for hit in engines.current().search(Query(text)).hits]


def group(*names):
    return SynonymGroup.objects.create(names="\n".join(names))


def test_installation_starts_with_a_list_that_keeps_its_own_rules():
    names = [folded(name) for names in GROUPS for name in names]

    assert len(GROUPS) >= 60
    assert len(set(names)) == len(names)
    assert SynonymGroup.objects.count() == len(GROUPS)
    for row in SynonymGroup.objects.all():
        row.full_clean()


def test_list_that_the_office_made_its_own_stays_as_it_is():
    SynonymGroup.objects.exclude(names__startswith="CNC").delete()

    ensure_synonyms()

    assert SynonymGroup.objects.count() == 1


def test_empty_list_is_filled_again():
    SynonymGroup.objects.all().delete()

    ensure_synonyms()

    assert SynonymGroup.objects.count() == len(GROUPS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_list_is_there_after_each_flush(turn):
    assert SynonymGroup.objects.count() == len(GROUPS)


def test_search_knows_a_name_from_the_moment_it_is_written_until_it_is_taken_out(notes):
    write(notes, draft("Swarf"), draft("Paint"))
    assert titles("metal shavings") == []

    written = group("swarf", "metal shavings", "chips of metal")
    assert titles("metal shavings") == titles("Chips-of-metal") == ["Swarf"]

    written.names = "swarf, cuttings"
    written.save()
    assert (titles("metal shavings"), titles("cuttings")) == ([], ["Swarf"])

    written.delete()
    assert titles("cuttings") == []


def test_search_hears_of_a_change_that_another_process_made(notes):
    write(notes, draft("Swarf"))
    titles("cuttings")

    SynonymGroup.objects.bulk_create([SynonymGroup(names="swarf\ncuttings")])

    assert titles("cuttings") == ["Swarf"]


def test_search_without_any_group(notes):
    SynonymGroup.objects.all().delete()
    write(notes, draft("Swarf"))

    assert (titles("swarf"), synonyms.solr_lines()) == (["Swarf"], [])


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ("swarf", "Write at least two names of the same thing."),
        ("swarf, Swarf\nSWARF", "Write at least two names of the same thing."),
        ("swarf\n+++", "“+++” has neither letters nor digits."),
        ("swarf, cnc", "“cnc” stands in another group already: CNC, computer numerical control"),
    ],
)
def test_group_that_says_nothing_or_too_much_is_refused(names, refusal):
    with pytest.raises(ValidationError) as refused:
        SynonymGroup(names=names).full_clean()

    assert refused.value.messages[0].startswith(refusal)


def test_names_are_kept_as_they_were_written_each_once():
    written = SynonymGroup(names=" Swarf ,metal  shavings\r\nswarf,, \n")

    written.full_clean()

    assert written.names == "Swarf\nmetal shavings"


def test_group_may_be_saved_again_with_its_own_names():
    group("swarf", "cuttings").full_clean()


def test_lines_for_a_search_server_hold_the_words_that_are_indexed():
    SynonymGroup.objects.all().delete()
    group("R&D", "Research and Development")
    group("Spark-erosion", "EDM", "spark erosion")

    assert synonyms.solr_lines() == ["r d, research and development", "spark erosion, edm"]


def test_fingerprint_changes_with_the_names_alone():
    before = synonyms.fingerprint()
    first = SynonymGroup.objects.first()
    first.save()
    assert synonyms.fingerprint() == before

    group("swarf", "cuttings")

    assert synonyms.fingerprint() != before


def test_names_are_read_once_and_asked_after_in_one_question(django_assert_num_queries):
    synonyms.changed()
    with django_assert_num_queries(2):
        synonyms.current()

    with django_assert_num_queries(1):
        synonyms.current()
