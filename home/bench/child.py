"""Runs a management command and says on its last line what it took: `python -m home.bench.child migrate`.

Asked of the process itself, because what a parent is told of its child's memory begins with the parent's own.
"""

import json
import resource
import sys
import time
from pathlib import Path

from django.core.management import execute_from_command_line

LINUX_STATUS = Path("/proc/self/status")


def peak_megabytes():
    if not LINUX_STATUS.exists():
        # Elsewhere the figure is in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    lines = dict(line.split(":", 1) for line in LINUX_STATUS.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    execute_from_command_line(["manage.py", *sys.argv[1:]])
    print(json.dumps({"seconds": time.process_time(), "megabytes": peak_megabytes()}))
