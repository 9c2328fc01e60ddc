"""Several writers at once, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def run_together(function, arguments):
    """Call `function` once per argument, all at the same moment. Returns the results, or raises what failed."""
    arguments = list(arguments)
    start = Barrier(len(arguments))

    def run(argument):
        start.wait()
        try:
            return function(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def run_apart(function):
    """Call `function` in a thread of its own, so that it reads through a fresh connection."""
    return run_together(lambda _: function(), [None])[0]
