"""What the jail adds to a worker: the same empty hand-in in a jailed and in a bare fork, in turns.

    python benchmarks/jail.py [--times 300] [--lesson lesson1] [--json FILE]

Two zygotes with the same libraries and probes fork a worker each for one request after the other. The
bare one closes nothing and tries no canary. What is measured is how long the coordinator waits for the
reply.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from grading import ROOT

from autograder.lesson import Course
from autograder.observation import Request
from autograder.sandbox.pool import Pool

EMPTY = Request("empty.py", {"empty.py": ""}, "", "", 0)
SECONDS = 30.0


def main() -> None:
    """Measure, print a table, and write the figures as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lesson", default="lesson1")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    course = Course(ROOT)
    key = course.lesson(options.lesson).key
    with Pool(course, key) as jailed, Pool(course, key, tier="process", jailed=False) as bare:
        pairs = [
            (jailed.observe(EMPTY, seconds=SECONDS), bare.observe(EMPTY, seconds=SECONDS))
            for _ in range(options.times)
        ]
        print(f"{jailed.tier}; {options.times} times, in turns")
    walls = [(1e3 * one.seconds, 1e3 * other.seconds) for one, other in pairs]
    figures = {
        "jailed": summary([one for one, _ in walls]),
        "bare": summary([other for _, other in walls]),
        "added": summary([one - other for one, other in walls]),
    }
    for name, row in figures.items():
        print(f"{name:8}" + "".join(f"   {what} {value:6.2f} ms" for what, value in row.items()))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def summary(walls: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    return {"median": statistics.median(walls), "95 %": statistics.quantiles(walls, n=20)[-1]}


if __name__ == "__main__":
    main()
