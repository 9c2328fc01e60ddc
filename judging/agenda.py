"""The order of a meeting: category by category, first what is undecided by the figures, nearest to the cut first."""

from dataclasses import dataclass

from judging.enums import Pile
from judging.scoreboard import Board, Row, boards_for

# The meeting is spent on the borderline; what has no figures needs talk as well.
ORDER = {Pile.BORDERLINE: 0, None: 1, Pile.IN: 2, Pile.OUT: 3}


@dataclass(frozen=True)
class Item:
    """One entry of the agenda. `number` counts from 1 through the whole meeting."""

    number: int
    board: Board
    row: Row

    @property
    def candidacy(self):
        return self.row.candidacy

    @property
    def pile(self):
        return self.row.fair.pile if self.row.fair else None

    @property
    def is_decided(self):
        return self.row.decision is not None


class Agenda:
    """What this person may lead or minute, in the order in which it is talked about."""

    def __init__(self, person, round):
        self.boards = boards_for(person, round)
        ordered = [(board, row) for board in self.boards for row in _in_order(board)]
        self.items = [Item(number, board, row) for number, (board, row) in enumerate(ordered, start=1)]

    @property
    def withheld(self):
        return sum(board.withheld for board in self.boards)

    @property
    def open(self):
        return [item for item in self.items if not item.is_decided]

    def item(self, pk):
        return next((item for item in self.items if item.candidacy.pk == pk), None)

    def beside(self, item):
        """The entries before and after it; None at either end."""
        before, after = item.number - 2, item.number
        return (
            self.items[before] if before >= 0 else None,
            self.items[after] if after < len(self.items) else None,
        )


def _in_order(board):
    return sorted(board.rows, key=lambda row: (ORDER[row.fair.pile if row.fair else None], _from_cut(row, board)))


def _from_cut(row, board):
    """How far from the cut: by chance of a place where there is one, else by rank."""
    if row.fair:
        return abs(row.fair.in_top - 0.5)
    rank = row.result.place.rank
    return abs(rank - board.round_category.places - 0.5) if rank else float("inf")
