"""What waits for a person in the back office. Each app tells of its own; the first page shows all of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class WorkItem:
    """`count` things called `text`, found at `url`; `note` says by when or why, `urgent` that it is late already."""

    text: str
    url: str
    count: int
    note: str = ""
    urgent: bool = False


Source = Callable[..., list[WorkItem]]
_sources: list[Source] = []


def register_work(source: Source) -> Source:
    """`source(user) -> [WorkItem]`, empty for whom it is none of their business. Called from a `wagtail_hooks.py`."""
    _sources.append(source)
    return source


def work_for(user) -> list[WorkItem]:
    """What is late comes first; otherwise in the order in which the apps tell it."""
    items = [item for source in _sources for item in source(user)]
    return sorted(items, key=lambda item: not item.urgent)
