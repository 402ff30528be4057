"""The jail of one worker: layers that only ever take rights away, closed before student code is read.

    layer        what it refuses                                  needs
    limits       memory, CPU, output, files, core dumps           nothing
    user         the coordinator's own user and its files         root
    undumpable   /proc looks and tracing by processes alike       Linux
    landlock     the file system; TCP, signals in newer kernels   Linux 5.13
    seccomp      every system call that is not on a short list    Linux, libseccomp

Tiers: `root` and `user` (Linux, seccomp in force), `container` (root without CAP_SYS_ADMIN, as in a
grading container), `process` (limits alone: macOS, old kernels, or no libseccomp). A layer counts only
after its canary, inside the worker, has tried the forbidden thing and failed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox import seccomp
from autograder.sandbox.canaries import CANARIES, FILES

TIERS = ("root", "container", "user", "process")
REQUIRED = {
    "root": frozenset({"limits", "undumpable", "seccomp"}),
    "container": frozenset({"limits", "undumpable", "seccomp"}),
    "user": frozenset({"limits", "undumpable", "seccomp"}),
    "process": frozenset({"limits"}),
}

MEMORY = 1 << 30  # bytes that a worker may map on top of what the zygote has
OUTPUT = 1 << 20  # bytes that a worker may print
FIRST_USER = 61_184  # user ids that no account has, one for each worker that runs at the same time
USERS = 64  # of them for each zygote, so that two runs on one machine rarely share any
ZYGOTES = 67
THREADS = 64  # of such a user
MORE_THREADS = 1024  # than the user has who grades, where workers keep that one
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_CAP_SYS_ADMIN = 21


class Limits(msgspec.Struct, frozen=True):
    """What one worker may use: seconds of CPU, and bytes of address space in all."""

    cpu_seconds: int
    address_space: int


class Jail(msgspec.Struct, frozen=True):
    """What this machine can enforce, found out once by the zygote, before it forks.

    Attributes:
        tier: one of `TIERS`.
        filter: the system calls that stay allowed, as BPF instructions.
        landlock: version of the kernel's Landlock; 0 where there is none.
        zygote: process id of the one that found out: the parent of every worker.
        threads: of its user at most when a worker starts one more; None for no limit.
    """

    tier: str
    filter: bytes | None = None
    landlock: int = 0
    zygote: int = 0
    threads: int | None = None

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
    landlock = _find_landlock()
    if os.geteuid() != 0:
        threads = _count_threads(os.getuid()) + MORE_THREADS
        return Jail("user", program, landlock, os.getpid(), threads)
    tier = "root" if _has_capability(_CAP_SYS_ADMIN) else "container"
    return Jail(tier, program, landlock, os.getpid(), THREADS)


def _find_landlock() -> int:
    """Return the version of the kernel's Landlock, or 0; a fork need not load its library again."""
    try:
        import landlockpy
    except ImportError:
        return 0
    return int(landlockpy.abi_version())


def _count_threads(user: int) -> int:
    """Count the threads of a user, in all processes that /proc shows."""
    count = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in path.read_text().splitlines())
            count += int(fields["Threads"]) if int(fields["Uid"].split()[0]) == user else 0
    return count


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
    layers = []
    for layer, close in _steps(jail, limits, slot).items():
        if not close():
            continue
        hole = _find_hole(layer)
        if hole is None:
            layers.append(layer)
        elif layer in jail.required:
            raise SandboxError(f"a canary could {hole} inside the jail")
    missing = jail.required - set(layers)
    if missing:
        raise SandboxError(f"the jail lacks {', '.join(sorted(missing))}")
    return tuple(layers)


def _steps(jail: Jail, limits: Limits, slot: int) -> Mapping[str, Callable[[], bool]]:
    """Return how each layer is closed, in order; False means that this machine has none."""
    steps = {"limits": lambda: _limit(limits, jail.threads)}
    if jail.tier != "process":
        assert jail.filter is not None
        program = jail.filter
        number = FIRST_USER + (jail.zygote % ZYGOTES * USERS + slot) % (ZYGOTES * USERS)
        steps |= {
            "user": lambda: jail.tier != "user" and _change_user(number),
            # The kernel forgets both orders at a change of user, so they come after it.
            "undumpable": lambda: _hide(jail.zygote),
            "landlock": lambda: _restrict_files(jail.landlock),
            "seccomp": lambda: seccomp.load_filter(program),
        }
    return steps


def _limit(limits: Limits, threads: int | None) -> bool:
    def lower(kind: int, value: int) -> None:
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    lower(resource.RLIMIT_FSIZE, OUTPUT)
    lower(resource.RLIMIT_NOFILE, FILES)
    if threads is not None:
        lower(resource.RLIMIT_NPROC, threads)  # counts by user, and root is not bound by it
    lower(resource.RLIMIT_AS, limits.address_space)
    return True


def _hide(zygote: int) -> bool:
    """Refuse to be looked at, and die with the zygote; which may be dead already."""
    seccomp.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    seccomp.prctl(_PR_SET_DUMPABLE, 0)
    if os.getppid() != zygote:
        raise SandboxError("the zygote of this worker is gone")
    return True


def _change_user(number: int) -> bool:
    """Become the unprivileged user `number`; False where it does not exist in this namespace."""
    try:
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
    except OSError:
        return False
    return True


def _restrict_files(abi: int) -> bool:
    """Refuse the file system and TCP by Landlock too; False where the kernel has none."""
    if abi == 0:
        return False
    import landlockpy

    with landlockpy.Ruleset(scoped=landlockpy.scope_for_abi(abi)) as rules:
        rules.restrict()
    return True


def _find_hole(layer: str) -> str | None:
    """Try what this layer forbids; return what worked, in words, or None."""
    for name, attempt in CANARIES[layer].items():
        with contextlib.suppress(OSError):
            attempt()
            return name
    return None
