"""A real search server: told of every change, made anew while the site runs, and away in every way it can be away."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from search import engines, upkeep
from search.elastic import breaker, client, rebuilding, writing
from search.elastic.mapping import SHAPES
from search.entries import EntryDraft, EntryQuery
from search.enums import EntryReader, Index
from search.indexing import forget, refresh_now
from search.models import PendingWrite, PublicDocument, SynonymGroup
from search.query import Query
from search.tasks import push_pending_writes
from tests.search.factories import KIND, draft, write, write_entries

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]
PUBLIC = SHAPES[Index.PUBLIC]


@pytest.fixture
def made(server, notes):
    """Both indexes, empty."""
    cache.clear()
    upkeep.rebuild_server()
    return server


def search(text="", **values):
    client.working().indices.refresh(index=PUBLIC.alias)
    return engines.of_server().search(Query(text, **values))


def titles(text="", **values):
    return [hit.title for hit in search(text, **values).hits]


def indexes():
    return sorted(client.working().indices.get(index=f"{PUBLIC.family}-*"))


def test_what_is_written_changed_and_removed_reaches_the_server(made, notes):
    write(notes, draft("Laser"), draft("Forge"))
    assert titles("laser") == ["Laser"]

    notes["1"] = draft("Milling")
    refresh_now(KIND, "1")
    assert (titles("laser"), titles("milling")) == ([], ["Milling"])

    forget(KIND, "1")
    assert titles() == ["Forge"]
    assert not PendingWrite.objects.exists()


def test_change_that_is_taken_back_is_told_to_nobody(made, notes):
    with transaction.atomic():
        write(notes, draft("Laser"))
        transaction.set_rollback(True)

    assert titles() == []
    assert not PendingWrite.objects.exists()


def test_what_is_gone_is_hidden_before_the_server_is_told(made, notes, monkeypatch):
    write(notes, draft("Laser one"), draft("Laser two"))
    monkeypatch.setattr("search.outbox.push_soon", lambda: None)
    forget(KIND, "1")

    result = search("laser")

    assert ([hit.title for hit in result.hits], result.total) == (["Laser two"], 1)
    assert [facet.values[0].count for facet in result.facets] == [1]


def test_hit_is_shown_as_the_table_has_it(made, notes, monkeypatch):
    write(notes, draft("Laser", summary="Of light."))
    monkeypatch.setattr("search.outbox.push_soon", lambda: None)
    notes["1"] = draft("Laser", summary="Withdrawn words are gone.")
    refresh_now(KIND, "1")

    [hit] = search("light").hits

    assert hit.excerpt_html == "Withdrawn words are gone."


def test_older_reading_never_overwrites_a_newer_one(made, notes):
    write(notes, draft("Newer"))
    document = PublicDocument.objects.get()
    stored = writing.storing(PUBLIC, document, PUBLIC.alias)
    older = stored | {"_source": {**stored["_source"], "title": "Older"}, "version": stored["version"] - 1}

    [(_, reply)] = writing.send([older])

    assert writing.objection(reply) == ""
    assert titles("newer") == ["Newer"]


def test_document_changed_on_its_way_is_told_again(made, notes, monkeypatch):
    write(notes, draft("First"))
    send = writing.send

    def changed_meanwhile(operations):
        monkeypatch.setattr(writing, "send", send)
        notes["1"] = draft("Second")
        refresh_now(KIND, "1")
        return send(operations)

    monkeypatch.setattr("search.outbox.push_soon", lambda: None)
    notes["1"] = draft("Between")
    refresh_now(KIND, "1")
    monkeypatch.setattr(writing, "send", changed_meanwhile)
    batch = list(PendingWrite.objects.all())
    writing._push(batch)
    assert PendingWrite.objects.count() == 1

    writing.push()

    assert titles() == ["Second"]
    assert not PendingWrite.objects.exists()


def test_refused_document_is_listed_after_some_attempts_and_keeps_no_other(made, notes, monkeypatch, capsys):
    source = PUBLIC.source
    monkeypatch.setattr(PUBLIC, "source", lambda row: source(row) | ({"year": "no year"} if row.key == "1" else {}))
    write(notes, draft("Refused"), draft("Taken"))
    for _ in range(writing.MOST_ATTEMPTS):
        writing.push()

    assert titles() == ["Taken"]
    refused = PendingWrite.objects.given_up().get()
    assert "document_parsing_exception" in refused.last_error
    call_command("search", "status")
    assert "refused by it: 1\n    public note:1: 400 document_parsing_exception" in capsys.readouterr().out

    monkeypatch.setattr(PUBLIC, "source", source)
    upkeep.rebuild_server()
    assert sorted(titles()) == ["Refused", "Taken"]
    assert not PendingWrite.objects.exists()


def test_rebuild_swaps_in_one_call_and_keeps_the_one_before(made, notes):
    write(notes, draft("Laser"))
    before = indexes()

    for _ in range(3):
        rebuilding.rebuild(Index.PUBLIC)

    assert len(indexes()) == 2
    assert set(indexes()).isdisjoint(before)
    assert list(made.indices.get_alias(name=PUBLIC.alias)) == indexes()[-1:]
    assert not made.indices.exists_alias(name=PUBLIC.alias_of_next)
    assert titles() == ["Laser"]


def test_writers_write_and_readers_read_while_it_is_made_anew(made, notes, monkeypatch):
    """Each step of the rebuild is interrupted by a writer and a reader; nothing of what they do is lost or missed."""
    write(notes, *(draft(f"Laser {number}") for number in range(30)))
    monkeypatch.setattr(rebuilding, "CHUNK", 7)
    send, number = rebuilding.send, 0

    def interrupted(operations):
        nonlocal number
        number += 1
        if number <= 6:
            notes[str(number)] = draft(f"Changed {number}")
            refresh_now(KIND, str(number))
            write(notes, draft(f"Late {number}"))
            forget(KIND, str(20 + number))
            assert len(titles(size=100)) == 30
        return send(operations)

    monkeypatch.setattr(rebuilding, "send", interrupted)

    rebuilding.rebuild(Index.PUBLIC)

    assert number > 6
    wanted = sorted(PublicDocument.objects.values_list("title", flat=True))
    assert sorted(titles(size=100)) == wanted
    assert {"Changed 6", "Late 6"} <= set(wanted)
    assert "Laser 25" not in wanted
    assert not PendingWrite.objects.exists()


def test_rebuild_that_fails_leaves_what_answers(made, notes, monkeypatch):
    write(notes, draft("Laser"))
    answering = indexes()
    monkeypatch.setattr(PUBLIC, "source", lambda row: {"year": "no year"})

    with pytest.raises(rebuilding.RebuildError, match="refused 1 document"):
        rebuilding.rebuild(Index.PUBLIC)

    assert indexes() == answering
    assert titles() == ["Laser"]


def test_reconcile_puts_right_what_is_missing_old_or_should_not_be_there(made, notes, monkeypatch):
    monkeypatch.setattr("search.outbox.push_soon", lambda: None)
    write(notes, draft("Missing"))
    PendingWrite.objects.all().delete()
    write(notes, draft("Old"), draft("Right"))
    writing.push()
    made.update(index=PUBLIC.alias, id="note:2", doc={"title": "Older still", "stamp": -1})
    made.index(index=PUBLIC.alias, id="note:9", document={"title": "Stray", "stamp": 1})

    change = rebuilding.reconcile(Index.PUBLIC)

    assert (change.stored, change.removed) == (2, 1)
    assert sorted(titles()) == ["Missing", "Old", "Right"]


def test_changed_synonyms_make_an_index_anew(made, notes):
    write(notes, draft("Ceramic honing"))
    assert titles("bahnbrand") == []

    SynonymGroup.objects.create(names="honing\nbahnbrand")

    assert titles("bahnbrand") == ["Ceramic honing"]
    assert upkeep.unfit_indexes() == []


def test_clock_makes_what_is_missing_and_sends_what_waits(server, notes, monkeypatch):
    cache.clear()
    write(notes, draft("Laser"))
    assert PendingWrite.objects.count() == 1
    assert upkeep.unfit_indexes() == list(Index)

    upkeep.look_after_server()
    upkeep.look_after_server()

    assert titles() == ["Laser"]
    assert not PendingWrite.objects.exists()
    assert upkeep.unfit_indexes() == []


def test_entry_is_not_asked_of_a_server_that_lags_behind(made, entries, monkeypatch):
    """A round that was just made blind: the server still holds the company's name."""
    write_entries(entries, a=EntryDraft(title="Laser", company="Alder Works"))
    asked = EntryQuery("alder", EntryReader.JURY, frozenset("a"))
    client.working().indices.refresh(index=SHAPES[Index.ENTRIES].alias)
    assert list(engines.of_server().find_entries(asked).scores) == ["a"]

    monkeypatch.setattr("search.outbox.push_soon", lambda: None)
    write_entries(entries, a=EntryDraft(title="Laser"))
    found = engines.current().find_entries(asked)

    for ask in (
        lambda: engines.of_server().find_entries(asked),
        lambda: engines.of_server().excerpts(found, ["a"]),
        lambda: engines.of_server().suggest_entries(asked),
    ):
        with pytest.raises(client.BehindError):
            ask()
    assert (dict(found.scores), found.engine) == ({}, engines.of_database().name)
    assert engines.current().suggest_entries(asked) == []
    assert breaker.away() is None


def test_many_changes_are_sent_by_one_task(made, notes, tasks_wait):
    write(notes, draft("Laser"), draft("Forge"), draft("Mill"))

    assert PendingWrite.objects.count() == 3
    assert DBTaskResult.objects.filter(task_path=push_pending_writes.module_path).count() == 1


def test_half_an_answer_is_none(made, notes, monkeypatch):
    write(notes, draft("Laser"))
    whole = client.Elasticsearch.perform_request

    def in_part(self, method, path, **options):
        response = whole(self, method, path, **options)
        if path.endswith("/_search"):
            response.body["_shards"]["failed"] = 1
        return response

    monkeypatch.setattr(client.Elasticsearch, "perform_request", in_part)

    with pytest.raises(client.AwayError, match="in part"):
        search("laser")
