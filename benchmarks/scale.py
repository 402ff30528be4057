"""What grading costs when there is more of it: time, memory, more workers, more hand-ins, a cluster.

    python benchmarks/scale.py [--part speed --part memory ...] [--json FILE]

speed     --hand-ins of the lesson on all cores, start-up and answer key included
memory    the most that coordinator, zygote, judge and worker hold at once, graded from a sealed bundle
workers   hand-ins a second with 1, 2, ... workers, start-up taken off
flat      a hand-in's share of 50, 500 and 5,000 (--counts) in a lesson that costs next to nothing
cluster   bytes between coordinator and scheduler for each hand-in, counted by a relay, and CPU

Where start-up is taken off, a run of one hand-in is subtracted from a run of many. All figures found so
far are carried to 100,000 hand-ins (`model`). Hand-ins are the samples of the lesson that run to their
end, each with bytes of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from grading import ROOT, run, write_hand_ins

from autograder.authoring.bundle import seal
from autograder.lesson import Course, Lesson

sys.path.insert(0, str(ROOT / "tests" / "desk"))  # a course of one quick lesson

from sums import HAND_INS, make_python, write_course

MANY = 100_000
TICK = os.sysconf("SC_CLK_TCK")
FINEGRADE = ("-m", "autograder.cli", "grade")
ROLES = ("autograder.sandbox.zygote", "autograder.judge.process")
Figures = dict[str, object]


class Watched(NamedTuple):
    """One command: wall seconds, CPU seconds of its first process alone, MB it held at most."""

    wall: float
    own_cpu: float
    own: float
    pss: float
    by_role: dict[str, float]


def speed(lesson: Lesson, folder: Path, options: argparse.Namespace) -> Figures:
    """Grade many hand-ins of the lesson on all cores."""
    write_hand_ins(folder / "many", lesson, options.hand_ins)
    command = [sys.executable, *FINEGRADE, lesson.key, str(folder / "many"), "--json"]
    cost = run([*command, "-j", str(os.cpu_count())], cwd=ROOT)
    return {
        "hand-ins": options.hand_ins,
        "cores": os.cpu_count(),
        "wall s": cost.wall,
        "CPU s": cost.cpu,
    }


def memory(lesson: Lesson, folder: Path, options: argparse.Namespace) -> Figures:
    """Grade from a sealed bundle, and watch the tree of processes."""
    seal(Course(ROOT), lesson, folder / "sealed", seeds=1)
    write_hand_ins(folder / "some", lesson, min(10, options.hand_ins))
    command = [sys.executable, *FINEGRADE, lesson.key, str(folder / "some"), "--json"]
    seen = watch([*command, "--bundle", str(folder / "sealed"), "-j", "1"], cwd=folder, weigh=True)
    return {
        "own memory of the tree, MB": seen.own,
        "the same with pages of files, MB": seen.pss,
        **{f"own memory of {role}, MB": size for role, size in seen.by_role.items()},
    }


def workers(lesson: Lesson, folder: Path, options: argparse.Namespace) -> Figures:
    """Grade the same hand-ins with one worker, two, and so on to the number of cores."""
    write_hand_ins(folder / "many", lesson, options.some)
    write_hand_ins(folder / "one", lesson, 1)
    command = [sys.executable, *FINEGRADE, lesson.key, "--json"]
    one = run([*command, str(folder / "one"), "-j", "1"], cwd=ROOT)
    found: Figures = {"hand-ins": options.some}
    for jobs in range(1, (os.cpu_count() or 1) + 1):
        cost = run([*command, str(folder / "many"), "-j", str(jobs)], cwd=ROOT)
        more = options.some - 1
        found[f"hand-ins a second, -j {jobs}"] = more / (cost.wall - one.wall)
        found["CPU s a hand-in"] = (cost.cpu - one.cpu) / more
    return found


def flat(_: Lesson, folder: Path, options: argparse.Namespace) -> Figures:
    """Grade ever more hand-ins of a quick lesson into a run that is kept."""
    python = make_python(folder / "python")
    write_course(folder / "course")

    def grade(count: int) -> Watched:
        hand_ins = folder / f"hand-ins-{count}"
        _write_sums(hand_ins, count)
        command = [str(python), *FINEGRADE, "lesson9", str(hand_ins), "--seed", "1"]
        where = ["--out", str(folder / f"out-{count}"), "-j", str(os.cpu_count())]
        return watch([*command, *where], cwd=folder / "course")

    one, found = grade(1), {}
    for count in options.counts:
        seen = grade(count)
        kept = sum(p.stat().st_size for p in (folder / f"out-{count}" / ".finegrade").rglob("*"))
        found[f"{count}: wall ms a hand-in"] = 1e3 * (seen.wall - one.wall) / (count - 1)
        found[f"{count}: coordinator's CPU ms a hand-in"] = (
            1e3 * (seen.own_cpu - one.own_cpu) / (count - 1)
        )
        found[f"{count}: kB kept a hand-in"] = kept / count / 1e3
    return found


def cluster(lesson: Lesson, folder: Path, options: argparse.Namespace) -> Figures:
    """Grade on a scheduler and a worker of this machine, through a relay that counts."""
    many, one = folder / "many", folder / "one"
    write_hand_ins(many, lesson, options.some)
    write_hand_ins(one, lesson, 1)
    with dask(folder) as scheduler, Relay(scheduler) as relay:

        def grade(hand_ins: Path, out: str) -> tuple[Watched, int, int]:
            before = relay.sent, relay.received
            where = ["--out", str(folder / out), "--cluster", relay.address]
            command = [sys.executable, *FINEGRADE, lesson.key, str(hand_ins), "--seed", "1"]
            seen = watch([*command, *where], cwd=ROOT)
            return seen, relay.sent - before[0], relay.received - before[1]

        grade(one, "warm")  # torch is read from the disk once
        first, sent_first, received_first = grade(one, "out-one")
        seen, sent, received = grade(many, "out-many")
    more = options.some - 1
    return {
        "hand-ins": options.some,
        "wall s a hand-in, one worker": (seen.wall - first.wall) / more,
        "coordinator's CPU ms a hand-in": 1e3 * (seen.own_cpu - first.own_cpu) / more,
        "kB a hand-in, coordinator to scheduler": (sent - sent_first) / more / 1e3,
        "kB a hand-in, scheduler to coordinator": (received - received_first) / more / 1e3,
        "MB a run, coordinator to scheduler": sent_first / 1e6,
    }


def model(figures: dict[str, Figures]) -> Figures:
    """Carry what was measured to `MANY` hand-ins; only what was measured is carried."""
    found: Figures = {}
    if each := figures.get("workers", {}).get("CPU s a hand-in"):
        found["hand-ins a core-second"] = 1 / each
        found["core-hours"] = MANY * each / 3600
        for cores in (16, 64, 256):
            found[f"hours on {cores} cores"] = MANY * each / 3600 / cores
    if remote := figures.get("cluster"):
        own = remote["coordinator's CPU ms a hand-in"]
        moved = sum(v for name, v in remote.items() if name.startswith("kB"))
        found["coordinator's CPU hours"] = MANY * own / 3.6e6
        found["GB between coordinator and scheduler"] = MANY * moved / 1e6
        if each:
            found["cores that one coordinator keeps busy"] = each / (own / 1e3)
    return found


# --------------------------------------------------------------------------- watching processes


def watch(command: Sequence[str], *, cwd: Path, weigh: bool = False) -> Watched:
    """Run a command to its end, looking at it 20 times a second.

    Args:
        command: what to run.
        cwd: where.
        weigh: look at the memory of its processes too.

    Raises:
        RuntimeError: if it ends in another way than expected.
    """
    started = time.monotonic()
    own_cpu, most, by_role = 0.0, (0.0, 0.0), {}
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=words)
        while process.poll() is None:
            with contextlib.suppress(OSError, IndexError):
                own_cpu = _cpu(process.pid)
            if weigh:
                there = _tree(process.pid)
                sizes = {pid: _memory(pid) for pid in there}
                total = tuple(map(sum, zip(*sizes.values(), strict=True))) or (0.0, 0.0)
                # A fork between two looks would have its pages counted twice.
                if total > most and there == _tree(process.pid):
                    most, by_role = total, _by_role(process.pid, sizes)
            time.sleep(0.05)
        wall = time.monotonic() - started
        words.seek(0)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"it ended with {process.returncode}: {words.read()[-2000:]}")
    return Watched(wall, own_cpu, *most, by_role)


def _cpu(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICK


def _stat(pid: int) -> list[str]:
    """Return the fields of a process from its state on (see proc(5))."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _memory(pid: int) -> tuple[float, float]:
    """Return a process's own memory and its PSS in MB; nothing if it has ended.

    What is shared counts by its share in both. Pages of files are in the second alone: the kernel drops
    them when memory is short, and how many it holds for each hangs on the machine's day.
    """
    with contextlib.suppress(OSError, TypeError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        names = ("Pss_Anon", "Pss_Shmem", "Pss")
        own, shared, pss = (
            int(re.search(rf"^{name}: +(\d+) kB", text, re.M)[1]) * 1024 / 1e6  # type: ignore[index]
            for name in names
        )
        return own + shared, pss
    return 0.0, 0.0


def _tree(root: int) -> list[int]:
    """Return a process and all its descendants."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            parents[int(name)] = int(
                Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()[1]
            )
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _by_role(root: int, sizes: dict[int, tuple[float, float]]) -> dict[str, float]:
    """Return the own memory of coordinator, zygote with its workers, and judge."""
    found = {"coordinator": sizes[root][0]}
    for pid, (own, _) in sizes.items():
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
            for role in ROLES:
                if role in words:
                    found[role] = found.get(role, 0.0) + own
    return found


# --------------------------------------------------------------------------- a cluster of one machine


@contextlib.contextmanager
def dask(folder: Path) -> Iterator[str]:
    """Run a scheduler and one worker with a thread for each core; give the scheduler's address."""
    words = folder / "scheduler.log"
    started: list[subprocess.Popen[bytes]] = []

    def start(program: str, *arguments: str, log: Path) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
        with log.open("wb") as out:
            started.append(subprocess.Popen(command, cwd=folder, stdout=out, stderr=out))

    try:
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        start("dask_scheduler", *here, "--port", "0", "--no-show", log=words)
        address = _await(lambda: re.search(r"Scheduler at: +(tcp://\S+)\n", words.read_text()))[1]
        threads = ["--nthreads", str(os.cpu_count()), "--no-nanny"]
        log = folder / "worker.log"
        start("dask_worker", address, *here, *threads, log=log)
        _await(lambda: "Registered to" in log.read_text())
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _await(happened: Callable[[], object]) -> object:
    while not (found := happened()):
        time.sleep(0.1)
    return found


class Relay:
    """Passes bytes between a client and a server, and counts them both ways.

    Args:
        target: address of the server, "tcp://127.0.0.1:8786".

    Attributes:
        address: where the client connects.
        sent: bytes from the client so far.
        received: bytes to the client so far.
    """

    def __init__(self, target: str) -> None:
        self._target = target.removeprefix("tcp://").rsplit(":", 1)
        self.sent = self.received = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Relay:
        self._thread.start()
        serving = asyncio.start_server(self._relay, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result()
        port = self._server.sockets[0].getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        return self

    def __exit__(self, *exc: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, port = self._target
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
        await asyncio.gather(
            self._copy(reader, far_writer, "sent"), self._copy(far_reader, writer, "received")
        )

    async def _copy(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: str
    ) -> None:
        with contextlib.suppress(ConnectionError):
            while part := await reader.read(1 << 16):
                setattr(self, count, getattr(self, count) + len(part))
                writer.write(part)
                await writer.drain()
        writer.close()


def _write_sums(folder: Path, count: int) -> None:
    for number, source in zip(range(count), itertools.cycle(HAND_INS.values()), strict=False):
        path = folder / f"student-{number:05d}" / "sums.py"
        path.parent.mkdir(parents=True)
        path.write_text(f"{source}\n# hand-in {number}\n", encoding="utf-8")


PARTS = {part.__name__: part for part in (speed, memory, workers, flat, cluster)}


def main() -> None:
    """Measure the parts that are asked for, print them, and write them as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--part", action="append", choices=PARTS, help="default: all")
    parser.add_argument("--lesson", default="lesson1")
    parser.add_argument("--hand-ins", type=int, default=500, help="of the part speed")
    parser.add_argument("--some", type=int, default=60, help="hand-ins of workers and cluster")
    parser.add_argument("--counts", type=int, nargs="+", default=[50, 500, 5000])
    parser.add_argument("--json", type=Path, help="keep the figures of all parts here")
    options = parser.parse_args()
    lesson = Course(ROOT).lesson(options.lesson)
    figures: dict[str, Figures] = {}
    if options.json and options.json.exists():
        figures = json.loads(options.json.read_text(encoding="utf-8"))
    for name in options.part or PARTS:
        folder = Path(tempfile.mkdtemp())
        try:
            figures[name] = PARTS[name](lesson, folder, options)
        finally:
            shutil.rmtree(folder)
        _show(name, figures[name])
        if options.json:
            options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    _show(f"model for {MANY:,} hand-ins", model(figures))


def _show(title: str, figures: Figures) -> None:
    for name, value in figures.items():
        text = f"{value:10.2f}" if isinstance(value, float) else f"{value:>10}"
        print(f"{title:26} {name:46} {text}", flush=True)


if __name__ == "__main__":
    main()
