import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from search import builders, engines, indexing, status, storage, tasks
from search.entries import EntryDraft, EntryQuery
from search.enums import EntryReader, Index
from search.models import EntryDocument, IndexRun, PublicDocument, Word
from search.query import Query
from tests.search.factories import KIND, draft, write, write_entries

pytestmark = pytest.mark.django_db


def found(text):
    return [hit.title for hit in engines.current().search(Query(text)).hits]


def word_counts():
    return dict(Word.objects.values_list("word", "documents"))


def test_refresh_writes_changes_and_removes(notes):
    notes["1"] = draft("Laser", technology=["CNC"])
    indexing.refresh(KIND, "1")
    assert found("laser") == found("cnc") == ["Laser"]

    notes["1"] = draft("Paint", technology=["Robots"])
    indexing.refresh(KIND, "1")
    assert (found("laser"), found("cnc"), found("paint")) == ([], [], ["Paint"])

    notes["1"] = None
    indexing.refresh(KIND, "1")
    assert PublicDocument.objects.count() == 0
    assert found("paint") == []


def test_refresh_removes_what_has_no_source_and_what_has_no_builder(notes):
    write(notes, draft("Laser"))
    PublicDocument.objects.create(kind="gone", key="1", url="/", title="Old")
    del notes["1"]

    indexing.refresh(KIND, "1")
    indexing.refresh("gone", "1")

    assert PublicDocument.objects.count() == 0


def test_refresh_of_an_unchanged_source_writes_nothing(notes):
    write(notes, draft("Laser", technology=["CNC"]))

    assert indexing.refresh_now(KIND, "1") is False


def test_forget_removes_at_once(notes):
    write(notes, draft("Laser"))

    assert indexing.forget(KIND, "1") is True
    assert indexing.forget(KIND, "1") is False
    assert found("laser") == []


def test_words_are_counted_by_document(notes):
    write(notes, draft("Laser beam", body="laser laser"), draft("Laser"))
    assert word_counts() == {"laser": 2, "beam": 1}

    notes["1"] = draft("Beam welding")
    indexing.refresh_now(KIND, "1")
    assert word_counts() == {"laser": 1, "beam": 1, "welding": 1}

    indexing.forget(KIND, "2")
    assert word_counts() == {"beam": 1, "welding": 1}


def test_text_that_no_database_takes_is_cleaned(notes):
    write(notes, draft("Laser\x00 beam\ud800", body="x" * 200_000, place="y" * 500))

    document = PublicDocument.objects.get()

    assert document.title == "Laser  beam"
    assert (len(document.body), len(document.place)) == (100_000, 120)


def test_reconcile_puts_right_what_differs(notes):
    write(notes, draft("Kept"), draft("Changed"), draft("Private"))
    notes["2"], notes["3"], notes["4"] = draft("Changed now"), None, draft("New")
    PublicDocument.objects.create(kind="gone", key="1", url="/", title="Old")

    differences = indexing.reconcile()

    assert (differences.added, differences.changed, differences.removed) == (1, 1, 2)
    assert set(PublicDocument.objects.values_list("title", flat=True)) == {"Kept", "Changed now", "New"}
    assert indexing.reconcile() == indexing.Differences()
    assert IndexRun.objects.count() == 2


def test_reconcile_keeps_the_document_of_a_source_that_cannot_be_read(notes, monkeypatch):
    write(notes, draft("Broken"), draft("Whole"))
    notes["3"] = draft("New")
    builder = builders.get(KIND)
    build = builder.build
    monkeypatch.setattr(builder, "build", lambda obj: 1 / 0 if obj[0] == "1" else build(obj))

    differences = indexing.reconcile()

    assert (differences.failed, differences.added, differences.removed) == ([f"{KIND}:1"], 1, 0)
    with pytest.raises(CommandError, match=f"{KIND}:1"):
        call_command("search", "reconcile")


def test_rebuild_makes_text_index_and_words_anew(notes):
    write(notes, draft("Laser"))
    Word.objects.update(documents=9)

    indexing.rebuild()

    assert word_counts() == {"laser": 1}
    assert found("laser") == ["Laser"]


def test_install_is_repeatable_and_brings_a_lost_index_back(notes, entries):
    write(notes, draft("Laser"))
    write_entries(entries, a=EntryDraft("Laser"))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_public_text_insert")
            cursor.execute("DROP TABLE search_entry_text")
        else:
            cursor.execute("ALTER TABLE search_publicdocument DROP COLUMN search_vector")
            cursor.execute("ALTER TABLE search_entrydocument DROP COLUMN search_vector")

    storage.install(using="default")
    storage.install(using="default")
    write(notes, draft("Laser two"))

    assert set(found("laser")) == {"Laser", "Laser two"}
    assert list(engines.current().find_entries(EntryQuery("laser", EntryReader.JURY, frozenset("a"))).scores) == ["a"]


def test_a_failed_refresh_is_tried_again_later_and_given_up_at_last(notes, monkeypatch):
    notes["1"] = draft("Laser")
    monkeypatch.setattr(builders.get(KIND), "build", lambda obj: 1 / 0)
    later = []
    monkeypatch.setattr(
        type(tasks.refresh_document),
        "using",
        lambda task, run_after: type("Later", (), {"enqueue": lambda self, *args: later.append((args, run_after))})(),
    )

    tasks.refresh_document.call(KIND, "1")

    [(args, run_after)] = later
    assert args == (KIND, "1", 1, "public")
    assert run_after > timezone.now()
    with pytest.raises(ZeroDivisionError):
        tasks.refresh_document.call(KIND, "1", attempt=len(tasks.PAUSES))


def test_status_tells_counts_runs_and_tasks(notes, entries):
    write(notes, draft("Laser"))
    write_entries(entries, a=EntryDraft("Laser"))
    indexing.reconcile()

    lines = list(status.lines())

    assert lines[0] == f"engine: {engines.current().name}"
    assert "documents: 1 in the table, 1 in the text index" in lines
    assert "  Note: 1" in lines
    assert "entries: 1 in the table, 1 in the text index" in lines
    assert "  Jury: 1" in lines
    assert "last rebuild: never" in lines
    assert "given up: 0" in lines


def test_entries_are_refreshed_forgotten_and_reconciled(entries):
    write_entries(entries, a=EntryDraft("Laser"), b=EntryDraft("Paint"), c=EntryDraft("Kept"))
    entries[EntryReader.JURY]["a"] = None
    indexing.refresh(EntryReader.JURY, "a", Index.ENTRIES)
    assert indexing.forget(EntryReader.JURY, "b", Index.ENTRIES) is True
    assert set(EntryDocument.objects.values_list("key", flat=True)) == {"c"}

    entries[EntryReader.JURY] |= {"c": EntryDraft("Kept", company="Alder"), "d": EntryDraft("New")}
    EntryDocument.objects.create(reader="nobody", key="x")
    differences = indexing.reconcile()

    assert (differences.added, differences.changed, differences.removed) == (2, 1, 1)
    assert indexing.reconcile() == indexing.Differences()


def test_many_documents_are_refreshed_each_by_itself(notes):
    notes |= {"1": draft("Laser"), "2": draft("Paint"), "3": draft("Weld")}

    indexing.refresh_many(KIND, ["1", "2", "3"])

    assert PublicDocument.objects.count() == 3


@pytest.mark.parametrize("act", [["rebuild"], ["reconcile"], ["status"], ["explain", "3D printing"]])
def test_command_acts(notes, act, capsys):
    write(notes, draft("Additive manufacturing"))

    call_command("search", *act)

    assert capsys.readouterr().out
