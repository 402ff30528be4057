"""Each finding about a lesson's checks is produced by exactly the flaw that it names."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.answers import AnswerKey, Seen, TaskAnswers
from autograder.authoring.proof import (
    DISTORTIONS,
    distort,
    prove_carried,
    prove_power,
    prove_right,
    prove_stub,
    prove_wrong,
)
from autograder.judge.compare import Mismatch, assert_close
from autograder.judge.plugin import ItemResult
from autograder.judge.verdict import Judge
from autograder.observation import Array, Raised, Reply


class Suite:
    """A hidden suite of one check a case: the number `y` is right. `blind` names unjudged cases."""

    def __init__(self, *blind: str) -> None:
        self.blind = blind

    def run(self, task, observed, expected, *, only=None):
        results = []
        for name, want in expected.cases.items():
            if only not in (None, name):
                continue
            passed, evidence = True, ""
            if name not in self.blind:
                try:
                    assert_close(observed.cases.get(name, {}), want, "y")
                except Mismatch as error:
                    passed, evidence = False, str(error)
            results.append(ItemResult("It is right.", name, name, passed, evidence))
        return results


@pytest.fixture
def right(tiny):
    return tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[3.0, 5.0, 8.0])


def judge(tiny, right, *wrong, suite=None):
    answers = TaskAnswers((right,), wrong)
    second = TaskAnswers((tiny.seen("9.2", near=[1.0, 3.0], far=[2.0, 7.0]),))
    key = AnswerKey(tiny.lesson.key, 7, {"9.1": answers, "9.2": second})
    return Judge(tiny.lesson, key, suite or Suite()), tiny.lesson.find("9.1"), key


def test_a_right_answer_that_passes_is_no_finding(tiny, right):
    """The reference itself is quiet."""
    bench, task, _ = judge(tiny, right)
    assert list(prove_right(bench, task, right, "the reference")) == []


def test_a_right_answer_that_loses_points_is_found(tiny, right):
    """A right answer that the suite rejects is told with its points."""
    other = tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[3.0, 5.0, 9.0])
    bench, task, _ = judge(tiny, right)
    (finding,) = prove_right(bench, task, other, "right/x.py")
    assert "is right, and gets" in finding.what


def test_a_mistake_that_is_caught_and_named_is_no_finding(tiny, right):
    """A known mistake with its own name and credit is quiet."""
    seen = tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[0.0, 0.0, 1.0])
    mistake = tiny.mistake("L9.A01")
    bench, task, _ = judge(tiny, right, (mistake, seen))
    assert list(prove_wrong(bench, task, mistake, seen, "x")) == []


def test_a_mistake_that_no_check_sees_is_found(tiny, right):
    """A mistake in a case that is not judged is not caught."""
    seen = tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[0.0, 0.0, 1.0])
    mistake = tiny.mistake("L9.A01")
    bench, task, _ = judge(tiny, right, (mistake, seen), suite=Suite("far"))
    (finding,) = prove_wrong(bench, task, mistake, seen, "x")
    assert "not caught" in finding.what


def test_two_mistakes_that_look_alike_are_found(tiny, right):
    """The second of two that no probe separates is named by the first's id."""
    seen = tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[0.0, 0.0, 1.0])
    first, second = tiny.mistake("L9.A01"), tiny.mistake("L9.A02")
    bench, task, _ = judge(tiny, right, (first, seen), (second, seen))
    (finding,) = prove_wrong(bench, task, second, seen, "x")
    assert "is named L9.A01 instead of L9.A02" in finding.what


def test_a_mistake_that_costs_nothing_is_found(tiny, right):
    """A credit that rounds up to all points takes none away."""
    seen = tiny.seen("9.1", near=[1.0, 2.0, 4.0], far=[0.0, 0.0, 1.0])
    mistake = tiny.mistake("L9.A01", 0.99)
    bench, task, _ = judge(tiny, right, (mistake, seen))
    (finding,) = prove_wrong(bench, task, mistake, seen, "x")
    assert "costs no point" in finding.what


