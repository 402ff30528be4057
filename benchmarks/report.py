"""Measure the course page of a large class: how long it takes to write and to open, and its size.

    python benchmarks/report.py [--students 1000] [--lesson lesson1] [--run DIR]

The sample hand-ins of the lesson are graded once (or taken from --run, the folder of a run); each of
the students then gets, task by task, the result of a sample drawn by a fixed seed. The page is opened
in headless Chromium, each time by a new browser, and a link to a hand-in is followed.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from autograder.desk.opened import open_desk
from autograder.lesson import Course, Lesson
from autograder.reports import course_html, write_page
from autograder.results import Report

ROOT = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium")
# Two frames after the load event, all that is in the window has been drawn.
DRAWN = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""


class Opened(NamedTuple):
    """Milliseconds from the address to the drawn page, and from a link to the drawn hand-in."""

    page: float
    hand_in: float


def sample_reports(lesson: Lesson, run: Path) -> list[Report]:
    """Return the reports of the lesson's sample hand-ins; grade them into the folder if need be."""
    if not run.exists():
        hand_ins = ROOT / "fixtures" / "submissions" / lesson.key / "hand-ins"
        command = [sys.executable, "-m", "autograder.cli", "grade", lesson.key, str(hand_ins)]
        done = subprocess.run([*command, "--out", str(run)], cwd=ROOT, check=False)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"grading the samples ended with {done.returncode}")
    with open_desk(run, writable=False) as desk:
        return desk.reports()


def make_class(samples: Sequence[Report], lesson: Lesson, count: int) -> list[Report]:
    """Return reports on as many students, each task drawn from what the samples got in it."""
    rng = random.Random(0)
    whole = [report for report in samples if report.gradable]
    pools = [[r for report in whole for r in report.tasks if r.id == t.id] for t in lesson.tasks]
    return [
        Report(
            f"student-{number:04d}",
            lesson.key,
            gradable=True,
            tier=whole[0].tier,
            tasks=tuple(rng.choice(pool) for pool in pools),
        )
        for number in range(count)
    ]


def open_page(path: Path) -> Opened:
    """Return how long a new browser takes to show the page, and then one hand-in."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(path.as_uri())
        opened = page.evaluate(DRAWN)
        started = page.evaluate("performance.now()")
        page.evaluate("location.hash = document.querySelector('.hand-in:last-of-type').id")
        shown = page.evaluate(DRAWN) - started
        browser.close()
    return Opened(opened, shown)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--lesson", default="lesson1")
    parser.add_argument("--run", type=Path, help="a run whose reports are the samples")
    parser.add_argument("--times", type=int, default=5, help="how often the page is opened")
    options = parser.parse_args()
    lesson = Course(ROOT).lesson(options.lesson)
    with tempfile.TemporaryDirectory() as name:
        samples = sample_reports(lesson, options.run or Path(name) / "run")
        reports = make_class(samples, lesson, options.students)
        started = time.monotonic()
        path = write_page(Path(name) / "report.html", course_html(reports, lesson))
        written = time.monotonic() - started
        size = path.stat().st_size
        opened = [open_page(path) for _ in range(options.times)]
    wrong = sum(r.outcome != "passed" for report in reports for r in report.tasks)
    print(
        f"{os.cpu_count()} cores, {platform.machine()}; {lesson.key}, {len(reports)} students, "
        f"{wrong / len(reports):.1f} tasks of each not right"
    )
    print(f"written in      {written:8.2f} s")
    print(f"size            {size / 1e6:8.2f} MB")
    for label, times in zip(("opened in", "a hand-in in"), zip(*opened, strict=True), strict=True):
        print(f"{label:15} {statistics.median(times):8.0f} ms (slowest {max(times):.0f} ms)")


if __name__ == "__main__":
    main()
