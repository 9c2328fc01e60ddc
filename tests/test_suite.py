"""The suite's own promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django_tasks import task

from tests.tasks import TaskFailedError

ROOT = Path(__file__).resolve().parents[1]
SKIPPING = """
import pytest

def test_sound():
    pass

@pytest.mark.skip(reason="There is no server.")
def test_skipped():
    pass
"""


@task()
def divide(top, bottom):
    return top / bottom


def test_task_runs_where_it_is_enqueued():
    assert divide.enqueue(6, 3).return_value == 2


def test_task_error_reaches_the_test():
    with pytest.raises(TaskFailedError, match="ZeroDivisionError"):
        divide.enqueue(1, 0)


@pytest.mark.parametrize(
    ("options", "code", "outcome"), [([], 0, "1 passed, 1 skipped"), (["--no-skips"], 1, "1 passed, 1 error")]
)
def test_no_skips_turns_a_skip_into_an_error(tmp_path, options, code, outcome):
    (tmp_path / "test_skipping.py").write_text(SKIPPING)
    plugins = ["-p", "tests.no_skips", "-p", "no:django", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "-ra", *plugins, str(tmp_path), *options]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == code
    assert outcome in done.stdout.splitlines()[-1]
    assert "There is no server." in done.stdout
