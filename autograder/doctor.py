"""Is this machine ready to grade? Each line is a fact that was tried, not read off a list."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Iterator
from typing import Literal

import msgspec

from autograder.errors import FinegradeError, SandboxMissing
from autograder.lesson import Course
from autograder.observation import Request
from autograder.sandbox import seccomp
from autograder.sandbox.pool import Pool

EMPTY = Request("empty.py", {"empty.py": ""}, "", "", 0)
PACKAGES = ("torch", "transformers", "datasets", "pytest", "msgspec")
MEANING = {
    "root": "Linux as root: no path, socket or process call is left to a worker",
    "container": "root without CAP_SYS_ADMIN, as in a container: the same, nothing more is needed",
    "user": "Linux as an ordinary user: the same, but workers keep your user id",
    "process": "limits alone: hidden suites need --accept-unsafe",
}
LAYERS = {
    "limits": "memory, CPU time, output and open files of a worker end somewhere",
    "user": "each worker has a user of its own (only root can give it one)",
    "undumpable": "no process of its user can look into a worker or trace it",
    "landlock": "files (and in newer kernels TCP and signals) are refused a second time (Linux 5.13)",
    "seccomp": "no call that takes a path; no sockets, processes, signals or namespaces",
}


class Line(msgspec.Struct, frozen=True):
    """One fact about this machine; `state` is a word, since colour alone says nothing."""

    state: Literal["ok", "warn", "FAIL"]
    text: str

    def __str__(self) -> str:
        return f"{self.state:<5} {self.text}"


def examine(course: Course, key: str) -> Iterator[Line]:
    """Yield facts about this machine, trying the jail for real with the probes of a lesson."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    yield Line("ok", f"Python {platform.python_version()}, {versions}")
    if sys.platform != "linux":
        yield Line("warn", f"{platform.system()} offers no jail; this tier was never tried")
    yield from _examine_jail(course, key)
    cores = os.cpu_count() or 1
    yield Line("ok", f"{cores} cores: up to {cores} workers at the same time")


def _examine_jail(course: Course, key: str) -> Iterator[Line]:
    started = time.monotonic()
    try:
        with Pool(course, key) as pool:
            ready = time.monotonic() - started
            pool.observe(EMPTY, seconds=30.0)
            fork = (time.monotonic() - started - ready) * 1000
            yield Line("ok", f"sandbox starts in {ready:.1f} s, a worker in {fork:.0f} ms")
            yield from _explain(pool.tier)
    except SandboxMissing:
        yield Line("FAIL", f"jail: process ({MEANING['process']})")
        yield Line("FAIL", _missing())
    except FinegradeError as error:
        yield Line("FAIL", f"the sandbox does not work here: {error}")


def _explain(words: str) -> Iterator[Line]:
    """Yield the tier, and for each layer whether its canary found it in force."""
    tier, _, layers = words.partition(": ")
    yield Line("ok", f"jail: {tier} ({MEANING[tier]})")
    for layer, meaning in LAYERS.items():
        there = layer in layers.split("+")
        state: Literal["ok", "warn"] = "ok" if there else "warn"
        yield Line(
            state, f"layer {layer}: {'tried by a canary' if there else 'not here'}; {meaning}"
        )


def _missing() -> str:
    """Say why there is no filter of system calls, and what to do."""
    if sys.platform != "linux":
        return "Student code can be jailed on Linux alone: grade there, or in a Linux container."
    if seccomp.build_filter() is None:
        return (
            "libseccomp is missing: install libseccomp2 (apt) or libseccomp (dnf), then try again."
        )
    return "This kernel refuses filters of system calls (seccomp): grade on another machine."
