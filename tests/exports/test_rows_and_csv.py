"""Rows find their lines, cells are no formulas, and a table comes back as it was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platforms import HOSTILE

from autograder.exports.gradebook_csv import read_grades, to_csv
from autograder.exports.rows import Row, guard, pair, unguard

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "'=1", "''=1", "\uff1d1"]
)
def test_a_formula_is_guarded(text):
    """What a spreadsheet would run gets an apostrophe, and comes back without it."""
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["Lovelace, Ada", "'t Hooft", "", "Zoë", "a=b", "'"])
def test_other_texts_stay_as_they_are(text):
    """A text that is no formula is not changed, apostrophes included."""
    assert guard(text) == text
    assert unguard(text) == text


@given(st.one_of(TEXT, TEXT.map(lambda t: "'=" + t), TEXT.map(lambda t: "=" + t)))
def test_no_text_is_lost_and_none_is_a_formula(text):
    """For any text at all: the guarded cell begins harmlessly, and gives the text back."""
    cell = guard(text)
    assert cell[:1] not in tuple(DANGEROUS)
    assert unguard(cell) == text


def test_the_table_holds_every_number():
    """Raw, adjusted, maximum and each task's points stand in columns; an unknown one is empty."""
    rows = [
        Row(
            "ada", 14, 9, 18, "words", (("9.1", 10, 10), ("9.2", 4, 8)), email="a@b.c", days_late=2
        ),
        Row("bob", None, None, 18, tasks=(("9.1", 10, 10), ("9.2", None, 8))),
    ]
    done = to_csv(rows)
    lines = list(csv.reader(io.StringIO(done.content.decode("utf-8-sig"))))
    assert lines == [
        [
            "student",
            "name",
            "email",
            "raw",
            "adjusted",
            "max",
            "days_late",
            "9.1",
            "9.2",
            "feedback",
        ],
        ["ada", "", "a@b.c", "14", "9", "18", "2", "10", "4", "words"],
        ["bob", "", "", "", "", "18", "0", "10", "", ""],
    ]
    assert (done.filled, done.blank) == (("ada",), ("bob",))


def test_no_cell_of_the_table_is_a_formula():
    """Whatever students are called, no cell begins like one."""
    lines = csv.reader(io.StringIO(to_csv(HOSTILE).content.decode("utf-8-sig")))
    assert [cell for line in lines for cell in line if cell[:1] in tuple(DANGEROUS)] == []


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, st.none() | st.integers(0, 100)), max_size=5))
def test_the_table_comes_back(values):
    """Any names and texts and grades are read back as they were."""
    rows = [Row(who, n, n, 100, text, name=name) for who, name, text, n in values]
    found = read_grades(to_csv(rows).content)
    assert [(f["student"], f["name"], f["feedback"], f["adjusted"]) for f in found] == [
        (row.student, row.name, row.feedback, row.adjusted) for row in rows
    ]


def levels():
    """Two kinds of names: logins, then names."""
    return [
        (lambda line: {line[0]} - {""}, lambda row: row.logins),
        (lambda line: {line[1]} - {""}, lambda row: {row.name} - {""}),
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([("ada", "x"), ("", "Bob")], {0: "ada", 1: "bob"}),
        ([("", "Ada")], {0: "ada"}),
        ([("", "Ada"), ("", "Ada")], {}),
        ([("ada", ""), ("", "Ada")], {0: "ada"}),
        ([("", "Kim")], {}),
        ([("kim1", "Kim"), ("", "Kim")], {0: "kim1", 1: "kim2"}),
        ([("ada", ""), ("ada", "")], {}),
        ([("stranger", "Nobody"), ("", "")], {}),
    ],
)
def test_who_is_whose_line(lines, found):
    """A login decides before a name, and a name that two share decides nothing."""
    rows = [
        Row("ada", 1, 1, 1, name="Ada"),
        Row("bob", 1, 1, 1, name="Bob"),
        Row("kim1", 1, 1, 1, name="Kim"),
        Row("kim2", 1, 1, 1, name="Kim"),
    ]
    matched = pair(lines, rows, levels())
    assert {line: row.student for line, row in matched.items()} == found
