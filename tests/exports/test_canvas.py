"""Canvas gets one column of its own gradebook back, and makes no new assignment."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from platforms import HOSTILE, canvas

from autograder.errors import AuthorError
from autograder.exports.canvas import to_canvas
from autograder.exports.rows import Row

ASSIGNMENTS = {7: "Warm-up", 42: "Lesson 1"}
PEOPLE = {11: "ada", 12: "calc", 13: "zmueller", 14: "cmd", 15: "gone", 16: "ex", 99: "test"}
TEMPLATE = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Note,Warm-up (7),Lesson 1 (42),Final Score\r\n"
    "    Points Possible,,,,,,5,100,(read only)\r\n"
    '"Lovelace, Ada",11,,,A,n,5,,95\r\n'
    "=1+1,12,calc,,A,n,,,95\r\n"
    '"Müller, Zoë",13,900,zmueller,A,n,1,12,95\r\n'
    "-2+3;x|y_z,14,cmd,,A,n,,,95\r\n"
    '"Gone, Away",15,gone,gone,B,n,,33,95\r\n'
    '"Cused, Ex",16,ex,ex,B,n,,EX,95\r\n'
    '"Student, Test",99,,feed,A,n,,,\r\n'
).encode()


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("assignment", ["Lesson 1 (42)", "42", "Lesson 1"])
def test_canvas_fills_the_assignment_that_is_there(assignment):
    """However it is named, the column carries the number, and nobody's other score is touched."""
    done = to_canvas(HOSTILE, TEMPLATE, assignment=assignment)
    taken = canvas(done.content, assignments=ASSIGNMENTS, people=PEOPLE)
    assert (taken.created, taken.lost) == ([], [])
    assert taken.scores == {
        "ada": {42: "81"},
        "calc": {42: "70"},
        "zmueller": {42: "60"},
        "cmd": {42: "45"},
        "gone": {42: "33"},
        "ex": {42: "EX"},
    }


def test_what_says_who_is_who_stays_as_it_was():
    """Names, numbers, byte order mark and line ends are Canvas's own, odd names included."""
    done = to_canvas(HOSTILE, TEMPLATE, assignment="42")
    before = [row[:5] for row in rows_of(TEMPLATE)]
    assert [row[:5] for row in rows_of(done.content)] == before
    assert rows_of(done.content)[0][5:] == ["Lesson 1 (42)"]
    assert done.content.startswith("\ufeff".encode())
    assert done.content.count(b"\r\n") == TEMPLATE.count(b"\r\n")


def test_who_got_what_is_told():
    """Filled, blank and unknown are named; an excused student stays excused."""
    more = (*HOSTILE, Row("ex", 5, 5, 100, login="ex"), Row("new", 1, 1, 100))
    done = to_canvas(more, TEMPLATE, assignment="42")
    assert done.filled == ("ada", "calc", "zoe", "cmd")
    assert done.blank == ("Gone, Away",)
    assert done.unknown == ("none", "new")
    assert done.notes == ("Cused, Ex is excused in Canvas and stays so.",)


def test_a_second_round_changes_nothing():
    """Filling in the file that came out gives the same file."""
    once = to_canvas(HOSTILE, TEMPLATE, assignment="42").content
    assert to_canvas(HOSTILE, once, assignment="42").content == once


def test_namesakes_get_no_strangers_grade():
    """Where two students have one name and nothing else is known, neither is filled."""
    template = TEMPLATE + b'"Lovelace, Ada",17,,,A,n,,,\r\n'
    rows = [Row("x", 5, 5, 100, name="Ada Lovelace")]
    done = to_canvas(rows, template, assignment="42")
    assert (done.filled, done.unknown) == ((), ("x",))


def test_a_key_that_is_somebody_elses_number_is_not_believed():
    """Our student "11" is not Canvas's user 11."""
    done = to_canvas([Row("11", 5, 5, 100)], TEMPLATE, assignment="42")
    assert (done.filled, done.unknown) == ((), ("11",))


@pytest.mark.parametrize(
    ("template", "assignment", "said"),
    [
        (TEMPLATE, "Lesson 2", "would make a new one"),
        (TEMPLATE, "Final Score", "would make a new one"),
        (TEMPLATE, "99", "Warm-up (7), Lesson 1 (42)"),
        (TEMPLATE.replace(b"Warm-up (7)", b"Lesson 1 (7)"), "Lesson 1", "Several assignments"),
        (TEMPLATE.replace(b"5,100,", b"5,(read only),"), "42", "read only"),
        (TEMPLATE.replace(b"Section", b"Group"), "42", "no column Section"),
        (b"name,points\nada,5\n", "42", "must be Student and ID"),
        (b"", "42", "empty"),
        (b"\xff\xfe", "42", "not UTF-8"),
        (TEMPLATE + b"short,row\r\n", "42", "row 10: 2 cells, but 9 titles"),
    ],
)
def test_what_canvas_would_misread_is_refused(template, assignment, said):
    """A column without a number, a closed period or another file is a sentence, and no file."""
    with pytest.raises(AuthorError) as caught:
        to_canvas(HOSTILE, template, assignment=assignment)
    assert said in str(caught.value)


def test_other_points_are_noticed():
    """If Canvas gives other points than the lesson has, that is said."""
    done = to_canvas(HOSTILE, TEMPLATE.replace(b"5,100,", b"5,60.00,"), assignment="42")
    assert done.notes[0] == "Canvas gives 60.00 points for this assignment, the lesson has 100."


def test_semicolons_stay_semicolons():
    """A gradebook of a country that writes semicolons comes back with semicolons."""
    template = b"Student;ID;SIS User ID;SIS Login ID;Section;Lesson 1 (42)\nAda;11;ada;ada;A;\n"
    done = to_canvas(HOSTILE, template, assignment="42")
    assert done.content == template.replace(b"A;\n", b"A;81\n")


def test_the_sample_gradebook():
    """The sample of the repository takes the grades of its twelve students."""
    sample = Path(__file__).parents[2] / "fixtures" / "exports" / "canvas_gradebook.csv"
    rows = [Row(f"student-{n:02}", n, n, 100) for n in range(1, 13)]
    done = to_canvas(rows, sample.read_bytes(), assignment="Lesson 1")
    people = {n * 1000 + 1: f"student-{n:02}" for n in range(1, 14)} | {9999: "test"}
    taken = canvas(done.content, assignments={1834466: "Lesson 1"}, people=people)
    assert taken.scores == {f"student-{n:02}": {1834466: str(n)} for n in range(1, 13)}
    assert done.blank == ("student-13",)
