"""When what the entrants teach is computed: after a release, after a merger of terms, and by the clock."""

from datetime import timedelta

from django_tasks import task

from judging.registries import register_release_listener
from notices.clock import register_job

# An announcement comes due by itself; this is how late its figures may be.
EVERY = timedelta(hours=6)


@task
def compute_lessons_again():
    compute()


def compute():
    from network.actions.topics import compute_lessons  # numpy is read where it is needed, never at start-up

    compute_lessons()


def compute_after_release(round, by):
    compute_lessons_again.enqueue()


register_release_listener(compute_after_release)
register_job("network.compute_lessons", compute, every=EVERY)
