"""What waits for a person in the back office. Each app tells of its own; the first page shows all of it."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.navigation import Link

# How many rows of an item are seen before the rest is unfolded.
ROWS_SHOWN = 5


@dataclass(frozen=True)
class WorkRow:
    """One of the things that wait: `step` names the one thing to do about it, done at `url`."""

    title: str
    url: str
    step: str
    note: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class WorkItem:
    """`count` things called `text`, found at `url`; `note` says by when or why, `urgent` that it is late already.

    With `rows` each of them is shown with its own next step, and `url` may be empty.
    """

    text: str
    url: str
    count: int
    note: str = ""
    urgent: bool = False
    rows: tuple[WorkRow, ...] = ()

    @property
    def first_rows(self) -> tuple[WorkRow, ...]:
        return self.rows[:ROWS_SHOWN]

    @property
    def more_rows(self) -> tuple[WorkRow, ...]:
        return self.rows[ROWS_SHOWN:]


Source = Callable[..., list[WorkItem]]
Ideas = Callable[..., list[Link]]
_sources: dict[int, list[Source]] = {}
_ideas: list[Ideas] = []


def register_work(source: Source, *, order: int = 100) -> Source:
    """`source(user) -> [WorkItem]`, empty for whom it is none of their business. Called from a `wagtail_hooks.py`."""
    _sources.setdefault(order, []).append(source)
    return source


def register_ideas(ideas: Ideas) -> Ideas:
    """`ideas(user) -> [Link]`: what this person may begin of their own accord."""
    _ideas.append(ideas)
    return ideas


def work_for(user) -> list[WorkItem]:
    """What is late comes first; otherwise lower orders do, and in each what an app tells first."""
    items = [item for order in sorted(_sources) for source in _sources[order] for item in source(user)]
    return sorted(items, key=lambda item: not item.urgent)


def ideas_for(user) -> list[Link]:
    return [link for ideas in _ideas for link in ideas(user)]


def item_of(text: str, rows: list[WorkRow], url: str = "") -> list[WorkItem]:
    """The item that shows these rows, what is late first; none where there is none."""
    if not rows:
        return []
    late_first = tuple(sorted(rows, key=lambda row: not row.urgent))
    return [WorkItem(text, url, len(rows), urgent=late_first[0].urgent, rows=late_first)]
