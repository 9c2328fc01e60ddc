"""The suite's own promises."""

import pytest
from django_tasks import task

from tests.tasks import TaskFailedError

pytest_plugins = ["pytester"]


@task()
def divide(top, bottom):
    return top / bottom


def test_task_runs_where_it_is_enqueued():
    assert divide.enqueue(6, 3).return_value == 2


def test_task_error_reaches_the_test():
    with pytest.raises(TaskFailedError, match="ZeroDivisionError"):
        divide.enqueue(1, 0)
