"""What runs inside a grading container in the place of otter's own script."""

from __future__ import annotations

import os
from pathlib import Path

from otter.run.run_autograder import main as run_otter

from autograder.otter.plugin import GRADESCOPE, take_aside

PLACEHOLDER = "hand_in.py"


def main(folder: str = "/autograder") -> None:
    """Grade the hand-in in otter's container layout and write Gradescope's `results.json`.

    otter writes a results file of its own; ours replaces it in one step. If the fault is ours there
    is none at all, so that the platform reports a failed autograder instead of a zero.
    """
    root = Path(folder)
    target = root / "results" / "results.json"
    try:
        _give_metadata(root / "submission_metadata.json")
        take_aside(root, PLACEHOLDER)
        run_otter(folder, logo=False)
        os.replace(target.with_name(GRADESCOPE), target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _give_metadata(path: Path) -> None:
    """Write what otter insists on reading; in the image of `otter grade` the file is empty."""
    if not path.exists() or not path.read_bytes().strip():
        path.write_text("{}")
