"""What runs inside a grading container in the place of otter's own script."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
from otter.run.run_autograder import main as run_otter

from autograder.exports.gradescope import to_gradescope
from autograder.otter.plugin import REPORT
from autograder.results import Report


def main(folder: str = "/autograder") -> None:
    """Grade the submission in otter's container layout and write Gradescope's `results.json`.

    otter writes a results file of its own; ours replaces it in one step. If the fault is ours there
    is none at all, so that the platform reports a failed autograder instead of a zero.
    """
    results = Path(folder) / "results"
    target = results / "results.json"
    try:
        run_otter(folder, logo=False)
        report = msgspec.json.decode((results / REPORT).read_bytes(), type=Report)
        scratch = results / "results.json.part"
        scratch.write_text(json.dumps(to_gradescope(report), indent=2), encoding="utf-8")
        os.replace(scratch, target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
