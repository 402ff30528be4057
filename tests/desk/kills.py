"""Kill one process of a live run at a chosen moment, and see what is left of it. No test module."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from sums import Desk, Said

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 60.0
PHASES = ("start", "answers", "sandbox", "grading", "pages")


class Process(NamedTuple):
    """One line of the process table."""

    pid: int
    parent: int
    state: str
    command: str


class Kill(NamedTuple):
    """A kill that hit a live run: whom, in which phase, and how the coordinator ended."""

    role: str
    phase: str
    said: Said


def adopt_orphans() -> None:
    """Make this process the parent of whatever a killed coordinator leaves behind."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def processes(after: int = 0) -> Iterator[Process]:
    """Yield the processes with a higher number than `after`."""
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) > after:
            with contextlib.suppress(OSError):
                stat = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
                command = Path("/proc", name, "cmdline").read_bytes().replace(b"\0", b" ").decode()
                yield Process(int(name), int(stat[1]), stat[0], command)


def children() -> list[Process]:
    """Return our children, dead ones too."""
    return [process for process in processes() if process.parent == os.getpid()]


def wait_for_end(before: Collection[int]) -> list[Process]:
    """Wait until nothing is left of a killed run; return what is left after ten seconds.

    Args:
        before: our children from before that run, which other tests still use.
    """
    deadline = time.monotonic() + 10
    while (left := [p for p in children() if p.pid not in before]) and time.monotonic() < deadline:
        for process in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process.pid, os.WNOHANG)
        time.sleep(0.02)
    return left


def phase(desk: Desk, hand_ins: int) -> str:
    """Return what a run is doing, from what it has written so far."""
    state = desk.out / ".finegrade"
    journal = state / "journal.jsonl"
    if not journal.exists() or not journal.read_bytes().endswith(b"\n"):
        return "start"
    if not list(state.glob("answers/*.xz")):
        return "answers"
    content = journal.read_bytes()
    if content.count(b'{"type":"judged"') == hand_ins:
        return "pages"
    return "grading" if b'{"type":"observed"' in content else "sandbox"


def find(role: str, coordinator: int) -> int | None:
    """Return the process id of a part of the run, or None if it does not live now."""
    if role == "coordinator":
        return coordinator
    table = [process for process in processes(coordinator) if process.state != "Z"]
    ours = [process for process in table if process.parent == coordinator]
    if role == "judge":
        return next((p.pid for p in ours if "autograder.judge.process" in p.command), None)
    zygotes = {p.pid for p in ours if "autograder.sandbox.zygote" in p.command}
    if role == "zygote":
        return max(zygotes, default=None)
    return next((p.pid for p in table if p.parent in zygotes), None)


def disturb(
    desk: Desk, role: str, wanted: str, *, delay: float, hand_ins: int, seed: int
) -> Kill | None:
    """Grade, and kill `role` once the run is in a phase (or a later one) and a delay has passed.

    Returns:
        None if the run was over before there was anything to kill.
    """
    run = desk.start("grade", "lesson9", "--json", "--seed", str(seed), "-j", "2")
    at = _until(run, lambda: PHASES.index(phase(desk, hand_ins)) >= PHASES.index(wanted))
    if at:
        time.sleep(delay)
    victim = _until(run, lambda: find(role, run.pid)) if at else None
    hit = None
    if victim is not None and run.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
            hit = phase(desk, hand_ins)
    out, err = run.communicate(timeout=PATIENCE)
    said = Said(run.returncode, out, err)
    if role == "coordinator" and run.returncode != -signal.SIGKILL:
        return None
    return Kill(role, hit, said) if hit else None


def _until(run: subprocess.Popen[str], happened: Callable[[], object]) -> object:
    """Wait until something happened; None if the run ended first."""
    while run.poll() is None:
        if found := happened():
            return found
        time.sleep(0.001)
    return None


def doubles(desk: Desk) -> list[str]:
    """Return the content keys that were observed twice, and the reports that were made twice."""
    seen = [t["key"] for event in desk.events("observed") for t in event["traces"]]
    seen += [event["student"] + event["key"] for event in desk.events("judged")]
    return sorted({key for key in seen if seen.count(key) > 1})


def files(desk: Desk) -> list[str]:
    """Return the files of the run but for bytecode, by name."""
    found = [path for path in desk.out.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return sorted(str(path.relative_to(desk.out)) for path in found)


def moment(number: int) -> tuple[str, str, float]:
    """Return role, phase and delay of one of the random kills; the same number, the same kill."""
    rng = random.Random(number)
    role = ("coordinator", "worker", "zygote", "judge")[number % 4]
    possible = PHASES if role == "coordinator" else ("sandbox", "grading")
    possible = ("answers", *possible) if role in ("worker", "zygote") else possible
    return role, rng.choice(possible), rng.random() ** 2 * 0.8


def report_lines(desk: Desk) -> dict[str, dict]:
    """Return the reports that stand in the journal, without their seconds, by student."""
    found = {}
    for event in desk.events("judged"):
        report = json.loads(json.dumps(event["report"]), object_hook=_without_seconds)
        found[event["student"]] = report
    return found


def _without_seconds(record: dict) -> dict:
    return {key: value for key, value in record.items() if key != "seconds"}
