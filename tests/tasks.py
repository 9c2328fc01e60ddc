from django_tasks.backends.immediate import ImmediateBackend


class RaisingBackend(ImmediateBackend):
    """Runs a task at once. The plain backend keeps the task's error to itself; here it reaches the test."""

    def _execute_task(self, task_result):
        super()._execute_task(task_result)
        if task_result.errors:
            raise TaskFailedError(task_result.errors[-1].traceback)


class TaskFailedError(AssertionError):
    pass
