"""Films on other sites: which ones we know, and the address at which each plays without following its viewer."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
# The content policy lets these into a frame, and no other.
PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")


@dataclass(frozen=True)
class Video:
    site: str
    player: str


def video_at(address):
    """The film at the address of its page, or None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host == "youtube.com":
        return _youtube(parse_qs(parts.query).get("v", [""])[0])
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"))
    if host == "vimeo.com":
        return _vimeo(parts.path.strip("/"))
    return None


def _youtube(name):
    return Video("YouTube", f"{PLAYERS[0]}/embed/{name}?autoplay=1") if ID.fullmatch(name) else None


def _vimeo(name):
    return Video("Vimeo", f"{PLAYERS[1]}/video/{name}?autoplay=1&dnt=1") if name.isascii() and name.isdigit() else None
