"""Each layer of the jail is really in force: student code tries the thing, and is refused.

Every attempt also runs without a jail, where it must work, so that no refusal is an accident.
"""

from __future__ import annotations

import os
import sys

import pytest

from autograder.errors import SandboxError
from autograder.lesson import Course
from autograder.observation import Array, Raised, Request
from autograder.sandbox import jail as jails
from autograder.sandbox import seccomp
from autograder.sandbox.jail import Jail, Limits, close_jail, find_jail
from autograder.sandbox.pool import ENVIRONMENT, Pool

SECRET = "a canary that no worker may ever see"

linux = pytest.mark.skipif(sys.platform != "linux", reason="the jail is made of Linux parts")

ATTEMPTS = {
    "read a file": "open('/etc/hostname').read()",
    "list a folder": "import os; os.listdir('/')",
    "ask whether a path exists": "import os; os.stat('/')",
    "write a file": "import os; os.close(os.open('/tmp', os.O_TMPFILE | os.O_RDWR))",
    "look at the parent": "import os; open(f'/proc/{os.getppid()}/status').read()",
    "open a TCP socket": "import socket; socket.socket().close()",
    "open a local socket": "import socket; socket.socketpair()",
    "fork": "import os\n    if os.fork() == 0: os._exit(0)",
    "signal the parent": "import os; os.kill(os.getppid(), 0)",
    "make a memory file": "import os; os.close(os.memfd_create('x'))",
    "make a pipe": "import os; os.pipe()",
    "change a limit": (
        "import resource\n    n = resource.RLIMIT_NOFILE\n"
        "    resource.setrlimit(n, (8, resource.getrlimit(n)[1]))"
    ),
    "change its priority": "import os; os.nice(1)",
}


def source(attempt: str) -> str:
    return f"def double(x):\n    {attempt}\n    return x * 2\n"


@pytest.fixture(scope="module")
def unjailed(tiny_course: Course):
    """Return a sandbox without a jail, in which every attempt must work."""
    with Pool(tiny_course, "lesson1_tiny", tier="process", accept_unsafe=True) as pool:
        yield pool


@linux
@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_jail_refuses(jailed, unjailed, name):
    """The attempt fails inside the jail and works outside of it."""
    text = source(ATTEMPTS[name])
    inside = jailed.run(text).reply.plain.cases["doubled"]["y"]
    request = Request("m.py", {"m.py": text}, "1.1", "double", 7)
    outside = unjailed.observe(request, seconds=10).reply.plain.cases["doubled"]["y"]
    assert isinstance(inside, Raised), f"student code could {name}"
    assert inside.kind in ("PermissionError", "ValueError")  # setrlimit translates its EPERM
    assert isinstance(outside, Array), f"the attempt to {name} proves nothing: {outside}"


def test_the_environment_of_a_worker_is_ours_alone(jailed, monkeypatch):
    """Nothing of the coordinator's environment reaches student code."""
    monkeypatch.setenv("FINEGRADE_SECRET", SECRET)
    text = "import os\ndef double(x):\n    raise KeyError(sorted(os.environ))\n"
    raised = jailed.run(text).reply.plain.cases["doubled"]["y"]
    assert "FINEGRADE_SECRET" not in raised.text
    assert set(raised.text.replace("'", " ").replace(",", " ").split()) & set(ENVIRONMENT)


@linux
def test_a_worker_holds_only_its_own_descriptors(jailed):
    """Beside stdin, output and errors there are its channel and its trace, and nothing else."""
    text = (
        "import os\ndef double(x):\n    found = []\n"
        "    for fd in range(3, 200):\n"
        "        try: os.lseek(fd, 0, 1)\n"
        "        except OSError as error:\n"
        "            if error.errno != 9: found.append(fd)\n"
        "        else: found.append(fd)\n"
        "    raise KeyError(len(found))\n"
    )
    assert jailed.run(text).reply.plain.cases["doubled"]["y"].text == "2"


def test_nothing_of_the_judge_is_in_a_workers_memory(jailed):
    """Of this package a worker holds the sandbox and the wire format, and nothing else."""
    text = (
        "import sys\ndef double(x):\n"
        "    raise KeyError(*[n for n in sys.modules if n.startswith('autograder')])\n"
    )
    names = set(jailed.run(text).reply.plain.cases["doubled"]["y"].text.strip("()").split(", "))
    assert {name.strip("'") for name in names} == {
        "autograder",
        "autograder.errors",
        "autograder.observation",
        "autograder.sandbox",
        "autograder.sandbox.canaries",
        "autograder.sandbox.endings",
        "autograder.sandbox.idle",
        "autograder.sandbox.jail",
        "autograder.sandbox.loading",
        "autograder.sandbox.messages",
        "autograder.sandbox.pages",
        "autograder.sandbox.recorder",
        "autograder.sandbox.seccomp",
        "autograder.sandbox.worker",
    }


