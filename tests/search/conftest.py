import pytest

from search import builders
from search import entries as entry_registry
from search.enums import EntryReader
from tests.search.factories import EntryBuilderOfTests, NoteBuilder


@pytest.fixture
def notes(monkeypatch):
    """A registered builder over a plain dictionary, alone in the registry: key -> draft."""
    builder = NoteBuilder()
    monkeypatch.setattr(builders, "_builders", {builder.kind: builder})
    return builder.notes


@pytest.fixture
def entries(monkeypatch):
    """A registered builder for each kind of reader, alone in the registry: reader -> key -> draft."""
    drafts = {}
    registered = {reader: EntryBuilderOfTests(reader, drafts) for reader in EntryReader}
    monkeypatch.setattr(entry_registry, "_builders", registered)
    return drafts
