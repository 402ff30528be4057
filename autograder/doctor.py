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
from autograder.sandbox.pool import Pool

EMPTY = Request("empty.py", {"empty.py": ""}, "", "", 0)
PACKAGES = ("torch", "transformers", "datasets", "pytest", "msgspec")
MEANING = {
    "root": "Linux as root: workers change user and lose every path, socket and process call",
    "container": "root in a container: the same, without namespaces",
    "user": "Linux as an ordinary user: the same, but workers keep your user id",
    "process": "limits alone: hidden suites need --accept-unsafe",
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
            tier, _, layers = pool.tier.partition(": ")
            yield Line("ok", f"jail: {tier} ({MEANING[tier]})")
            yield Line("ok", f"layers in force, tried by canaries: {layers.replace('+', ', ')}")
            if "landlock" not in layers:
                yield Line("warn", "this kernel has no Landlock; seccomp alone refuses every path")
    except SandboxMissing as error:
        yield Line("FAIL", str(error))
    except FinegradeError as error:
        yield Line("FAIL", f"the sandbox does not work here: {error}")
