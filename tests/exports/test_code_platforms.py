"""PrairieLearn, Autolab and Classroom 50: results of a run, and grades after the ledger."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import jsonschema
import msgspec
import pytest
from platforms import HOSTILE, autolab_csv, autolab_line, prairielearn_csv

from autograder.errors import AuthorError, JudgeError
from autograder.exports.autolab import to_autolab, to_autolab_feedback, to_autolab_scores
from autograder.exports.classroom50 import (
    Classroom,
    read_environment,
    to_classroom50,
    to_classroom50_scores,
)
from autograder.exports.gradescope import to_gradescope_zip
from autograder.exports.prairielearn import to_prairielearn, to_prairielearn_scores
from autograder.exports.rows import Row, unguard
from autograder.results import Finding, Report, TaskResult, ungraded

HERE = Path(__file__).parent
PASSED = TaskResult("9.1", "first", 10, 10, "passed")
FAILED = TaskResult(
    "9.2", "second", 4, 8, "failed", finding=Finding("Rows: mixed.", question="Why?")
)
OURS = ungraded("9.2", "second", 8, "worker died")
WHERE = Classroom(
    "bp26", "lesson1", "submit/2026-10-15T18-00-00Z-0a1b2c3", "c", "r", "v",
    dt.datetime(2026, 10, 15, 20, tzinfo=dt.timezone(dt.timedelta(hours=2))),
)  # fmt: skip


def schema(name):
    return json.loads((HERE / f"{name}.schema.json").read_text())


def report(*tasks, **more):
    values = {"student": "student-01", "gradable": True, "tier": "user", **more}
    return Report(lesson="lesson9_tiny", tasks=tasks, **values)


@pytest.mark.parametrize(
    "graded",
    [
        report(PASSED, FAILED),
        report(PASSED, PASSED, notes=("taken from the notebook",)),
        report(FAILED, gradable=False, problem="classification.py is not here."),
        report(TaskResult("9.1", "x" * 3000, 0, 10, "failed", finding=Finding("\x00\ud800" * 9))),
    ],
)
def test_prairielearn_results_have_the_published_form(graded):
    """The result has only documented keys, a score between 0 and 1, and can be written as JSON."""
    result = to_prairielearn(graded)
    jsonschema.validate(result, schema("prairielearn_results"))
    assert json.loads(json.dumps(result)) == result
    assert "\x00" not in json.dumps(result, ensure_ascii=False)


def test_prairielearn_scores_are_shares():
    """14 of 18 points are 14/18, and each task shows its own."""
    result = to_prairielearn(report(PASSED, FAILED))
    assert result["score"] == 14 / 18
    assert [(t["points"], t["max_points"]) for t in result["tests"]] == [(10, 10), (4, 8)]


def test_prairielearn_charges_no_attempt_for_what_cannot_be_read():
    """A hand-in that cannot be read is not gradable, and says why."""
    result = to_prairielearn(report(FAILED, gradable=False, problem="It is empty."))
    assert (result["gradable"], result["format_errors"]) == (False, ["It is empty."])
    assert "score" not in result


def test_prairielearn_reads_no_more_than_a_megabyte():
    """Words that are too many are cut, and the points stay."""
    result = to_prairielearn(report(PASSED, FAILED), words=lambda task: "ä" * 400_000)
    assert len(json.dumps(result).encode()) < 1_000_000
    assert result["score"] == 14 / 18


@pytest.mark.parametrize(
    "send", [to_prairielearn, to_autolab, lambda graded: to_classroom50(graded, WHERE)]
)
def test_our_own_fault_is_no_zero(send):
    """A task that could not be graded by our fault raises instead of sending a number."""
    with pytest.raises(JudgeError, match=r"9\.2 could not be graded"):
        send(report(PASSED, OURS))


MAILED = tuple(msgspec.structs.replace(row, email=f"{row.student}@example.edu") for row in HOSTILE)


def test_prairielearn_takes_the_scores_that_count():
    """Each address gets the adjusted points of its instance; who has none is not in the file."""
    taken = prairielearn_csv(to_prairielearn_scores(MAILED).content)
    assert {row["uid"]: row["points"] for row in taken} == {
        "ada@example.edu": 81,
        "calc@example.edu": 70,
        "zoe@example.edu": 60,
        "cmd@example.edu": 45,
    }
    assert {row["instance"] for row in taken} == {1}


def test_prairielearn_feedback_of_a_question():
    """With a question the words go along, none of them a formula, and none of them lost."""
    taken = prairielearn_csv(to_prairielearn_scores(MAILED, qid="lesson1").content)
    assert {row["qid"] for row in taken} == {"lesson1"}
    words = {row["uid"].split("@")[0]: row["feedback"] for row in taken}
    assert words["calc"].startswith("'=")
    assert words["cmd"].startswith("'@")
    assert {who: unguard(text) for who, text in words.items()} == {
        row.student: row.feedback for row in HOSTILE[:4]
    }


def test_prairielearn_needs_addresses():
    """Without any address there is no file but a sentence; one without is named."""
    with pytest.raises(AuthorError, match="--roster"):
        to_prairielearn_scores([Row("ada", 1, 1, 2)])
    done = to_prairielearn_scores([*MAILED, Row("eve", 1, 1, 2), Row("x", 1, 1, 2, email="=a@b.c")])
    assert done.unknown == ("eve", "x")
    assert done.blank == ("none",)


def test_autolab_reads_the_last_line():
    """The last line holds the score of the one problem, also where hints hold colons."""
    output = to_autolab(report(PASSED, FAILED))
    assert autolab_line(output) == {"total": 14}
    stages = json.loads(output.split("\n")[0])
    assert stages["_presentation"] == "semantic"
    assert stages["Tasks"]["_order"] == ["9.1", "9.2"]
    assert stages["Tasks"]["9.1"]["passed"] is True


def test_autolab_imports_scores_and_feedback():
    """Both files have one line for each address, and texts come out with their line ends."""
    emails = {row.email for row in MAILED}
    scores = autolab_csv(to_autolab_scores(MAILED).content, emails=emails, kind="scores")
    assert scores == {
        "ada@example.edu": 81,
        "calc@example.edu": 70,
        "zoe@example.edu": 60,
        "cmd@example.edu": 45,
    }
    words = autolab_csv(to_autolab_feedback(MAILED).content, emails=emails, kind="feedback")
    for row in HOSTILE[:4]:
        assert unguard(words[f"{row.student}@example.edu"]) == row.feedback


def test_autolab_keeps_letters_behind_a_backslash():
    """A backslash before n is not read as a line end: a blank goes between."""
    row = Row("ada", 1, 1, 2, "C:\\new\n", email="a@b.c")
    words = autolab_csv(to_autolab_feedback([row]).content, emails={"a@b.c"}, kind="feedback")
    assert words == {"a@b.c": "C:\\ new\n"}


@pytest.mark.parametrize("graded", [report(PASSED, FAILED), report(PASSED), report(FAILED)])
def test_classroom50_results_have_the_published_form(graded):
    """With the runner's stamps the result fits the schema; numbers are whole, the time is UTC."""
    result = to_classroom50(graded, WHERE)
    stamped = {**result, "owner": "ada", "assignment_type": "individual"}
    jsonschema.validate(stamped, schema("classroom50_result"))
    assert result["datetime"] == "2026-10-15T18:00:00Z"
    assert result["score"] == sum(test["score"] for test in result["tests"])


