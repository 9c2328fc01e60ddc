"""A search around a point, and over one kind of thing: the same from every engine."""

import pytest

from search import builders, engines
from search.distance import miles_between
from search.enums import Facet, Sort, Stage
from search.indexing import refresh_now
from search.models import PublicDocument
from search.query import Near, Query
from tests.search.factories import KIND, NoteBuilder, draft, write

pytestmark = pytest.mark.django_db
every_engine = pytest.mark.usefixtures("every_engine")

WORCESTER = (42.2626, -71.8023)
# Forty miles east of it, and a hundred west.
BOSTON = (42.3601, -71.0589)
PITTSFIELD = (42.4501, -73.2454)


def at(title, place, **values):
    latitude, longitude = place
    return draft(title, latitude=latitude, longitude=longitude, **values)


def near(miles=None, place=WORCESTER):
    return Near(*place, miles=miles, label="Worcester")


def search(text="", **values):
    return engines.current().search(Query(text, **values))


def titles(result):
    return [hit.title for hit in result.hits]


def counts(result, facet):
    found = [each for each in result.facets if each.name == facet]
    return {value.slug: value.count for value in found[0].values} if found else {}


@pytest.fixture
def other_kind(notes, monkeypatch):
    """A second kind beside the notes: its builder's drafts by key."""
    builder = NoteBuilder()
    builder.kind = "other"
    monkeypatch.setattr(builders, "_builders", {**builders._builders, "other": builder})

    def write_other(*drafts):
        for number, each in enumerate(drafts):
            builder.notes[str(number)] = each
            refresh_now("other", str(number))

    return write_other


def test_miles_between_two_cities():
    assert miles_between(*WORCESTER, *BOSTON) == pytest.approx(38.6, abs=0.3)


@every_engine
def test_within_a_distance_only_what_lies_there_is_found(notes):
    write(notes, at("Laser here", WORCESTER), at("Laser east", BOSTON), at("Laser west", PITTSFIELD), draft("Laser"))

    assert set(titles(search("laser", near=near(40)))) == {"Laser here", "Laser east"}
    assert titles(search("laser", near=near(10))) == ["Laser here"]
    assert search("laser", near=near()).total == 4


@every_engine
def test_hit_says_how_far_it_is(notes):
    write(notes, at("Laser east", BOSTON), draft("Laser"))

    miles = {hit.title: hit.miles for hit in search("laser", near=near()).hits}

    assert miles == {"Laser east": pytest.approx(38.6, abs=0.3), "Laser": None}
    assert [hit.miles for hit in search("laser").hits] == [None, None]


@every_engine
@pytest.mark.parametrize("text", ["", "laser"])
def test_nearest_first_and_last_what_lies_nowhere(notes, text):
    write(notes, draft("Laser"), at("Laser west", PITTSFIELD), at("Laser here", WORCESTER), at("Laser east", BOSTON))

    result = search(text, near=near(), sort=Sort.DISTANCE)

    assert titles(result) == ["Laser here", "Laser east", "Laser west", "Laser"]


@every_engine
def test_nearest_first_goes_on_over_pages(notes):
    write(notes, *(at(f"Laser {number}", (42.2 + number / 10, -71.8)) for number in range(5)))

    pages = [titles(search("laser", near=near(), sort="distance", size=2, page=page)) for page in (1, 2, 3)]

    # The first lies a little south of the point, the second a little north and nearer.
    assert pages == [["Laser 1", "Laser 0"], ["Laser 2", "Laser 3"], ["Laser 4"]]


@every_engine
def test_facets_count_what_lies_within_reach(notes):
    write(
        notes,
        at("Here", WORCESTER, technology=["CNC"]),
        at("East", BOSTON, technology=["Laser"]),
        at("West", PITTSFIELD, technology=["CNC"]),
    )

    assert counts(search(near=near(40)), Facet.TECHNOLOGY) == {"cnc": 1, "laser": 1}


@every_engine
def test_several_values_of_a_facet_are_counted_within_reach(notes):
    write(
        notes,
        at("Here", WORCESTER, technology=["CNC"], practice=["Lean"]),
        at("East", BOSTON, technology=["Laser"], practice=["Lean"]),
        at("West", PITTSFIELD, technology=["Laser"], practice=["Kanban"]),
    )

    result = search(near=near(40), filters={"technology": ["cnc"]})

    assert titles(result) == ["Here"]
    assert counts(result, Facet.TECHNOLOGY) == {"cnc": 1, "laser": 1}
    assert counts(result, Facet.PRACTICE) == {"lean": 1}


