"""The suite's own promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django_tasks import task

from tests.tasks import TaskFailedError

ROOT = Path(__file__).resolve().parents[1]
ASKING = """
import pytest

@pytest.mark.django_db
def test_asks():
    pass

@pytest.mark.django_db
@pytest.mark.any_database
def test_asks_what_any_would_answer():
    pass

def test_asks_none():
    pass
"""
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
    done = run_with(options, SKIPPING, tmp_path)

    assert done.returncode == code
    assert outcome in done.stdout.splitlines()[-1]
    assert "There is no server." in done.stdout


def test_only_database_leaves_out_what_asks_none(tmp_path):
    done = run_with(["--only-database"], ASKING, tmp_path)

    assert "1 passed, 2 deselected" in done.stdout.splitlines()[-1]


def run_with(options, code, folder):
    (folder / "test_inner.py").write_text(code)
    plugins = ["-p", "tests.options", "-p", "no:django", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "-ra", *plugins, str(folder), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
