"""The map that says which column of a file is what. TOML, so that the office can write and keep it."""

import tomllib
from pathlib import Path


class UnusableMapError(Exception):
    """The map cannot be used; the message says what to mend."""


def load_map(path, *, required, optional=()):
    """The map's tables and values. Unknown names are refused: a mistyped one would silently import nothing."""
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnusableMapError(f"There is no map {path}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableMapError(f"{path} is not TOML: {error}.") from error
    missing = [name for name in required if name not in given]
    if missing:
        raise UnusableMapError(f"{path} lacks: {', '.join(missing)}.")
    unknown = sorted(set(given) - set(required) - set(optional))
    if unknown:
        raise UnusableMapError(f"{path} has names that mean nothing here: {', '.join(unknown)}.")
    return given
