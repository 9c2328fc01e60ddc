"""CSV files as rows with line numbers. A bad row is handed on as a refusal; a file that cannot be read at all is refused
whole, before anything is written."""

import csv
import gzip
import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from accounts.text import readable

# Longer cells are refused as a row. Python's reader gives up on the whole file at a limit of its own, set well above.
CELL_LENGTH = 200_000
READER_LIMIT = 64 * 1024 * 1024
LINE_END = re.compile("\r\n|\r|\n")
SHOWN_LETTERS = 20


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Row:
    line: int
    values: dict


@dataclass(frozen=True)
class Refusal:
    line: int
    reason: str


def read_rows(path, *, columns, encoding="utf-8-sig"):
    """Yield a Row or a Refusal for each record of a CSV file (or .csv.gz). `columns` must be among its headings."""
    with _opened(path, encoding) as stream:
        reader = csv.reader(stream, strict=True)
        headings = _headings(reader, columns)
        line = reader.line_num + 1
        for cells in _records(reader):
            if cells:
                yield _row(line, headings, cells)
            line = reader.line_num + 1


def digest_of(path):
    """SHA-256 of the file as it lies on the disk, in hex."""
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _opened(path, encoding):
    path = Path(path)
    if not path.is_file():
        raise UnreadableFileError(f"There is no file {path}.")
    opener = gzip.open if path.suffix == ".gz" else open
    before = csv.field_size_limit(READER_LIMIT)
    try:
        with opener(path, "rt", encoding=encoding, newline="") as stream:
            yield stream
    except LookupError as error:
        raise UnreadableFileError(f"“{encoding}” is not an encoding. Use utf-8, cp1252 or latin-1.") from error
    finally:
        csv.field_size_limit(before)


def _headings(reader, columns):
    headings = next(_records(reader), None)
    if not headings:
        raise UnreadableFileError("The file is empty.")
    headings = [heading.strip() for heading in headings]
    twice = sorted({heading for heading in headings if headings.count(heading) > 1})
    if twice:
        raise UnreadableFileError(f"The heading “{twice[0]}” stands there twice. Give each column its own.")
    missing = sorted(set(columns) - set(headings))
    if missing:
        raise UnreadableFileError(
            f"The file has no column “{', '.join(missing)}”. It has: {', '.join(headings)}. Mend the map or the file."
        )
    return headings


def _records(reader):
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise UnreadableFileError(_not_in_encoding(reader.line_num, error)) from error
        except csv.Error as error:
            raise UnreadableFileError(
                f"Line {reader.line_num}: {error}. A quotation mark may be missing before it."
            ) from error
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            raise UnreadableFileError(f"The file cannot be unpacked: {error}.") from error


def _not_in_encoding(lines_read, error):
    """`error.object` is the piece of the file that was to follow the lines read so far."""
    before = error.object[: error.start].decode(error.encoding, errors="ignore")
    line = lines_read + 1 + len(LINE_END.findall(before))
    behind = LINE_END.split(before)[-1][-SHOWN_LETTERS:]
    byte = f"{error.object[error.start]:#04x}" + (f" behind “{behind}”" if behind else "")
    return (
        f"Line {line:,} is not written in {error.encoding}: its byte {byte} means nothing there. "
        f"Save the file as UTF-8 (in Excel: “CSV UTF-8”), or name its encoding, often --encoding cp1252."
    )


def _row(line, headings, cells):
    if len(cells) != len(headings):
        return Refusal(line, f"{len(cells)} cells where the headings name {len(headings)}.")
    for heading, cell in zip(headings, cells, strict=True):
        if len(cell) > CELL_LENGTH:
            return Refusal(line, f"{heading}: {len(cell):,} characters, at most {CELL_LENGTH:,} fit.")
    return Row(line, {heading: readable(cell) for heading, cell in zip(headings, cells, strict=True)})