@pytest.mark.parametrize("key", ["usernames", "max_score"])
def test_the_schema_of_classroom50_finds_a_wrong_key(key):
    """The validator is no rubber stamp: keys of older versions are refused."""
    stamped = {**to_classroom50(report(PASSED), WHERE), "owner": "a", "assignment_type": "group"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**stamped, key: 1}, schema("classroom50_result"))


def test_classroom50_runs_in_its_runner():
    """The environment says where; without it, or without a submission's tag, it is a sentence."""
    names = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL")
    environment = dict.fromkeys(names, "submit/x")
    assert read_environment(environment, when=WHERE.when).review == "submit/x"
    with pytest.raises(AuthorError, match="REVIEW_URL is not set"):
        read_environment({**environment, "REVIEW_URL": ""}, when=WHERE.when)
    with pytest.raises(AuthorError, match="its tags begin with submit/"):
        to_classroom50(report(PASSED), msgspec.structs.replace(WHERE, submission="v1"))


def entry(owner, score):
    """Return an entry of a gradebook of Classroom 50 with two submissions."""
    stamps = {"owner": owner, "assignment_type": "individual"}
    newest = {**to_classroom50(report(FAILED), WHERE), **stamps, "score": score}
    newest.pop("assignment")
    return {"owner": owner, "submissions": [newest, dict(newest)], "extra": "kept"}


