"""What others are told of a public page: search engines, feed readers, and those with whom somebody shares it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from wagtail.models import Site

from audit.canonical import canonical_json, sha256_hex

# Counted up when share pictures are drawn differently: each gets another address then, and is fetched again.
DRAWING = 1
DIGEST_LENGTH = 24
SHARED_WIDTH, SHARED_HEIGHT = 1200, 630


@dataclass(frozen=True)
class Sheet:
    """What stands on a share picture."""

    title: str
    kicker: str = ""
    note: str = ""
    site_name: str = ""
    # A picture of the site, or None.
    picture: Any = None

    @cached_property
    def digest(self):
        """One number for all that is drawn, so that its address changes with it and may be kept for ever."""
        drawn = [DRAWING, self.title, self.kicker, self.note, self.site_name, self.picture and self.picture.file_hash]
        return sha256_hex(canonical_json(drawn))[:DIGEST_LENGTH]


@dataclass(frozen=True)
class Share:
    title: str
    description: str = ""
    # The one absolute address of the page; empty where it has none yet.
    address: str = ""
    # Open Graph's word for what it is.
    og_type: str = "website"
    site_name: str = ""
    picture_address: str = ""
    picture_text: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    # Whether search engines should list it.
    indexed: bool = True
    # Pairs of a title and an absolute address.
    feeds: tuple = ()
    # JSON-LD, each a dictionary.
    data: tuple = field(default=())


@dataclass(frozen=True)
class Place:
    """The site that is asked, as others reach it."""

    address: str = ""
    name: str = ""

    @property
    def host(self):
        return urlsplit(self.address).hostname or ""

    def absolute(self, path):
        return f"{self.address}{path}"

    def picture_address(self, kind, key, sheet):
        return self.absolute(reverse("share_picture", args=[kind, key, sheet.digest]))


def place_of(request):
    """One read for each request: Wagtail keeps the site on it."""
    site = Site.find_for_request(request)
    return Place(site.root_url, site.site_name) if site else Place()
