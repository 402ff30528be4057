"""The otter plugin: `autograder.otter.plugin.Finegrade`, named in `otter_config.json`."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files import GradingResults

from autograder.authoring.bundle import open_bundle
from autograder.errors import JudgeError, SubmissionError
from autograder.grade import grade
from autograder.intake import read_submissions
from autograder.lesson import Lesson
from autograder.results import Report
from autograder.submission import Submission

BUNDLE = "_finegrade"  # our folder among the files of the autograder zip
REPORT = "finegrade.json"  # the whole report, beside results.json
OURS = frozenset({BUNDLE, "tests", "__init__.py"})  # what otter puts beside the hand-in
UNSAFE_KEY = "accept_unsafe"


class Finegrade(AbstractOtterPlugin):
    """Grades the hand-in in our sandbox while otter believes that it runs a notebook."""

    def before_grading(self, config: Any) -> None:
        """Read the hand-in, then take it out of otter's sight.

        otter would unpickle a submitted `.OTTER_LOG` and execute the submission; it finds neither.
        """
        self._folder = Path(config.autograder_dir).resolve()
        hand_in = Path(self.submission_path)
        # Never the copy beside the hand-in: a student may hand in a folder of the same name.
        course, self._lesson, key = open_bundle(self._folder / "source" / "files" / BUNDLE)
        self._submission = _read(hand_in.parent, self._lesson)
        (hand_in.parent / ".OTTER_LOG").unlink(missing_ok=True)
        hand_in.write_text("" if hand_in.suffix == ".py" else nbformat.writes(_empty()))
        (self._report,) = grade(
            [self._submission],
            course=course,
            lesson=self._lesson,
            key=key,
            suite=course.hidden_suite(self._lesson.key),
            accept_unsafe=bool(self.plugin_config.get(UNSAFE_KEY)),
        )

    def before_execution(self, submission: Any) -> nbformat.NotebookNode:
        """Give otter nothing to execute."""
        return _empty()

    def after_grading(self, results: GradingResults) -> None:
        """Put our results in the place of otter's.

        Raises:
            JudgeError: if the fault is ours. otter then writes no results, and nobody gets a zero.
        """
        if self._report.score is None:
            faults = sorted({task.fault for task in self._report.tasks if task.fault})
            raise JudgeError(f"The checker failed; this is not about this hand-in. {faults}")
        results.results = to_otter(self._report).results
        results._catastrophic_error = None
        folder = self._folder / "results"
        (folder / REPORT).write_bytes(msgspec.json.encode(self._report))


def to_otter(report: Report) -> GradingResults:
    """Return the report as otter's own results, built of its own classes only.

    They load on a machine that does not have this package.
    """
    files = [
        {
            "filename": f"{task.id} {task.name}.task",
            "test_case_results": [
                {
                    "test_case": {
                        "name": task.id,
                        "code": "",
                        "hidden": False,
                        "points": task.max,
                        "success_message": None,
                        "failure_message": None,
                    },
                    "passed": task.outcome == "passed",
                    "error": task.message,
                }
            ],
        }
        for task in report.tasks
    ]
    results = GradingResults.from_ottr_json(json.dumps({"test_file_results": files}))
    for task in report.tasks:
        results.update_score(f"{task.id} {task.name}", task.points)
    return results


def _read(folder: Path, lesson: Lesson) -> Submission:
    """Read the hand-in from otter's submission folder, without what otter put there."""
    with tempfile.TemporaryDirectory() as scratch:
        clean = Path(scratch) / "submission"
        clean.mkdir()
        for entry in folder.iterdir():
            if entry.name in OURS:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, clean / entry.name, symlinks=True)
            else:
                shutil.copy(entry, clean / entry.name, follow_symlinks=False)
        try:
            (submission,) = read_submissions(clean, lesson.key, lesson.module)
        except SubmissionError as error:
            return Submission("submission", lesson.module, problem=str(error))
    return submission


def _empty() -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook()