def test_a_stub_that_is_not_unwritten_is_found(tiny, right):
    """A stub that returns something in one task is told by its outcome."""
    unwritten = {"y": Raised("NotImplementedError", unwritten="9.2")}
    stub = {
        "9.1": Reply(tiny.observation("9.1", near=[0.0, 1.0, 0.0], far=[0.0, 1.0, 0.0])),
        "9.2": Reply(tiny.observation("9.2", near=unwritten, far=unwritten)),
    }
    bench, _, _ = judge(tiny, right)
    (finding,) = prove_stub(bench, tiny.lesson.tasks, stub)
    assert finding.where == "task 9.1"
    assert "the untouched stub is failed" in finding.what


def test_a_number_that_nobody_judges_is_found(tiny, right):
    """Every distortion of a recorded and unjudged number survives, and is told."""
    bench, task, _ = judge(tiny, right, suite=Suite("far"))
    (finding,) = prove_power(bench, task, right.plain)
    assert finding.where == "task 9.1, probe far"
    assert "zeros" in finding.what
    assert "half" in finding.what


def test_a_suite_that_judges_everything_rejects_all_distortions(tiny, right):
    """With every number judged there is no finding."""
    bench, task, _ = judge(tiny, right)
    assert list(prove_power(bench, task, right.plain)) == []


def test_a_helper_mistake_that_costs_its_caller_is_found(tiny, right):
    """Without stand-in and without its own carried answer the caller pays twice."""
    seen = tiny.seen("9.1", near=[0.0, 2.0, 4.0], far=[0.0, 5.0, 8.0])
    mistake = tiny.mistake("L9.A01")
    bench, _, key = judge(tiny, right, (mistake, seen))
    carried = tiny.observation("9.2", near=[9.0, 9.0], far=[9.0, 9.0])
    key.tasks["9.2"].carried[mistake.slug] = carried
    assert list(prove_carried(bench, tiny.lesson.tasks, key)) == []
    renamed = tiny.mistake("L9.A02")
    key.tasks["9.2"].carried[renamed.slug] = key.tasks["9.2"].carried.pop(mistake.slug)
    other = {**key.tasks, "9.1": TaskAnswers((right,), ((renamed, seen),))}
    (finding,) = prove_carried(bench, tiny.lesson.tasks, AnswerKey(key.lesson, 7, other))
    assert "a mistake of its helper" in finding.what


def test_an_idle_hand_in_that_a_broken_helper_pays_is_found(tiny, right):
    """Where the stand-in pass cannot tell a right caller from one without an idea, that is told."""
    seen = tiny.seen("9.1", near=[0.0, 2.0, 4.0], far=[0.0, 5.0, 8.0])
    mistake, lazy = tiny.mistake("L9.A01"), tiny.mistake("L9.Z01", lazy=True)
    bench, _, key = judge(tiny, right, (mistake, seen))
    nothing = tiny.observation("9.2", near=[0.0, 0.0], far=[0.0, 0.0])
    (caller,) = key.tasks["9.2"].right
    caller = Seen(caller.plain, caller.plain)
    for stand_in, paid in ((nothing, False), (caller.plain, True)):
        idle = (lazy, Seen(nothing, stand_in))
        key.tasks["9.2"] = TaskAnswers((caller,), (idle,), {mistake.slug: nothing})
        bench = Judge(tiny.lesson, key, Suite())
        found = list(prove_carried(bench, tiny.lesson.tasks, key))
        assert ["which has no idea" in finding.what for finding in found] == [True] * paid


@pytest.mark.parametrize("name", DISTORTIONS)
def test_each_distortion_changes_the_numbers(name):
    """A distortion that leaves a loud square matrix as it was would prove nothing."""
    matrix = np.arange(1.0, 10.0).reshape(3, 3)
    wrong = DISTORTIONS[name](matrix)
    assert wrong.shape != matrix.shape or not np.array_equal(wrong, matrix)


def test_only_numbers_are_distorted(tiny):
    """Flags, strings and whole numbers are judged exactly and need no distortion."""
    assert list(distort(True)) == []
    assert list(distort("last")) == []
    assert len(list(distort(0.5))) >= 5
    assert all(
        not isinstance(w, Array) or w != tiny.array([1.0]) for _, w in distort(tiny.array([1.0]))
    )
