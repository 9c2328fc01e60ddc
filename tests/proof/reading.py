"""The same pages read in two runs of the same story, compared character by character."""

import re

from tests.conftest import HouseClient

# What differs between any two answers and tells nothing.
NOISE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9]{32,}|\d{1,2}:\d\d(:\d\d)?|\d+ (seconds?|ms)"
)


def quiet(text):
    return NOISE.sub("·", text)


class Readers:
    """Who looks at what: triples of a name, a person and addresses. All are signed in before anything happens."""

    def __init__(self, readers):
        self.readers = list(readers)
        self.clients = {name: HouseClient() for name, _, _ in self.readers}
        for name, person, _ in self.readers:
            if person:
                self.clients[name].force_login(person)

    def read(self):
        # What a page of an earlier run said in passing would still be waiting to be shown.
        for client in self.clients.values():
            client.cookies.pop("messages", None)
        return {
            f"{name}: {url}": answer(self.clients[name], url)
            for name, _, addresses in self.readers
            for url in addresses
        }


def answer(client, url):
    response = client.get(url)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name not in ("Last-Modified", "ETag")}
    return response.status_code, quiet(body.decode(errors="replace")), quiet(str(sorted(headers.items())))


def differences(one, other):
    return [door for door in sorted({*one, *other}) if one.get(door) != other.get(door)]
