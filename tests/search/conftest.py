import pytest

from search import builders
from tests.search.factories import NoteBuilder


@pytest.fixture
def notes(monkeypatch):
    """A registered builder over a plain dictionary, alone in the registry: key -> draft."""
    builder = NoteBuilder()
    monkeypatch.setattr(builders, "_builders", {builder.kind: builder})
    return builder.notes


@pytest.fixture
def entries():
    return {}