@every_engine
def test_a_chosen_value_beyond_reach_stays_in_sight(notes):
    write(notes, at("Here", WORCESTER, technology=["CNC"]), at("West", PITTSFIELD, technology=["Laser"]))

    result = search(near=near(40), filters={"technology": ["laser"]})

    assert result.total == 0
    assert counts(result, Facet.TECHNOLOGY) == {"cnc": 1, "laser": 0}


@every_engine
def test_place_follows_its_document(notes):
    write(notes, at("Here", WORCESTER))
    assert search(near=near(10)).total == 1

    notes["1"] = at("Here", PITTSFIELD)
    refresh_now(KIND, "1")
    assert search(near=near(10)).total == 0

    notes["1"] = draft("Here")
    refresh_now(KIND, "1")
    assert (search(near=near(200)).total, search(near=near()).total) == (0, 1)


@every_engine
def test_search_over_one_kind_knows_no_other(notes, other_kind):
    write(notes, draft("Laser", technology=["CNC"]))
    other_kind(draft("Laser of another", technology=["CNC", "Robots"]))

    result = search("laser", kind=KIND)

    assert titles(result) == ["Laser"]
    assert counts(result, Facet.TECHNOLOGY) == {"cnc": 1}
    assert search("", kind=KIND).total == 1
    assert search("", kind="nothing").total == 0


@every_engine
def test_words_that_only_another_kind_holds_together_are_looked_for_apart(notes, other_kind):
    write(notes, draft("Orbital motion"), draft("Welding"))
    other_kind(draft("Orbital welding"))

    result = search("orbital welding", kind=KIND)

    assert (set(titles(result)), result.stage) == ({"Orbital motion", "Welding"}, Stage.ANY)
    assert search("orbital welding").stage == Stage.ALL


@every_engine
def test_nothing_is_meant_that_only_another_kind_holds(notes, other_kind):
    write(notes, draft("Casting"))
    other_kind(draft("Welding"))

    assert (search("wleding", kind=KIND).did_you_mean, search("wleding", kind=KIND).total) == ("", 0)
    assert search("wleding").did_you_mean == "welding"


@every_engine
def test_values_that_measure_stand_in_their_order(notes):
    terms = [("101-1000", "101–1,000"), ("1-10", "1–10"), ("11-100", "11–100")]
    for number, chosen in enumerate([terms, terms[:1]]):
        write(notes, draft(f"Laser {number}"))
        facets = tuple(builders.FacetTerm(Facet.BATCH, slug, label) for slug, label in chosen)
        notes[str(number + 1)] = builders.Draft(url="/x/", title="Laser", terms=facets)
        refresh_now(KIND, str(number + 1))

    assert list(counts(search(filters={"batch": ["wild"]}), Facet.BATCH)) == ["wild", "1-10", "11-100", "101-1000"]


@pytest.mark.parametrize(
    ("values", "sort"),
    [
        ({"sort": "distance"}, "relevance"),
        ({"sort": "distance", "text": "laser"}, "relevance"),
        ({"sort": "distance", "near": near()}, "distance"),
        ({"near": near()}, "distance"),
        ({"near": near(), "text": "laser"}, "relevance"),
        ({"near": near(), "sort": "date"}, "date"),
    ],
)
def test_distance_orders_only_around_a_point(values, sort):
    query = Query(**values)

    assert query.sort == sort
    assert sort in dict(query.sorts)
    assert ("distance" in dict(query.sorts)) is (query.near is not None)


def test_address_of_a_query_names_the_point():
    query = Query("laser", near=near(40), page=3)

    assert query.params() == [("q", "laser"), ("near", "Worcester"), ("within", "40")]
    assert query.around(near()).params() == [("q", "laser"), ("near", "Worcester"), ("within", "any")]
    assert query.around(None).params(page=query.around(None).page) == [("q", "laser")]


def test_document_lies_somewhere_whole_or_not_at_all(notes):
    write(notes, at("Here", WORCESTER))

    assert PublicDocument.objects.values_list("latitude", "longitude").get() == WORCESTER