@linux
def test_the_layers_of_this_machine_are_told(jailed):
    """The tier string names the layers that every result is stored with."""
    tier, _, layers = jailed.pool.tier.partition(": ")
    assert tier in ("root", "container", "user")
    assert {"limits", "undumpable", "seccomp"} <= set(layers.split("+"))


def closed(prison: Jail) -> str:
    """Close a jail in a child of ours; return its layers, or the reason why it is none."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        message = "no answer"
        os.closerange(3, write_end)  # a worker has few descriptors too
        try:
            message = "+".join(close_jail(prison, Limits(10, 1 << 40), slot=0))
        except SandboxError as error:
            message = str(error)
        finally:
            os.write(write_end, message.encode())
            os._exit(0)
    os.close(write_end)
    os.waitpid(pid, 0)
    with open(read_end, encoding="utf-8") as file:
        return file.read()


@linux
@pytest.mark.parametrize("hole", ["open", "stat", "socket", "fork", "kill"])
def test_a_canary_that_gets_through_closes_the_worker(monkeypatch, hole):
    """With one guard missing the jail says so instead of running student code."""
    calls = {
        "open": ["open", "openat"],
        "stat": ["stat", "newfstatat", "statx"],
        "socket": ["socket"],
        "fork": ["clone", "fork", "vfork", "wait4"],
        "kill": ["kill"],
    }
    names = [name for name in seccomp.ALLOWED if name not in calls[hole]]
    monkeypatch.setattr(seccomp, "ALLOWED", [*names, *calls[hole]])
    monkeypatch.setattr(jails, "_restrict_files", lambda abi: False)
    monkeypatch.setattr(jails, "_change_user", lambda number: True)
    assert "a canary could" in closed(find_jail())


@linux
@pytest.mark.parametrize(
    ("layer", "step", "hole"),
    [
        ("limits", "_limit", "hold more files than allowed"),
        ("undumpable", "_hide", "be looked at"),
        ("seccomp", "seccomp.load_filter", "open a file"),
    ],
)
def test_a_required_layer_that_only_says_so_is_found_out(monkeypatch, layer, step, hole):
    """Where closing a layer does nothing, its canary gets through and no student code may run."""
    monkeypatch.setattr(jails, "_change_user", lambda number: False)  # it hides a process as well
    monkeypatch.setattr(jails, "_restrict_files", lambda abi: False)
    assert layer in closed(find_jail()).split("+")
    monkeypatch.setattr(f"autograder.sandbox.jail.{step}", lambda *args: True)
    assert closed(find_jail()) == f"a canary could {hole} inside the jail"


@linux
@pytest.mark.parametrize(
    ("layer", "step"), [("user", "_change_user"), ("landlock", "_restrict_files")]
)
def test_an_optional_layer_that_only_says_so_is_not_claimed(monkeypatch, layer, step):
    """Where closing a layer does nothing, its canary gets through and the tier is told without it."""
    monkeypatch.setattr(jails, step, lambda *args: True)
    if layer == "user" and os.geteuid() != 0:
        monkeypatch.setitem(jails.CANARIES, "user", {"stay": lambda: None})
    layers = closed(find_jail()).split("+")
    assert layer not in layers
    assert {"limits", "undumpable", "seccomp"} <= set(layers)


@linux
def test_memory_beyond_the_limit_is_tried():
    """The canary of memory asks for more than the limit, which an unlimited process would get."""
    assert jails._find_hole("limits") == "hold more files than allowed"
    canaries = jails.CANARIES["limits"]
    canaries["map more memory than allowed"]()  # no limit in this process: it gets through


@linux
def test_two_zygotes_give_their_workers_different_users(monkeypatch):
    """What one run's workers use up of their user's limits is no other run's."""
    users: list[int] = []
    monkeypatch.setattr(jails, "_change_user", users.append)
    for zygote in (1000, 1001):
        for slot in (0, 1):
            steps = jails._steps(Jail("root", b"", zygote=zygote), Limits(1, 1), slot)
            steps["user"]()
    assert len(set(users)) == 4
    assert all(61_184 <= user < 65_520 for user in users)


@linux
def test_a_worker_whose_zygote_is_gone_does_not_start():
    """Nobody would stop it: the order to die with the parent came too late."""
    prison = find_jail()
    assert "is gone" in closed(Jail(prison.tier, prison.filter, zygote=os.getpid() + 1))


@linux
def test_a_tier_without_its_required_layers_is_not_claimed(monkeypatch):
    """A jail that lacks a required layer raises, so that no student code runs in it."""
    monkeypatch.setitem(jails.REQUIRED, "process", frozenset({"limits", "seccomp"}))
    assert closed(Jail("process")) == "the jail lacks seccomp"
