"""Bringing in what was collected elsewhere: files read row by row, every refused row named with its line and reason."""

from nominations.importing.files import Refusal, Row, UnreadableFileError, digest_of, read_rows
from nominations.importing.maps import UnusableMapError, load_map

__all__ = ["UnreadableFileError", "UnusableMapError", "Refusal", "Row", "digest_of", "load_map", "read_rows"]
