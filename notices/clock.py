"""What happens because time passes. Any app registers a job from its AppConfig.ready(); `manage.py tick` runs what is due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from notices.models import JobRun

logger = logging.getLogger(__name__)

# A job that has been running for longer is taken to have died with its process.
RUNNING_AT_MOST = timedelta(hours=1)

_jobs = {}


@dataclass(frozen=True)
class Job:
    """`every` is the least time between two starts. A job that failed is due again at the next tick."""

    name: str
    act: Callable
    every: timedelta


def register_job(name, act, *, every=timedelta(0)):
    _jobs[name] = Job(name, act, every)


def registered_jobs():
    return list(_jobs.values())


def run_due_jobs():
    """Run each due job in its own try, so that one failure keeps no other from its time. Returns the names that failed."""
    return [job.name for job in registered_jobs() if _claim(job) and not _run(job)]


def _claim(job):
    """One process only: several clocks may tick at once."""
    now = timezone.now()
    JobRun.objects.get_or_create(name=job.name, defaults={"due_at": now})
    is_free = Q(running_since=None) | Q(running_since__lt=now - RUNNING_AT_MOST)
    mine = JobRun.objects.filter(is_free, name=job.name, due_at__lte=now)
    return bool(mine.update(running_since=now, due_at=now + job.every))


def _run(job):
    run = JobRun.objects.filter(name=job.name)
    try:
        job.act()
    except Exception as error:
        logger.exception("The clock's job %r failed", job.name)
        run.update(running_since=None, due_at=timezone.now(), last_error=f"{type(error).__name__}: {error}")
        return False
    run.update(running_since=None, succeeded_at=timezone.now(), last_error="")
    return True
