"""Every figure of a round as rows: for spreadsheets, and for whoever wants to compute with them."""

import csv
import io

from django.utils.translation import gettext as _

from accounts.backoffice.views import FORMULA_STARTS
from judging.models import Scorecard

CSV, XLSX = "csv", "xlsx"


def entry_rows(boards):
    """A heading and a row for each entry that the reader may see, best first in each category."""
    yield [
        _("Category"), _("Rank"), _("Entry"), _("Code"), _("Fair score"), _("Interval from"), _("Interval to"),
        _("Rank from"), _("Rank to"), _("Chance of a place"), _("Chance above the bar"), _("Pile"), _("Tie group"),
        _("Plain score"), _("Plain rank"), _("Scorecards"), _("Lowest card"), _("Highest card"), _("Ranked on"),
    ]  # fmt: skip
    for board in boards:
        for row in board.rows:
            yield [board.round_category.category.name, *_entry(row), _("fair") if board.ranks_on_fair else _("plain")]


def _entry(row):
    fair, result = row.fair, row.result
    told = [row.rank, row.name, row.candidacy.code]
    told += [fair.fair, fair.low, fair.high, fair.rank_low, fair.rank_high, fair.in_top] if fair else [None] * 6
    told += [fair.above_bar, str(fair.pile.label), fair.tie_group] if fair else [None] * 3
    return [*told, result.score, row.plain_rank, result.count, result.lowest, result.highest]


def juror_rows(standings, names):
    """A heading and a row for each juror, as the model sees them."""
    yield [
        _("Juror"), _("Scorecards"), _("Leniency"), _("Interval from"), _("Interval to"), _("Slope"), _("Spread"),
    ]  # fmt: skip
    for group in standings.groups:
        for juror, figures in group.jurors.items():
            told = figures.leniency, figures.low, figures.high, figures.slope, figures.spread
            yield [names.get(juror, juror), figures.marks, *told]


def card_rows(boards):
    """A heading and a row for each scorecard that counts: entry, juror, total."""
    yield [_("Category"), _("Entry"), _("Code"), _("Juror"), _("Total")]
    rows = {row.candidacy.pk: (board, row) for board in boards for row in board.rows}
    cards = Scorecard.objects.filter(candidacy__in=rows).counting().select_related("juror").order_by("candidacy", "pk")
    for card in cards:
        board, row = rows[card.candidacy_id]
        yield [board.round_category.category.name, row.name, row.candidacy.code, str(card.juror), card.total]


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    # Spreadsheets take a file without the mark for something older than Unicode.
    return out.getvalue().encode("utf-8-sig")


def as_workbook(sheets):
    """Bytes of a workbook; `sheets` maps titles to rows."""
    from openpyxl import Workbook  # read where it is needed, never at start-up

    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        for row in rows:
            sheet.append([safe_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def safe_cell(cell):
    """What a spreadsheet would run as a formula is text."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
