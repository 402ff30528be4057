"""The jail of one worker: layers that only ever take rights away, closed before student code is read.

    layer        what it refuses                                  needs
    limits       memory, CPU, output, files, core dumps           nothing
    user         the coordinator's own user and its files         root
    undumpable   /proc looks and tracing by processes alike       Linux
    landlock     the file system, TCP, signals to the outside     Linux 5.13
    seccomp      every system call that is not on a short list    Linux, libseccomp

Tiers: `root` and `user` (Linux, seccomp in force), `container` (root without CAP_SYS_ADMIN, as in a
grading container), `process` (limits alone: macOS, old kernels, or no libseccomp). A layer counts only
after a canary inside the jail has tried the forbidden thing and failed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox import seccomp

TIERS = ("root", "container", "user", "process")
REQUIRED = {
    "root": frozenset({"limits", "undumpable", "seccomp"}),
    "container": frozenset({"limits", "undumpable", "seccomp"}),
    "user": frozenset({"limits", "undumpable", "seccomp"}),
    "process": frozenset({"limits"}),
}

MEMORY = 1 << 30  # bytes that a worker may map on top of what the zygote has
OUTPUT = 1 << 20  # bytes that a worker may print
FIRST_USER = 61_184  # unused user ids, one for each worker that runs at the same time
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_CAP_SYS_ADMIN = 21


class Limits(msgspec.Struct, frozen=True):
    """What one worker may use: seconds of CPU, and bytes of address space in all."""

    cpu_seconds: int
    address_space: int


class Jail(msgspec.Struct, frozen=True):
    """What this machine can enforce, found out once by the zygote, before it forks."""

    tier: str
    filter: bytes | None = None

    @property
    def required(self) -> frozenset[str]:
        """Layers without which no student code runs in this tier."""
        return REQUIRED[self.tier]


def find_jail(tier: str | None = None) -> Jail:
    """Return the best jail that this machine offers, or the weakest one on request.

    Args:
        tier: "process" forces limits alone (for the staff's own code, and for tests).
    """
    program = seccomp.build_filter() if sys.platform == "linux" else None
    if tier == "process" or program is None:
        return Jail("process")
    if os.geteuid() != 0:
        return Jail("user", program)
    return Jail("root" if _has_capability(_CAP_SYS_ADMIN) else "container", program)


def _has_capability(number: int) -> bool:
    with open("/proc/self/status", encoding="ascii") as file:
        effective = next(line for line in file if line.startswith("CapEff:"))
    return bool(int(effective.split()[1], 16) >> number & 1)


def close_jail(jail: Jail, limits: Limits, *, slot: int) -> tuple[str, ...]:
    """Give up every right that a worker does not need, and return the layers now in force.

    Args:
        jail: what the machine offers.
        limits: this worker's limits.
        slot: number of this worker among those that run at the same time.

    Raises:
        SandboxError: if a required layer is missing, or a canary got through.
    """
    layers = ["limits"]
    _limit(limits)
    if jail.tier != "process":
        if jail.tier != "user" and _change_user(FIRST_USER + slot):
            layers.append("user")
        # The kernel forgets both at a change of user, so they come after it.
        seccomp.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        seccomp.prctl(_PR_SET_DUMPABLE, 0)
        layers.append("undumpable")
        if _restrict_files():
            layers.append("landlock")
        assert jail.filter is not None
        seccomp.load_filter(jail.filter)
        layers.append("seccomp")
        _send_canaries()
    missing = jail.required - set(layers)
    if missing:
        raise SandboxError(f"the jail lacks {', '.join(sorted(missing))}")
    return tuple(layers)


def _limit(limits: Limits) -> None:
    def lower(kind: int, value: int) -> None:
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    lower(resource.RLIMIT_FSIZE, OUTPUT)
    lower(resource.RLIMIT_NOFILE, 16)
    lower(resource.RLIMIT_AS, limits.address_space)


def _change_user(number: int) -> bool:
    """Become the unprivileged user `number`; False where it does not exist in this namespace."""
    try:
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
    except OSError:
        return False
    resource.setrlimit(
        resource.RLIMIT_NPROC, (64, 64)
    )  # counts this user's threads, and only those
    return True


def _restrict_files() -> bool:
    """Refuse the file system and TCP by Landlock too; False where the kernel has none."""
    try:
        import landlockpy
    except ImportError:
        return False
    abi = landlockpy.abi_version()
    if abi == 0:
        return False
    with landlockpy.Ruleset(scoped=landlockpy.scope_for_abi(abi)) as rules:
        rules.restrict()
    return True


def _send_canaries() -> None:
    """Try what must not work; whatever works is a hole, and then no student code may run."""
    attempts: dict[str, Callable[[], object]] = {
        "open a file": lambda: os.close(os.open("/", os.O_RDONLY)),
        "look at a path": lambda: os.stat("/"),
        "open a socket": lambda: socket.socket().close(),
        "fork": _fork,
        "send a signal": lambda: os.kill(os.getppid(), 0),
    }
    for name, attempt in attempts.items():
        with contextlib.suppress(PermissionError):
            attempt()
            raise SandboxError(f"a canary could {name} inside the jail")


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
