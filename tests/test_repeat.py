"""The same hand-in gets the same result, again and again, whatever ran before it and beside it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from autograder.authoring.bundle import open_bundle
from autograder.grade import grade
from autograder.intake import read_submissions
from autograder.lesson import Course
from autograder.results import to_json

ROOT = Path(__file__).parents[1]
KEY = "lesson1_classification"
STUDENTS = ("student-02", "student-07", "student-20")  # other idioms; two mistakes; a pair of them


@pytest.fixture(scope="module")
def times(sweep):
    """Return how often each hand-in is graded."""
    return 20 if sweep else 5


@pytest.fixture(scope="module")
def runs(times, sealed_lesson):
    """Return, for each student, the results of many copies of the same hand-in, without seconds."""
    course = Course(ROOT)
    lesson = course.lesson(KEY)
    found = read_submissions(ROOT / "fixtures/submissions" / KEY / "hand-ins", KEY, lesson.module)
    wanted = [submission for submission in found if submission.student in STUDENTS]
    assert len(wanted) == len(STUDENTS)
    copies = [
        msgspec.structs.replace(submission, student=f"{submission.student} {number}")
        for number in range(times)
        for submission in wanted
    ]
    _, _, key = open_bundle(sealed_lesson(KEY))
    reports = grade(
        copies, course=course, lesson=lesson, key=key, suite=course.hidden_suite(KEY), jobs=2
    )
    results: dict[str, list[dict]] = {student: [] for student in STUDENTS}
    for report in reports:
        result = json.loads(to_json(report))
        results[result.pop("student").partition(" ")[0]].append(result)
        del result["seconds"]
    return results


@pytest.mark.parametrize("student", STUDENTS)
def test_many_runs_give_one_result(runs, times, student):
    """Points, outcomes, ids and words are the same, with two workers at once."""
    results = runs[student]
    assert len(results) == times
    assert all(result == results[0] for result in results)


def test_the_hand_ins_differ_from_each_other(runs):
    """The comparison could fail: three students, three results."""
    assert len({json.dumps(results[0]) for results in runs.values()}) == len(STUDENTS)
