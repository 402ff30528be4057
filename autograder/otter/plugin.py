"""The otter plugin: `autograder.otter.plugin.Finegrade`, named in `otter_config.json`."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.test_files import GradingResults

from autograder.authoring.bundle import open_bundle
from autograder.clean import clean_record
from autograder.errors import JudgeError
from autograder.exports.gradescope import to_gradescope
from autograder.grade import grade
from autograder.intake.archives import archive_stem
from autograder.intake.assembly import assemble
from autograder.intake.disk import folder_entries
from autograder.intake.layouts import HandIn, file_student
from autograder.intake.naming import Target, is_notebook, is_python
from autograder.lesson import Lesson
from autograder.reports import task_text
from autograder.results import Report
from autograder.submission import Submission

BUNDLE = "_finegrade"  # our folder among the files of the autograder zip
ASIDE = "hand-in"  # beside otter's folders: where the hand-in lies while otter runs
GRADESCOPE = "gradescope.json"  # what becomes results.json, beside it
OURS = frozenset({BUNDLE, "tests", "__init__.py"})  # what otter puts beside the hand-in
UNSAFE_KEY = "accept_unsafe"


class Finegrade(AbstractOtterPlugin):
    """Grades the hand-in in our sandbox while otter believes that it runs a notebook."""

    def before_grading(self, config: Any) -> None:
        """Take the hand-in out of otter's sight, and grade it.

        The bundle is read where the zip was unpacked, never from otter's copy beside the hand-in: a
        student may hand in a folder of the same name.
        """
        root = Path(config.autograder_dir).resolve()
        self._results = root / "results"
        aside = take_aside(root, Path(self.submission_path).name, leave=OURS)
        course, self._lesson, key = open_bundle(root / "source" / "files" / BUNDLE)
        (report,) = grade(
            [read_hand_in(aside, self._lesson)],
            course=course,
            lesson=self._lesson,
            key=key,
            suite=course.hidden_suite(self._lesson.key),
            accept_unsafe=bool(self.plugin_config.get(UNSAFE_KEY)),
        )
        self._report = clean_record(report)

    def before_execution(self, submission: Any) -> nbformat.NotebookNode:
        """Give otter nothing to execute."""
        return nbformat.v4.new_notebook()

    def after_grading(self, results: GradingResults) -> None:
        """Put our results in the place of otter's, and write Gradescope's beside them.

        Raises:
            JudgeError: if the fault is ours. otter then writes no results, and nobody gets a zero.
        """
        if self._report.score is None:
            faults = sorted({task.fault for task in self._report.tasks if task.fault})
            raise JudgeError(f"The checker failed; this is not about this hand-in. {faults}")
        results.results = to_otter(self._report).results
        results._catastrophic_error = None
        if self._report.problem:
            results.set_output(self._report.problem)
        content = to_gradescope(
            self._report,
            words=lambda task: task_text(task, self._lesson),
            metadata=self.submission_metadata,
        )
        (self._results / GRADESCOPE).write_text(json.dumps(content, indent=2), encoding="utf-8")


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


def take_aside(root: Path, placeholder: str, *, leave: Collection[str] = ()) -> Path:
    """Move the hand-in where otter does not look, put an empty module there, return the new place.

    otter unpickles a submitted `.OTTER_LOG`, starts a kernel that imports from the hand-in's folder,
    and gives up on two modules or a folder; of an empty module it thinks nothing. What was taken
    aside once stays there.

    Args:
        root: otter's folder, "/autograder" in a container.
        placeholder: name of the empty module.
        leave: names that are not of the hand-in.
    """
    aside = root / ASIDE
    if not aside.exists():
        aside.mkdir(mode=0o700)
        for entry in list((root / "submission").iterdir()):
            if entry.name not in leave:
                entry.rename(aside / entry.name)
        empty = "" if placeholder.endswith(".py") else nbformat.writes(nbformat.v4.new_notebook())
        (root / "submission" / placeholder).write_text(empty)
    return aside


def read_hand_in(folder: Path, lesson: Lesson) -> Submission:
    """Read the one hand-in in a folder; a lone file is graded whatever it is called."""
    entries = tuple(folder_entries(folder))
    name = entries[0].name if entries else ""
    readable = is_python(name) or is_notebook(name) or archive_stem(name) is not None
    single = len(entries) == 1 and not entries[0].folder and readable
    student = file_student(name) if single else folder.name
    hand_in = HandIn(student, entries, single=single)
    return assemble(hand_in, Target(lesson.key, lesson.module))
