"""Moodle gets its worksheet filled in, and feedback in folders that it takes back."""

from __future__ import annotations

import csv
import html
import io
from pathlib import Path

import pytest
from platforms import HOSTILE, moodle, moodle_zip

from autograder.errors import AuthorError
from autograder.exports.moodle import to_moodle, to_moodle_feedback
from autograder.exports.rows import Row

PARTICIPANTS = {1: "ada", 2: "calc", 3: "zoe", 4: "cmd", 5: "none", 6: "shut"}
TITLES = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
)
LINES = (
    'Participant 1,"Lovelace, Ada",,,ok,,100.00,Yes,-,-,\n'
    "Participant 2,=1+1,,calc@example.edu,ok,,100.00,Yes,-,-,old words\n"
    "Participant 3,Zoë Müller,zmueller,,ok,,100.00,Yes,-,-,\n"
    "Participant 4,-2+3;x|y_z,cmd,,ok,,100.00,Yes,-,-,\n"
    "Participant 5,'t Hooft,none,,ok,7,100.00,Yes,-,-,keep me\n"
    "Participant 6,Shut,shut,,ok,,100.00,No,-,-,\n"
)
WORKSHEET = (TITLES + LINES).encode()


def test_moodle_takes_every_grade():
    """Read as Moodle reads it, each student has the grade that counts and their own words."""
    taken = moodle(to_moodle(HOSTILE, WORKSHEET).content, participants=PARTICIPANTS, most=100)
    assert {who: grade for who, (grade, _) in taken.items()} == {
        "ada": "81",
        "calc": "70",
        "zoe": "60",
        "cmd": "45",
        "none": "7",
    }
    for row in HOSTILE[:4]:
        shown = taken[row.student][1].removeprefix("<pre>").removesuffix("</pre>")
        assert html.unescape(shown.replace("<br>", "\n")) == row.feedback
        assert not set('"\n') & set(shown)
    assert taken["none"][1] == "keep me"


def test_no_cell_of_ours_is_a_formula():
    """What we write begins with a digit or a tag; what Moodle wrote stays byte for byte."""
    done = list(csv.reader(io.StringIO(to_moodle(HOSTILE, WORKSHEET).content.decode())))
    before = list(csv.reader(io.StringIO(WORKSHEET.decode())))
    changed = {
        (r, c): cell
        for r, row in enumerate(done)
        for c, cell in enumerate(row)
        if cell != before[r][c]
    }
    assert {c for _, c in changed} == {5, 10}
    assert all(cell[0].isdigit() or cell.startswith("<pre>") for cell in changed.values())


def test_who_got_what_is_told():
    """A locked grade, a missing one and a stranger are named."""
    rows = (*HOSTILE, Row("shut", 5, 5, 100), Row("new", 1, 1, 100))
    done = to_moodle(rows, WORKSHEET)
    assert done.filled == ("ada", "calc", "zoe", "cmd")
    assert done.blank == ("Participant 5",)
    assert done.unknown == ("new",)
    assert done.notes == ("Participant 6: Moodle says that this grade cannot be changed.",)


def test_points_that_moodle_would_skip_are_told():
    """More points than Moodle's maximum are skipped there without a word, so we say it."""
    done = to_moodle(HOSTILE, WORKSHEET.replace(b"100.00", b"60.00"))
    assert "Participant 1: 81 points are more than Moodle's 60, and would be skipped." in done.notes


def test_a_second_round_changes_nothing():
    """Filling in the file that came out gives the same file, with its byte order mark."""
    once = to_moodle(HOSTILE, "\ufeff".encode() + WORKSHEET).content
    assert once.startswith("\ufeff".encode())
    assert to_moodle(HOSTILE, once).content == once


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Kennung,Bewertung\n1,2\n", "there is no column 'Identifier'"),
        (WORKSHEET.replace(b"Last modified (grade)", b"x"), "'Last modified (grade)'"),
        (b"", "empty"),
    ],
)
def test_what_is_no_worksheet(content, said):
    """Another file is a sentence that says where to get the right one."""
    with pytest.raises(AuthorError) as caught:
        to_moodle(HOSTILE, content)
    assert said in str(caught.value)


def test_feedback_goes_to_whose_it_is():
    """The zip's folders are read by Moodle as the participants, whatever their names hold."""
    done = to_moodle_feedback(HOSTILE, WORKSHEET)
    taken = moodle_zip(done.content, participants=PARTICIPANTS)
    assert taken == {row.student: {"feedback.txt": row.feedback} for row in HOSTILE[:4]}


def test_feedback_without_a_worksheet():
    """Hand-ins that came from Moodle carry their numbers; others are named as unknown."""
    rows = [Row("ada", 1, 1, 2, "words", name="A_d/a", number="moodle:1"), Row("bob", 1, 1, 2, "x")]
    done = to_moodle_feedback(rows)
    assert moodle_zip(done.content, participants=PARTICIPANTS) == {"ada": {"feedback.txt": "words"}}
    assert (done.filled, done.unknown) == (("ada",), ("bob",))
    assert to_moodle_feedback(rows).content == done.content


def test_the_sample_worksheet():
    """The sample of the repository takes the grades of its twelve students."""
    sample = Path(__file__).parents[2] / "fixtures" / "exports" / "moodle_worksheet.csv"
    rows = [Row(f"student-{n:02}", n, n, 100, "words") for n in range(1, 13)]
    participants = {7000 + n: f"student-{n:02}" for n in range(1, 14)}
    done = to_moodle(rows, sample.read_bytes())
    taken = moodle(done.content, participants=participants, most=100)
    assert {who: grade for who, (grade, _) in taken.items()} == {
        f"student-{n:02}": str(n) for n in range(1, 13)
    }
