"""Keeps search in step with what the world has been told."""

from search import indexing
from search.models import PublicDocument
from showcase.models import Award

KIND = "winner"


def refresh_awards(awards):
    for pk in awards.values_list("pk", flat=True):
        indexing.refresh(KIND, pk)


def put_right_what_was_announced():
    """An hour that passes saves no row, so no signal tells of it: compare what is public with what is found."""
    public = {str(pk) for pk in Award.objects.public().values_list("pk", flat=True)}
    found = set(PublicDocument.objects.filter(kind=KIND).values_list("key", flat=True))
    for key in public ^ found:
        indexing.refresh_now(KIND, key)
