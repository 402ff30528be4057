"""One hand-in for each thing that can happen to a hand-in, and the lesson that it belongs to."""

from __future__ import annotations

import msgspec
import pytest

from autograder.lesson import Lesson, Task
from autograder.results import Finding, Report, TaskResult, Witness, ungraded

HINTS = ("Which?", "Look there.", "A vector.")
FAULT = "JudgeError in test_hidden.py::test_secret, expected 0.125"
HOSTILE = "../../<script>alert(1)</script>\u202egnp\x1b[31m\nstudent-01: 100 of 100"
LESSON = Lesson(
    title="Finetuning for classification",
    module="classification.py",
    task=(
        Task("1.1", "pool_last_token", 14, ("no mask", "right", "left"), HINTS, "Why the last."),
        Task("1.2", "GPT2Classifier", 17, ("census", "logits", "shapes"), HINTS, "Why no bias."),
        Task("1.3", "set_trainable", 14, ("n=0", "all blocks"), HINTS, "Why late blocks first."),
    ),
    key="lesson1_classification",
)
WITNESS = Witness(
    "hidden[0] = [a b c d e], mask [0, 0, 1, 1, 1]", "c", "changing e must change the result"
)
NAMED = Finding(
    "Right-padded rows are right, left-padded rows are not: counting real tokens tells how many "
    "there are, not where the last one stands.",
    file="classification.py",
    line=22,
    witness=WITNESS,
    question="Where does the last real token of that row stand?",
)
UNNAMED = Finding(
    "This does not hold yet: the logits have one row per sequence.",
    evidence="`logits` has 3 axes, more than the 2 asked for.",
    file="classification.py",
    line=41,
)
HANG = Finding("Stopped after 10 s; the reference needs under one.", file="sub/loop.py", line=7)
SYNTAX = Finding("Python cannot read this file: expected ':'", file="classification.py", line=14)


class Samples:
    """Builds reports by student name; each shows another thing that can happen."""

    lesson = LESSON
    fault = FAULT
    hostile = HOSTILE

    @staticmethod
    def task(number: int, outcome: str, points: int = 0, **more: object) -> TaskResult:
        """Return the result of the lesson's task with this index."""
        task = LESSON.tasks[number]
        return TaskResult(task.id, task.name, points, task.points, outcome, **more)

    @classmethod
    def full(cls, number: int, note: str = "") -> TaskResult:
        return cls.task(number, "passed", LESSON.tasks[number].points, note=note)

    @classmethod
    def named(cls, *ids: str) -> TaskResult:
        return cls.task(
            0, "failed", 7, misconceptions=ids or ("L1.P03",), finding=NAMED,
            groups_right=("no mask", "right"), groups_wrong=("left",),
        )  # fmt: skip

    @classmethod
    def unnamed(cls) -> TaskResult:
        return cls.task(
            1, "failed", 3, finding=UNNAMED, groups_right=("census",),
            groups_wrong=("logits", "shapes"),
        )  # fmt: skip

    @classmethod
    def report(cls, student: str, *tasks: TaskResult, **more: object) -> Report:
        values = {"gradable": True, "tier": "user namespace", **more}
        return Report(student=student, lesson=LESSON.key, tasks=tasks, **values)

    @classmethod
    def all(cls) -> list[Report]:
        """Return one report of each kind."""
        carried = "Right given your `pool_last_token`; fixing that one fixes this."
        broken = ungraded("1.2", "GPT2Classifier", 17, FAULT)
        unwritten = cls.task(2, "unwritten", note="set_trainable is not written yet.")
        syntax = [cls.task(i, "stopped", finding=SYNTAX) for i in range(3)]
        return [
            cls.report("student-01", cls.full(0), cls.full(1), cls.full(2)),
            cls.report("student-02", cls.named(), cls.full(1, carried), unwritten),
            cls.report("student-03", cls.named("L1.P03", "L1.P20"), cls.unnamed(), cls.full(2)),
            cls.report("student-04", cls.full(0), cls.task(1, "stopped", finding=HANG), unwritten),
            cls.report("student-05", cls.full(0), broken, cls.full(2)),
            cls.report("student-06", *syntax, gradable=False, problem=SYNTAX.headline),
            cls.report(
                HOSTILE, cls.full(0), cls.hostile_failure(), unwritten,
                notes=("Taken from <b>a zip</b>\x07 inside the zip.",),
            ),
        ]  # fmt: skip

    @classmethod
    def hostile_failure(cls) -> TaskResult:
        """Return a failure in which every text that a student can reach is hostile."""
        bad = "<img src=x onerror=alert(1)>\x1b[2J\u2066`</code><b>`" + "x" * 300
        finding = Finding(bad, bad, "<i>\u202eyp.py", 3, Witness(bad, bad, bad), bad)
        return msgspec.structs.replace(cls.unnamed(), finding=finding)


@pytest.fixture
def samples() -> type[Samples]:
    """The builder of sample reports."""
    return Samples
