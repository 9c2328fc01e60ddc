import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from prize_site.management.commands.run import Command

# On one worker, which migrates once for all of them.
pytestmark = pytest.mark.xdist_group("run")
ROOT = Path(__file__).resolve().parents[2]


def manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A demonstration in a folder of its own, with the embedded parts."""
    variables = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "DJANGO_SETTINGS_MODULE": "prize_site.settings.dev",
        "DEMO": "1",
        "PYTHONUNBUFFERED": "1",
    }
    subprocess.run(manage("migrate", "--verbosity", "0"), cwd=ROOT, env=variables, check=True)
    return variables


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(environment, port):
    command = manage("run", "--port", str(port))
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if f"http://localhost:{port}" in line:
            break
    else:
        pytest.fail("".join(lines))
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def children_of(process):
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return {line.split(None, 1)[1]: int(line.split(None, 1)[0]) for line in listed.stdout.strip().splitlines()}


def child_named(process, word):
    return next(pid for command, pid in children_of(process).items() if word in command)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(process):
    return process.wait(timeout=30)


def test_run_answers_then_stops_all_three_when_told(site, port):
    with urlopen(f"http://localhost:{port}/healthz") as response:
        assert response.read() == b"ok\n"
    children = list(children_of(site).values())

    site.send_signal(signal.SIGINT)

    assert wait_for(site) == 0
    assert len(children) == 3
    assert not any(is_alive(pid) for pid in children)


def test_run_stops_the_others_when_one_ends(site):
    others = [pid for command, pid in children_of(site).items() if "db_worker" not in command]

    os.kill(child_named(site, "db_worker"), signal.SIGKILL)

    assert wait_for(site) == 1
    assert len(others) == 2
    assert not any(is_alive(pid) for pid in others)


def test_run_refuses_a_taken_port_with_a_sentence(environment, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = subprocess.run(
            manage("run", "--port", str(port)), cwd=ROOT, env=environment, capture_output=True, text=True
        )

    assert done.returncode == 1
    assert f"Port {port} is taken." in done.stderr


@pytest.mark.parametrize(
    ("debug", "demo", "reloads"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_developers_reload(settings, debug, demo, reloads):
    settings.DEBUG, settings.DEMO = debug, demo

    commands = Command().commands(8000)

    assert ("--reload" in commands["worker"]) is reloads
    assert ("runserver" in commands["web server"]) is debug
    assert ("--noreload" in commands["web server"]) is (debug and demo)
