"""A report as Gradescope's `results.json`: one test for each task, in words that students may read.

Source: Gradescope's autograder documentation, "Autograder Specifications, Output Format".
"""

from __future__ import annotations

from typing import Any

from autograder.errors import JudgeError
from autograder.results import Report, TaskResult

STATUS = {"passed": "passed"}


def to_gradescope(report: Report) -> dict[str, Any]:
    """Return the content of `results.json`.

    Raises:
        JudgeError: if a task is ungraded by our own fault. There is no honest number to send then:
            without a results file the platform says that the autograder failed, and keeps no zero.
    """
    broken = [task.id for task in report.tasks if task.points is None]
    if broken:
        raise JudgeError(f"task {', '.join(broken)} could not be graded, by our own fault")
    result: dict[str, Any] = {
        "score": report.score,
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(report.seconds, 3),
        "tests": [_test(task) for task in report.tasks],
        "extra_data": {"lesson": report.lesson, "tier": report.tier, "gradable": report.gradable},
    }
    if report.problem:
        result["output"] = report.problem
        result["output_format"] = "text"
    return result


def _test(task: TaskResult) -> dict[str, Any]:
    return {
        "name": task.name,
        "number": task.id,
        "score": task.points,
        "max_score": task.max,
        "status": STATUS.get(task.outcome, "failed"),
        "output": task.message,
        "output_format": "text",
        "visibility": "visible",
        "tags": [task.outcome, *task.misconceptions],
    }
