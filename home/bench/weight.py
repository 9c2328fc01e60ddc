"""What a page weighs on its way to a reader who has nothing of it yet, pictures aside."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from home.bench.figures import Figure

PAGE_FETCHES = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+\.(?:css|js|woff2))"')
FILE_FETCHES = re.compile(r"""(?:url\(|from |import )["']?([^"')]+\.(?:js|woff2))""")
MOST_KILOBYTES = 150


def weight(what, who, client, address):
    response = client.get(address, secure=True, headers={"accept-encoding": "gzip"})
    total = len(response.content) + sum(map(sent_bytes, files_of(response.content.decode())))
    return Figure(what, who, total / 1000, unit="kB", most=MOST_KILOBYTES)


def files_of(html):
    """Every stylesheet, script and font that the page asks for, and those that they ask for in turn."""
    waiting = {find(address) for address in PAGE_FETCHES.findall(html)}
    files = set()
    while waiting:
        path = waiting.pop()
        files.add(path)
        waiting |= asked_for_by(path) - files
    return files


def asked_for_by(path):
    if path.suffix == ".woff2":
        return set()
    return {(path.parent / name).resolve() for name in FILE_FETCHES.findall(path.read_text())}


def find(address):
    return Path(finders.find(address.removeprefix(settings.STATIC_URL))).resolve()


def sent_bytes(path):
    """Compressed as WhiteNoise does; a font is compressed already."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))
