"""`finegrade export`: from a course run with rulings to the file of each platform."""

from __future__ import annotations

import datetime as dt
import html
import json
import shutil
import zipfile

import pytest
from classes import COURSE, LESSON, SAMPLES, roster, zipped
from classes import Desk as ImportDesk
from click.testing import CliRunner
from platforms import canvas, moodle, moodle_zip

from autograder.desk.exchange import hand_back
from autograder.desk.opened import open_desk
from autograder.desk.paths import Paths
from autograder.errors import FinegradeError
from autograder.exports.gradebook_csv import read_grades
from autograder.exports.handing_back import PLATFORMS, Wish
from autograder.exports.handing_back import hand_back as hand_back_rows
from autograder.gradebook import Comment, Override, open_ledger
from autograder.intake.roster import read_roster
from autograder.journal import Judged, Run, now
from autograder.results import Report, TaskResult

LATE = dt.datetime(2026, 10, 18, 7, 30, tzinfo=dt.UTC)


def graded(student: str, share: float) -> Report:
    """Return a report that gives this share of every task."""
    tasks = tuple(
        TaskResult(
            t.id, t.name, int(t.points * share), t.points, "passed" if share == 1 else "failed"
        )
        for t in LESSON.tasks
    )
    return Report(student, LESSON.key, gradable=True, tier="user", tasks=tasks)


@pytest.fixture
def run(tmp_path):
    """A run of lesson 1: Moodle's sample taken in, two graded, one ruling and one comment."""
    root = tmp_path / "course" / LESSON.key
    ImportDesk(root).take(
        next(SAMPLES.glob("moodle/*.zip")), *read_roster(SAMPLES / "moodle_worksheet.csv")
    )
    with open_desk(root, writable=True) as desk:
        desk.add(Run(now(), LESSON.key, 7))
        for student, share in (("student-01", 1), ("student-05", 1)):
            desk.add(Judged(now(), student, "0" * 8, "0" * 8, graded(student, share)))
    ledger = open_ledger(Paths(root).ledger, writable=True)
    first = LESSON.tasks[0]
    ledger.add(
        Override(
            when=now(), by="staff", student="student-01", task=first.id, points=0, reason="copied"
        )
    )
    ledger.add(Comment(when=now(), by="staff", student="student-01", text="Come and see us."))
    ledger.close()
    return root


FIRST = LESSON.points - LESSON.tasks[0].points  # after the ruling
FIFTH = LESSON.points * 80 // 100  # 33.5 hours late: two days begun


def export(run, *arguments):
    """Run the verb and return its result."""
    return CliRunner().invoke(hand_back, [*arguments, "--out", str(run)], catch_exceptions=False)


def test_the_lesson_is_as_this_file_expects():
    """Two days late cost a fifth in lesson 1."""
    assert (LESSON.late.percent_per_day, LESSON.late.max_days) == (10, 5)
    assert COURSE.lesson("lesson1").points == 100


def test_canvas(run):
    """Canvas gets what counts, after ruling and lateness, and the text says what happened."""
    done = export(
        run,
        "canvas",
        "--template",
        str(SAMPLES / "canvas_gradebook.csv"),
        "--assignment",
        "1834466",
    )
    people = {n * 1000 + 1: f"student-{n:02}" for n in range(1, 14)} | {9999: "test"}
    taken = canvas((run / "canvas.csv").read_bytes(), assignments={1834466: ""}, people=people)
    assert taken.scores == {
        "student-01": {1834466: str(FIRST)},
        "student-05": {1834466: str(FIFTH)},
    }
    assert "2 grades written to" in done.output
    assert "11 left blank: student-02, " in done.output


def test_moodle(run):
    """The worksheet has both grades and the words, and the zip has the texts."""
    worksheet = str(SAMPLES / "moodle_worksheet.csv")
    export(run, "moodle", "--template", worksheet)
    participants = {7000 + n: f"student-{n:02}" for n in range(1, 14)}
    taken = moodle((run / "moodle.csv").read_bytes(), participants=participants, most=100)
    assert {who: grade for who, (grade, _) in taken.items()} == {
        "student-01": str(FIRST),
        "student-05": str(FIFTH),
    }
    assert "Comment: Come and see us." in taken["student-01"][1]
    export(run, "moodle", "--feedback")
    texts = moodle_zip((run / "moodle-feedback.zip").read_bytes(), participants=participants)
    assert sorted(texts) == ["student-01", "student-05"]
    late = texts["student-05"]["feedback.txt"]
    assert "Lesson 1: Finetuning for classification" in late
    assert f"Score: {FIFTH} of {LESSON.points}" in late
    assert "Handed in 2 days late: 10 % less for each day begun." in late


def words(run, form):
    """Return the words that one platform's file has for student-01, with the line ends as blanks."""
    export(run, *form, "--template", str(SAMPLES / "moodle_worksheet.csv"))
    if form[0] == "gradescope":
        with zipfile.ZipFile(run / "gradescope.zip") as archive:
            text = json.loads(archive.read("student-01/results.json"))["output"]
    elif form[0] == "csv":
        text = read_grades((run / "grades.csv").read_bytes())[0]["feedback"]
    else:
        text = next(run.glob(f"{form[0]}*.csv")).read_text().partition("student-05")[0]
    return " ".join(html.unescape(text).replace("<br>", " ").replace("\\n", " ").split())


