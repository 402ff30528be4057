"""Prove a lesson's checks: power (what is wrong loses points) and fairness (what is right does not).

Pure judging of observations that were made before; the findings are sentences for the author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from autograder.answers import AnswerKey, Mistake, Seen
from autograder.judge.verdict import Evidence, Judge, whole_points
from autograder.lesson import Task
from autograder.observation import FLOATS, Array, Case, Observation, Reply, Value
from autograder.results import TaskResult


class Finding(msgspec.Struct, frozen=True):
    """Something about a lesson that its author must mend: where, what, and what to do."""

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.fix}"


def judge_seen(judge: Judge, task: Task, seen: Seen) -> TaskResult:
    """Return the result of one implementation of one task, all else being right."""
    return judge.judge([Evidence(task.id, Reply(seen.plain, seen.stand_in))])[0]


def prove_stub(judge: Judge, tasks: Sequence[Task], stub: Mapping[str, Reply]) -> Iterator[Finding]:
    """Yield a finding for every task that the untouched stub does not leave unwritten, at 0 points.

    Args:
        judge: a judge with this seed's answers.
        tasks: the tasks to prove.
        stub: what the probes recorded of the stub, by task.
    """
    for result in judge.judge([Evidence(task.id, stub[task.id]) for task in tasks]):
        if result.outcome != "unwritten" or result.points != 0:
            yield Finding(
                f"task {result.id}",
                f"the untouched stub is {result.outcome} with {result.points} points.",
                "Every path through it must end in its NotImplementedError.",
            )


def prove_right(judge: Judge, task: Task, seen: Seen, where: str) -> Iterator[Finding]:
    """Yield a finding if a right answer (or the reference itself) loses points."""
    result = judge_seen(judge, task, seen)
    if result.outcome != "passed":
        why = result.message or result.fault
        yield Finding(
            where,
            f"is right, and gets {result.points} of {task.points} points: {why}",
            "Loosen the check to what the contract asks, or mend this answer.",
        )


def prove_wrong(
    judge: Judge, task: Task, mistake: Mistake, seen: Seen, where: str
) -> Iterator[Finding]:
    """Yield a finding if a known mistake is not caught, not named, or not worth its credit."""
    result = judge_seen(judge, task, seen)
    names = "+".join(result.misconceptions)
    if result.outcome == "ungraded":
        yield Finding(where, f"cannot be judged: {result.fault}", "Mend the check.")
    elif result.outcome == "passed":
        yield Finding(where, "is not caught by any check.", "Add a probe that tells it apart.")
    elif names != "+".join(mistake.ids):
        yield Finding(
            where,
            f"is named {names or 'by nobody'} instead of {'+'.join(mistake.ids)}.",
            "Add a probe that separates the two, or list one id under the other's aliases.",
        )
    elif mistake.lazy and result.points:
        yield Finding(where, f"is lazy and still gets {result.points} points.", "Mend the groups.")
    elif (result.points or 0) < whole_points(task.points, mistake.credit):
        yield Finding(where, "gets less than its credit.", "Mend the credit.")
    elif result.points == task.points:
        yield Finding(where, "costs no point.", "Lower its credit.")


def prove_carried(judge: Judge, tasks: Sequence[Task], key: AnswerKey) -> Iterator[Finding]:
    """Yield a finding where a helper's mistake costs its right caller points, or pays an idle one."""
    for task in tasks:
        answers = key.tasks[task.id]
        idle = [(mistake.slug, seen) for mistake, seen in answers.wrong if mistake.lazy]
        for helper in task.helpers:
            for mistake, seen in key.tasks[helper].wrong:
                plain = answers.carried.get(mistake.slug)
                if plain is None:
                    continue
                broken = Evidence(helper, Reply(seen.plain, seen.stand_in))
                right = Reply(plain, answers.right[0].stand_in)
                if _judge_caller(judge, broken, task, right).outcome != "passed":
                    yield Finding(
                        f"task {task.id}",
                        f"loses points for {mistake.slug}, a mistake of its helper.",
                        "Give the task a stand-in for that helper that shows the caller is right.",
                    )
                for slug, lazy in idle:
                    if _judge_caller(judge, broken, task, Reply(lazy.plain, lazy.stand_in)).points:
                        yield Finding(
                            f"task {task.id}",
                            f"pays {slug}, which has no idea, where the helper is {mistake.slug}.",
                            "Add a probe in which the two differ.",
                        )


def _judge_caller(judge: Judge, helper: Evidence, task: Task, reply: Reply) -> TaskResult:
    return judge.judge([helper, Evidence(task.id, reply)])[1]


# --------------------------------------------------------------------------- generic distortions

Distortion = Callable[[NDArray[np.float64]], NDArray[np.float64]]

DISTORTIONS: Mapping[str, Distortion] = {
    "zeros": np.zeros_like,
    "the opposite sign": np.negative,
    "half": lambda x: x / 2,
    "double": lambda x: x * 2,
    "a shift": lambda x: x + np.abs(x).max(initial=0.0) + 1.0,
    "NaN": lambda x: np.full_like(x, np.nan),
    "the transpose": lambda x: np.ascontiguousarray(x.T),
    "another axis in front": lambda x: x[None],
}


def distort(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield wrong versions of one recorded number or float tensor, each with its name."""
    if isinstance(value, float):
        array = Array("float64", (), np.float64(value).tobytes())
    elif isinstance(value, Array) and value.dtype in FLOATS:
        array = value
    else:
        return
    numbers = array.numpy().astype(np.float64)
    for name, wrong in DISTORTIONS.items():
        result = wrong(numbers)
        if isinstance(value, float) and result.ndim == 0:
            changed: Value = float(result)
        else:
            kind = array.numpy().dtype
            changed = Array(array.dtype, result.shape, result.astype(kind).tobytes())
        if not _same(changed, value):
            yield name, changed
    if isinstance(value, Array):
        yield "whole numbers", Array("int64", value.shape, numbers.astype("<i8").tobytes())
        yield "no tensor at all", None
    yield "an exception", "no graph"


def _same(a: Value, b: Value) -> bool:
    if isinstance(a, Array) and isinstance(b, Array):
        return a.shape == b.shape and np.array_equal(a.numpy(), b.numpy())
    return a == b


def prove_power(judge: Judge, task: Task, right: Observation) -> Iterator[Finding]:
    """Yield a finding for every recorded number that may be distorted without any check noticing."""
    for name, case in right.cases.items():
        for key, value in case.items():
            wrongs = list(distort(value))
            survivors = [
                words
                for words, wrong in wrongs
                if judge.accepts(
                    task.id, _replaced(right, name, {**case, key: wrong}), changed=name
                )
            ]
            nobody_judges = len(survivors) == len(wrongs)
            if survivors and not (key.startswith("_") and nobody_judges):
                yield Finding(
                    f"task {task.id}, probe {name}",
                    f"{key!r} may be replaced by {', '.join(survivors)} without losing a point.",
                    "Judge it, or record it under a name that begins with an underscore.",
                )


def _replaced(right: Observation, name: str, case: Case) -> Observation:
    return Observation(right.task, {**right.cases, name: case})