SCORES = {
    "schema": "classroom50/scores/v1",
    "assignments": {
        "lesson1": {"type": "individual", "entries": [entry("Ada", 1), entry("gone", 2)]},
        "other": {"type": "individual", "entries": []},
    },
}


def test_the_gradebook_of_classroom50():
    """The newest submission gets what counts and is marked to stay; all else is as it was."""
    rows = [Row("ada", 20, 18, 20, tasks=(("9.1", 10, 10), ("9.2", 10, 10))), Row("eve", 1, 1, 20)]
    done = to_classroom50_scores(rows, json.dumps(SCORES).encode(), assignment="lesson1")
    scores = json.loads(done.content)
    first, second = scores["assignments"]["lesson1"]["entries"]
    assert (first["override"], first["extra"]) == (True, "kept")
    assert (first["submissions"][0]["score"], first["submissions"][0]["max-score"]) == (18, 20)
    jsonschema.validate(
        {**first["submissions"][0], "assignment": "lesson1"}, schema("classroom50_result")
    )
    before = SCORES["assignments"]["lesson1"]["entries"]
    assert first["submissions"][1] == before[0]["submissions"][1]
    assert second == before[1]
    assert (done.filled, done.blank, done.unknown) == (("ada",), ("gone",), ("eve",))


@pytest.mark.parametrize(
    ("content", "slug", "said"),
    [
        (b"no json", "lesson1", "not the scores.json"),
        (b"[]", "lesson1", "not the scores.json"),
        (json.dumps(SCORES).encode(), "lesson9", "it has: lesson1, other"),
    ],
)
def test_what_is_no_gradebook_of_classroom50(content, slug, said):
    """Another file or an unknown assignment is a sentence."""
    with pytest.raises(AuthorError) as caught:
        to_classroom50_scores([], content, assignment=slug)
    assert said in str(caught.value)


DECIDED = ("Judged 14 points, counts as 9 points.", "Comment: Come and see us.")


def test_results_for_gradescope_hold_what_counts():
    """Each submission's result has the adjusted score, says so, and fits Gradescope's form."""
    reports = [report(PASSED, FAILED), report(PASSED, OURS, student="student-02")]
    rows = [
        Row("student-01", 14, 9, 18, decided=DECIDED, platform="gradescope", label="submission_7"),
        Row("student-02", None, None, 18),
    ]
    done = to_gradescope_zip(reports, rows, words=str)
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        assert archive.namelist() == ["submission_7/results.json"]
        content = json.loads(archive.read("submission_7/results.json"))
    jsonschema.validate(content, schema("gradescope_results"))
    assert (content["score"], content["output"]) == (9, "\n".join(DECIDED))
    assert (done.filled, done.blank) == (("student-01",), ("student-02",))


def partners(*rows):
    """Return the names in the zip for partners of one submission, and what is said about it."""
    reports = [
        report(PASSED, FAILED, student=row.student, seconds=len(row.student)) for row in rows
    ]
    shared = [msgspec.structs.replace(r, platform="gradescope", label="submission_7") for r in rows]
    done = to_gradescope_zip(reports, shared, words=str)
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        return archive.namelist(), done


def test_partners_on_gradescope_have_one_result():
    """A submission of two is one member of the zip, and both are counted."""
    names, done = partners(Row("ada", 14, 14, 18), Row("linus", 14, 14, 18))
    assert names == ["submission_7/results.json"]
    assert done.filled == ("ada", "linus")


@pytest.mark.parametrize(
    "other", [Row("linus", 14, 12, 18), Row("linus", 14, 14, 18, decided=("Comment: See me.",))]
)
def test_partners_who_do_not_get_the_same_are_left_out(other):
    """Nobody gets the other one's points or comment; the sentence says who gets what."""
    names, done = partners(Row("ada", 14, 14, 18), other)
    assert names == []
    assert (done.filled, done.blank) == ((), ("ada", "linus"))
    assert f"ada (14 points), linus ({other.adjusted} points)" in done.notes[0]


def test_a_grade_set_by_hand_counts_on_gradescope_where_we_failed():
    """An ungraded task with an override has the points that a person gave it."""
    row = Row("student-01", None, 17, 18, tasks=(("9.1", 10, 10), ("9.2", 7, 8)))
    done = to_gradescope_zip([report(PASSED, OURS)], [row], words=str)
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        content = json.loads(archive.read("student-01/results.json"))
    assert (content["score"], [test["score"] for test in content["tests"]]) == (17, [10, 7])
    assert done.filled == ("student-01",)
