import pytest

from search import indexing
from search.engines import facets
from search.engines.facets import current_table
from search.models import PublicDocument
from tests.search.factories import KIND, draft, write

pytestmark = pytest.mark.django_db


def counts(filters=None):
    table = current_table()
    _, shown = table.narrow(list(table.values), filters or {})
    return {facet.name: {value.slug: value.count for value in facet.values} for facet in shown}


def test_table_is_read_once_while_nothing_changes(notes, django_assert_num_queries):
    write(notes, draft("Laser"))
    table = current_table()

    with django_assert_num_queries(1):
        assert current_table() is table


@pytest.mark.parametrize("limit", [0, 500])
def test_table_follows_every_change(notes, monkeypatch, limit):
    monkeypatch.setattr(facets, "CHANGES_LIMIT", limit)
    write(notes, draft("Laser", technology=["CNC"], year=2024), draft("Paint", technology=["CNC"]))
    assert counts() == {"kind": {KIND: 2}, "year": {"2024": 1}, "technology": {"cnc": 2}}

    notes["1"] = draft("Laser", technology=["Robots"])
    indexing.refresh_now(KIND, "1")
    assert counts() == {"kind": {KIND: 2}, "technology": {"cnc": 1, "robots": 1}}

    indexing.forget(KIND, "2")
    assert counts() == {"kind": {KIND: 1}, "technology": {"robots": 1}}


def test_table_follows_a_document_that_took_the_place_of_another(notes):
    write(notes, draft("Laser", technology=["CNC"]))
    current_table()

    document = PublicDocument.objects.get()
    document.delete()
    write(notes, draft("Paint", technology=["Robots"]))

    assert counts()["technology"] == {"robots": 1}


def test_table_shows_the_newest_label_of_a_value(notes):
    write(notes, draft("Laser", technology=["CNC"]))
    current_table()

    write(notes, draft("Paint", technology=["cnc"]))

    [technology] = [
        facet for facet in current_table().narrow([1], {"technology": ("cnc",)})[1] if facet.name == "technology"
    ]
    assert technology.values[0].label == "cnc"