@pytest.mark.parametrize(
    "form",
    [["moodle"], ["autolab", "--feedback"], ["prairielearn", "--assignment", "q"], ["gradescope"],
     ["csv"]],
)  # fmt: skip
def test_the_words_agree_with_the_grade(run, form):
    """Every form that has words says what was judged, what counts, and why; never who decided it."""
    text = words(run, form)
    assert f"Judged {LESSON.points} points, counts as {FIRST} points." in text
    assert f"Task {LESSON.tasks[0].id} set to 0 points: copied" in text
    assert "Comment: Come and see us." in text
    assert "staff" not in text
    if form[0] != "gradescope":
        assert f"Score: {FIRST} of {LESSON.points}" in text


def test_gradescope_has_the_words_of_the_feedback(run):
    """A task's box holds what its student reads elsewhere, not its one line."""
    export(run, "gradescope")
    with zipfile.ZipFile(run / "gradescope.zip") as archive:
        tests = json.loads(archive.read("student-05/results.json"))["tests"]
    assert tests[0]["output"].startswith("ok    1.1 ")
    assert " ".join(LESSON.tasks[0].why.split()) in " ".join(tests[0]["output"].split())


def test_csv(run, tmp_path):
    """The table holds raw and adjusted score, the tasks after rulings, and who they are."""
    export(run, "csv", "--to", str(tmp_path / "grades.csv"))
    first, fifth = read_grades((tmp_path / "grades.csv").read_bytes())
    assert (first["raw"], first["adjusted"], first["1.1"]) == (LESSON.points, FIRST, 0)
    assert (fifth["raw"], fifth["adjusted"], fifth["days_late"]) == (LESSON.points, FIFTH, 2)
    assert (first["name"], first["email"]) == ("Student 01", "student-01@example.edu")


@pytest.fixture
def named_later(tmp_path):
    """A run whose one student was taken in and graded without a roster, and then with one."""
    desk = ImportDesk(tmp_path / "course" / LESSON.key)
    export_of_canvas = zipped({f"lovelaceada_1001_77_{LESSON.module}": "x = 1\n"})
    people = roster("ada,Ada Lovelace,ada@example.edu")
    desk.take(export_of_canvas)
    (old,) = desk.records
    desk.take(export_of_canvas, *people)
    with open_desk(desk.root, writable=True) as opened:
        opened.add(Run(now(), LESSON.key, 7))
        for student in (old, "ada"):
            opened.add(Judged(now(), student, "0" * 8, "0" * 8, graded(student, 1)))
    return desk.root, old


def test_who_has_a_new_key_is_handed_back_once(named_later):
    """With the folder of the old key gone, the grade goes to the new one, and it is said."""
    run, old = named_later
    shutil.rmtree(run / "hand-ins" / old)
    said = " ".join(export(run, "csv").output.split())
    assert [row["student"] for row in read_grades((run / "grades.csv").read_bytes())] == ["ada"]
    assert f"Left out, for the hand-in has another name now: {old} (now ada)." in said


@pytest.mark.parametrize("gone", [(), ("ada", "old")])
def test_nobody_is_left_out_by_records_alone(named_later, gone):
    """As long as both folders are there, or neither is, both keys are handed back."""
    run, old = named_later
    for name in gone:
        shutil.rmtree(run / "hand-ins" / name.replace("old", old))
    assert "2 grades written to" in export(run, "csv").output


@pytest.mark.parametrize("platform", ["prairielearn", "autolab", "gradescope"])
def test_the_others(run, platform):
    """Each other platform gets its file with two students in it."""
    done = export(run, platform)
    assert "2 grades written to" in done.output
    assert list(run.glob(f"{platform}.*"))


def test_classroom50(run, tmp_path):
    """The gradebook of Classroom 50 is filled in."""
    entries = [{"owner": "student-01", "submissions": [{"score": 1}]}]
    scores = {"assignments": {"lesson1": {"type": "individual", "entries": entries}}}
    (tmp_path / "scores.json").write_text(json.dumps(scores))
    export(
        run, "classroom50", "--template", str(tmp_path / "scores.json"), "--assignment", "lesson1"
    )
    written = json.loads((run / "classroom50.json").read_text())
    assert written["assignments"]["lesson1"]["entries"][0]["submissions"][0]["score"] == FIRST


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish("canvas"), "give the gradebook that Canvas exports as --template"),
        (Wish("canvas", b"x"), "give the column's title, with its number as --assignment"),
        (Wish("moodle"), "give Moodle's grading worksheet as --template"),
        (Wish("classroom50", b"{}"), "as --assignment"),
        (Wish("csv", feedback=True), "There is no file of feedback for csv"),
        (Wish("ilias"), "'ilias' is none of: gradescope, canvas"),
    ],
)
def test_what_is_missing_is_said(wish, said):
    """A missing file or name is a sentence that says which option."""
    with pytest.raises(FinegradeError) as caught:
        hand_back_rows(wish, [], [], words=str)
    assert said in str(caught.value)
    assert caught.value.exit_code == 4


def test_every_platform_is_known():
    """The seven of the help text."""
    assert len(PLATFORMS) == 7


def test_a_place_that_cannot_be_written(run, tmp_path):
    """A folder that is not there is a sentence, and the run is as it was."""
    with pytest.raises(FinegradeError, match="Choose another place with --to"):
        export(run, "csv", "--to", str(tmp_path / "nowhere" / "grades.csv"))
