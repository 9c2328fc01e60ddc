"""The search server, and the embedded engine in its place while it is away."""

from search.elastic import breaker
from search.elastic.client import AwayError
from search.engines.base import Engine


class GuardedEngine(Engine):
    """Asks the server; once it was found to be away, nobody waits for it until it has answered in the background."""

    def __init__(self, server, stand_in):
        self.server, self.stand_in = server, stand_in

    @property
    def name(self):
        return self._now().name

    def _now(self):
        if breaker.away() is None:
            return self.server
        breaker.ask_again()
        return self.stand_in

    def _answered(self, method, *args):
        try:
            return getattr(self._now(), method)(*args)
        except AwayError:
            return getattr(self.stand_in, method)(*args)

    def search(self, query):
        return self._answered("search", query)

    def suggest(self, text, *args):
        return self._answered("suggest", text, *args)

    def explain(self, query):
        return self._answered("explain", query)

    def find_entries(self, query):
        return self._answered("find_entries", query)

    def excerpts(self, matches, keys):
        return self._answered("excerpts", matches, keys)

    def suggest_entries(self, query, *args):
        return self._answered("suggest_entries", query, *args)

    def count_entries(self):
        return self._answered("count_entries")

    def count(self):
        return self._answered("count")
