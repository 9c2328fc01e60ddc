from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from notices import clock
from notices.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    monkeypatch.setattr(clock, "_jobs", {})
    return []


def fail():
    raise ValueError("no such edition")


def test_due_jobs_run_in_order(done):
    clock.register_job("first", lambda: done.append("first"))
    clock.register_job("second", lambda: done.append("second"))

    assert clock.run_due_jobs() == []
    assert done == ["first", "second"]


def test_job_waits_for_its_time(done):
    clock.register_job("hourly", lambda: done.append(timezone.now().hour), every=timedelta(hours=1))

    with time_machine.travel("2027-03-04T08:00Z", tick=False) as traveller:
        clock.run_due_jobs()
        traveller.shift(timedelta(minutes=59))
        clock.run_due_jobs()
        traveller.shift(timedelta(minutes=1))
        clock.run_due_jobs()

    assert done == [8, 9]


def test_failing_job_keeps_no_other_from_its_time(done, caplog):
    clock.register_job("broken", fail)
    clock.register_job("sound", lambda: done.append("sound"))

    with pytest.raises(CommandError, match="Failed: broken"):
        call_command("tick")

    assert done == ["sound"]
    assert "no such edition" in caplog.text
    assert JobRun.objects.get(name="broken").last_error == "ValueError: no such edition"


def test_failed_job_is_due_again_at_the_next_tick(done):
    clock.register_job("daily", fail, every=timedelta(days=1))
    clock.run_due_jobs()
    clock.register_job("daily", lambda: done.append("daily"), every=timedelta(days=1))

    clock.run_due_jobs()

    assert done == ["daily"]
    assert JobRun.objects.get(name="daily").last_error == ""


@pytest.mark.parametrize(("minutes", "runs"), [(59, []), (61, ["job"])])
def test_running_job_is_left_alone_until_it_must_have_died(done, minutes, runs):
    now = timezone.now()
    clock.register_job("job", lambda: done.append("job"))
    JobRun.objects.create(name="job", due_at=now, running_since=now - timedelta(minutes=minutes))

    clock.run_due_jobs()

    assert done == runs
