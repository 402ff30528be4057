"""Grade the same hand-ins three ways, side by side in one run: finegrade, otter, a cold pytest each.

    python benchmarks/grading.py [--hand-ins 40] [--others 3] [--rounds 3] [--lesson lesson1]

Every figure is CPU seconds (user and system, of all descendants) and wall seconds. finegrade is run on
one hand-in and on all of them: the difference, divided, is what a hand-in costs; the rest is start-up
and the answer key of the run. Hand-ins differ in their bytes, every run has new folders, and the page
cache is dropped before each where the machine allows it. Ratios are of one round, in which the three
take turns: a shared machine may be half as fast an hour later.
"""

from __future__ import annotations

import argparse
import ctypes
import itertools
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

from autograder.authoring.build import build
from autograder.lesson import Course, Lesson

ROOT = Path(__file__).parents[1]
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: orphans become our children, so that their time counts
SECONDS = 600


class Cost(NamedTuple):
    """CPU and wall seconds of one command with all its descendants."""

    cpu: float
    wall: float

    def per(self, count: int) -> Cost:
        """Return the cost of one out of `count`."""
        return Cost(self.cpu / count, self.wall / count)


def run(command: Sequence[str], *, cwd: Path, ok: Sequence[int] = (0, 1)) -> Cost:
    """Run a command to its end, and that of everything it started; return what it cost.

    Raises:
        RuntimeError: if it ends in another way than expected.
    """
    _drop_page_cache()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    wall = time.monotonic() - started
    _reap_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in ok:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def write_hand_ins(folder: Path, lesson: Lesson, count: int) -> list[Path]:
    """Write hand-ins with bytes of their own: the samples that run to their end, again and again."""
    samples = list(_samples(lesson))
    paths = []
    for number, source in zip(range(count), itertools.cycle(samples), strict=False):
        path = folder / f"student-{number:03d}" / lesson.module
        path.parent.mkdir(parents=True)
        path.write_text(f"{source}\n# hand-in {number}\n", encoding="utf-8")
        paths.append(path)
    return paths


def grade(lesson: Lesson, folder: Path, *, workers: int) -> Cost:
    """Return what `finegrade grade` costs for a folder of hand-ins."""
    finegrade = [sys.executable, "-m", "autograder.cli", "grade", lesson.key]
    return run([*finegrade, str(folder), "--json", "-j", str(workers)], cwd=ROOT)


def otter(bundle: Path, hand_in: Path, folder: Path) -> Cost:
    """Return what `otter run` costs for one hand-in."""
    folder.mkdir()
    shutil.copy(hand_in, folder)
    command = [sys.executable, "-m", "otter", "run", "-a", str(bundle), hand_in.name]
    return run(command, cwd=folder, ok=(0,))


def cold_pytest(release: Path, lesson: Lesson, hand_in: Path, folder: Path) -> Cost:
    """Return what one run of the public suite costs in a fresh release with this module."""
    shutil.copytree(release, folder)
    shutil.copy(hand_in, folder / lesson.key / lesson.module)
    return run(
        [sys.executable, "-m", "pytest", "-q", *_without_our_plugins(), lesson.key], cwd=folder
    )


def _without_our_plugins() -> Iterator[str]:
    """Yield options that leave out the plugins of pytest which a student has not installed."""
    for plugin in entry_points(group="pytest11"):
        if plugin.name != "timeout":
            yield from ("-p", f"no:{plugin.name}")


def imports_alone(folder: Path) -> Cost:
    """Return what it costs to import torch and GPT-2, and nothing else."""
    statement = "import torch; from transformers import GPT2LMHeadModel, GPT2Model"
    return run([sys.executable, "-c", statement], cwd=folder, ok=(0,))


def main() -> None:
    """Measure, print a table, and write the figures as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lesson", default="lesson1")
    parser.add_argument("--hand-ins", type=int, default=40)
    parser.add_argument("--others", type=int, default=3, help="hand-ins for otter and pytest")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures of every round here too")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    course = Course(ROOT)
    lesson = course.lesson(options.lesson)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        release, bundle = folder / "release", folder / "autograder.zip"
        build(course, [lesson.key], target=release)
        seal = [sys.executable, "-m", "autograder.cli", "bundle", "otter", lesson.key]
        run([*seal, "--out", str(bundle), "--seeds", "2"], cwd=ROOT, ok=(0,))  # any one is drawn
        rounds = [
            measure(lesson, folder / f"round-{number}", release, bundle, options)
            for number in range(options.rounds)
        ]
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{lesson.key}, {options.hand_ins} hand-ins, {len(rounds)} rounds: median (least, most)")
    for name in rounds[0]:
        print(f"{name:60} {_spread([figures[name] for figures in rounds])}")
    if options.json:
        options.json.write_text(json.dumps(rounds, indent=2) + "\n", encoding="utf-8")


def measure(
    lesson: Lesson, folder: Path, release: Path, bundle: Path, options: argparse.Namespace
) -> dict[str, float]:
    """Return all figures of one round, by name; the machine may be slower in the next."""
    hand_ins = write_hand_ins(folder / "all", lesson, options.hand_ins)
    write_hand_ins(folder / "one", lesson, 1)
    few = hand_ins[: options.others]
    # In turns, so that a busy moment of the machine hits all alike.
    one = grade(lesson, folder / "one", workers=1)
    otters = [otter(bundle, path, folder / f"o{i}") for i, path in enumerate(few)]
    full = grade(lesson, folder / "all", workers=os.cpu_count() or 1)
    tests = [cold_pytest(release, lesson, path, folder / f"p{i}") for i, path in enumerate(few)]
    imports = [imports_alone(folder) for _ in few]
    more = options.hand_ins - 1
    each = Cost((full.cpu - one.cpu) / more, (full.wall - one.wall) / more)
    costs = {
        "finegrade, one hand-in": each,
        "finegrade, start-up and answer key": Cost(one.cpu - each.cpu, one.wall - each.wall),
        "otter run, one hand-in": _mean(otters),
        "pytest of the public suite, cold, one hand-in": _mean(tests),
        "importing torch and GPT-2 alone": _mean(imports),
    }
    figures = {f"{name}, CPU seconds": cost.cpu for name, cost in costs.items()}
    figures |= {f"{name}, wall seconds": cost.wall for name, cost in costs.items()}
    return {
        **figures,
        "otter run / finegrade, CPU": _mean(otters).cpu / each.cpu,
        "otter run / finegrade, start-up included, CPU": _mean(otters).cpu
        / full.per(len(hand_ins)).cpu,
        "pytest - imports, wall seconds": _mean(tests).wall - _mean(imports).wall,
    }


def _spread(figures: Sequence[float]) -> str:
    return f"{statistics.median(figures):7.2f} ({min(figures):.2f}, {max(figures):.2f})"


def _samples(lesson: Lesson) -> Iterator[str]:
    """Yield the sources of the sample hand-ins that can be read and that run to their end."""
    folder = ROOT / "fixtures" / "submissions" / lesson.key
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    for student, entry in sorted(expected.items()):
        stopped = any(outcome == "stopped" for _, outcome, _ in entry.get("lost", {}).values())
        if "problem" not in entry and not stopped:
            for path in folder.glob(f"hand-ins/{student}/**/{lesson.module}"):
                yield path.read_text(encoding="utf-8-sig")


def _mean(costs: Sequence[Cost]) -> Cost:
    return Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs)).per(len(costs))


def _drop_page_cache() -> None:
    """Make the next command read its files from the disk, where the machine allows it (root)."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("1")
    except OSError:
        pass


def _reap_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    main()
